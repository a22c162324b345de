"""Interest on money that was used late (Zinsbescheid, § 49a (4) VwVfG, R-036)."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar

from grants.documents.letter import EarlierLetter, Heading
from grants.documents.letter_text import LetterTexts, Values, Worded, as_amended, euros, on, same
from grants.documents.qr import Check
from grants.documents.remedy import Remedy
from grants.documents.revocation_letter import Heard
from grants.programme.money import Money
from grants.programme.reclaim_interest import InterestPart
from grants.programme.words import Language, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class LateUseLetter(Worded):
    """Everything that such a letter says."""

    DOCUMENT: ClassVar[str] = "letter/late_use"
    ATTACHMENT: ClassVar[str] = "bescheid.json"
    SHEET: ClassVar[str] = "late_use"

    heading: Heading
    made_at: datetime
    grant_number: str
    project: Words
    award: EarlierLetter
    amendments: tuple[EarlierLetter, ...] = ()
    payment_number: str
    paid: Money
    """What was paid, EUR."""
    paid_on: date
    use_by: date
    used_on: date
    idle: Money
    """How much of it lay idle, EUR."""
    interest: tuple[InterestPart, ...]
    amount: Money
    """The interest, EUR."""
    amount_in_words: Words
    pay_by: date
    pay_to: str
    """Bank details and the reference to be given."""
    heard: Heard
    discretion: Words
    remedy: Remedy
    annexes: tuple[Words, ...] = ()
    language: Language = "de"
    texts: LetterTexts = field(default=LetterTexts(), repr=False)
    """The authority's own wording; kept as passages, as they are printed."""

    def values(self) -> Values:
        """What its texts may put in."""
        return {
            "vorhaben": self.project,
            "nummer": same(self.grant_number),
            "bescheid": as_amended(self.award, self.amendments),
            "zahlung": same(self.payment_number),
            "betrag": euros(self.amount),
            "betrag_in_worten": self.amount_in_words,
            "zahlbar_bis": on(self.pay_by),
            "konto": same(self.pay_to),
        }

    @property
    def title(self) -> Words:
        """The name of the file in a reader."""
        return Words(
            f"{self.kind.de} {self.grant_number} – {self.project.de}",
            f"{self.kind.en} {self.grant_number} – {self.project.en}",
        )

    @property
    def kind(self) -> Words:
        """What the letter calls itself."""
        return Words("Zinsbescheid", "Decision on interest")

    @property
    def days(self) -> int:
        """So many days bear interest."""
        return sum(part.days for part in self.interest)

    @property
    def partly(self) -> bool:
        """Was some of it used in time?"""
        return self.idle < self.paid

    @property
    def check(self) -> Check | None:
        """Where a reader finds out whether the letter is genuine."""
        return self.heading.check
