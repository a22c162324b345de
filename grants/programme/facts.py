"""What the rules are told about a case: plain values, never records."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from grants.programme.funding_terms import Research
from grants.programme.money import NOTHING, Money
from grants.programme.organisation import OrganisationKind, OwnFunding, Size


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerFacts:
    """One partner row of a joint project."""

    name: str
    country: str
    """ISO 3166-1 alpha-2 code of the seat of the legal entity."""
    kind: OrganisationKind
    legal_key: str = ""
    """Number in a register, VAT, LEI or PIC; the same for every institute of one university."""
    legal_name: str = ""
    """Name of the legal entity, if it differs from the name of the unit that works."""
    works_in: str = ""
    """ISO country code of the establishment that does the work; empty: at the seat."""
    owner_key: str = ""
    """Legal key of the parent that owns it wholly, if any."""
    counts: bool = True
    """False for subcontractors, associated partners and signatories of a letter of intent."""
    is_management: bool = False
    """Is it the management of the cluster?"""
    requested: Money = NOTHING
    """What it asks for from this programme, in EUR."""
    own_funding: Money = NOTHING
    """What it brings itself, in EUR."""
    own_funding_status: OwnFunding = OwnFunding.OPEN
    signed_on: date | None = None
    """When it signed the cooperation agreement."""
    named_on: date | None = None
    """When it was named in place of a partner that had left; none for those who began."""
    is_new: bool = False
    """Was it named for a project that runs, and not accepted yet?"""
    subcontract: Money = NOTHING
    """What it receives as a subcontractor of other partners, in EUR."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetFacts:
    """How the costs of one recipient are financed; all amounts in EUR."""

    name: str
    """Whose budget it is."""
    eligible: Money
    """Costs that may be funded, the allowance not included."""
    grant: Money
    """What is asked for towards them, the allowance not included."""
    own_cash: Money = NOTHING
    in_kind: Money = NOTHING
    """Contributions in kind, valued and documented."""
    third_party: Money = NOTHING
    """Private money of others."""
    other_public: Money = NOTHING
    """Public money from elsewhere."""
    by_year: tuple[Money, ...] = ()
    """The same costs by calendar year, from the first year of the plan on, empty years included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RateFacts:
    """On what the share depends that a partner at home is paid."""

    name: str
    kind: OrganisationKind
    size: Size | None = None
    """For companies; as it was on the day of the award."""
    eligible: Money
    """Costs that may be funded, in EUR, the allowance not included."""
    research: Mapping[Research, Money] = field(default_factory=dict)
    """These costs by category of research, as far as they were assigned."""
    together: bool = False
    """Is there effective collaboration in the project (R-023)?"""
    on: date
    """The day by which rates and law are read: the first day of the grant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CollaboratorFacts:
    """One legal entity in a joint project, as State aid law looks at it."""

    key: str
    """The same for every row of one legal entity."""
    country: str
    kind: OrganisationKind
    size: Size | None = None
    costs: Money
    """Its costs in the project, in EUR."""
    at_home: bool = True
    may_publish: bool = False
    """May it, as a research organisation, publish its own results?"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareFacts:
    """What one partner bears of a joint project, and what it receives."""

    key: str
    """The same for every row of one legal entity."""
    name: str
    costs: Money
    """Its costs in the project, in EUR; of a partner abroad what it brings."""
    granted: Money
    """Its grant with the allowance, in EUR."""
