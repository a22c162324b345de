"""A joint project, with the plans of its partners, held against the rules of its round."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from grants.models.award import Award, Partner, Project
from grants.models.grant import Grant
from grants.programme.calendar import today
from grants.programme.cap import check_cap
from grants.programme.composition import check_composition, check_same_country
from grants.programme.consortium import check_distinct, check_seats, is_domestic
from grants.programme.cooperation import (
    check_agreement,
    check_foreign_partners,
    check_project_count,
)
from grants.programme.facts import PartnerFacts
from grants.programme.finding import Finding
from grants.programme.label_terms import LabelHolder
from grants.programme.money import Money, total
from grants.programme.organisation import OwnFunding
from grants.programme.phase import PhaseFacts, check_phase, without_dates
from grants.programme.project_form import check_parts, check_title
from grants.programme.roads.project import COUNTED_PROJECT
from grants.programme.sources import LETTER_LAW
from grants.programme.stages import ProjectState
from grants.programme.terms import Terms
from grants.programme.words import Words, say
from grants.queries.aid_statement import small_aid_findings
from grants.queries.application import terms_of
from grants.queries.backing import backing_findings, backing_of, counted_states
from grants.queries.grant_findings import counted, plan_findings
from grants.queries.label_gate import label_finding
from grants.queries.partner_rate import aid_findings, is_together
from grants.queries.project_share import share_findings

IMPLEMENTATION: Final = "implementation"
PLACES: Final = {
    "projects": "",
    "partners": "#partners",
    "partners#country": "#partners",
    "partners#signed_on": "agreement#agreement_signed_on",
    "dates#last": "edit#ends_on",
    "budget": "#headroom",
    "budget#grant": "#partners",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a cluster has been promised and asks for, in EUR, as far as it counts for its cap."""

    awarded: Money
    waiting: Money
    """Asked for by the management and by other projects that were handed in, not awarded yet."""
    here: Money
    """Asked for by this project, not awarded yet."""


def project_findings(
    session: Session, project: Project, *, now: datetime | None = None
) -> list[Finding]:
    """Every rule that the project keeps or breaks, beside all that its cluster asks for.

    Without `now` a missing signature is judged on the day of the project's last change.
    """
    terms = project_terms(project.award)
    grants = grants_of(session, project.award)
    asked = asked_by(terms, project, grants)
    facts = {partner.id: partner_facts(partner) for partner in project.partners}
    there = [one for one in facts.values() if one.counts]
    states = counted_states(session, project.award, without=project)
    state = project.state if project.state in COUNTED_PROJECT else ProjectState.SUBMITTED
    whole = [
        check_cap(terms, asked.here, asked.awarded + asked.waiting),
        check_project_count(terms, [*states, state]),
        *backing_findings(session, project, state),
        *_labels(session, terms, project),
        check_composition(terms, facts.values()),
        check_distinct(terms, facts.values()),
        check_same_country(terms, there),
        *share_findings(terms, project, grants),
        check_seats(terms, there),
        _agreement(terms, project, grants, now),
        check_title(project.title),
        _period(terms, project),
        *_parts(project),
        *aid_findings(terms, project, grants),
    ]
    found = [replace(one, place=PLACES.get(one.place, one.place)) for one in whole]
    together = is_together(terms, project, grants)
    for position, partner in enumerate(project.partners, start=1):
        if partner.left_on is not None:
            continue
        of_plans = [
            *_plans(terms, partner, grants, together=together),
            *_small_aid(session, terms, partner, grants, now),
        ]
        found.extend(_of_partner(terms, partner, facts[partner.id], position, of_plans))
    return found


def _labels(session: Session, terms: Terms, project: Project) -> list[Finding]:
    """Do all clusters behind the project hold the label that the round asks for?"""
    if not terms.gates.asks(LabelHolder.PROJECT):
        return []
    backing, round_ = backing_of(session, project), project.award.application.round
    second = [backing.award.cluster] if backing and backing.agreed_at else []
    found = [
        label_finding(session, terms, each, round_) for each in (project.award.cluster, *second)
    ]
    return [replace(one, place="backing") for one in found]


def part_findings(
    session: Session, partner: Partner, *, now: datetime | None = None
) -> list[Finding]:
    """The rules that one part of a project keeps or breaks, whatever the others do."""
    terms = project_terms(partner.project.award)
    grants = grants_of(session, partner.project.award)
    together = is_together(terms, partner.project, grants)
    plans = [
        *_plans(terms, partner, grants, together=together),
        *_small_aid(session, terms, partner, grants, now),
    ]
    found = _of_partner(terms, partner, partner_facts(partner), 0, plans)
    return [replace(one, place=_within(one.place)) for one in found]


