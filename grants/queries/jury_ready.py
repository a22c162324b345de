"""What must hold before somebody is asked into a jury, answers, and declares conflicts there."""

from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from grants.models.application import Application
from grants.models.jury import JuryMember
from grants.models.person import Invitation, Person
from grants.models.review import Assignment
from grants.models.round import Round
from grants.programme.finding import Finding
from grants.programme.jury import JuryAnswer
from grants.programme.people import Actor, Role
from grants.programme.stages import RoundState
from grants.programme.words import Words, say
from grants.queries.review_ready import FAIRNESS, REVIEWABLE, SOURCE

BEFORE_THE_RANKING = (
    RoundState.DRAFT,
    RoundState.ANNOUNCED,
    RoundState.OPEN,
    RoundState.EXTENDED,
    RoundState.CLOSED,
    RoundState.FORMAL_CHECK,
    RoundState.REVIEW,
    RoundState.JURY_MEETING,
)
"""As long as this, somebody may still be asked into the jury."""


def membership(session: Session, round_: Round, juror: Person) -> JuryMember | None:
    """The invitation of this juror to this round's jury, with what they said to it."""
    return session.scalar(
        select(JuryMember).where(JuryMember.round_id == round_.id, JuryMember.juror_id == juror.id)
    )


def has_own_jury(session: Session, round_: Round) -> bool:
    """Was anybody invited to this round's jury? Without, every active juror may be given work."""
    return bool(session.scalar(select(exists().where(JuryMember.round_id == round_.id))))


def works_in(session: Session, round_: Round, juror: Person) -> bool:
    """Was this juror given anything to review in the round?"""
    works = exists().where(
        Assignment.juror_id == juror.id,
        Assignment.application_id == Application.id,
        Application.round_id == round_.id,
    )
    return bool(session.scalar(select(works)))


def sits_in_jury(session: Session, round_: Round, juror: Person) -> Finding:
    """Did this juror accept a seat in the round's jury, where one was put together?

    Whoever was given work before the first invitation went out belongs to the jury as well.
    """
    seat = membership(session, round_, juror)
    accepted = seat is not None and seat.answer is JuryAnswer.ACCEPTED
    seated = accepted or not has_own_jury(session, round_) or works_in(session, round_, juror)
    return sits_in(juror, seated=seated)


def sits_in(juror: Person, *, seated: bool) -> Finding:
    """The same for somebody of whom it is known."""
    return Finding(
        rule="JURY-SEAT",
        holds=seated,
        claim=Words("Gutachten schreibt, wer der Jury der Runde angehört.",
                    "Reviews are written by members of the round's jury."),
        says=say("{name} hat keinen Sitz in der Jury dieser Runde zugesagt.",
                 "{name} has not accepted a seat in the jury of this round.", name=juror.name),
        source=SOURCE,
    )  # fmt: skip


def jury_is_open(round_: Round) -> Finding:
    """May somebody still join the jury of this round?"""
    return Finding(
        rule="JURY-TIME",
        holds=round_.state in BEFORE_THE_RANKING,
        claim=Words("Die Jury steht fest, wenn die Rangliste vorliegt.",
                    "The jury is settled once there is a ranking."),
        says=Words("Die Rangliste der Runde liegt schon vor.",
                   "The ranking of the round is there already."),
        source=SOURCE,
    )  # fmt: skip


def no_link_yet(session: Session, round_: Round, email: str, now: datetime) -> Finding:
    """Is no link to this jury on its way to the address already?"""
    until = session.scalar(
        select(Invitation.expires_at).where(
            Invitation.round_id == round_.id,
            Invitation.email == email,
            Invitation.used_at.is_(None),
            Invitation.withdrawn_at.is_(None),
            Invitation.expires_at > now,
        )
    )
    return Finding(
        rule="JURY-LINK",
        holds=until is None,
        claim=Words("Eine Adresse bekommt einen Link.", "One address gets one link."),
        says=Words("An diese Adresse ist schon ein Link unterwegs, der noch gilt.",
                   "A link that still works is on its way to this address already."),
        source=SOURCE,
        place="email",
    )  # fmt: skip


def speaks_for_oneself(juror: Person, by: Actor) -> Finding:
    """Is it the juror who acts?"""
    return Finding(
        rule="REVIEW-OWN",
        holds=by.role is Role.JUROR and by.person_id == juror.id,
        claim=Words("Jedes Jurymitglied spricht für sich.", "Each juror speaks in person."),
        says=Words("Das ist die Sache einer anderen Person.",
                   "This is somebody else's to say."),
        source=FAIRNESS,
    )  # fmt: skip


def may_declare(session: Session, application: Application, juror: Person) -> Finding:
    """Was the application given to the juror, or may it still be?"""
    given = session.scalar(
        select(Assignment.id).where(
            Assignment.application_id == application.id, Assignment.juror_id == juror.id
        )
    )
    seat = membership(session, application.round, juror)
    accepted = seat is not None and seat.answer is JuryAnswer.ACCEPTED
    seated = accepted or works_in(session, application.round, juror)
    return Finding(
        rule="R-055",
        holds=given is not None or (seated and application.state in REVIEWABLE),
        claim=Words("Erklärungen gelten Bewerbungen, die ein Jurymitglied erhalten kann.",
                    "Declarations are about applications that a juror may be given."),
        says=say("{number} kann Ihnen nicht gegeben werden.",
                 "{number} cannot be given to you.", number=application.number),
        source=FAIRNESS,
    )  # fmt: skip


def may_answer(seat: JuryMember) -> Finding:
    """May the answer to the invitation still be given or changed?"""
    return Finding(
        rule="JURY-ANSWER",
        holds=seat.answer not in (JuryAnswer.ACCEPTED, JuryAnswer.RELEASED),
        claim=Words("Eine Zusage gilt.", "An acceptance holds."),
        says=Words("Der Projektträger hat Sie aus der Jury entlassen. Wenn Sie wieder teilnehmen"
                   " wollen, schreiben Sie ihm.",
                   "Sponsor staff released you from the jury. If you want to take part again,"
                   " write to them.")
        if seat.answer is JuryAnswer.RELEASED
        else Words("Sie haben schon zugesagt. Wenn Sie nicht mehr können, schreiben Sie dem"
                   " Projektträger.",
                   "You have accepted already. If you can no longer come, write to the sponsor"
                   " staff."),
        source=SOURCE,
    )  # fmt: skip
