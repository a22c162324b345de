"""Signing in and out. Guessing is slowed down; nobody is ever locked out."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, select, text, update
from sqlalchemy.orm import Session

from grants.actions.password import matches
from grants.actions.record import record
from grants.models.person import Person, SignIn, SignInAttempt
from grants.programme.words import Words, say

WINDOW = timedelta(minutes=5)
PER_ACCOUNT = 10
PER_ADDRESS = 30
IN_ALL = 1_000
"""Failed attempts within the window after which one has to wait."""
KNOWN_FOR = timedelta(days=30)
"""So long an address from which somebody signed in counts as theirs."""
MISMATCH = Words(
    "E-Mail-Adresse und Passwort passen nicht zusammen.",
    "The e-mail address and password do not match.",
)


@dataclass(frozen=True, slots=True)
class Refused:
    """Why somebody is not signed in."""

    says: Words
    wait: timedelta | None = None
    """How long to wait before the next attempt; nothing when there is no need to."""


def sign_in(
    session: Session, *, email: str, password: str, address: str, now: datetime
) -> Person | Refused:
    """The person with this address and password, or why not; the attempt is counted either way.

    An unknown account, a wrong password and an account without one take equally long and get the
    same answer. `address` is where the request came from.
    """
    email = email.strip().lower()
    wait = _wait(session, email, address, now)
    if wait is not None:
        return Refused(_please_wait(wait), wait)
    person = session.scalar(select(Person).where(func.lower(Person.email) == email))
    active = person is not None and person.active
    known = matches(password, person.password_hash if person and active else None)
    session.add(SignInAttempt(email=email, address=address, at=now, succeeded=known))
    if person is None or not known:
        return Refused(MISMATCH)
    record(session, "sign_in", "person", str(person.id), by=person.as_actor(), now=now)
    return person


def end_sign_ins(
    session: Session, person: Person, *, now: datetime, keep: SignIn | None = None
) -> None:
    """Sign this person out in every browser at once, except perhaps the one they use."""
    session.flush()
    session.execute(
        update(SignIn)
        .where(
            SignIn.person_id == person.id,
            SignIn.ended_at.is_(None),
            SignIn.id != (keep.id if keep else 0),
        )
        .values(ended_at=now)
    )


def _wait(session: Session, email: str, address: str, now: datetime) -> timedelta | None:
    # Two attempts on one account from one place at once count one after the other.
    lock = text("select pg_try_advisory_xact_lock(hashtextextended(:who, 0))")
    if not session.scalar(lock, {"who": f"sign-in {email} {address}"}):
        return timedelta(minutes=1)
    account: list[ColumnElement[bool]] = [SignInAttempt.email == email]
    if _is_known(session, email, address, now):
        # A stranger's guesses must not keep a colleague out on the last day of a round.
        account.append(SignInAttempt.address == address)
    waits = [
        _left(session, account, PER_ACCOUNT, now),
        _left(session, [SignInAttempt.address == address], PER_ADDRESS, now),
        _left(session, [], IN_ALL, now),
    ]
    return max((wait for wait in waits if wait is not None), default=None)


def _is_known(session: Session, email: str, address: str, now: datetime) -> bool:
    came = select(SignInAttempt.id).where(
        SignInAttempt.email == email,
        SignInAttempt.address == address,
        SignInAttempt.succeeded,
        SignInAttempt.at > now - KNOWN_FOR,
    )
    return session.scalar(came.limit(1)) is not None


def _left(
    session: Session, whose: list[ColumnElement[bool]], most: int, now: datetime
) -> timedelta | None:
    failed = (
        select(SignInAttempt.at)
        .where(*whose, SignInAttempt.at > now - WINDOW, ~SignInAttempt.succeeded)
        .order_by(SignInAttempt.at.desc())
        .offset(most - 1)
        .limit(1)
    )
    oldest = session.scalar(failed)
    return None if oldest is None else oldest + WINDOW - now


def _please_wait(wait: timedelta) -> Words:
    minutes = max(1, -(-wait // timedelta(minutes=1)))
    if minutes == 1:
        return Words(
            "Bitte warten Sie eine Minute. Danach können Sie sich wieder anmelden.",
            "Please wait one minute. You can then sign in again.",
        )
    return say(
        "Bitte warten Sie {minutes} Minuten. Danach können Sie sich wieder anmelden.",
        "Please wait {minutes} minutes. You can then sign in again.",
        minutes=minutes,
    )
