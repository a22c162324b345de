"""The reserve list comes to its end: whoever still waits on it hears that its time is over."""

from datetime import datetime

from sqlalchemy.orm import Session

from grants.actions.lock import lock
from grants.actions.move import move
from grants.programme.calendar import today
from grants.programme.ranking import check_reserve_list
from grants.programme.stages import ApplicationState
from grants.queries.application import terms_of
from grants.queries.reserve import decided_at, kept_on_the_list


def end_reserve_lists(session: Session, *, now: datetime) -> int:
    """What the clock does: places in reserve end with their list (R-064). Returns how many."""
    ended = 0
    since: dict[int, datetime | None] = {}
    for application in kept_on_the_list(session):
        if application.round_id not in since:
            since[application.round_id] = decided_at(session, application.round_id)
        decided = since[application.round_id]
        selection = terms_of(application.terms).selection
        if (
            decided is None
            or check_reserve_list(selection, decided_on=today(decided), today=today(now)).holds
        ):
            continue
        lock(session, application)
        if application.state is ApplicationState.RESERVE:
            named = ("application", application.number)
            move(session, application, "expire", named, by=None, now=now)
            ended += 1
    return ended
