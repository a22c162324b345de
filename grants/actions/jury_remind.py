"""We remind jurors of the reviews they still owe, by the cadence of their round, each once.

When the worker stood still over several stages, only the latest one is sent.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Final

from sqlalchemy import and_, exists, func, select
from sqlalchemy.orm import Session, selectinload

from grants.actions.mail import write_to
from grants.actions.record import record
from grants.models.application import Application
from grants.models.person import Person
from grants.models.review import Assignment, ConflictDeclaration
from grants.models.round import Round
from grants.programme.calendar import closing_instant, today
from grants.programme.finding import Finding, insist
from grants.programme.people import Actor
from grants.programme.stages import ApplicationState, RoundState
from grants.programme.words import Words
from grants.queries.application import terms_of
from grants.queries.review_ready import SOURCE

MIDNIGHT: Final = time(0)


def remind_of_open_reviews(session: Session, *, public_url: str, now: datetime) -> int:
    """Write the reminders whose day has come; how many mails.

    They name a number of reviews and no application: whose it is, jurors read in the portal.
    """
    return sum(
        _write(session, round_, meets_on, days, public_url=public_url, now=now)
        for round_, meets_on, days in _due(session, today(now))
    )


def remind_now(
    session: Session, round_: Round, *, public_url: str, by: Actor, now: datetime
) -> int:
    """Remind every juror of the round who owes a review, at most once a day; how many mails.

    Raises RulesBroken when the round is not under review.
    """
    day = today(now)
    meets = [stone.on for stone in round_.milestones if stone.state is RoundState.JURY_MEETING]
    insist([_under_review(round_)])
    mails = 0
    for juror, count in _late_jurors(session, round_, day + timedelta(days=1)):
        written = write_to(
            session,
            juror,
            "review_reminder",
            occasion=f"jury/{round_.number}/reminded/{day.isoformat()}",
            now=now,
            round=round_.title.into(juror.speaks),
            count=str(count),
            meeting=meets[0] if meets else "",
            link=f"{public_url}/jury",
        )
        mails += written is not None
    if mails:
        record(
            session, "remind_jury", "round", str(round_.number), by=by, now=now,
            after={"mails": str(mails)},
        )  # fmt: skip
    return mails


def _under_review(round_: Round) -> Finding:
    return Finding(
        rule="REVIEW-TIME",
        holds=round_.state is RoundState.REVIEW,
        claim=Words("Erinnert wird während der Begutachtung.",
                    "Reminders are sent during the review."),
        says=Words("Die Runde wird nicht begutachtet.", "The round is not under review."),
        source=SOURCE,
    )  # fmt: skip


def _due(session: Session, day: date) -> Iterator[tuple[Round, date, int]]:
    """For each round under review the latest stage whose day has come, as days before it meets."""
    rounds = session.scalars(
        select(Round)
        .where(Round.state == RoundState.REVIEW)
        .options(selectinload(Round.milestones), selectinload(Round.terms_versions))
        .order_by(Round.number)
    )
    for round_ in rounds:
        for stone in round_.milestones:
            if stone.state is not RoundState.JURY_MEETING or stone.on < day:
                continue
            left = (stone.on - day).days
            come = [days for days in terms_of(round_.terms).selection.review_reminders
                    if days >= left]  # fmt: skip
            if come:
                yield round_, stone.on, min(come)


def _write(
    session: Session, round_: Round, meets_on: date, days: int, *, public_url: str, now: datetime
) -> int:
    mails = 0
    for juror, count in _late_jurors(session, round_, meets_on - timedelta(days=days)):
        written = write_to(
            session,
            juror,
            "review_reminder",
            occasion=f"jury/{round_.number}/{meets_on.isoformat()}/T-{days}",
            now=now,
            round=round_.title.into(juror.speaks),
            count=str(count),
            meeting=meets_on,
            link=f"{public_url}/jury",
        )
        mails += written is not None
    return mails


def _late_jurors(session: Session, round_: Round, day: date) -> list[tuple[Person, int]]:
    """Jurors with reviews that were given before this day and are not final, and how many."""
    conflict = exists().where(
        and_(
            ConflictDeclaration.application_id == Assignment.application_id,
            ConflictDeclaration.juror_id == Assignment.juror_id,
            ConflictDeclaration.conflicted,
        )
    )
    counts = session.execute(
        select(Assignment.juror_id, func.count(Assignment.id))
        .join(Application, Assignment.application_id == Application.id)
        .where(
            Application.round_id == round_.id,
            Application.state == ApplicationState.UNDER_REVIEW,
            Assignment.final_at.is_(None),
            Assignment.assigned_at < closing_instant(day, MIDNIGHT),
            ~conflict,
        )
        .group_by(Assignment.juror_id)
        .order_by(Assignment.juror_id)
    ).all()
    people = {
        one.id: one
        for one in session.scalars(
            select(Person).where(Person.id.in_([juror for juror, _ in counts]), Person.active)
        )
    }
    return [(people[juror], count) for juror, count in counts if juror in people]
