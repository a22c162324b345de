"""The selection letter (Auswahlschreiben): the cluster is selected, and what comes next."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar

from grants.documents.letter import Deadline, Heading
from grants.documents.letter_text import LetterTexts, Values, Worded, at, euros, on, same
from grants.documents.qr import Check
from grants.documents.remedy import Remedy
from grants.programme.money import Money
from grants.programme.words import Language, Words

OVER_BOTH = Words("Für beide Phasen zusammen", "Over both phases together")
IN_ALL = Words("Insgesamt", "In all")
CONCEPT = Words("Konzeptionsphase", "concept phase")
TIME = Words("Zeit", "time")
UNNUMBERED = Words("noch ohne Nummer", "without a number yet")


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectionLetter(Worded):
    """Everything a selection letter says. It promises a place, not yet any money."""

    DOCUMENT: ClassVar[str] = "letter/selection"
    ATTACHMENT: ClassVar[str] = "bescheid.json"
    SHEET: ClassVar[str] = "selection"

    heading: Heading
    made_at: datetime
    application_number: str
    project: Words
    received_at: datetime
    award_number: str
    """The number under which the cluster's case runs from now on, such as 03INT400."""
    grant_number: str
    """The number of the first grant, for the first phase."""
    cap: Money
    """The most that the cluster can receive over all phases."""
    applied_amount: Money
    """What it asked for in the first phase."""
    concept_from: date
    concept_until: date
    one_phase: bool = False
    """Is there no concept phase before the implementation? The days are then those of it all."""
    moves_up: Words | None = None
    """From the reserve list, and which letter had said so; nothing where it is selected at once."""
    conditions: tuple[Words, ...]
    """What must be given before money is granted."""
    next_steps: tuple[Deadline, ...]
    reasons: Words | None = None
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
            "betrag": euros(self.cap),
            "beantragt": euros(self.applied_amount),
            "beginn": on(self.concept_from),
            "ende": on(self.concept_until),
            "phasen": IN_ALL if self.one_phase else OVER_BOTH,
            "phase": TIME if self.one_phase else CONCEPT,
            "fallnummer": self._case(),
            "fall": UNNUMBERED if self.heading.draft else same(self.award_number),
            "förderkennzeichen": self._grant(),
        }

    def _case(self) -> Words:
        if self.heading.draft:
            return Words(
                "Die Nummer des Falls wird mit der Freigabe vergeben.",
                "The number of its case is assigned on release.",
            )
        return Words(
            f"Der Fall trägt die Nummer {self.award_number}.",
            f"Its case runs under the number {self.award_number}.",
        )

    def _grant(self) -> Words:
        if self.heading.draft:
            return Words(
                "einem Förderkennzeichen, das mit der Freigabe vergeben wird",
                "a grant number that is assigned on release",
            )
        return Words(
            f"dem Förderkennzeichen {self.grant_number}", f"the grant number {self.grant_number}"
        )

    @property
    def title(self) -> Words:
        """The name of the file in a reader."""
        return Words(
            f"Auswahlschreiben {self.application_number} – {self.project.de}",
            f"Selection letter {self.application_number} – {self.project.en}",
        )

    @property
    def check(self) -> Check | None:
        """Where a reader finds out whether the letter is genuine."""
        return self.heading.check
