"""A sample letter of an authority: its own head and remedy, its texts, and invented content."""

from datetime import datetime
from typing import Final

from grants.documents.letter import Heading, Officer, Signatory
from grants.documents.letter_text import LetterTexts
from grants.documents.missing import AnyLetter
from grants.documents.sample_letter import SAMPLES
from grants.documents.sample_part import CLUSTER, RECIPIENT, ROUND, Sample
from grants.models.authority import AuthorityVersion
from grants.models.decision import LetterKind
from grants.papers.letter_head import SALUTATION, remedy_of
from grants.papers.sender import INVENTED, sender_of
from grants.programme.calendar import today
from grants.programme.letter_text import Texts
from grants.programme.words import Words

FILE_NUMBER: Final = "Muster/0001"


def sample_letter(
    version: AuthorityVersion, kind: LetterKind, texts: Texts, *, now: datetime
) -> AnyLetter:
    """How a letter of this kind looks with these texts; every page says that it is a sample."""
    heading = Heading(
        sender=sender_of(version),
        officer=Officer(name=version.contact_name, phone=version.phone, email=version.email),
        recipient=RECIPIENT,
        file_number=FILE_NUMBER,
        issued_on=today(now),
        salutation=SALUTATION,
        programme=Words(f"Förderprogramm, {ROUND.de}", f"Programme, {ROUND.en}"),
        signatories=(
            _nobody(version.first_signatory_function),
            _nobody(version.second_signatory_function),
        ),
        cluster=CLUSTER,
        round=ROUND,
        notice=INVENTED,
    )
    sample = Sample(
        heading=heading,
        remedy=remedy_of(version),
        texts=LetterTexts(texts=texts),
        made_at=now,
    )
    return SAMPLES[kind](sample)


def _nobody(function: str) -> Signatory:
    """Nobody signs a sample."""
    return Signatory(name="N.\N{NO-BREAK SPACE}N.", function=Words(function, function))
