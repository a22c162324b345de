"""The terms of one round: every figure that a rule needs, as data.

A preset file fills them, a round keeps them with a version, and the code holds none of them.
Where the founding documents name no figure, the preset says so beside its own choice.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any, Final

from grants.programme.aid_terms import (
    ClusterAid,
    DeMinimis,
    SizeRules,
    StateAid,
    Transparency,
)
from grants.programme.criteria import Selection
from grants.programme.dates import Deadlines, LatePolicy, ReminderStage
from grants.programme.form_terms import (
    ConceptPart,
    CostCategory,
    FormalQuestion,
    FormalReason,
    Goal,
    Limits,
    Statement,
)
from grants.programme.funding_terms import (
    Allowance,
    Currency,
    Flexibility,
    Matching,
    Rate,
)
from grants.programme.label_terms import NO_GATES, Gates, LabelLevel
from grants.programme.letter_terms import LetterTerms, Numbering, OfficeAims
from grants.programme.money import Money
from grants.programme.notification_terms import USUAL_NOTIFICATION, NotificationTerms
from grants.programme.payment_terms import USUAL_PAYMENTS, PaymentTerms
from grants.programme.plain import build, plain
from grants.programme.voucher import VoucherList
from grants.programme.words import Words

CONCEPT: Final = "concept"
"""The code of a phase that ends with a concept; a programme may do without it."""
IMPLEMENTATION: Final = "implementation"
"""The code of the phase in which joint projects run; every programme has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseTerms:
    """One phase of the funding (R-011)."""

    code: str
    """Name in addresses and records: concept, implementation; the only one is the latter."""
    name: Words
    max_months: int
    """Longest duration in months. Source: Dohse, Fornahl and Vehrke (2018), section 2.2."""
    may_overlap: bool
    """May it run beside the phase before it? Source: first-round notice, 2014."""


