"""The reserve letter (Reserveschreiben): a place on the list of those who may move up (R-064)."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar

from grants.documents.assessment import Assessment, Reserve
from grants.documents.letter import Heading
from grants.documents.letter_text import LetterTexts, Values, Worded, at, on, same
from grants.documents.qr import Check
from grants.documents.remedy import Remedy
from grants.programme.words import Language, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class ReserveLetter(Worded):
    """Everything a reserve letter says. It promises a place in an order, and no money."""

    DOCUMENT: ClassVar[str] = "letter/reserve"
    ATTACHMENT: ClassVar[str] = "bescheid.json"
    SHEET: ClassVar[str] = "reserve"

    heading: Heading
    made_at: datetime
    application_number: str
    project: Words
    received_at: datetime
    place: Reserve
    """The position on the list, and the last day on which the list is valid."""
    facts: Words
    """What happened: how many applied, and that the thresholds are reached."""
    reasons: Words
    """Why the application is not selected now."""
    assessment: Assessment | None = None
    tie: Words | None = None
    """What decided between it and the one before it, where both have the same total (R-063)."""
    remedy: Remedy
    annexes: tuple[Words, ...] = ()
    language: Language = "de"
    texts: LetterTexts = field(default=LetterTexts(), repr=False)
    """The authority's own wording; kept as passages, as they are printed."""

    def values(self) -> Values:
        """What its texts may put in."""
        return {
            "vorhaben": self.project,
            "nummer": same(self.application_number),
            "eingang": at(self.received_at),
            "platz": same(self.place.position),
            "gültig_bis": on(self.place.valid_until),
        }

    @property
    def title(self) -> Words:
        """The name of the file in a reader."""
        return Words(
            f"Reserveschreiben {self.application_number} – {self.project.de}",
            f"Reserve letter {self.application_number} – {self.project.en}",
        )

    @property
    def issued_on(self) -> date:
        """The day of the letter; the list has to be valid on it."""
        return self.heading.issued_on

    @property
    def check(self) -> Check | None:
        """Where a reader finds out whether the letter is genuine."""
        return self.heading.check
