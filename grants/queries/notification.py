"""How a letter was sent, when it counts as notified, and where its decision stands in law."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, defer, joinedload

from grants.models.application import Application
from grants.models.decision import Decision, Letter, LetterKind, LetterState
from grants.models.grant import Grant
from grants.models.notification import LetterContest, LetterDispatch
from grants.programme.calendar import today
from grants.programme.contest import objection_to, sued_too_soon
from grants.programme.notification import (
    Channel,
    Contest,
    ContestKind,
    Course,
    Dispatch,
    Standing,
    course_of,
)
from grants.programme.stages import GrantState
from grants.programme.words import Words
from grants.queries.application import terms_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """Everything about the way of one letter."""

    letter: Letter
    course: Course
    dispatches: tuple[Dispatch, ...]
    """In the order in which it was sent; the portal first."""
    again: tuple[LetterDispatch, ...]
    """The records of those that came after the portal."""
    contests: tuple[LetterContest, ...]
    doubts: tuple[Words | None, ...]
    """Of each of them, why it does not keep the decision open."""
    hints: tuple[Words | None, ...]
    """Of each of them, what else is to be looked at."""

    @property
    def open_contests(self) -> tuple[LetterContest, ...]:
        """Objections and actions that have not ended."""
        return tuple(
            each
            for each in self.contests
            if each.ended_on is None and each.kind is not ContestKind.WAIVER
        )


def delivery_of(session: Session, letter: Letter, now: datetime) -> Delivery:
    """The way of this letter and where its decision stands; two statements."""
    again = session.scalars(
        select(LetterDispatch)
        .where(LetterDispatch.letter_id == letter.id)
        .options(joinedload(LetterDispatch.recorded_by))
        .order_by(LetterDispatch.sent_on, LetterDispatch.id)
    ).all()
    contests = session.scalars(
        select(LetterContest)
        .where(LetterContest.letter_id == letter.id)
        .options(joinedload(LetterContest.recorded_by))
        .order_by(LetterContest.received_on, LetterContest.id)
    ).all()
    return _delivery(letter, again, contests, now)


def deliveries_of(
    session: Session, letters: Sequence[Letter], until: datetime
) -> dict[int, Delivery]:
    """The way of each of these letters as it was known at this moment; two statements."""
    ids = [letter.id for letter in letters]
    again: dict[int, list[LetterDispatch]] = defaultdict(list)
    contests: dict[int, list[LetterContest]] = defaultdict(list)
    for sent in session.scalars(
        select(LetterDispatch)
        .where(LetterDispatch.letter_id.in_(ids), LetterDispatch.recorded_at <= until)
        .order_by(LetterDispatch.sent_on, LetterDispatch.id)
    ):
        again[sent.letter_id].append(sent)
    for came in session.scalars(
        select(LetterContest)
        .where(LetterContest.letter_id.in_(ids), LetterContest.recorded_at <= until)
        .order_by(LetterContest.received_on, LetterContest.id)
    ):
        contests[came.letter_id].append(came)
    return {
        letter.id: _delivery(letter, again[letter.id], contests[letter.id], until)
        for letter in letters
    }


def awards_not_final(session: Session) -> Sequence[Letter]:
    """The award letters of grants that are awarded and not final yet; one statement."""
    return session.scalars(
        select(Letter)
        .join(Grant, Letter.grant_id == Grant.id)
        .where(
            Grant.state == GrantState.AWARDED,
            Letter.kind.in_((LetterKind.AWARD, LetterKind.CONDITIONAL)),
            Letter.state == LetterState.RENDERED,
        )
        .options(
            joinedload(Letter.grant),
            joinedload(Letter.application),
            joinedload(Letter.decision).joinedload(Decision.terms),
        )
        .order_by(Letter.id)
    ).all()


def letters_on(session: Session, decision: Decision) -> Sequence[Letter]:
    """The letters that tell this decision, the newest first; one statement."""
    return session.scalars(
        select(Letter)
        .where(Letter.decision_id == decision.id)
        .options(defer(Letter.snapshot), joinedload(Letter.decision).joinedload(Decision.terms))
        .order_by(Letter.id.desc())
    ).all()


def award_letter(session: Session, grant: Grant) -> Letter | None:
    """The letter by which this grant was awarded, once it is made; one statement."""
    return session.scalar(
        select(Letter)
        .where(
            Letter.grant_id == grant.id,
            Letter.kind.in_((LetterKind.AWARD, LetterKind.CONDITIONAL)),
            Letter.state == LetterState.RENDERED,
        )
        .options(joinedload(Letter.decision).joinedload(Decision.terms))
        .order_by(Letter.id.desc())
        .limit(1)
    )


def is_final_by_now(session: Session, grant: Grant, now: datetime) -> bool:
    """Is the award final, though the clock has not moved the grant on yet?"""
    if grant.state is not GrantState.AWARDED:
        return False
    letter = award_letter(session, grant)
    return letter is not None and delivery_of(session, letter, now).course.standing is (
        Standing.FINAL
    )


def find_letter(session: Session, letters: Any, check_code: str) -> Letter | None:
    """The letter with this code among those that somebody may see; one statement."""
    found: Letter | None = session.scalar(
        letters.where(Letter.check_code == check_code).options(
            joinedload(Letter.application).joinedload(Application.cluster),
            joinedload(Letter.application).joinedload(Application.round),
            joinedload(Letter.grant).joinedload(Grant.award),
            joinedload(Letter.grant).joinedload(Grant.recipient),
            joinedload(Letter.decision).joinedload(Decision.terms),
        )
    )
    return found


def effect_of(
    session: Session, letter: Letter, *, channel: Channel, sent_on: date, now: datetime
) -> tuple[Course, Course]:
    """Where the decision stands, and where it would with this dispatch; two statements."""
    delivery = delivery_of(session, letter, now)
    further = Dispatch(channel=channel, sent_on=sent_on)
    contests = _as_they_came(delivery.contests)
    after = _course(letter, (*delivery.dispatches, further), contests, now)
    return delivery.course, after


def _delivery(
    letter: Letter,
    again: Sequence[LetterDispatch],
    contests: Sequence[LetterContest],
    now: datetime,
) -> Delivery:
    dispatches = (*_by_portal(letter), *(_as_sent(each) for each in again))
    came = _as_they_came(contests)
    course = _course(letter, dispatches, came, now)
    return Delivery(
        letter=letter,
        course=course,
        dispatches=dispatches,
        again=tuple(again),
        contests=tuple(contests),
        doubts=tuple(objection_to(each, came, course) for each in came),
        hints=tuple(sued_too_soon(each, came) if objects_first(letter) else None for each in came),
    )


def _course(
    letter: Letter, dispatches: Sequence[Dispatch], came: Sequence[Contest], now: datetime
) -> Course:
    terms = terms_of(letter.decision.terms)
    return course_of(
        dispatches,
        came,
        terms.notification,
        terms.deadlines.holiday_land,
        today=today(now),
        instructed=is_instructed(letter),
    )


def _as_they_came(contests: Sequence[LetterContest]) -> tuple[Contest, ...]:
    return tuple(
        Contest(kind=each.kind, received_on=each.received_on, ended_on=each.ended_on)
        for each in contests
    )


def is_instructed(letter: Letter) -> bool:
    """Does the letter say where, by when and how it can be contested (R-051)?"""
    remedy = letter.snapshot.get("remedy") or {}
    form = remedy.get("form") or {}
    return all((remedy.get("place"), remedy.get("seat"), remedy.get("months"), form.get("de")))


def objects_first(letter: Letter) -> bool:
    """Does the letter name the objection as its remedy, so that nobody sues at once (R-051)?"""
    remedy = letter.snapshot.get("remedy") or {}
    return remedy.get("kind") == ContestKind.OBJECTION


def _by_portal(letter: Letter) -> list[Dispatch]:
    """What lies in the portal is only a copy where the recipient chose the post."""
    if letter.rendered_at is None or letter.way is Channel.POST:
        return []
    fetched = letter.retrieved_at
    return [
        Dispatch(
            channel=Channel.PORTAL,
            sent_on=today(letter.rendered_at),
            retrieved_on=today(fetched) if fetched else None,
        )
    ]


def _as_sent(row: LetterDispatch) -> Dispatch:
    return Dispatch(
        channel=row.channel,
        sent_on=row.sent_on,
        retrieved_on=today(row.retrieved_at) if row.retrieved_at else None,
        arrived_on=row.arrived_on,
    )