class ShareOf(StrEnum):
    """Of what the largest share of one partner is taken."""

    COSTS = "costs"
    GRANT = "grant"


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """Who must be together in a joint project (R-006 to R-010)."""

    min_domestic: int
    """Least number of cluster members with a seat at home."""
    min_foreign: int
    """Least number of partners abroad."""
    home_country: str
    """ISO 3166-1 alpha-2 code of the programme's country."""
    home_name: Words
    """What a sentence calls that country."""
    management_counts: bool
    """Does the cluster management count as a member? The sources are silent."""
    independence_required: bool
    """Do parent and wholly owned subsidiary count as one? The sources are silent."""
    same_foreign_country: bool
    """Must all partners abroad come from one country? The sources are silent."""
    replace_within_days: int
    """Days to find another partner when one has left a running project."""
    agreement_within_months: int
    """Months after the award in which the cooperation agreement must be signed."""
    indirect_funding_hint: Money
    """A subcontract to a foreign partner above this, in EUR, is pointed out."""
    min_companies: int = 0
    """Least number of companies; 0 asks for none, here and in the numbers below."""
    min_research: int = 0
    """Least number of research organisations."""
    min_countries: int = 0
    """Least number of countries, home included."""
    most_of_one: Fraction | None = None
    """Largest share that one legal entity may have; None sets no limit."""
    share_of: ShareOf = ShareOf.COSTS
    """Of what that share is taken."""

    def __post_init__(self) -> None:
        if self.most_of_one is not None and not 0 < self.most_of_one <= 1:
            raise ValueError(f"a share of one partner lies in (0, 1], not at {self.most_of_one}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectCount:
    """How many joint projects an award may hold (R-005)."""

    min: int
    max: int
    """0 sets no limit. Source of three: Dohse, Fornahl and Vehrke (2018), section 2.2."""
    terminated_frees_place: bool
    """Does a project that ended early after its award give its place back?"""
    multi_cluster: bool = False
    """May a second cluster stand behind a project? It counts for both."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reapplication:
    """Who may apply again (R-013)."""

    winner_may: bool
    """May a cluster that was selected before apply again? The sources are silent."""
    formally_rejected_counts: bool
    """Is a formally rejected application an application in the statistics?"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The terms of one round."""

    code: str
    """The preset they come from."""
    name: Words
    """The programme as pages and letters call it."""
    currency: str
    """ISO 4217 code of every grant (R-017)."""
    whole_euros: bool
    """Are grants rounded down to the full euro instead of the cent?"""
    cap_per_cluster: Money
    """Most that one cluster receives over all phases, projects and recipients, in EUR (R-001)."""
    cap_includes_allowance: bool
    """Does the project allowance count against the cap (R-002)? The sources are silent."""
    round_budget: Money
    """What the round may promise in all, in EUR (R-015)."""
    target_winners: int
    """About how many clusters win (R-016); a target, never a limit."""
    total_months: int
    """Longest time from the first to the last day of an award, in months."""
    extension_max_months: int
    """Months by which an extension may go beyond the longest duration of a phase."""
    retention_years: int
    """Years for which vouchers are kept after the final proof."""
    voucher_list: VoucherList = VoucherList.ON_REQUEST
    """Which reports need a list of their vouchers (R-038)."""
    late_policy: LatePolicy
    """What becomes of an application after the deadline (R-014)."""
    phases: tuple[PhaseTerms, ...]
    matching: Matching
    composition: Composition
    projects: ProjectCount
    rates: tuple[Rate, ...]
    """What the programme pays by kind and size."""
    allowance: Allowance
    selection: Selection
    deadlines: Deadlines
    reminders: tuple[ReminderStage, ...]
    """The cadence of reminders around a due date, earliest first."""
    letters: LetterTerms
    numbering: Numbering
    office: OfficeAims
    reapplication: Reapplication
    limits: Limits
    flexibility: Flexibility
    currencies: tuple[Currency, ...]
    """Currencies in which partners abroad may state their own contribution."""
    cost_categories: tuple[CostCategory, ...]
    concept_parts: tuple[ConceptPart, ...]
    """What an internationalisation concept must contain."""
    formal_questions: tuple[FormalQuestion, ...]
    formal_reasons: tuple[FormalReason, ...]
    goals: tuple[Goal, ...]
    """What the round wants to reach: a goal, its indicator and its target."""
    state_aid: tuple[StateAid, ...] = ()
    """What State aid law allows at most; kept apart from the programme's own rates."""
    cluster_aid: tuple[ClusterAid, ...] = ()
    de_minimis: tuple[DeMinimis, ...] = ()
    size_rules: tuple[SizeRules, ...] = ()
    transparency: tuple[Transparency, ...] = ()
    aid_scheme: str = ""
    """Number of the aid scheme at the Commission, such as SA.12345; grants name it (R-046)."""
    notification: NotificationTerms = USUAL_NOTIFICATION
    """When letters count as notified, and the authority's own limits in time (R-050 to R-053)."""
    payments: PaymentTerms = USUAL_PAYMENTS
    """How grants are paid (R-030 to R-033)."""
    label_levels: tuple[LabelLevel, ...] = ()
    """The levels of the label that this programme keeps a register of, the lowest first."""
    gates: Gates = NO_GATES
    """What somebody must hold before they may apply."""
    statement: Statement | None = None
    """What is signed with an application; terms from before it was kept name none."""

    @property
    def first_phase(self) -> PhaseTerms:
        """The phase that an application asks money for; some programmes have no other."""
        return self.phases[0]

    @property
    def has_concept(self) -> bool:
        """Does a concept phase come first? Else the award begins with the implementation."""
        return self.first_phase.code == CONCEPT

    def phase(self, code: str) -> PhaseTerms:
        """The terms of the phase with this code.

        Raises LookupError when the round has no such phase.
        """
        for phase in self.phases:
            if phase.code == code:
                return phase
        raise LookupError(f"the round has no phase {code!r}")


FORMER: Final = frozenset({"aliases", "legal_ceilings"})
"""What rounds once kept and no rule reads any more."""


def terms_from(data: Mapping[str, Any]) -> Terms:
    """The terms that plain data describe, as a preset file or a JSON column holds them.

    Raises NotThatShape with the place of the first thing that does not fit.
    """
    return build(Terms, {name: data[name] for name in data if name not in FORMER})


def terms_as(terms: Terms) -> dict[str, Any]:
    """The terms as plain data for a JSON column; `terms_from` reads back exactly the same."""
    data: dict[str, Any] = plain(terms)
    return data
