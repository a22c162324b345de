"""The amendment letter (Änderungsbescheid): what was, what is now, and what stays (5.4)."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar

from grants.documents.letter import Deadline, EarlierLetter, Heading
from grants.documents.letter_text import (
    LetterTexts,
    Values,
    Worded,
    earlier,
    euros,
    on,
    same,
    tranches,
)
from grants.documents.plan import FinancingPlan
from grants.documents.qr import Check
from grants.documents.remedy import Remedy
from grants.programme.money import Money
from grants.programme.words import Language, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """One line of the comparison: the old provision beside the new one."""

    what: Words
    old: Words
    new: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentLetter(Worded):
    """Everything an amendment letter says."""

    DOCUMENT: ClassVar[str] = "letter/amendment"
    ATTACHMENT: ClassVar[str] = "bescheid.json"
    SHEET: ClassVar[str] = "amendment"

    heading: Heading
    made_at: datetime
    grant_number: str
    ordinal: int
    """The amendments of a grant are numbered: Änderungsbescheid Nr. 2."""
    project: Words
    award: EarlierLetter
    last_amended: EarlierLetter | None = None
    requested_on: date | None = None
    """When the recipient asked for it; nothing where we amend of our own motion."""
    changes: tuple[Changed, ...]
    amount_before: Money
    amount: Money
    amount_in_words: Words
    period_from: date
    period_until: date
    plan: FinancingPlan
    deadlines: tuple[Deadline, ...] = ()
    """The dates that are new."""
    deviates: bool = False
    """Is it other than what the recipient asked for? Then the letter gives reasons (R-056)."""
    reasons: Words | None = None
    remedy: Remedy
    annexes: tuple[Words, ...] = ()
    language: Language = "de"
    texts: LetterTexts = field(default=LetterTexts(), repr=False)
    """The authority's own wording; kept as passages, as they are printed."""

    def values(self) -> Values:
        """What its texts may put in."""
        asked = self.requested_on and on(self.requested_on)
        occasion = Words("von Amts wegen", "of our own motion")
        if asked:
            occasion = Words(
                f"auf Ihren Änderungsantrag vom {asked.de}", f"on your request of {asked.en}"
            )
        return {
            "vorhaben": self.project,
            "nummer": same(self.grant_number),
            "betrag": euros(self.amount),
            "bescheid": earlier(self.award, self.last_amended),
            "anlass": occasion,
            "veränderung": self._change(),
            "betrag_in_worten": self.amount_in_words,
            "beginn": on(self.period_from),
            "ende": on(self.period_until),
            "jahresscheiben": tranches(self.plan),
        }

    def _change(self) -> Words:
        if self.same_amount:
            return Words("bleibt bei", "The grant stays at")
        before = euros(self.amount_before)
        return Words(
            f"beträgt statt bis zu {before.de} nun",
            f"Instead of at most {before.en} the grant is now",
        )

    @property
    def title(self) -> Words:
        """The name of the file in a reader."""
        return Words(
            f"Änderungsbescheid Nr. {self.ordinal} {self.grant_number} – {self.project.de}",
            f"Amendment no. {self.ordinal} {self.grant_number} – {self.project.en}",
        )

    @property
    def same_amount(self) -> bool:
        """Does the grant stay as high as it was?"""
        return self.amount == self.amount_before

    @property
    def needs_reasons(self) -> bool:
        """Is something decided that the recipient did not ask for, or taken away?"""
        return self.deviates or self.requested_on is None or self.amount < self.amount_before

    @property
    def check(self) -> Check | None:
        """Where a reader finds out whether the letter is genuine."""
        return self.heading.check
