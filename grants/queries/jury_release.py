"""What must hold before an invitation to a jury is sent again or taken back, or a juror let go."""

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from grants.models.application import Application
from grants.models.jury import JuryMember
from grants.models.person import Invitation
from grants.models.review import Assignment, Score
from grants.models.round import Round
from grants.programme.finding import Finding
from grants.programme.jury import JuryAnswer
from grants.programme.stages import RoundState
from grants.programme.words import Words, say
from grants.queries.jury_ready import BEFORE_THE_RANKING
from grants.queries.review_ready import SOURCE

BEFORE_THE_MEETING = tuple(
    state for state in BEFORE_THE_RANKING if state is not RoundState.JURY_MEETING
)


def find_seat(session: Session, round_: Round, juror_id: int) -> JuryMember | None:
    """The seat of this juror in the round's jury."""
    return session.scalar(
        select(JuryMember).where(JuryMember.round_id == round_.id, JuryMember.juror_id == juror_id)
    )


def find_link(session: Session, round_: Round, number: int) -> Invitation | None:
    """The link to the round's jury with this number."""
    return session.scalar(
        select(Invitation).where(Invitation.round_id == round_.id, Invitation.id == number)
    )


def who_reviewed(session: Session, round_: Round) -> frozenset[int]:
    """The jurors who have given points in the round."""
    return frozenset(
        session.scalars(
            select(Assignment.juror_id)
            .join(Assignment.application)
            .where(
                Application.round_id == round_.id,
                exists().where(Score.assignment_id == Assignment.id),
            )
        )
    )


def waits_for_answer(seat: JuryMember) -> Finding:
    """Has the juror not answered yet?"""
    return Finding(
        rule="JURY-ANSWER",
        holds=seat.answer is JuryAnswer.INVITED,
        claim=Words("Die Einladung wartet auf Antwort.", "The invitation waits for an answer."),
        says=say("{name} hat inzwischen geantwortet.", "{name} has answered meanwhile.",
                 name=seat.juror.name),
        source=SOURCE,
    )  # fmt: skip


def link_is_unused(invitation: Invitation) -> Finding:
    """Has nobody followed the link, and nobody taken it back?"""
    return Finding(
        rule="JURY-LINK",
        holds=invitation.used_at is None and invitation.withdrawn_at is None,
        claim=Words("Der Link ist noch nicht benutzt.", "The link has not been used yet."),
        says=Words("Dieser Link ist inzwischen benutzt oder zurückgenommen.",
                   "This link has been used or taken back meanwhile."),
        source=SOURCE,
    )  # fmt: skip


def has_accepted(seat: JuryMember) -> Finding:
    """Does the juror sit in the jury?"""
    return Finding(
        rule="JURY-ANSWER",
        holds=seat.answer is JuryAnswer.ACCEPTED,
        claim=Words("Entlassen wird, wer zugesagt hat.", "Whoever accepted is released."),
        says=say("{name} gehört der Jury nicht an.", "{name} is not in the jury.",
                 name=seat.juror.name),
        source=SOURCE,
    )  # fmt: skip


def jury_does_not_meet(round_: Round) -> Finding:
    """Is the jury not in its meeting yet? Then its quorum is counted, and nobody is let go."""
    return Finding(
        rule="JURY-TIME",
        holds=round_.state in BEFORE_THE_MEETING,
        claim=Words("Vor der Sitzung steht fest, wer der Jury angehört.",
                    "Before the meeting it is settled who is in the jury."),
        says=Words("Die Jury tagt schon oder hat getagt; niemand wird mehr entlassen.",
                   "The jury meets already or has met; nobody is released any more."),
        source=SOURCE,
    )  # fmt: skip


def nothing_reviewed(session: Session, seat: JuryMember) -> Finding:
    """Has the juror given no points in the round?"""
    return Finding(
        rule="REVIEW-KEPT",
        holds=seat.juror_id not in who_reviewed(session, seat.round),
        claim=Words("Abgegebene Punkte bleiben.", "Points that were given stay."),
        says=say("{name} hat schon Punkte vergeben und bleibt in der Jury.",
                 "{name} has given points already and stays in the jury.", name=seat.juror.name),
        source=SOURCE,
    )  # fmt: skip
