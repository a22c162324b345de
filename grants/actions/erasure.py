"""Erasing a person: the record keeps what was done, and no longer says who."""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session

from grants.actions.lock import lock
from grants.actions.record import record
from grants.models.erasure import Erasure
from grants.models.jury import JurorProfile
from grants.models.outbox import Mail, MailState
from grants.models.person import Invitation, Person, SignIn, SignInAttempt
from grants.models.record import Act, ActMark
from grants.programme.erasure import TRACES_DAYS
from grants.programme.finding import insist
from grants.programme.four_eyes import check_other_person
from grants.programme.people import Actor
from grants.programme.sealed import ERASED, fingerprint_of, put_at, value_at
from grants.programme.words import Words
from grants.queries.erasure import (
    GONE_DOMAIN,
    Named,
    erasable_people,
    may_be_erased,
    where_named,
    years_kept,
)

BY_CLOCK = "Aufbewahrungsfrist vorbei"
TWO = Words("Eine andere Person als die vorschlagende löscht.",
            "Another person than the proposing one erases.")  # fmt: skip
REFUSED = Words("Sie haben die Löschung selbst vorgeschlagen. Eine zweite Person führt sie aus.",
                "You proposed the erasure yourself. A second person carries it out.")  # fmt: skip


def propose_erasure(
    session: Session, person: Person, *, reason: str, by: Actor, now: datetime
) -> Erasure:
    """Propose to erase what is known of this person; somebody else has to carry it out."""
    lock(session, person)
    insist(may_be_erased(session, person, now))
    waiting = session.scalar(
        select(Erasure).where(
            Erasure.person_id == person.id, Erasure.done_at.is_(None), Erasure.dropped_at.is_(None)
        )
    )
    if waiting is not None:
        return waiting
    erasure = Erasure(
        person=person, reason=reason, proposed_at=now,
        proposed_by=session.get_one(Person, by.person_id),
    )  # fmt: skip
    session.add(erasure)
    session.flush()
    record(session, "propose_erasure", "person", str(person.id), by=by, now=now, reason=reason)
    return erasure


def propose_due_erasures(session: Session, *, now: datetime) -> int:
    """The clock proposes whoever's time is over and erases nobody; how many it proposed.

    Old sign-ins go with it: nothing has to be decided on them.
    """
    proposed = 0
    for person in session.scalars(erasable_people(now, years_kept(session))).all():
        if any(finding.breaks for finding in may_be_erased(session, person, now)):
            continue
        session.add(Erasure(person=person, reason=BY_CLOCK, proposed_at=now))
        record(
            session, "propose_erasure", "person", str(person.id), by=None, now=now, reason=BY_CLOCK
        )
        proposed += 1
    _forget_traces(session, now)
    session.flush()
    return proposed


def drop_erasure(session: Session, erasure: Erasure, *, by: Actor, now: datetime) -> bool:
    """Do not erase. False when it was decided before."""
    lock(session, erasure)
    if erasure.done_at or erasure.dropped_at:
        return False
    erasure.dropped_at, erasure.decided_by = now, session.get_one(Person, by.person_id)
    record(session, "drop_erasure", "person", str(erasure.person_id), by=by, now=now)
    return True


def carry_out_erasure(session: Session, erasure: Erasure, *, by: Actor, now: datetime) -> bool:
    """Erase: every word about the person in the record and beside it; what was done stays.

    A word in the record gives way to a fixed mark and its salt to its fingerprint, so that the
    seals fit as before. False when it was decided before.
    """
    lock(session, erasure)
    if erasure.done_at or erasure.dropped_at:
        return False
    person = erasure.person
    insist(
        [
            check_other_person(
                erasure.proposed_by_id == by.person_id, claim=TWO, refused=REFUSED, fine=TWO
            ),
            *may_be_erased(session, person, now),
        ]
    )
    named = list(where_named(session, person))
    erasure.done_at, erasure.decided_by = now, session.get_one(Person, by.person_id)
    erasure.acts = len(named)
    session.flush()
    for each in named:
        _blank(session, each, erasure.id)
    _forget_beside(session, person)
    session.flush()
    record(
        session, "erase_person", "person", str(person.id), by=by, now=now,
        after={"acts": len(named)},
    )  # fmt: skip
    return True


def _blank(session: Session, named: Named, erasure_id: int) -> None:
    """First the mark, then the word: the database lets a word go only where its salt has gone."""
    act, mark = named.act, named.mark
    assert mark is not None  # noqa: S101 - may_be_erased insists on a seal
    row = {"actor_name": act.actor_name, "before": act.before, "after": act.after}
    gone = {
        place: {
            "sha256": fingerprint_of(mark.veils[place]["salt"], value_at(row, place)),
            "erasure": erasure_id,
        }
        for place in named.places
    }
    session.execute(update(ActMark).where(ActMark.act_id == act.id).values(veils=mark.veils | gone))
    session.execute(
        update(Act).where(Act.id == act.id).values(put_at(row, dict.fromkeys(gone, ERASED)))
    )


def _forget_beside(session: Session, person: Person) -> None:
    """The account, mails, invitations and profile; numbers stay, so that what refers to it does."""
    email = person.email.lower()
    session.execute(delete(SignIn).where(SignIn.person_id == person.id))
    session.execute(delete(SignInAttempt).where(func.lower(SignInAttempt.email) == email))
    session.execute(
        update(Mail)
        .where(
            or_(Mail.person_id == person.id, func.lower(Mail.recipient) == email),
            Mail.state != MailState.WAITING,
        )
        .values(recipient=f"x@{GONE_DOMAIN}", recipient_name=ERASED, subject=ERASED, body=ERASED)
    )
    session.execute(
        update(Invitation)
        .where(func.lower(Invitation.email) == email)
        .values(email=f"x@{GONE_DOMAIN}", name=ERASED)
    )
    session.execute(
        update(JurorProfile).where(JurorProfile.juror_id == person.id).values(institution=ERASED)
    )
    person.name, person.email = f"Person {person.id}", f"person-{person.id}@{GONE_DOMAIN}"
    person.password_hash = None


def _forget_traces(session: Session, now: datetime) -> None:
    """Sign-ins that ended long ago, and old tries to sign in: nobody relies on them."""
    over = now - timedelta(days=TRACES_DAYS)
    for gone in (
        delete(SignIn).where(SignIn.ended_at < over),
        delete(SignInAttempt).where(SignInAttempt.at < over),
    ):
        session.execute(gone)
