"""Ordering a print batch, noting when it was posted, or giving it up."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.actions.lock import lock
from grants.actions.notification import send_again
from grants.actions.record import record
from grants.models.decision import Letter
from grants.models.person import Person
from grants.models.print_batch import BatchedLetter, PrintBatch
from grants.models.round import Round
from grants.programme.calendar import today
from grants.programme.finding import insist
from grants.programme.notification import SOURCE, Channel, check_day
from grants.programme.people import Actor
from grants.programme.print_batch import check_batch_size, check_step, check_still_to_post
from grants.programme.reason import check_reason
from grants.programme.words import Words
from grants.queries.print_batch import letters_to_post

NOT_TO_POST: Final = Words(
    "Der Stapel ist noch nicht erstellt, schon zur Post gegeben oder verworfen.",
    "The batch is not made yet, posted already, or dropped.",
)
POSTED: Final = Words(
    "Der Stapel ist schon zur Post gegeben oder verworfen.",
    "The batch is posted already, or dropped.",
)


def order_print_batch(
    session: Session, round_: Round, letter_ids: Collection[int], *, by: Actor, now: datetime
) -> PrintBatch:
    """Order one PDF of these letters for the post; the worker makes it.

    Raises RulesBroken for none, for too many, and where one of them is in another batch, was sent
    another way, or was fetched meanwhile.
    """
    lock(session, round_)
    chosen = set(letter_ids)
    free = [each.id for each in letters_to_post(session, round_, now) if each.id in chosen]
    insist([check_batch_size(len(chosen)), check_still_to_post(len(chosen) - len(free))])
    letters = session.scalars(select(Letter).where(Letter.id.in_(free)).order_by(Letter.id)).all()
    batch = PrintBatch(
        round=round_, ordered_by=session.get_one(Person, by.person_id), ordered_at=now
    )
    for position, letter in enumerate(letters, 1):
        BatchedLetter(batch=batch, letter=letter, position=position)
    session.add(batch)
    session.flush()
    numbers = [each.number for each in letters]
    _record(session, "order_print_batch", batch, by=by, now=now,
            after={"round": round_.number, "letters": numbers})  # fmt: skip
    return batch


def post_print_batch(
    session: Session,
    batch: PrintBatch,
    *,
    posted_on: date,
    reference: str,
    by: Actor,
    now: datetime,
) -> None:
    """Enter the day on which the whole batch went to the post: it is the day of each letter.

    Whoever enters it has seen what it does to the periods. Raises RulesBroken before the batch is
    made, a second time, without proof, and for a day before it was made or too long ago.
    """
    lock(session, batch)
    insist([check_step(batch.is_to_be_posted, NOT_TO_POST)])
    made_on = today(batch.document.created_at) if batch.document else today(now)
    insist([check_day(posted_on, made_on, today(now), "posted_on")])
    for each in sorted(batch.letters, key=lambda each: each.letter_id):
        send_again(session, each.letter, channel=Channel.POST, sent_on=posted_on,
                   reference=reference, sure=True, by=by, now=now)  # fmt: skip
    batch.posted_on, batch.posted_by = posted_on, session.get_one(Person, by.person_id)
    _record(session, "post_print_batch", batch, by=by, now=now,
            after={"sent_on": posted_on.isoformat(), "letters": len(batch.letters)})  # fmt: skip


def drop_print_batch(
    session: Session, batch: PrintBatch, *, reason: str, by: Actor, now: datetime
) -> None:
    """Give a batch up that was not posted: its letters may go into another one."""
    lock(session, batch)
    insist([
        check_step(batch.is_open, POSTED),
        check_reason(reason, source=SOURCE),
    ])  # fmt: skip
    batch.dropped_at = now
    for each in batch.letters:
        each.dropped = True
    _record(session, "drop_print_batch", batch, by=by, now=now, reason=reason.strip())


def _record(
    session: Session,
    act: str,
    batch: PrintBatch,
    *,
    by: Actor,
    now: datetime,
    after: dict[str, object] | None = None,
    reason: str = "",
) -> None:
    session.flush()
    record(session, act, "print_batch", str(batch.id), by=by, now=now, after=after or {},
           reason=reason)  # fmt: skip
