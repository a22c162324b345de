"""Revocation, withdrawal and reclaim (Widerrufs-, Rücknahme- und Erstattungsbescheid, 5.5)."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar

from grants.documents.letter import EarlierLetter, Heading
from grants.documents.letter_text import LetterTexts, Values, Worded, as_amended, euros, on, same
from grants.documents.qr import Check
from grants.documents.remedy import Remedy
from grants.programme.money import NOTHING, Money, total
from grants.programme.reclaim_interest import InterestPart
from grants.programme.revocation import Measure
from grants.programme.words import Language, Words

PARTLY = Words("teilweise, in Höhe von", "in part, for")
AS_A_WHOLE = Words("in vollem Umfang, also in Höhe von", "as a whole, that is for")
REVOKED = Words("widerrufen", "revoked")
WITHDRAWN = Words("zurückgenommen", "withdrawn")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """How the recipient was heard before the decision (section 28 VwVfG)."""

    letter_on: date | None
    """Day of the hearing letter; nothing where the hearing was waived."""
    answered_on: date | None = None
    result: Words
    """What the recipient said and what follows from it."""
    waived_for: Words | None = None
    """Why nobody was heard (section 28 (2) VwVfG)."""

    @property
    def waived(self) -> bool:
        """Was the hearing waived?"""
        return self.letter_on is None


@dataclass(frozen=True, slots=True, kw_only=True)
class RevocationLetter(Worded):
    """Everything that such a letter says."""

    DOCUMENT: ClassVar[str] = "letter/revocation"
    ATTACHMENT: ClassVar[str] = "bescheid.json"
    SHEET: ClassVar[str] = "revocation"

    heading: Heading
    made_at: datetime
    grant_number: str
    project: Words
    award: EarlierLetter
    amendments: tuple[EarlierLetter, ...] = ()
    """What amended the award, the first one first: without it `granted` cannot be followed."""
    measure: Measure
    granted: Money
    """The grant as it stood before, EUR."""
    revoked: Money
    """How much of it is revoked or withdrawn, EUR."""
    revoked_in_words: Words
    effective_from: date | None = None
    """From when on; nothing where it works back to the beginning."""
    reclaim: Money = NOTHING
    """How much is to be paid back, EUR."""
    reclaim_in_words: Words | None = None
    pay_by: date | None = None
    pay_to: str = ""
    """Bank details and the reference to be given."""
    facts: Words
    heard: Heard
    legal_basis: Words
    discretion: Words
    known_on: date
    last_day: date
    """The last day of the one-year limit (R-053)."""
    deceit: bool = False
    """No limit holds after deceit, threat or bribery (section 48 (4) sentence 2 VwVfG)."""
    interest: tuple[InterestPart, ...] = ()
    interest_waived: Words | None = None
    """Why no interest is asked for, where money is reclaimed without it."""
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
            "betrag": euros(self.revoked),
            "bescheid": as_amended(self.award, self.amendments),
            "betrag_in_worten": self.revoked_in_words,
            "umfang": PARTLY if self.partly else AS_A_WHOLE,
            "wirkung": self._effect(),
            "maßnahme": WITHDRAWN if self.withdraws else REVOKED,
            "rest": euros(self.left),
            "erstattung": euros(self.reclaim),
            "erstattung_in_worten": self.reclaim_in_words or Words("", ""),
            "zahlbar_bis": on(self.pay_by) if self.pay_by else Words("", ""),
            "konto": same(self.pay_to),
        }

    def _effect(self) -> Words:
        if self.effective_from is None:
            return Words("für die Vergangenheit", "for the past")
        first = on(self.effective_from)
        return Words(f"ab dem {first.de}", f"from {first.en}")

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
        if self.measure is Measure.REVOKE:
            one, plain = Words("Widerrufs", "Revocation"), Words("Widerrufsbescheid", "Revocation")
        else:
            one, plain = Words("Rücknahme", "Withdrawal"), Words("Rücknahmebescheid", "Withdrawal")
        if not self.reclaim:
            return plain
        return Words(f"{one.de}- und Erstattungsbescheid", f"{one.en} and reclaim")

    @property
    def withdraws(self) -> bool:
        """Is an award withdrawn that was unlawful from the beginning?"""
        return self.measure is Measure.WITHDRAW

    @property
    def partly(self) -> bool:
        """Does a part of the grant stay?"""
        return self.revoked < self.granted

    @property
    def left(self) -> Money:
        """What stays of the grant, EUR."""
        return self.granted - self.revoked

    @property
    def interest_sum(self) -> Money:
        """The interest up to the last day of the table, EUR."""
        return total(part.interest for part in self.interest)

    @property
    def check(self) -> Check | None:
        """Where a reader finds out whether the letter is genuine."""
        return self.heading.check