def _within(place: str) -> str:
    """The place on the page of the part; what belongs to the whole project has none there."""
    inside = place.startswith("partners/0")
    return place.removeprefix("partners/0").removeprefix("/") if inside else ""


def project_terms(award: Award) -> Terms:
    """The terms of the award's round, with the cap that this cluster was promised."""
    return replace(terms_of(award.terms), cap_per_cluster=award.cap)


def grants_of(session: Session, award: Award) -> list[Grant]:
    """All grants of an award with their recipients and lines, by number; two statements."""
    return list(
        session.scalars(
            select(Grant)
            .where(Grant.award_id == award.id)
            .options(
                joinedload(Grant.recipient), joinedload(Grant.project), selectinload(Grant.lines)
            )
            .order_by(Grant.number)
        )
    )


def asked_by(terms: Terms, project: Project, grants: Iterable[Grant]) -> Asked:
    """The money of the award in three parts: promised, asked for elsewhere, asked for here."""
    open_grants = [grant for grant in grants if grant.awarded_at is None]
    return Asked(
        awarded=project.award.committed,
        waiting=total(
            counted(terms, grant)
            for grant in open_grants
            if grant.project_id != project.id
            and (grant.project is None or grant.project.state in COUNTED_PROJECT)
        ),
        here=total(
            counted(terms, grant) for grant in open_grants if grant.project_id == project.id
        ),
    )


def partner_facts(partner: Partner) -> PartnerFacts:
    """A partner as the rules look at it; an institute is named, its university is counted."""
    whole = partner.organisation
    return PartnerFacts(
        name=partner.executing_unit or whole.name,
        country=whole.country,
        kind=whole.kind,
        legal_key=whole.legal_key,
        legal_name=whole.name,
        counts=partner.left_on is None,
        is_management=whole.id == partner.project.award.cluster.management_id,
        requested=partner.requested,
        own_funding=partner.own_funding,
        own_funding_status=partner.own_funding_status or OwnFunding.OPEN,
        signed_on=partner.signed_on,
        named_on=today(partner.taken_in_at) if partner.taken_in_at else None,
        is_new=partner.is_new,
    )


def _agreement(
    terms: Terms, project: Project, grants: Iterable[Grant], now: datetime | None
) -> Finding:
    awarded: list[date] = [
        today(grant.awarded_at)
        for grant in grants
        if grant.project_id == project.id and grant.awarded_at is not None
    ]
    facts = [partner_facts(partner) for partner in project.partners]
    return check_agreement(
        terms, facts, today(now or project.changed_at), min(awarded, default=None)
    )


def _period(terms: Terms, project: Project) -> Finding:
    if project.starts_on is None or project.ends_on is None:
        return without_dates("edit#starts_on")
    return check_phase(
        terms, PhaseFacts(code=IMPLEMENTATION, first=project.starts_on, last=project.ends_on)
    )


def _of_partner(
    terms: Terms, partner: Partner, facts: PartnerFacts, position: int, plans: Iterable[Finding]
) -> list[Finding]:
    here = f"partners/{position}"
    if not is_domestic(terms, facts):
        return [
            replace(one, place=f"{here}#{one.place.partition('#')[2]}")
            for one in check_foreign_partners(terms, [facts])
        ]
    return [
        _address(partner, f"{here}#street"),
        *(
            replace(one, place=f"{here}/{one.place}" if one.place else "edit#ends_on")
            for one in plans
        ),
    ]


def _parts(project: Project) -> list[Finding]:
    own = [one for one in project.partners if one.kept_since and one.left_on is None]
    waiting = [one.organisation.name for one in own if one.finished_at is None]
    return [check_parts(waiting)] if own else []


def _address(partner: Partner, place: str) -> Finding:
    whole = partner.organisation
    says = say("{name}: Die Anschrift ist bekannt.", "{name}: The address is known.",
               name=whole.name)  # fmt: skip
    if not whole.has_address:
        says = say("{name}: Geben Sie Straße und Ort an.", "{name}: Enter the street and the city.",
                   name=whole.name)  # fmt: skip
    return Finding(
        rule="R-051",
        holds=whole.has_address,
        claim=Words("Der Bescheid erreicht jeden Empfänger.", "The letter reaches each recipient."),
        says=says,
        source=LETTER_LAW,
        place=place,
    )


def _small_aid(
    session: Session,
    terms: Terms,
    partner: Partner,
    grants: Iterable[Grant],
    now: datetime | None,
) -> list[Finding]:
    return [
        one
        for grant in grants
        if grant.partner_id == partner.id
        for one in small_aid_findings(session, terms, grant, now)
    ]


def _plans(
    terms: Terms, partner: Partner, grants: Iterable[Grant], *, together: bool
) -> list[Finding]:
    return [
        one
        for grant in grants
        if grant.partner_id == partner.id
        for one in plan_findings(grant, terms, together=together)
    ]
