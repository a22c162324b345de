"""The award letter (Zuwendungsbescheid): 22 parts, of which the decision can be read alone."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from typing import ClassVar

from grants.documents.letter import Deadline, Heading
from grants.documents.letter_text import (
    LetterTexts,
    Values,
    Worded,
    euros,
    on,
    period,
    same,
    share,
    tranches,
)
from grants.documents.plan import FinancingPlan
from grants.documents.qr import Check
from grants.documents.remedy import Remedy
from grants.programme.money import Money
from grants.programme.words import Language, Words


class ConditionKind(StrEnum):
    """The kinds of additional provisions to a decision. Source: section 36 (2) VwVfG."""

    OBLIGATION = "obligation"
    CONDITION = "condition"
    TIME_LIMIT = "time limit"
    REVOCATION = "reservation of revocation"


KINDS = {
    ConditionKind.OBLIGATION: Words("Auflage", "Obligation"),
    ConditionKind.CONDITION: Words("Bedingung", "Condition"),
    ConditionKind.TIME_LIMIT: Words("Befristung", "Time limit"),
    ConditionKind.REVOCATION: Words("Widerrufsvorbehalt", "Reservation of revocation"),
}


SHARE_FINANCING = Words("Anteilfinanzierung", "share financing")


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialCondition:
    """One numbered special provision, with its kind in front."""

    kind: ConditionKind
    text: Words

    @property
    def kind_name(self) -> Words:
        """The kind as the letter calls it."""
        return KINDS[self.kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """The lump sum of a university on top of its direct expenditure (Projektpauschale)."""

    amount: Money
    base: Money
    share: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardLetter(Worded):
    """Everything an award letter says."""

    DOCUMENT: ClassVar[str] = "letter/award"
    ATTACHMENT: ClassVar[str] = "bescheid.json"
    SHEET: ClassVar[str] = "award"

    heading: Heading
    made_at: datetime
    grant_number: str
    """Förderkennzeichen, such as 03INT400A."""
    project: Words
    """The title of the project as the recipient wrote it."""
    acronym: str = ""
    consortium: Words | None = None
    """Such as Verbund 1; nothing for the cluster management's own grant."""
    applied_on: date
    changed_on: date | None = None
    """The last change of the application, if there was one."""
    applied_amount: Money
    amount: Money
    amount_in_words: Words
    purpose: Words
    """Completes "Die Zuwendung dient allein ..." / "The grant may only be used ..."."""
    financing: Words = SHARE_FINANCING
    """The type of financing."""
    rate: Fraction
    eligible: Money
    period_from: date
    period_until: date
    plan: FinancingPlan
    allowance: Allowance | None = None
    state_aid: Words
    """Such as Artikel 27 AGVO (Innovationscluster)."""
    general_conditions: Words
    """The name of the general provisions in annex 1."""
    special_conditions: tuple[SpecialCondition, ...]
    use_within_weeks: int
    overrun_share: Fraction
    """How far a line of the plan may be exceeded without asking."""
    retention_years: int
    deadlines: tuple[Deadline, ...]
    reasons: Words | None = None
    """Main reasons and discretion; needed where the award deviates from the application."""
    remedy: Remedy
    annexes: tuple[Words, ...]
    language: Language = "de"
    texts: LetterTexts = field(default=LetterTexts(), repr=False)
    """The authority's own wording; kept as passages, as they are printed."""

    def values(self) -> Values:
        """What its texts may put in."""
        applied, changed = on(self.applied_on), self.changed_on and on(self.changed_on)
        if changed:
            applied = Words(
                f"{applied.de}, zuletzt geändert am {changed.de},",
                f"{applied.en}, last changed on {changed.en},",
            )
        return {
            "vorhaben": self.project,
            "nummer": same(self.grant_number),
            "betrag": euros(self.amount),
            "antrag": applied,
            "zeitraum": period(self.period_from, self.period_until),
            "wochen": same(self.use_within_weeks),
            "betrag_in_worten": self.amount_in_words,
            "zweck": self.purpose,
            "beginn": on(self.period_from),
            "ende": on(self.period_until),
            "finanzierung": self.financing,
            "fördersatz": share(self.rate),
            "ausgaben": euros(self.eligible),
            "eigenanteil": self._share_of_its_own(),
            "jahresscheiben": tranches(self.plan),
            "nebenbestimmungen": self._conditions(),
            "grundlage": self.state_aid,
        }

    def _share_of_its_own(self) -> Words:
        own = euros(self.own_funds)
        de = f"Ihr Eigenanteil beträgt {own.de}."
        if not self.needs_own_funds:
            de = "Ein Eigenanteil ist nicht vorgesehen."
        return Words(de, f"Own funds: {own.en}.")

    def _conditions(self) -> Words:
        name = self.general_conditions
        general = Words(
            f"den Allgemeinen Nebenbestimmungen der Anlage\N{NO-BREAK SPACE}1 ({name.de})",
            f"the general conditions in annex 1 ({name.en})",
        )
        if not self.special_conditions:
            return general
        return Words(
            f"{general.de} und den besonderen Nebenbestimmungen in Abschnitt\N{NO-BREAK SPACE}B",
            f"{general.en} and to the special conditions below",
        )

    @property
    def title(self) -> Words:
        """The name of the file in a reader."""
        return Words(
            f"Zuwendungsbescheid {self.grant_number} – {self.project.de}",
            f"Award letter {self.grant_number} – {self.project.en}",
        )

    @property
    def deviates(self) -> bool:
        """Is less awarded than was applied for?"""
        return self.amount != self.applied_amount

    @property
    def needs_own_funds(self) -> bool:
        """Does the recipient pay a part itself?"""
        return bool(self.own_funds)

    @property
    def own_funds(self) -> Money:
        """What the recipient pays itself."""
        return self.plan.own_funds.sum

    @property
    def check(self) -> Check | None:
        """Where a reader finds out whether the letter is genuine."""
        return self.heading.check
