"""The award under a condition, and the letter that confirms that the condition has occurred.

Both follow section 36 (2) no. 2 VwVfG: a suspensive condition lets the award take effect, a
resolutory one ends it. The confirmation says one thing only and resets nothing else.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar

from grants.documents.award_letter import AwardLetter
from grants.documents.letter import EarlierLetter, Heading
from grants.documents.letter_text import LetterTexts, Values, Worded, earlier, euros, on, same
from grants.documents.qr import Check
from grants.documents.remedy import Remedy
from grants.programme.condition import CONDITION_WORDS, ConditionType
from grants.programme.money import Money
from grants.programme.words import Language, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardCondition:
    """What has to happen, by when, how it is proved, and what follows if it does not."""

    type: ConditionType
    content: Words
    due: date
    evidence: Words
    """How it is proved: which papers, in which form."""
    consequence: Words
    """What follows if it does not happen."""
    amount: Money
    """How much of the grant depends on it, EUR."""
    blocks_payment: bool = True
    """Is nothing paid before the confirmation letter?"""

    @property
    def suspensive(self) -> bool:
        """Does the award take effect only when it occurs?"""
        return self.type is ConditionType.SUSPENSIVE


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionalLetter(AwardLetter):
    """All that an award letter says, and its condition."""

    DOCUMENT: ClassVar[str] = "letter/conditional"
    SHEET: ClassVar[str] = "conditional"

    condition: AwardCondition
    further: tuple[AwardCondition, ...] = ()
    """More conditions of the same award; each has to be met."""

    @property
    def title(self) -> Words:
        """The name of the file in a reader."""
        return Words(
            f"Zuwendungsbescheid unter Bedingung {self.grant_number} – {self.project.de}",
            f"Conditional award letter {self.grant_number} – {self.project.en}",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmationLetter(Worded):
    """The letter by which two people confirm that the condition of an award has occurred."""

    DOCUMENT: ClassVar[str] = "letter/confirmation"
    ATTACHMENT: ClassVar[str] = "bescheid.json"
    SHEET: ClassVar[str] = "confirmation"

    heading: Heading
    made_at: datetime
    grant_number: str
    project: Words
    award: EarlierLetter
    condition: AwardCondition
    occurred_on: date
    """The day on which the last proof was there."""
    reasons: Words
    """What was proved, and how it was checked."""
    remedy: Remedy
    annexes: tuple[Words, ...] = ()
    language: Language = "de"
    still_open: tuple[AwardCondition, ...] = ()
    """Conditions of the same award that nobody has confirmed yet."""
    texts: LetterTexts = field(default=LetterTexts(), repr=False)
    """The authority's own wording; kept as passages, as they are printed."""

    def values(self) -> Values:
        """What its texts may put in."""
        return {
            "vorhaben": self.project,
            "nummer": same(self.grant_number),
            "betrag": euros(self.condition.amount),
            "bescheid": earlier(self.award),
            "bedingung": self._which(),
            "eintritt": on(self.occurred_on),
        }

    def _which(self) -> Words:
        kind = CONDITION_WORDS[self.condition.type]
        which = Words("Eine", "A") if self.still_open else Words("Die", "The")
        return Words(f"{which.de} {kind.de}", f"{which.en} {kind.en}")

    @property
    def title(self) -> Words:
        """The name of the file in a reader."""
        return Words(
            f"Bestätigung des Bedingungseintritts {self.grant_number} – {self.project.de}",
            f"Confirmation of the condition {self.grant_number} – {self.project.en}",
        )

    @property
    def still_waits(self) -> bool:
        """Does the award still wait for another suspensive condition?"""
        return any(each.suspensive for each in self.still_open)

    @property
    def still_blocked(self) -> bool:
        """Does another condition still block payments?"""
        return any(each.blocks_payment for each in self.still_open)

    @property
    def check(self) -> Check | None:
        """Where a reader finds out whether the letter is genuine."""
        return self.heading.check
