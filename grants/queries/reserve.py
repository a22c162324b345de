"""The reserve list of a round: whose turn it is, and how long the list is valid (R-064)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, aliased, joinedload

from grants.models.application import Application
from grants.models.decision import Decision, DecisionKind, DecisionState
from grants.models.round import Round
from grants.programme.calendar import today
from grants.programme.finding import Finding
from grants.programme.ranking import check_reserve_list, check_turn, reserve_ends
from grants.programme.stages import ApplicationState
from grants.queries.application import terms_of
from grants.queries.ranking import budget_of, promise_of
from grants.queries.release import has_pending

Left = aliased(Application)
MAY_MOVE_UP: Final = (
    Application.state == ApplicationState.RESERVE,
    exists().where(
        Decision.application_id == Application.id,
        Decision.kind == DecisionKind.RESERVE,
        Decision.state == DecisionState.COUNTERSIGNED,
        Decision.released_at.is_not(None),
    ),
    exists().where(
        Left.round_id == Application.round_id,
        Left.state == ApplicationState.WITHDRAWN,
        Left.rank.is_not(None),
    ),
)
"""In reserve and told so, in a round that somebody left after the ranking."""


def first_in_reserve(session: Session) -> tuple[Application, ...]:
    """Where a place has become free: who is first in reserve there, if the money reaches."""
    found = session.scalars(
        select(Application)
        .where(*MAY_MOVE_UP)
        .options(
            joinedload(Application.cluster),
            joinedload(Application.terms),
            joinedload(Application.round).selectinload(Round.terms_versions),
        )
        .order_by(Application.round_id, Application.rank, Application.id)
    )
    first = {application.round_id: application for application in reversed(found.all())}
    return tuple(
        one
        for one in first.values()
        if promise_of(one) <= budget_of(one.round) - one.round.promised
    )


def check_reserve(session: Session, application: Application, *, now: datetime) -> list[Finding]:
    """May this reserve move up: is it first in the ranking, and is the list still valid?"""
    ahead = session.scalars(
        select(Application.number)
        .where(
            Application.round_id == application.round_id,
            Application.state == ApplicationState.RESERVE,
            Application.rank < application.rank,
            ~has_pending(DecisionKind.SELECT, DecisionKind.REJECT),
        )
        .order_by(Application.rank)
    ).all()
    turn = check_turn(application.number, ahead)
    decided = decided_at(session, application.round_id)
    if decided is None:  # the round is being decided for the first time
        return [turn]
    selection = terms_of(application.terms).selection
    return [
        turn,
        check_reserve_list(selection, decided_on=today(decided), today=today(now)),
    ]


def reserve_place(session: Session, application: Application, *, now: datetime) -> tuple[int, date]:
    """Its position on the reserve list, and the last day on which the list is valid (R-064)."""
    ahead = session.scalar(
        select(func.count())
        .select_from(Application)
        .where(
            Application.round_id == application.round_id,
            Application.state == ApplicationState.RESERVE,
            Application.rank < application.rank,
        )
    )
    selection = terms_of(application.terms).selection
    decided_on = today(decided_at(session, application.round_id) or now)
    return (ahead or 0) + 1, reserve_ends(selection, decided_on)


def decided_at(session: Session, round_id: int) -> datetime | None:
    """When two people first decided on who is selected or kept: from then on the list is valid."""
    return session.scalar(
        select(func.min(Decision.countersigned_at))
        .join(Application, Decision.application_id == Application.id)
        .where(
            Application.round_id == round_id,
            Decision.kind.in_((DecisionKind.SELECT, DecisionKind.RESERVE)),
            Decision.state == DecisionState.COUNTERSIGNED,
        )
    )


def kept_on_the_list(session: Session) -> Sequence[Application]:
    """Every cluster that was told its place in reserve and is not decided on anew."""
    return session.scalars(
        select(Application)
        .join(Decision, Decision.application_id == Application.id)
        .where(
            Application.state == ApplicationState.RESERVE,
            Decision.kind == DecisionKind.RESERVE,
            Decision.state == DecisionState.COUNTERSIGNED,
            Decision.released_at.is_not(None),
        )
        .options(joinedload(Application.terms))
        .order_by(Application.id)
    ).all()
