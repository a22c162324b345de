"""Letters of a round that could go by post, and the print batches of a round."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    Select,
    and_,
    case,
    cast,
    exists,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.orm import Session, joinedload, selectinload

from grants.models.application import Application
from grants.models.award import PartnerMember
from grants.models.decision import Decision, Letter, LetterKind, LetterState
from grants.models.document import Document
from grants.models.grant import Grant
from grants.models.notification import LetterContest, LetterDispatch
from grants.models.organisation import Membership
from grants.models.person import Person
from grants.models.print_batch import BatchedLetter, PrintBatch
from grants.models.round import Round
from grants.programme.calendar import ZONE, today
from grants.programme.notification import Channel, ContestKind
from grants.programme.people import Actor
from grants.programme.print_batch import MOST_LETTERS, WhyByPost, why_by_post
from grants.queries.application import terms_of
from grants.queries.visible import STAFF

MOST_SHOWN = 20
"""Batches on the page of a round; the latest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToPost:
    """A letter that is made and not notified."""

    id: int
    number: str
    check_code: str
    kind: LetterKind
    dated: date
    recipient: tuple[str, ...]
    """The lines of its address."""
    fetch_until: date
    why: WhyByPost


def round_to_post(session: Session, actor: Actor, number: int) -> Round | None:
    """The round with this number and its terms, for staff; two statements."""
    if actor.role not in STAFF:
        return None
    return session.scalar(
        select(Round).where(Round.number == number).options(selectinload(Round.terms_versions))
    )


def letters_to_post(session: Session, round_: Round, now: datetime) -> list[ToPost]:
    """What could go into a batch now, that which must go by post first; one statement.

    No more than fit into one batch are looked at; the next ones come when these are ordered.
    """
    until = _fetch_until(round_)
    readers = _readers()
    rows = session.execute(
        _not_notified(round_, until)
        .add_columns(until.label("until"), readers.label("has_readers"))
        .order_by(Letter.way != Channel.POST, readers, until, Letter.id)
        .limit(MOST_LETTERS)
    )
    return [_to_post(row, today(now)) for row in rows]


def batches_of(session: Session, round_: Round) -> Sequence[PrintBatch]:
    """The batches of the round, the latest first; two statements."""
    return session.scalars(
        select(PrintBatch)
        .where(PrintBatch.round_id == round_.id)
        .options(
            joinedload(PrintBatch.ordered_by).load_only(Person.name),
            joinedload(PrintBatch.posted_by).load_only(Person.name),
            joinedload(PrintBatch.document).load_only(Document.size, Document.file_name),
            selectinload(PrintBatch.letters).load_only(BatchedLetter.position),
        )
        .order_by(PrintBatch.id.desc())
        .limit(MOST_SHOWN)
    ).all()


def find_batch(session: Session, round_: Round, number: int) -> PrintBatch | None:
    """One batch of this round."""
    return session.scalar(
        select(PrintBatch).where(PrintBatch.id == number, PrintBatch.round_id == round_.id)
    )


def batch_with_letters(session: Session, batch_id: int) -> PrintBatch | None:
    """A batch with all its letters and their documents, for whoever lays them together."""
    return session.scalar(
        select(PrintBatch)
        .where(PrintBatch.id == batch_id)
        .options(
            selectinload(PrintBatch.letters).joinedload(BatchedLetter.letter),
            joinedload(PrintBatch.round),
            joinedload(PrintBatch.ordered_by),
        )
    )


def batch_of_letter(session: Session, letter: Letter) -> PrintBatch | None:
    """The batch in which this letter goes, or went, by post."""
    return session.scalar(
        select(PrintBatch)
        .join(BatchedLetter, BatchedLetter.batch_id == PrintBatch.id)
        .where(BatchedLetter.letter_id == letter.id, ~BatchedLetter.dropped)
    )


def _readers() -> ColumnElement[bool]:
    """Can anybody of the addressee open it: of the cluster, or of the partner it is meant for?"""
    of_cluster = exists().where(
        Membership.cluster_id == Application.cluster_id,
        Membership.until.is_(None),
        Membership.person_id == Person.id,
        Person.active,
    )
    of_partner = exists().where(
        Grant.id == Letter.grant_id,
        PartnerMember.partner_id == Grant.partner_id,
        PartnerMember.until.is_(None),
        PartnerMember.person_id == Person.id,
        Person.active,
    )
    to_partner = exists().where(Grant.id == Letter.grant_id, Grant.partner_id.is_not(None))
    return or_(and_(~to_partner, of_cluster), of_partner)


def _not_notified(round_: Round, until: ColumnElement[date]) -> Select[Any]:
    """Made letters that go by post or that nobody fetched in time, in no batch and not sent yet."""
    sent_again = exists().where(LetterDispatch.letter_id == Letter.id)
    waived = exists().where(
        LetterContest.letter_id == Letter.id, LetterContest.kind == ContestKind.WAIVER
    )
    batched = exists().where(BatchedLetter.letter_id == Letter.id, ~BatchedLetter.dropped)
    return (
        select(
            Letter.id,
            Letter.number,
            Letter.check_code,
            Letter.kind,
            Letter.dated,
            Letter.way,
            Letter.snapshot["heading"]["recipient"]["lines"].label("lines"),
        )
        .join(Application, Letter.application_id == Application.id)
        .join(Decision, Letter.decision_id == Decision.id)
        .where(
            Application.round_id == round_.id,
            Letter.state == LetterState.RENDERED,
            or_(
                Letter.way == Channel.POST,
                Letter.retrieved_at.is_(None),
                _day(Letter.retrieved_at) > until,
            ),
            ~sent_again,
            ~waived,
            ~batched,
        )
    )


def _fetch_until(round_: Round) -> ColumnElement[date]:
    """The last day on which a letter can be fetched with effect, by the terms it was made under.

    The same as `fetch_until` of the programme, but asked of the database for many letters at once.
    """
    versions = round_.terms_versions
    days = {each.id: terms_of(each).notification.retrieval_days for each in versions}
    took = case(days, value=Decision.terms_id) if days else literal(0)
    return cast(_day(Letter.rendered_at) + cast(took, Integer), Date)


def _day(moment: Any) -> Any:
    return cast(func.timezone(str(ZONE), moment), Date)


def _to_post(row: Any, day: date) -> ToPost:
    return ToPost(
        id=row.id,
        number=row.number,
        check_code=row.check_code,
        kind=row.kind,
        dated=row.dated,
        recipient=tuple(row.lines or ()),
        fetch_until=row.until,
        why=why_by_post(
            wished=row.way is Channel.POST,
            has_readers=row.has_readers,
            fetch_until=row.until,
            today=day,
        ),
    )
