"""The compliance report of one award: every figure from the records, every gap named."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import ClassVar

from grants.documents.judgement import judgement
from grants.documents.qr import Check
from grants.documents.report import (
    Amount,
    BudgetRow,
    CapStep,
    Fact,
    FourEyes,
    LaterRow,
    LetterRow,
    PaymentRow,
    ReportDate,
    ReportHead,
    Step,
    verdict,
)
from grants.programme.finding import Finding
from grants.programme.money import Money, total
from grants.programme.words import Language, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerRow:
    """One partner of a joint project."""

    name: str
    country: Words
    domestic: bool
    counts: bool
    """False for an entity that is already counted, or that does no research itself."""
    grant: Money
    own_funds: Words
    """Such as "zugesagt" or "belegt"; what is known about the partner's own money."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectPartners:
    """The partners of one joint project, and whether there are enough of them (R-006)."""

    number: str
    title: Words
    partners: tuple[PartnerRow, ...]
    together: Words
    """Who is together and who is missing, by the terms of the round."""
    enough: bool
    """Are all together whom the terms ask for?"""

    @property
    def domestic(self) -> int:
        """Counting partners from Germany."""
        return sum(partner.counts and partner.domestic for partner in self.partners)

    @property
    def foreign(self) -> int:
        """Counting partners from abroad."""
        return sum(partner.counts and not partner.domestic for partner in self.partners)


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantRow:
    """One grant of the award."""

    number: str
    recipient: str
    project: Words
    eligible: Money
    rate: Fraction
    """What the grant really pays of the eligible costs."""
    rates: Words
    """What else was agreed, and the rate of each year where it falls; empty where it is one."""
    allowance: Money
    amount: Money
    """The grant with the allowance."""
    state: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantBudget:
    """Budget against actual of one grant."""

    number: str
    recipient: str
    lines: tuple[BudgetRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionRow:
    """A special provision and whether it is fulfilled."""

    letter: str
    text: Words
    result: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardReport:
    """Everything the compliance report of an award says."""

    DOCUMENT: ClassVar[str] = "report/award"
    ATTACHMENT: ClassVar[str] = "data.json"

    head: ReportHead
    made_at: datetime
    award_number: str
    cluster: str
    facts: tuple[Fact, ...]
    """Identification: round, phases with their days, authority, officers, legal basis."""
    amounts: tuple[Amount, ...]
    """Applied, awarded, amended, paid, used, settled, reclaimed, interest."""
    findings: tuple[Finding, ...]
    grants: tuple[GrantRow, ...]
    projects: tuple[ProjectPartners, ...]
    cap: Money
    cap_steps: tuple[CapStep, ...]
    budgets: tuple[GrantBudget, ...]
    calendar: tuple[ReportDate, ...]
    conditions: tuple[ConditionRow, ...]
    four_eyes: tuple[FourEyes, ...]
    time_line: tuple[Step, ...]
    letters: tuple[LetterRow, ...]
    later: tuple[LaterRow, ...]
    """Amendments, revocations and reclaims, in the order of their decisions."""
    payments: tuple[PaymentRow, ...] = ()
    """By grant, in the order in which they were asked for."""
    language: Language = "de"

    @property
    def title(self) -> Words:
        """The name of the file in a reader."""
        return Words(
            f"Prüfbericht {self.award_number} – {self.cluster}",
            f"Compliance report {self.award_number} – {self.cluster}",
        )

    @property
    def check(self) -> Check | None:
        """Where a reader finds out whether the report is genuine."""
        return self.head.check

    @property
    def committed(self) -> Money:
        """Committed to the cluster now."""
        return self.cap_steps[-1].committed if self.cap_steps else Money(0)

    @property
    def room(self) -> Money:
        """Left under the cap now."""
        return self.cap - self.committed

    @property
    def freed(self) -> bool:
        """Is there room although as much as the cap was granted: was something revoked?"""
        return self.room + self.grant_sum > self.cap

    @property
    def eligible_sum(self) -> Money:
        """The eligible costs of all grants."""
        return total(grant.eligible for grant in self.grants)

    @property
    def allowance_sum(self) -> Money:
        """The allowances of all grants."""
        return total(grant.allowance for grant in self.grants)

    @property
    def grant_sum(self) -> Money:
        """All grants together."""
        return total(grant.amount for grant in self.grants)

    @property
    def late(self) -> int:
        """How many reports came late or are still missing."""
        return sum(bool(line.days_late) for line in self.calendar)

    @property
    def judgement(self) -> Words:
        """The sentence on the cover."""
        return judgement(self.findings, self.late)

    @property
    def verdict(self) -> str:
        """good, hint, bad or unchecked."""
        return verdict(self.findings, self.late)
