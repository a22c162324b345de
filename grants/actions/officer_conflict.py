"""An officer declares a conflict of interest: from then on others decide on the case (R-055)."""

from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from grants.actions.decision import send_back
from grants.actions.lock import lock
from grants.actions.record import record
from grants.models.application import Application
from grants.models.award import Award
from grants.models.decision import Decision, DecisionState
from grants.models.officer_conflict import OfficerConflict
from grants.models.person import Person
from grants.programme.finding import Finding, insist
from grants.programme.people import Actor
from grants.programme.reason import check_reason
from grants.programme.words import Words
from grants.queries.decision import about_award
from grants.queries.release import is_pending

SOURCE = Words("§§ 20, 21 VwVfG", "Sections 20, 21 VwVfG")


def declare_officer_conflict(
    session: Session, application: Application, *, ground: str, by: Actor, now: datetime
) -> OfficerConflict:
    """Say once and for good that one has a conflict with this application.

    What this officer proposed or signed there, and nobody was told, is void. Saying it again
    changes nothing. Raises RulesBroken when no ground is given.
    """
    insist([check_reason(ground, source=SOURCE)])
    for decision in _untold(session, application, by):
        reason = "Interessenkonflikt einer der beiden Personen."
        send_back(session, decision, reason=reason, by=by, now=now)
    lock(session, application)
    insist([_check_nothing_new(_untold(session, application, by))])
    said = session.scalar(
        select(OfficerConflict).where(
            OfficerConflict.application_id == application.id,
            OfficerConflict.officer_id == by.person_id,
        )
    )
    if said is not None:
        return said
    said = OfficerConflict(
        application=application,
        officer=session.get_one(Person, by.person_id),
        ground=ground.strip(),
        declared_at=now,
    )
    session.add(said)
    session.flush()
    record(
        session,
        "declare_officer_conflict",
        "application",
        application.number,
        by=by,
        now=now,
        reason=said.ground,
    )
    return said


def _untold(session: Session, application: Application, by: Actor) -> list[Decision]:
    mine = or_(
        Decision.proposed_by_id == by.person_id, Decision.countersigned_by_id == by.person_id
    )
    award = session.scalar(select(Award).where(Award.application_id == application.id))
    about = Decision.application_id == application.id if award is None else about_award(award)
    waits = Decision.state == DecisionState.PROPOSED
    return list(session.scalars(
        select(Decision).where(about, mine, or_(waits, is_pending())).order_by(Decision.id)
    ))  # fmt: skip


def _check_nothing_new(left: list[Decision]) -> Finding:
    """Did a proposal come in between while we waited for our turn?"""
    return Finding(
        rule="R-055",
        holds=not left,
        claim=Words("Ihre Vorschläge zu diesem Fall sind zurückgenommen.",
                    "Your proposals on this case are taken back."),
        says=Words("Inzwischen kam ein Vorschlag dazu. Senden Sie noch einmal ab.",
                   "A proposal has come in meanwhile. Please send it once more."),
        source=SOURCE,
    )  # fmt: skip
