"""Who sits in the jury of a round: asked by sponsor staff, accepted or declined in person."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from grants.actions.account_mail import send_link
from grants.actions.invitation_link import new_invitation
from grants.actions.lock import lock
from grants.actions.mail import write_to
from grants.actions.record import record
from grants.models.jury import JurorProfile, JuryMember
from grants.models.person import Invitation, Person
from grants.models.round import Round
from grants.programme.calendar import today
from grants.programme.finding import insist
from grants.programme.jury import GONE, JuryAnswer
from grants.programme.people import Actor, Role
from grants.programme.stages import RoundState
from grants.programme.words import Figure, Language
from grants.queries.application import terms_of
from grants.queries.jury_ready import (
    jury_is_open,
    may_answer,
    membership,
    no_link_yet,
    speaks_for_oneself,
)
from grants.queries.review_ready import is_juror

LINK_VALID: Final = timedelta(days=14)
"""Somebody from outside needs longer to answer than people in the house."""


def invite_to_jury(
    session: Session, round_: Round, juror: Person, *, public_url: str, by: Actor, now: datetime
) -> JuryMember:
    """Ask a juror with an account to sit in the jury; asked once, they stay asked.

    Whoever declined or was released is asked again. Raises RulesBroken when the person is no
    active juror or the ranking of the round is there already.
    """
    lock(session, round_)
    insist([jury_is_open(round_), is_juror(juror)])
    seat = membership(session, round_, juror)
    if seat is not None and seat.answer not in GONE:
        return seat
    if seat is None:
        seat = JuryMember(round=round_, juror=juror, invited_at=now)
        session.add(seat)
    else:
        seat.answer, seat.answered_at, seat.invited_at, seat.note = (
            JuryAnswer.INVITED, None, now, "",
        )  # fmt: skip
    write_jury_invitation(session, seat, public_url=public_url, now=now)
    _keep(session, "invite_to_jury", round_, juror, by=by, now=now)
    session.flush()
    return seat


def write_jury_invitation(
    session: Session, seat: JuryMember, *, public_url: str, now: datetime
) -> None:
    """Write to a juror with an account where they accept or decline."""
    write_to(
        session,
        seat.juror,
        "jury_invitation",
        document=None,
        occasion=f"jury/{seat.round.number}/{now.isoformat()}",
        now=now,
        link=f"{public_url}/jury/rounds/{seat.round.number}",
        **about_round(seat.round, seat.juror.speaks),
    )


def invite_new_juror(
    session: Session,
    round_: Round,
    *,
    email: str,
    name: str,
    public_url: str,
    by: Actor,
    now: datetime,
) -> None:
    """Ask somebody by mail to sit in the jury; a link opens their account as a juror.

    A juror with an account is asked like all others. Raises RulesBroken when the address belongs
    to an account in another role.
    """
    email = email.strip().lower()
    known = session.scalar(select(Person).where(func.lower(Person.email) == email))
    if known is not None:
        invite_to_jury(session, round_, known, public_url=public_url, by=by, now=now)
        return
    lock(session, round_)
    insist([jury_is_open(round_), no_link_yet(session, round_, email, now)])
    session.execute(
        update(Invitation)
        .where(
            Invitation.round_id == round_.id,
            Invitation.email == email,
            Invitation.used_at.is_(None),
            Invitation.withdrawn_at.is_(None),
        )
        .values(withdrawn_at=now)  # those that have run out: nobody waits for them any more
    )
    invitation, token = new_invitation(email, name.strip(), Role.JUROR, now, LINK_VALID)
    invitation.invited_by_id, invitation.round_id = by.person_id, round_.id
    session.add(invitation)
    send_link(
        session, invitation, token, kind="jury", public_url=public_url, language="de", to=None,
        **about_round(round_, "de"),
    )  # fmt: skip
    record(
        session, "invite", "invitation", str(invitation.id), by=by, now=now,
        after={"role": Role.JUROR.value},
    )  # fmt: skip


def about_round(round_: Round, language: Language) -> dict[str, Figure]:
    """What a mail says of the round in whose jury somebody is to sit."""
    planned = {stone.state: stone.on for stone in round_.milestones}
    return {
        "programme": round_.programme.name.into(language),
        "round": round_.title.into(language),
        "reviews": terms_of(round_.terms).selection.jurors_per_application,
        "begins": planned.get(RoundState.REVIEW, today(round_.closes_at)),
        "meeting": planned.get(RoundState.JURY_MEETING, ""),
    }


def lock_jury(session: Session, invitation: Invitation) -> Round | None:
    """The round to whose jury the link leads, if any; locked before the link, as inviting does."""
    if invitation.round_id is None:
        return None
    round_ = session.get_one(Round, invitation.round_id)
    lock(session, round_)
    return round_


def take_seat(session: Session, invitation: Invitation, person: Person, now: datetime) -> None:
    """Sit down in the jury for which the link was sent: to follow it is to accept.

    The caller holds the round and has asked whether its jury is open to this person.
    """
    round_ = session.get_one(Round, invitation.round_id)
    seat = membership(session, round_, person)
    if seat is None:
        seat = JuryMember(round=round_, juror=person, invited_at=invitation.created_at)
        session.add(seat)
    seat.answer, seat.answered_at = JuryAnswer.ACCEPTED, now
    _keep(session, "accept_jury", round_, person, by=person.as_actor(), now=now)


def answer_jury(
    session: Session,
    seat: JuryMember,
    *,
    accepts: bool,
    note: str = "",
    by: Actor,
    now: datetime,
) -> None:
    """Accept or decline the seat; whoever declined may still accept, not the other way round.

    Raises RulesBroken when it is not theirs to say or the ranking is there already.
    """
    lock(session, seat)
    insist([speaks_for_oneself(seat.juror, by), jury_is_open(seat.round), may_answer(seat)])
    seat.answer = JuryAnswer.ACCEPTED if accepts else JuryAnswer.DECLINED
    seat.answered_at, seat.note = now, note
    act = "accept_jury" if accepts else "decline_jury"
    _keep(session, act, seat.round, seat.juror, by=by, now=now, reason=note)
    session.flush()


def save_profile(
    session: Session,
    juror: Person,
    *,
    institution: str,
    topics: tuple[str, ...],
    by: Actor,
    now: datetime,
) -> JurorProfile:
    """Keep where a juror works and what they know; each juror says it in person."""
    lock(session, juror)
    insist([speaks_for_oneself(juror, by)])
    profile = session.scalar(select(JurorProfile).where(JurorProfile.juror_id == juror.id))
    if profile is None:
        profile = JurorProfile(juror=juror, institution=institution, changed_at=now)
        session.add(profile)
    profile.institution, profile.topics, profile.changed_at = institution, list(topics), now
    record(
        session, "save_juror_profile", "person", str(juror.id), by=by, now=now,
        after={"institution": institution, "topics": list(topics)},
    )  # fmt: skip
    session.flush()
    return profile


def _keep(
    session: Session,
    act: str,
    round_: Round,
    juror: Person,
    *,
    by: Actor,
    now: datetime,
    reason: str = "",
) -> None:
    record(
        session, act, "round", str(round_.number), by=by, now=now,
        after={"juror": juror.name}, reason=reason,
    )  # fmt: skip
