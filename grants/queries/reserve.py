"""The reserve list of a round: whose turn it is, and how long the list is valid (R-064)."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from grants.models.application import Application
from grants.models.decision import Decision, DecisionKind, DecisionState
from grants.programme.calendar import today
from grants.programme.finding import Finding
from grants.programme.ranking import reserve_ends
from grants.programme.sources import TERMS_OF_ROUND
from grants.programme.stages import ApplicationState
from grants.programme.words import Words, say
from grants.queries.application import terms_of


def check_reserve(session: Session, application: Application, *, now: datetime) -> list[Finding]:
    """May this reserve move up: is it first in the ranking, and is the list still valid?"""
    ahead = session.scalars(
        select(Application.number)
        .where(
            Application.round_id == application.round_id,
            Application.state == ApplicationState.RESERVE,
            Application.rank < application.rank,
        )
        .order_by(Application.rank)
    ).all()
    turn = Finding(
        rule="R-064",
        holds=not ahead,
        claim=Words(
            "Reserven rücken in ihrer Reihenfolge nach.", "Reserves move up in their order."
        ),
        says=say("Davor stehen: {ahead}.", "Ahead of it: {ahead}.", ahead=", ".join(ahead))
        if ahead
        else say("{number} steht vorn.", "{number} is first.", number=application.number),
        source=TERMS_OF_ROUND,
    )
    decided = session.scalar(
        select(func.min(Decision.countersigned_at))
        .join(Application, Decision.application_id == Application.id)
        .where(
            Application.round_id == application.round_id,
            Decision.kind.in_((DecisionKind.SELECT, DecisionKind.RESERVE)),
            Decision.state == DecisionState.COUNTERSIGNED,
        )
    )
    if decided is None:  # the round is being decided for the first time
        return [turn]
    last = reserve_ends(terms_of(application.terms).selection, today(decided))
    valid = Finding(
        rule="R-064",
        holds=today(now) <= last,
        claim=Words("Die Reserveliste gilt noch.", "The reserve list is still valid."),
        says=say("Sie gilt bis {last}.", "It is valid until {last}.", last=last),
        source=TERMS_OF_ROUND,
    )
    return [turn, valid]
