"""The plan of one grant held against the rules of its round."""

from dataclasses import replace
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from grants.models.grant import Grant
from grants.programme.application_form import check_years
from grants.programme.calendar import today
from grants.programme.cap import check_cap, counted_against_cap
from grants.programme.cumulation import check_cumulation
from grants.programme.facts import BudgetFacts
from grants.programme.finding import Finding
from grants.programme.funding import (
    check_in_kind,
    check_matching,
    check_own_funds,
    check_total_financing,
    highest_grant,
)
from grants.programme.money import NOTHING, Money
from grants.programme.phase import PhaseFacts, check_begins_ahead, check_phase
from grants.programme.project_form import check_takes_part
from grants.programme.rate import NoRate, check_allowance, check_rate, highest_grant_for
from grants.programme.state_aid import check_cluster_aid, check_research
from grants.programme.terms import Terms
from grants.queries.aid_statement import cluster_aid_findings, small_aid_findings
from grants.queries.application import terms_of
from grants.queries.grant_plan import costs_by_year, falls_by_year
from grants.queries.partner_rate import grants_beside, is_together, rate_facts
from grants.queries.plan_line import cells_of

PLACES: Final = {
    "budget": "budget#requested",
    "budget#grant": "budget#requested",
    "budget#allowance": "budget#requested",
    "budget#own_cash": "budget#own_funds",
    "budget#in_kind": "budget#own_in_kind",
    "budget#other_public": "budget#other_public",
    "partner#research_industrial": "budget#research_industrial",
    "budget#concept_starts_on": "budget",
    "budget#costs": "budget#budget",
    "dates#last": "",
}
"""Where a page of ours heals what a rule finds."""


def grant_findings(
    session: Session,
    grant: Grant,
    *,
    committed: Money | None = None,
    now: datetime | None = None,
) -> list[Finding]:
    """Every rule that the grant keeps or breaks, the cap of its cluster included.

    `committed` is what the award has promised already, in EUR, without this grant; it is read
    from the award when it is not given.
    """
    with session.no_autoflush:
        terms = replace(terms_of(grant.award.terms), cap_per_cluster=grant.award.cap)
    promised = grant.award.committed if committed is None else committed
    asked = NOTHING if grant.awarded_at else counted(terms, grant)
    together = grant.project is not None and is_together(
        terms, grant.project, grants_beside(session, grant)
    )
    plan = plan_findings(grant, terms, together=together)
    elsewhere = [
        *small_aid_findings(session, terms, grant, now),
        *cluster_aid_findings(session, terms, grant),
    ]
    begun = (
        [check_begins_ahead(grant.starts_on, today(now))] if now and not grant.awarded_at else []
    )
    return [*plan, *elsewhere, *begun, placed(check_cap(terms, asked, promised))]


def plan_findings(grant: Grant, terms: Terms, *, together: bool = False) -> list[Finding]:
    """The rules on costs, financing and duration of one grant, without the cluster's cap.

    `together` says whether its project is an effective collaboration (R-023).
    """
    facts = budget_facts(grant)
    years = check_years(
        (line.year for line in grant.lines if line.amount), grant.starts_on, grant.ends_on
    )
    period = PhaseFacts(code=grant.phase.value, first=grant.starts_on, last=grant.ends_on)
    rules = (
        _management(grant, facts, terms)
        if grant.project is None
        else _partner(grant, terms, together=together)
    )
    in_kind = check_in_kind(terms, facts)
    found = [
        *rules,
        *([] if in_kind.holds else [in_kind]),
        check_total_financing(terms, facts),
        check_phase(terms, period),
        replace(years, rule="R-011"),
    ]
    return [placed(finding) for finding in found]


def budget_facts(grant: Grant) -> BudgetFacts:
    """The financing of a grant, as the rules look at it."""
    return BudgetFacts(
        name=grant.recipient.name,
        eligible=grant.costs,
        grant=grant.direct,
        own_cash=grant.own_funds,
        in_kind=grant.own_in_kind,
        third_party=grant.third_party,
        other_public=grant.other_public,
        by_year=costs_by_year(grant, cells_of(grant)) if falls_by_year(grant) else (),
    )


def counted(terms: Terms, grant: Grant) -> Money:
    """What this grant takes, or would take, from the cap of its cluster, in EUR (R-002)."""
    return counted_against_cap(terms, grant.direct, grant.allowance)


def placed(finding: Finding) -> Finding:
    """The finding with the place at which our pages heal it."""
    return replace(finding, place=PLACES.get(finding.place, finding.place))


def _management(grant: Grant, facts: BudgetFacts, terms: Terms) -> list[Finding]:
    aid = check_cluster_aid(
        terms, costs=grant.costs, grant=grant.direct, first=grant.starts_on, last=grant.ends_on
    )
    beside = check_cumulation(
        facts.name,
        highest=highest_grant(terms, facts.eligible, facts.by_year),
        grant=grant.direct,
        other_public=grant.other_public,
    )
    aids = [beside, aid] if aid else [beside]
    if grant.phase.value not in terms.matching.phases:
        return aids
    return [check_matching(terms, facts), check_own_funds(terms, facts), *aids]


def _partner(grant: Grant, terms: Terms, *, together: bool) -> list[Finding]:
    who, facts = grant.recipient, rate_facts(grant, together=together)
    research = check_research(terms, facts)
    try:
        highest = highest_grant_for(terms, facts)
    except NoRate:
        highest = NOTHING
    return [
        check_takes_part(who.name, grant.costs),
        check_rate(terms, facts, grant.direct),
        check_allowance(terms, who.name, who.kind, grant.direct, grant.allowance),
        *([research] if research else []),
        check_cumulation(
            who.name, highest=highest, grant=grant.direct, other_public=grant.other_public
        ),
    ]
