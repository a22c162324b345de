"""Changing the day from which the one-year limit runs: with a reason, and by two people (R-053).

The limit binds those who record it. So what is recorded once is never moved by one person alone.
"""

from datetime import date, datetime

from sqlalchemy.orm import Session

from grants.actions.hearing import check_hearing_open, check_known_on
from grants.actions.lock import lock
from grants.actions.record import record
from grants.models.hearing import Hearing
from grants.models.limit_change import LimitChange
from grants.models.person import Person
from grants.programme.finding import Finding, insist
from grants.programme.four_eyes import check_only_proposal, check_open, check_other_person
from grants.programme.people import Actor
from grants.programme.reason import check_reason
from grants.programme.revocation import LIMIT_LAW
from grants.programme.words import Words
from grants.queries.hearing import open_limit_change

TWO_PEOPLE = Words(
    "Zwei Personen ändern den Beginn der Jahresfrist.",
    "Two people change the beginning of the one-year limit.",
)


def propose_limit_change(
    session: Session,
    hearing: Hearing,
    *,
    known_on: date,
    deceit: bool,
    reason: str,
    by: Actor,
    now: datetime,
) -> LimitChange:
    """Ask for another beginning of the limit; what is recorded counts until a second person agrees.

    Asked twice for the same, it is one proposal.
    """
    lock(session, hearing)
    waiting = open_limit_change(session, hearing)
    if waiting is not None and _is_same(waiting, known_on, deceit=deceit, by=by):
        return waiting
    insist([
        check_hearing_open(hearing),
        check_only_proposal(waiting is None),
        check_reason(reason, source=LIMIT_LAW),
        _check_differs(hearing, known_on, deceit=deceit),
        *check_known_on(hearing, known_on, now),
    ])  # fmt: skip
    change = LimitChange(
        hearing=hearing,
        old_known_on=hearing.known_on,
        old_deceit=hearing.deceit,
        known_on=known_on,
        deceit=deceit,
        reason=reason.strip(),
        proposed_by=session.get_one(Person, by.person_id),
        proposed_at=now,
    )
    session.add(change)
    session.flush()
    _record(session, "propose_limit_change", change, by=by, now=now)
    return change


def confirm_limit_change(
    session: Session, change: LimitChange, *, by: Actor, now: datetime
) -> None:
    """Let the limit run from the new day, as the second person."""
    hearing = change.hearing
    lock(session, hearing)
    lock(session, change)
    if change.confirmed_by_id == by.person_id:
        return
    insist([
        check_another_confirms(change, by),
        check_open("LIMIT-OPEN", waits=change.waits),
        check_hearing_open(hearing),
    ])  # fmt: skip
    change.old_known_on, change.old_deceit = hearing.known_on, hearing.deceit
    hearing.known_on, hearing.deceit, hearing.warned_months = change.known_on, change.deceit, 0
    change.confirmed_by, change.confirmed_at = session.get_one(Person, by.person_id), now
    session.flush()
    _record(session, "confirm_limit_change", change, by=by, now=now)


def drop_limit_change(
    session: Session, change: LimitChange, *, reason: str, by: Actor, now: datetime
) -> None:
    """Refuse it, or take one's own proposal back; what is recorded stays."""
    lock(session, change.hearing)
    lock(session, change)
    insist([
        check_open("LIMIT-OPEN", waits=change.waits),
        check_reason(reason, source=LIMIT_LAW),
    ])  # fmt: skip
    change.voided_at = now
    session.flush()
    _record(session, "drop_limit_change", change, by=by, now=now, reason=reason.strip())


def check_another_confirms(change: LimitChange, by: Actor) -> Finding:
    """Does another person confirm than the one who proposed (R-054)?"""
    return check_other_person(
        change.proposed_by_id == by.person_id,
        claim=TWO_PEOPLE,
        refused=Words(
            "Sie haben die Änderung vorgeschlagen. Eine zweite Person muss sie bestätigen.",
            "You proposed the change. A second person must confirm it.",
        ),
        fine=Words(
            f"Vorgeschlagen von {change.proposed_by.name}; {by.name} darf bestätigen.",
            f"Proposed by {change.proposed_by.name}; {by.name} may confirm.",
        ),
    )


def _is_same(waiting: LimitChange, known_on: date, *, deceit: bool, by: Actor) -> bool:
    mine = waiting.proposed_by_id == by.person_id
    return mine and (waiting.known_on, waiting.deceit) == (known_on, deceit)


def _check_differs(hearing: Hearing, known_on: date, *, deceit: bool) -> Finding:
    return Finding(
        rule="R-053",
        holds=(hearing.known_on, hearing.deceit) != (known_on, deceit),
        claim=Words("Die Änderung ändert etwas.", "The change changes something."),
        says=Words(
            "Genau das ist schon eingetragen. Geben Sie einen anderen Tag ein.",
            "This is what is recorded already. Enter another day.",
        ),
        source=LIMIT_LAW,
        place="known_on",
    )


def _record(
    session: Session, act: str, change: LimitChange, *, by: Actor, now: datetime, reason: str = ""
) -> None:
    record(
        session,
        act,
        "grant",
        change.hearing.grant.number,
        by=by,
        now=now,
        before={
            "day": change.old_known_on.isoformat() if change.old_known_on else None,
            "deceit": change.old_deceit,
        },
        after={"day": change.known_on.isoformat(), "deceit": change.deceit},
        reason=reason or change.reason,
    )
