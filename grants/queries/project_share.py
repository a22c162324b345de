"""How much of a joint project each partner has, where the round limits it (R-006)."""

from collections.abc import Iterable, Iterator

from grants.models.award import Project
from grants.models.grant import Grant
from grants.programme.composition import check_largest_share
from grants.programme.facts import ShareFacts
from grants.programme.finding import Finding
from grants.programme.money import NOTHING
from grants.programme.terms import Terms


def share_findings(terms: Terms, project: Project, grants: Iterable[Grant]) -> list[Finding]:
    """Does no partner have more than the round allows? Nothing where it sets no limit."""
    found = check_largest_share(terms, _shares(project, grants))
    return [found] if found else []


def _shares(project: Project, grants: Iterable[Grant]) -> Iterator[ShareFacts]:
    plans = {grant.partner_id: grant for grant in grants if grant.project_id == project.id}
    for partner in project.partners:
        if partner.left_on is not None:
            continue
        grant = plans.get(partner.id)
        yield ShareFacts(
            key=partner.organisation.legal_key,
            name=partner.organisation.name,
            costs=grant.costs if grant else partner.own_funding,
            granted=grant.direct + grant.allowance if grant else NOTHING,
        )
