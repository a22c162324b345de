"""The rejection letter (Ablehnungsbescheid): the decision, its reasons, and the way on."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from grants.documents.assessment import Assessment, Reserve
from grants.documents.letter import Heading
from grants.documents.letter_text import LetterTexts, Values, Worded, at, same
from grants.documents.qr import Check
from grants.documents.remedy import Remedy
from grants.programme.words import Language, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class FormalGround:
    """Why the application could not be assessed at all, such as a missing signature."""

    code: str
    text: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectionLetter(Worded):
    """Everything a rejection letter says; without an assessment it is the formal variant."""

    DOCUMENT: ClassVar[str] = "letter/rejection"
    ATTACHMENT: ClassVar[str] = "bescheid.json"
    SHEET: ClassVar[str] = "rejection"

    heading: Heading
    made_at: datetime
    application_number: str
    project: Words
    received_at: datetime
    facts: Words
    """What happened: how many applied and were selected, whether the formal check was passed."""
    assessment: Assessment | None = None
    formal_grounds: tuple[FormalGround, ...] = ()
    reasons: Words
    """Main reasons in fact and law, and the discretion that was used (section 39 VwVfG)."""
    strengths: Words | None = None
    weaknesses: Words | None = None
    reserve: Reserve | None = None
    advice: Words
    """How and when to apply again."""
    data_protection: Words
    """How long the file is kept, and where data protection is explained."""
    remedy: Remedy
    annexes: tuple[Words, ...] = ()
    language: Language = "de"
    texts: LetterTexts = field(default=LetterTexts(), repr=False)
    """The authority's own wording; kept as passages, as they are printed."""

    def values(self) -> Values:
        """What its texts may put in."""
        selected = Words("Nach Abschluss des Auswahlverfahrens", "After the selection")
        checked = Words("Nach der formalen Prüfung", "After the formal check")
        return {
            "vorhaben": self.project,
            "nummer": same(self.application_number),
            "eingang": at(self.received_at),
            "verfahren": selected if self.assessment else checked,
        }

    @property
    def title(self) -> Words:
        """The name of the file in a reader."""
        return Words(
            f"Ablehnungsbescheid {self.application_number} – {self.project.de}",
            f"Rejection letter {self.application_number} – {self.project.en}",
        )

    @property
    def check(self) -> Check | None:
        """Where a reader finds out whether the letter is genuine."""
        return self.heading.check
