"""A letter that is printed for nobody, before the first real one waits.

The press forks itself for every document (see press.py), so all that a document reads for the
first time, it would read anew each time: templates, faces of the fonts, hyphenation. With a whole
letter behind it, the press makes the next ones in half the time. They come out the same.
"""

from datetime import UTC, datetime
from typing import Final

from grants.documents.letter import Heading, Officer, Sender, Signatory
from grants.documents.letter_text import LetterTexts
from grants.documents.printing import prepare, print_document
from grants.documents.qr import Check
from grants.documents.remedy import Remedy, RemedyKind
from grants.documents.sample_letter import SAMPLES
from grants.documents.sample_part import CLUSTER, RECIPIENT, ROUND, Sample
from grants.programme.words import Words

KINDS: Final = ("award", "rejection")
"""Between them they have all that letters have: tables, lists, lawyers' long words, both
languages, bold, the square that a phone reads."""
NOBODY: Final = Words("Niemand", "Nobody")


def rehearse() -> None:
    """Print one letter of some kinds and forget them."""
    for kind in KINDS:
        print_document(prepare(SAMPLES[kind](_sample())))


def _sample() -> Sample:
    at = datetime(2027, 1, 8, 9, tzinfo=UTC)
    sender = Sender(name="Probe", acts_for=NOBODY, street="Straße 1", town="10115 Ort")
    return Sample(
        heading=Heading(
            sender=sender,
            officer=Officer(name=NOBODY.de, phone="0", email="nobody@example.org"),
            recipient=RECIPIENT,
            file_number="0",
            issued_on=at.date(),
            salutation=NOBODY,
            programme=NOBODY,
            signatories=(Signatory(name=NOBODY.de, function=NOBODY),) * 2,
            cluster=CLUSTER,
            round=ROUND,
            check=Check(code="0000-0000-0000", address="https://example.org/check"),
            notice=NOBODY,
        ),
        remedy=Remedy(kind=RemedyKind.OBJECTION, place=sender.name, seat=sender.seat, form=NOBODY),
        texts=LetterTexts(),
        made_at=at,
    )
