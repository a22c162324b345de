"""The implementation phase of an award: its span, and the grant of the management in it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.actions.draft import insist_on_writer
from grants.actions.grant_number import next_grant_number
from grants.actions.lock import lock
from grants.actions.project_rule import claim_before_projects
from grants.actions.record import record
from grants.actions.selection import rate_of_management
from grants.models.award import Award, Phase, PhaseKind
from grants.models.grant import Grant
from grants.programme.finding import Finding, insist
from grants.programme.organisation import Basis
from grants.programme.people import Actor
from grants.programme.phase import PhaseFacts, check_order, check_phase, check_whole_span
from grants.programme.roads.award import OPEN_FOR_PROJECTS
from grants.programme.roads.project import GIVEN_UP
from grants.programme.sources import TERMS_OF_ROUND
from grants.programme.words import Words
from grants.queries.application import terms_of


def start_management_grant(
    session: Session, award: Award, *, starts_on: date, ends_on: date, by: Actor, now: datetime
) -> Grant:
    """Begin the grant of the cluster management for the implementation phase.

    Raises RulesBroken when the concept is not approved, when there is such a grant already, or
    when the days do not fit into the implementation phase (R-011).
    """
    lock(session, award)
    insist_on_writer(session, award, by)
    insist([_check_time(award), _check_first(session, award), _check_days(starts_on, ends_on)])
    grant = Grant(
        number=next_grant_number(session, award),
        award=award,
        phase=PhaseKind.IMPLEMENTATION,
        recipient=award.cluster.management,
        basis=Basis.EXPENDITURE,
        rate=rate_of_management(award.application),
        starts_on=starts_on,
        ends_on=ends_on,
        changed_at=now,
        changed_by_id=by.person_id,
    )
    session.add(grant)
    session.flush()
    insist(check_implementation(session, award))
    span_implementation(session, award)
    record(
        session,
        "start_management_grant",
        "grant",
        grant.number,
        by=by,
        now=now,
        after={"starts_on": starts_on.isoformat(), "ends_on": ends_on.isoformat()},
    )
    session.flush()
    return grant


def check_implementation(session: Session, award: Award) -> list[Finding]:
    """Do all projects and the management's grant fit into one implementation phase (R-011)?"""
    spans = list(_spans(session, award))
    if not spans:
        return []
    terms = terms_of(award.terms)
    later = PhaseFacts(
        code=PhaseKind.IMPLEMENTATION.value,
        first=min(first for first, _ in spans),
        last=max(last for _, last in spans),
    )
    concept = [
        PhaseFacts(code=phase.kind.value, first=phase.starts_on, last=phase.ends_on)
        for phase in award.phases
        if phase.kind is PhaseKind.CONCEPT
    ]
    found = [
        check_phase(terms, later),
        check_order(terms, [*concept, later]),
        check_whole_span(terms, [*concept, later]),
    ]
    return [replace(one, place=one.place.replace("dates#last", "edit#ends_on")
                    .replace("dates#first", "edit#starts_on")) for one in found]  # fmt: skip


def span_implementation(session: Session, award: Award) -> None:
    """Keep the first and the last day of the implementation phase with the award.

    When its last project was given up, and there is no grant of the management, there is no phase.
    """
    spans = list(_spans(session, award))
    phase = next((one for one in award.phases if one.kind is PhaseKind.IMPLEMENTATION), None)
    if not spans:
        if phase is not None:
            session.delete(phase)
            session.flush()
            session.expire(award, ["phases"])
        return
    first, last = min(first for first, _ in spans), max(last for _, last in spans)
    if phase is not None:
        phase.starts_on, phase.ends_on = first, last
    else:
        session.add(
            Phase(award=award, kind=PhaseKind.IMPLEMENTATION, starts_on=first, ends_on=last)
        )
    session.flush()


def _spans(session: Session, award: Award) -> Iterator[tuple[date, date]]:
    for project in award.projects:
        if project.state not in GIVEN_UP and project.starts_on and project.ends_on:
            yield project.starts_on, project.ends_on
    grant = _management(session, award)
    if grant is not None:
        yield grant.starts_on, grant.ends_on


def _management(session: Session, award: Award) -> Grant | None:
    return session.scalar(
        select(Grant).where(
            Grant.award_id == award.id,
            Grant.project_id.is_(None),
            Grant.phase == PhaseKind.IMPLEMENTATION,
        )
    )


def _check_time(award: Award) -> Finding:
    return Finding(
        rule="CONCEPT-APPROVED",
        holds=award.state in OPEN_FOR_PROJECTS,
        claim=claim_before_projects(award),
        says=Words(
            "Die Umsetzung folgt auf die Billigung des Konzepts.",
            "The implementation follows the approval of the concept.",
        )
        if terms_of(award.terms).has_concept
        else Words(
            "Die Umsetzung beginnt mit der ersten Zuwendung, und die gibt es schon.",
            "The implementation begins with the first grant, and that is there already.",
        ),
        source=TERMS_OF_ROUND,
    )


def _check_first(session: Session, award: Award) -> Finding:
    return Finding(
        rule="MANAGEMENT-ONE",
        holds=_management(session, award) is None,
        claim=Words(
            "Das Management erhält in jeder Phase eine Zuwendung.",
            "The management receives one grant in each phase.",
        ),
        says=Words(
            "Für die Umsetzungsphase gibt es schon eine.",
            "There is one for the implementation phase already.",
        ),
        source=TERMS_OF_ROUND,
    )


def _check_days(first: date, last: date) -> Finding:
    return Finding(
        rule="R-011",
        holds=first <= last,
        claim=Words("Die Phase endet nach ihrem Anfang.", "The phase ends after it begins."),
        says=Words("Das Ende liegt vor dem Anfang.", "The end is before the beginning.")
        if first > last
        else Words("Die Tage passen.", "The days fit."),
        source=TERMS_OF_ROUND,
        place="edit#ends_on",
    )
