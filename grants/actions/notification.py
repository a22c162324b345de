"""Bringing a letter to its recipient again or another way, and noting when it arrived (R-050)."""

from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.actions.lock import lock
from grants.actions.record import record
from grants.models.decision import Letter, LetterState
from grants.models.notification import LetterDispatch
from grants.models.person import Person
from grants.programme.calendar import today
from grants.programme.finding import Finding, insist
from grants.programme.notification import SOURCE, Channel, check_day, check_effect_known
from grants.programme.people import Actor
from grants.programme.words import Words
from grants.queries.application import terms_of
from grants.queries.notification import effect_of


def send_again(
    session: Session,
    letter: Letter,
    *,
    channel: Channel,
    sent_on: date,
    reference: str = "",
    sure: bool = False,
    by: Actor,
    now: datetime,
) -> LetterDispatch:
    """Record that a letter was posted, sent electronically, or made available once more.

    Raises RulesBroken before it is made, or for a day ahead, before the letter's own, or so long
    ago that the recipient's period would have run unseen; without what proves the posting; and
    until whoever enters it is `sure` of what it does to the recipient's period. The same entry by
    the same person is one.
    """
    lock(session, letter)
    same = _just_sent(session, letter, channel, sent_on, by)
    if same is not None:
        return same
    terms = terms_of(letter.application.terms).notification
    late = timedelta(days=terms.enter_days)
    insist([
        _check_made(letter),
        check_day(sent_on, max(letter.dated, today(now) - late), today(now), "sent_on"),
        _check_proved(channel, reference),
    ])  # fmt: skip
    before, after = effect_of(session, letter, channel=channel, sent_on=sent_on, now=now)
    insist([check_effect_known(before, after, sure=sure)])
    dispatch = LetterDispatch(
        letter=letter,
        channel=channel,
        sent_on=sent_on,
        reference=reference.strip(),
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
        reason=dispatch.reference,
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


def _just_sent(
    session: Session, letter: Letter, channel: Channel, sent_on: date, by: Actor
) -> LetterDispatch | None:
    return session.scalar(
        select(LetterDispatch)
        .where(
            LetterDispatch.letter_id == letter.id,
            LetterDispatch.channel == channel,
            LetterDispatch.sent_on == sent_on,
            LetterDispatch.recorded_by_id == by.person_id,
        )
        .limit(1)
    )


def _check_proved(channel: Channel, reference: str) -> Finding:
    """Does an entry that lets a period run name what proves it?"""
    return Finding(
        rule="R-050",
        holds=channel is Channel.PORTAL or bool(reference.strip()),
        claim=Words("Der Versand ist belegt.", "The dispatch is proved."),
        says=Words(
            "Nennen Sie den Aufgabe- oder Sendevermerk und wo er liegt.",
            "Name the note of posting or sending, and where it lies.",
        ),
        source=SOURCE,
        place="reference",
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
