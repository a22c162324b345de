"""Which kinds of organisations take part, how large a company is, and where somebody has a seat."""

from enum import StrEnum
from typing import Final

from grants.programme.words import Words


class OrganisationKind(StrEnum):
    """What an organisation is, as far as its rate and its conditions depend on it."""

    COMPANY = "company"
    UNIVERSITY = "university"
    UNIVERSITY_HOSPITAL = "university_hospital"
    RESEARCH_INSTITUTE = "research_institute"
    COST_BASED_INSTITUTE = "cost_based_institute"
    CLUSTER_MANAGEMENT = "cluster_management"
    ASSOCIATION = "association"
    LOCAL_AUTHORITY = "local_authority"


class Size(StrEnum):
    """How large a company is (Recommendation 2003/361/EC); frozen on the day of the award."""

    MICRO = "micro"
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


class OwnFunding(StrEnum):
    """How far a foreign partner has come with its own funding."""

    OPEN = "open"
    APPLIED_FOR = "applied_for"
    COMMITTED = "committed"
    GRANTED = "granted"
    OWN_RESOURCES = "own_resources"


class Basis(StrEnum):
    """On which basis costs are counted."""

    EXPENDITURE = "expenditure"
    COST = "cost"


KIND_WORDS: Final = {
    OrganisationKind.COMPANY: Words("Unternehmen", "Company"),
    OrganisationKind.UNIVERSITY: Words("Hochschule", "University"),
    OrganisationKind.UNIVERSITY_HOSPITAL: Words("Universitätsklinikum", "University hospital"),
    OrganisationKind.RESEARCH_INSTITUTE: Words(
        "Außeruniversitäre Forschungseinrichtung", "Non-university research institute"
    ),
    OrganisationKind.COST_BASED_INSTITUTE: Words(
        "Forschungseinrichtung auf Kostenbasis", "Research institute on cost basis"
    ),
    OrganisationKind.CLUSTER_MANAGEMENT: Words("Clustermanagement", "Cluster management"),
    OrganisationKind.ASSOCIATION: Words(
        "Verein oder gemeinnützige Organisation", "Association or non-profit organisation"
    ),
    OrganisationKind.LOCAL_AUTHORITY: Words("Gebietskörperschaft", "Local authority"),
}

RESEARCHERS: Final = frozenset(
    {
        OrganisationKind.UNIVERSITY,
        OrganisationKind.UNIVERSITY_HOSPITAL,
        OrganisationKind.RESEARCH_INSTITUTE,
        OrganisationKind.COST_BASED_INSTITUTE,
    }
)
"""Research organisations: State aid law sets no ceiling for what they do without a business."""

SIZE_WORDS: Final = {
    Size.MICRO: Words("Kleinstunternehmen", "Micro company"),
    Size.SMALL: Words("Kleines Unternehmen", "Small company"),
    Size.MEDIUM: Words("Mittleres Unternehmen", "Medium company"),
    Size.LARGE: Words("Großunternehmen", "Large company"),
}

OWN_FUNDING_WORDS: Final = {
    OwnFunding.OPEN: Words("noch offen", "still open"),
    OwnFunding.APPLIED_FOR: Words("beantragt", "applied for"),
    OwnFunding.COMMITTED: Words("zugesagt", "committed"),
    OwnFunding.GRANTED: Words("bewilligt", "granted"),
    OwnFunding.OWN_RESOURCES: Words("aus eigenen Mitteln", "from own resources"),
}
