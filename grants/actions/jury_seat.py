"""What officers do once somebody was asked into a jury: ask again, take back, release."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from grants.actions.invitation import withdraw
from grants.actions.jury_member import about_round, invite_new_juror, write_jury_invitation
from grants.actions.lock import lock
from grants.actions.mail import write_to
from grants.actions.record import record
from grants.actions.review import release_juror
from grants.models.application import Application
from grants.models.jury import JuryMember
from grants.models.person import Invitation
from grants.models.review import Assignment
from grants.models.round import Round
from grants.programme.finding import insist
from grants.programme.jury import JuryAnswer
from grants.programme.people import Actor
from grants.programme.reason import check_reason
from grants.queries.jury_ready import jury_is_open
from grants.queries.jury_release import (
    has_accepted,
    jury_does_not_meet,
    link_is_unused,
    nothing_reviewed,
    waits_for_answer,
)
from grants.queries.review_ready import SOURCE


def ask_again(
    session: Session, seat: JuryMember, *, public_url: str, by: Actor, now: datetime
) -> None:
    """Send the invitation of a juror with an account once more.

    Raises RulesBroken when they have answered, or the ranking of the round is there already.
    """
    lock(session, seat)
    insist([jury_is_open(seat.round), waits_for_answer(seat)])
    seat.invited_at = now
    write_jury_invitation(session, seat, public_url=public_url, now=now)
    _keep(session, "ask_jury_again", seat, by=by, now=now)
    session.flush()


def take_back_seat(session: Session, seat: JuryMember, *, by: Actor, now: datetime) -> None:
    """Take an invitation back while nobody has answered it; the juror is told.

    The seat goes, so that they may be asked again later; the record of acts keeps what was.
    Raises RulesBroken when they have answered.
    """
    lock(session, seat)
    insist([waits_for_answer(seat)])
    _tell(session, seat, "jury_withdrawn", reason="", now=now)
    _keep(session, "withdraw_jury_invitation", seat, by=by, now=now)
    session.delete(seat)
    session.flush()


def send_link_again(
    session: Session,
    round_: Round,
    invitation: Invitation,
    *,
    public_url: str,
    by: Actor,
    now: datetime,
) -> None:
    """Send somebody without an account a new link; the old one is dead from now on.

    Raises RulesBroken when the old one was followed or taken back, or the ranking is there.
    """
    take_back_link(session, invitation, by=by, now=now)
    invite_new_juror(
        session, round_, email=invitation.email, name=invitation.name, public_url=public_url,
        by=by, now=now,
    )  # fmt: skip


def take_back_link(session: Session, invitation: Invitation, *, by: Actor, now: datetime) -> None:
    """Make the link to a jury worthless that nobody has followed.

    Raises RulesBroken when somebody has, or it was taken back before.
    """
    lock(session, invitation)
    insist([link_is_unused(invitation)])
    withdraw(session, invitation, by=by, now=now)
    session.flush()


def release_from_jury(
    session: Session, seat: JuryMember, *, reason: str, by: Actor, now: datetime
) -> int:
    """Let a juror go who accepted and has reviewed nothing; how many applications this frees.

    What they declared about conflicts stays in the file. Raises RulesBroken when they have given
    points or have not accepted, when the jury meets already, or without a reason.
    """
    lock(session, seat.round)
    lock(session, seat)  # who assigns takes it as well: nothing comes in between
    insist([
        has_accepted(seat),
        jury_does_not_meet(seat.round),
        nothing_reviewed(session, seat),
        check_reason(reason, source=SOURCE),
    ])  # fmt: skip
    given = session.scalars(
        select(Assignment)
        .join(Assignment.application)
        .where(Assignment.juror_id == seat.juror_id, Application.round_id == seat.round_id)
        .order_by(Application.number)
        .options(joinedload(Assignment.application))
    ).all()
    for one in given:
        release_juror(session, one.application, seat.juror, by=by, now=now)
    seat.answer, seat.answered_at, seat.note = JuryAnswer.RELEASED, now, reason.strip()
    _tell(session, seat, "jury_released", reason=seat.note, now=now)
    _keep(session, "release_from_jury", seat, by=by, now=now, reason=seat.note, freed=len(given))
    session.flush()
    return len(given)


def _tell(session: Session, seat: JuryMember, kind: str, *, reason: str, now: datetime) -> None:
    juror = seat.juror
    about = about_round(seat.round, juror.speaks)
    write_to(
        session, juror, kind, occasion=f"{kind}/{seat.round.number}/{now.isoformat()}", now=now,
        programme=about["programme"], round=about["round"], reason=reason,
    )  # fmt: skip


def _keep(
    session: Session,
    act: str,
    seat: JuryMember,
    *,
    by: Actor,
    now: datetime,
    reason: str = "",
    freed: int | None = None,
) -> None:
    after = {"juror": seat.juror.name}
    if freed is not None:
        after["freed"] = str(freed)
    record(
        session, act, "round", str(seat.round.number), by=by, now=now, after=after, reason=reason
    )
