"""Ending a blind stage: an officer opens the names to the jury, once and for good."""

from datetime import datetime

from sqlalchemy.orm import Session

from grants.actions.lock import lock
from grants.actions.record import record
from grants.models.round import Round
from grants.programme.finding import insist
from grants.programme.people import Actor
from grants.queries.blind_end import names_findings


def open_names(session: Session, round_: Round, *, by: Actor, now: datetime) -> None:
    """Let jurors see who applied: every review is final, or the jury meets.

    Nothing covers the names again. Raises RulesBroken before that, and when they are open already.
    """
    lock(session, round_)
    insist(names_findings(session, round_))
    round_.names_opened_at, round_.names_opened_by_id = now, by.person_id
    record(session, "open_names", "round", str(round_.number), by=by, now=now)
    session.flush()
