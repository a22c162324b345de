"""A selected cluster does not take its place: the money of the round is free for the next one."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.actions.decision import void_untold
from grants.actions.granting import move_award
from grants.actions.ledger import Cause
from grants.actions.lock import lock
from grants.actions.move import move
from grants.actions.officer_mail import tell_officers
from grants.actions.selection import give_promise_back
from grants.models.award import Award
from grants.models.decision import Decision
from grants.models.grant import Grant
from grants.programme.finding import insist
from grants.programme.ledger import EntryKind
from grants.programme.people import Actor
from grants.programme.reason import check_reason
from grants.programme.words import Words
from grants.queries.team import SIGNATORIES, check_team_role, team_of

SOURCE = Words("Regeln der Runde, Auswahl", "Terms of the round, selection")


def decline_award(session: Session, award: Award, *, reason: str, by: Actor, now: datetime) -> None:
    """Decline the selection, as those who sign for the cluster, while nothing is awarded yet.

    What was drafted for it falls away. The next on the reserve list may move up. Raises
    RulesBroken for others or without a reason, NoSuchMove once money is awarded.
    """
    about = Decision.grant_id.in_(select(Grant.id).where(Grant.award_id == award.id))
    void_untold(session, about, reason=reason, by=by, now=now)
    application = award.application
    lock(session, application.round)
    lock(session, application)
    lock(session, award)
    insist([
        check_team_role(team_of(session, award.cluster), by, SIGNATORIES),
        check_reason(reason, source=SOURCE),
    ])  # fmt: skip
    move_award(session, award, "decline", by=by, now=now, reason=reason)
    named = ("application", application.number)
    move(session, application, "decline", named, by=by, now=now, reason=reason)
    application.withdrawn_at = now
    tell_officers(
        session, "declined", occasion=f"declined/{application.number}", now=now,
        number=application.number, round=application.round.title,
    )  # fmt: skip
    why = Cause(
        kind=EntryKind.VOID,
        key=f"decline/{award.number}",
        act="decline_application",
        object_kind="application",
        object_number=application.number,
        at=now,
    )
    give_promise_back(session, application, why)
    session.flush()
