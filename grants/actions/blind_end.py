"""Ending a blind stage: an officer opens the names to the jury, once and for good."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from grants.actions.lock import lock
from grants.actions.record import record
from grants.models.application import Application
from grants.models.review import ConflictDeclaration
from grants.models.round import Round
from grants.programme.finding import insist
from grants.programme.people import Actor
from grants.queries.blind_end import names_findings


def open_names(session: Session, round_: Round, *, by: Actor, now: datetime) -> None:
    """Let jurors see who applied: every review is final, or the jury meets.

    Nothing covers the names again. Who had no conflict with a number is asked again now that it has
    a name; that they had said so stays in the record of acts, and their points count until they
    declare a conflict. Raises RulesBroken before that, and when names are open already.
    """
    lock(session, round_)
    insist(names_findings(session, round_))
    round_.names_opened_at, round_.names_opened_by_id = now, by.person_id
    of_round = select(Application.id).where(Application.round_id == round_.id)
    asked_again = session.scalars(
        delete(ConflictDeclaration)
        .where(ConflictDeclaration.application_id.in_(of_round), ~ConflictDeclaration.conflicted)
        .returning(ConflictDeclaration.id)
    ).all()
    after = {"asked_again": len(asked_again)}
    record(session, "open_names", "round", str(round_.number), by=by, now=now, after=after)
    session.flush()
