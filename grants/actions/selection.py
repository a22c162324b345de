"""What a decision on an application does: two people agree, later two people tell the result."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Final

from sqlalchemy import Integer, cast, func, select
from sqlalchemy.orm import Session

from grants.actions.ledger import Cause
from grants.actions.ledger_round import book_promise, book_void, open_reserve
from grants.actions.lock import lock
from grants.actions.move import move
from grants.actions.plan_record import keep_cells, keep_lines
from grants.actions.proposal_rule import READY_FOR, check_state
from grants.actions.record import record
from grants.models.application import Application
from grants.models.award import Award, Phase, PhaseKind
from grants.models.decision import Decision
from grants.models.grant import Grant
from grants.programme.calendar import last_day_of_phase, today
from grants.programme.cap import check_round_budget, check_winners
from grants.programme.finding import Finding, insist
from grants.programme.funding import highest_grant
from grants.programme.ledger import EntryKind
from grants.programme.letter_terms import Numbering
from grants.programme.money import total
from grants.programme.organisation import Basis
from grants.programme.people import Actor
from grants.programme.rate import per_cent
from grants.programme.stages import ApplicationState
from grants.queries.application import terms_of, years_of
from grants.queries.plan_line import cells_of, lines_of
from grants.queries.ranking import promise_of
from grants.queries.rejection_ground import check_ground
from grants.queries.release import count_proposed, count_selected
from grants.queries.reserve import check_reserve

NUMBERS_OF_AWARDS: Final = 4_711_000_003
"""Advisory lock: one award is numbered at a time."""


def agree_on_selection(
    session: Session, decision: Decision, *, by: Actor, now: datetime
) -> list[Finding]:
    """Promise the money of the round; the cluster hears of it when its result is released.

    The row of the round is locked, so that two selections cannot both use the last euro (R-015).
    """
    application = _application(decision)
    lock(session, application.round)
    lock(session, application)
    held = [
        check_state(application.state in READY_FOR[decision.kind]),
        *check_selection(session, application, now=now),
    ]
    insist(held)
    application.round.promised += promise_of(application)
    book_promise(
        session,
        application,
        Cause(
            kind=EntryKind.RESERVE,
            key=f"reserve/{decision.id}",
            act="countersign_decision",
            object_kind="decision",
            object_number=decision.number,
            at=now,
        ),
    )
    return held


def agree_on_reserve(
    session: Session, decision: Decision, *, by: Actor, now: datetime
) -> list[Finding]:
    """Two people want the cluster on the reserve list."""
    application = _application(decision)
    lock(session, application)
    insist([check_state(application.state in READY_FOR[decision.kind])])
    return []


def agree_on_rejection(
    session: Session, decision: Decision, *, by: Actor, now: datetime
) -> list[Finding]:
    """Two people want to reject the application, if the ground is so."""
    application = _application(decision)
    lock(session, application.round)
    lock(session, application)
    ground = decision.ground
    held = [check_ground(session, application, ground, signed=True)] if ground else []
    insist([check_state(application.state in READY_FOR[decision.kind]), *held])
    return held


def give_promise_back(session: Session, application: Application, why: Cause) -> None:
    """The money of the round that selecting this cluster had taken is free again (R-015)."""
    lock(session, application.round)
    open_reserve(session, application, promise_of(application), why.at)
    application.round.promised -= promise_of(application)
    book_void(session, application, why)


def select_application(session: Session, decision: Decision, *, by: Actor, now: datetime) -> None:
    """Select the cluster and make its award; its money was promised with the countersignature."""
    application = _application(decision)
    promoted = application.state is ApplicationState.RESERVE
    if promoted:
        insist(check_reserve(session, application, now=now))
    _move(session, application, "promote" if promoted else "select", by=by, now=now)
    make_award(session, application, by=by, now=now)


def put_on_reserve(session: Session, decision: Decision, *, by: Actor, now: datetime) -> None:
    """Keep the cluster on the reserve list, where its place in the ranking stays."""
    application = _application(decision)
    if application.state is not ApplicationState.RESERVE:
        _move(session, application, "put_on_reserve", by=by, now=now)


def reject_application(session: Session, decision: Decision, *, by: Actor, now: datetime) -> None:
    """Reject the application; who failed the formal check is rejected already."""
    application = _application(decision)
    if application.state is not ApplicationState.FORMALLY_REJECTED:
        _move(session, application, "reject", by=by, now=now)


def check_selection(session: Session, application: Application, *, now: datetime) -> list[Finding]:
    """May this cluster be selected now: is there money in the round (R-015), a place (R-016)?

    A reserve moves up in its turn, while the list is valid (R-064).
    """
    round_ = application.round
    terms = terms_of(application.terms)
    waiting = count_proposed(session, round_, beside=application)
    selected = count_selected(session, round_, beside=application) + 1
    found = [check_winners(terms, selected, proposed=waiting)]
    if round_.budget is not None:
        own_budget = replace(terms, round_budget=round_.budget)
        asked = promise_of(application)
        found.append(check_round_budget(own_budget, asked, [round_.promised], proposed=waiting))
    if application.state is ApplicationState.RESERVE:
        found += check_reserve(session, application, now=now)
    return found


def make_award(
    session: Session, application: Application, *, by: Actor | None, now: datetime
) -> Award:
    """The award of a selected cluster, with the grant of its management for the first phase."""
    terms = terms_of(application.terms)
    first = application.concept_starts_on or today(now)
    last = application.concept_ends_on or last_day_of_phase(first, terms.first_phase.max_months)
    phase = PhaseKind(terms.first_phase.code)
    award = Award(
        number=_next_number(session, terms.numbering),
        application=application,
        cluster=application.cluster,
        terms=application.terms,
        cap=terms.cap_per_cluster,
        synthetic=application.synthetic,
        created_at=now,
        changed_at=now,
    )
    session.add(award)
    session.add(Phase(award=award, kind=phase, starts_on=first, ends_on=last))
    costs = cells_of(application)
    grant = Grant(
        number=f"{award.number}A",
        award=award,
        phase=phase,
        recipient=application.cluster.management,
        basis=Basis.EXPENDITURE,
        rate=rate_of_management(application),
        costs=total(costs.values()),
        direct=min(application.requested, total(costs.values())),
        own_funds=application.own_funds,
        own_in_kind=application.own_in_kind,
        third_party=application.third_party,
        starts_on=first,
        ends_on=last,
        changed_at=now,
    )
    session.add(grant)
    keep_cells(grant, costs)
    keep_lines(grant, lines_of(application))
    session.flush()
    record(
        session,
        "make_award",
        "award",
        award.number,
        by=by,
        now=now,
        after={
            "application": application.number,
            "cap": str(award.cap.decimal),
            "grant": grant.number,
            "applied_for": str(grant.direct.decimal),
        },
    )
    return award


def rate_of_management(application: Application) -> Decimal:
    """Per cent of its costs that the programme pays the cluster management (R-003)."""
    terms, costs = terms_of(application.terms), cells_of(application)
    whole = total(costs.values())
    if not terms.matching.by_year or not whole:
        return per_cent(1 - terms.matching.own_share_in(0))
    years = sorted({*years_of(application), *(year for _, year in costs)})
    by_year = [total(sum_ for (_, of), sum_ in costs.items() if of == year) for year in years]
    return per_cent(Fraction(highest_grant(terms, whole, by_year).cents, whole.cents))


def _next_number(session: Session, numbering: Numbering) -> str:
    # The row of the round is locked, but two rounds may select at once: the counter is shared.
    session.execute(select(func.pg_advisory_xact_lock(NUMBERS_OF_AWARDS)))
    digits = func.substring(Award.number, len(numbering.prefix) + 1)
    last = session.scalar(
        select(func.max(cast(digits, Integer))).where(
            Award.number.regexp_match(f"^{numbering.prefix}[0-9]+$")
        )
    )
    return f"{numbering.prefix}{max((last or 0) + 1, numbering.first)}"


def _application(decision: Decision) -> Application:
    if decision.application is None:
        raise LookupError("this decision is not about an application")
    return decision.application


def _move(
    session: Session, application: Application, act: str, *, by: Actor, now: datetime
) -> None:
    lock(session, application)
    move(session, application, act, ("application", application.number), by=by, now=now)
