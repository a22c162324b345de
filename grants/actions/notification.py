"""Bringing a letter to its recipient again or another way, and noting when it arrived (R-050)."""

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from grants.actions.lock import lock
from grants.actions.record import record
from grants.models.decision import Letter, LetterState
from grants.models.notification import LetterDispatch
from grants.models.person import Person
from grants.programme.calendar import today
from grants.programme.finding import Finding, insist
from grants.programme.notification import SOURCE, Channel, check_day
from grants.programme.people import Actor
from grants.programme.words import Words
from grants.queries.application import terms_of


def send_again(
    session: Session, letter: Letter, *, channel: Channel, sent_on: date, by: Actor, now: datetime
) -> LetterDispatch:
    """Record that a letter was posted, sent electronically, or made available once more.

    Raises RulesBroken before it is made, or for a day ahead, before the letter's own, or so long
    ago that the recipient's period would have run unseen.
    """
    lock(session, letter)
    terms = terms_of(letter.application.terms).notification
    late = timedelta(days=terms.enter_days)
    insist([
        _check_made(letter),
        check_day(sent_on, max(letter.dated, today(now) - late), today(now), "sent_on"),
    ])  # fmt: skip
    dispatch = LetterDispatch(
        letter=letter,
        channel=channel,
        sent_on=sent_on,
        recorded_by=session.get_one(Person, by.person_id),
        recorded_at=now,
    )
    session.add(dispatch)
    session.flush()
    record(
        session,
        "send_letter_again",
        "letter",
        letter.number,
        by=by,
        now=now,
        after={"channel": channel.value, "sent_on": sent_on.isoformat()},
    )
    return dispatch


def note_arrival(
    session: Session, dispatch: LetterDispatch, *, arrived_on: date, by: Actor, now: datetime
) -> None:
    """Keep that a letter arrived later than the law assumes; the later day counts."""
    lock(session, dispatch)
    insist([check_day(arrived_on, dispatch.sent_on, today(now), "arrived_on")])
    dispatch.arrived_on = arrived_on
    session.flush()
    record(
        session,
        "note_arrival",
        "letter",
        dispatch.letter.number,
        by=by,
        now=now,
        after={"arrived_on": arrived_on.isoformat()},
    )


def _check_made(letter: Letter) -> Finding:
    made = letter.state is LetterState.RENDERED
    return Finding(
        rule="LETTER-MADE",
        holds=made,
        claim=Words("Das Schreiben ist erzeugt.", "The letter is made."),
        says=Words("Es liegt vor.", "It is there.")
        if made
        else Words("Das Schreiben wird noch erzeugt.", "The letter is still being made."),
        source=SOURCE,
    )
