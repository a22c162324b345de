"""The books of a round as people read them: its figures, its years, and the postings behind."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, true
from sqlalchemy.orm import Session, aliased, joinedload

from grants.models.application import Application
from grants.models.award import Award
from grants.models.grant import Grant
from grants.models.ledger import LedgerAccount, LedgerEntry, LedgerPosting
from grants.models.organisation import Cluster
from grants.models.round import Round
from grants.programme.ledger import OF_YEAR, SOURCES, AccountKind, EntryKind
from grants.programme.money import NOTHING, Money
from grants.programme.people import Actor
from grants.queries.ledger import Books, books_of
from grants.queries.visible import STAFF

K = AccountKind
FREEING: Final = (EntryKind.VOID, EntryKind.AMEND, EntryKind.REVOKE)
"""What gives money back: to the round, or to what is kept for the cluster."""


class Figure(StrEnum):
    """A figure of the page: the accounts of one kind, or what was freed."""

    BUDGET = "budget"
    AVAILABLE = "available"
    RESERVED = "reserved"
    COMMITTED = "committed"
    ORDERED = "ordered"
    PAID = "paid"
    FREED = "freed"
    BESIDE = "beside"
    OWN_FUNDS = "own_funds"
    RECLAIM = "reclaim"
    INTEREST = "interest"


@dataclass(frozen=True, slots=True, kw_only=True)
class YearOfBooks:
    """The tranches of all grants in one budget year, EUR."""

    year: int
    committed: Money = NOTHING
    """Not paid, whether ordered or not."""
    paid: Money = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Freed:
    """What was given back so far, EUR."""

    to_round: Money = NOTHING
    """By selections that fell away: free for other clusters."""
    to_cluster: Money = NOTHING
    """By amendments and revocations: free below the cap of the same cluster."""

    @property
    def whole(self) -> Money:
        """Both."""
        return self.to_round + self.to_cluster


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One end of a posting."""

    kind: K
    year: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BookLine:
    """One posting."""

    number: int
    at: datetime
    why: EntryKind
    act: str
    case: str
    """Number of the grant or the application; empty for what the round itself has."""
    cluster: str
    credit: Side
    """Where the money came from."""
    debit: Side
    """Where it went."""
    amount: Money
    change: Money
    """By how much it changed the figure that was asked for; the amount where none was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Which postings: behind a figure, of a year, older than one."""

    figure: Figure | None = None
    year: int | None = None
    before: int | None = None


def round_of_books(session: Session, actor: Actor, number: int) -> Round | None:
    """The round, for sponsor staff and auditors."""
    if actor.role not in STAFF:
        return None
    return session.scalar(
        select(Round).where(Round.number == number).options(joinedload(Round.programme))
    )


def figures_of_books(session: Session, round_: Round) -> tuple[Books, Freed, list[YearOfBooks]]:
    """The balances of the round, what was freed, and its years; three statements."""
    return books_of(session, round_.id), _freed(session, round_), _years(session, round_)


def book_lines(
    session: Session, round_: Round, question: Question, most: int | None = None
) -> list[BookLine]:
    """The postings behind a figure, the newest first; one statement."""
    found = _lines(round_, question)
    if question.before is not None:
        found = found.where(LedgerPosting.id < question.before)
    rows = session.execute(found.order_by(LedgerPosting.id.desc()).limit(most))
    return [_line(row, question) for row in rows]


def _freed(session: Session, round_: Round) -> Freed:
    to, off = aliased(LedgerAccount), aliased(LedgerAccount)
    rows = session.execute(
        select(to.kind, func.sum(LedgerPosting.amount))
        .join(LedgerEntry, LedgerPosting.entry_id == LedgerEntry.id)
        .join(to, LedgerPosting.debit_id == to.id)
        .join(off, LedgerPosting.credit_id == off.id)
        .where(LedgerEntry.round_id == round_.id, _freeing(to, off))
        .group_by(to.kind)
    )
    held: dict[K, Money] = {row[0]: row[1] for row in rows}
    to_cluster = held.pop(K.RESERVED, NOTHING)
    return Freed(to_round=sum(held.values(), NOTHING), to_cluster=to_cluster)


def _years(session: Session, round_: Round) -> list[YearOfBooks]:
    def of(*kinds: K) -> ColumnElement[Money]:
        held = func.sum(LedgerAccount.balance).filter(LedgerAccount.kind.in_(kinds))
        return func.coalesce(held, 0)

    rows = session.execute(
        select(LedgerAccount.year, of(K.COMMITTED, K.ORDERED), of(K.PAID))
        .where(LedgerAccount.round_id == round_.id, LedgerAccount.kind.in_(OF_YEAR))
        .group_by(LedgerAccount.year)
        .order_by(LedgerAccount.year)
    )
    return [YearOfBooks(year=year or 0, committed=due, paid=paid) for year, due, paid in rows]


def _freeing(to: Any, off: Any) -> ColumnElement[bool]:
    """Back to the round, or from a grant to what is kept for its cluster."""
    return and_(
        LedgerEntry.kind.in_(FREEING),
        or_(
            and_(off.kind == K.RESERVED, to.kind.in_((K.AVAILABLE, K.BUDGET))),
            and_(off.kind.in_(OF_YEAR), to.kind == K.RESERVED),
        ),
    )


def _lines(round_: Round, question: Question) -> Select[*tuple[Any, ...]]:
    debit, credit = aliased(LedgerAccount), aliased(LedgerAccount)
    grant_id = func.coalesce(debit.grant_id, credit.grant_id)
    case_id = func.coalesce(debit.application_id, credit.application_id)
    return (
        select(
            LedgerPosting.id, LedgerPosting.amount, LedgerEntry.at, LedgerEntry.kind.label("why"),
            LedgerEntry.act, Grant.number.label("grant"), Application.number.label("application"),
            Cluster.name.label("cluster"), debit.kind.label("debit"), debit.year.label("to_year"),
            credit.kind.label("credit"), credit.year.label("from_year"),
        )
        .join(LedgerEntry, LedgerPosting.entry_id == LedgerEntry.id)
        .join(debit, LedgerPosting.debit_id == debit.id)
        .join(credit, LedgerPosting.credit_id == credit.id)
        .outerjoin(Grant, Grant.id == grant_id)
        .outerjoin(Application, Application.id == case_id)
        .outerjoin(Cluster, Cluster.id == _cluster_of())
        .where(LedgerEntry.round_id == round_.id, *_asked(debit, credit, question))
    )  # fmt: skip


def _cluster_of() -> ColumnElement[Any]:
    """The cluster of the application, or of the grant's award where no application is named."""
    of_grant = (
        select(Award.cluster_id).where(Award.id == Grant.award_id).correlate(Grant)
        .scalar_subquery()
    )  # fmt: skip
    return func.coalesce(Application.cluster_id, of_grant)


def _asked(debit: Any, credit: Any, question: Question) -> Iterator[ColumnElement[bool]]:
    if question.figure is Figure.FREED:
        yield _freeing(debit, credit)
    elif question.figure is not None:
        kind = K(question.figure.value)
        in_year = true() if question.year is None else debit.year == question.year
        from_year = true() if question.year is None else credit.year == question.year
        yield or_(and_(debit.kind == kind, in_year), and_(credit.kind == kind, from_year))


def _line(row: Any, question: Question) -> BookLine:
    return BookLine(
        number=row.id,
        at=row.at,
        why=row.why,
        act=row.act,
        case=row.grant or row.application or "",
        cluster=row.cluster or "",
        debit=Side(kind=row.debit, year=row.to_year),
        credit=Side(kind=row.credit, year=row.from_year),
        amount=row.amount,
        change=_change(row, question.figure),
    )


def _change(row: Any, figure: Figure | None) -> Money:
    """A source is a figure of its own: what leaves it makes the figure larger."""
    amount: Money = row.amount
    if figure is None or figure is Figure.FREED:
        return amount
    kind = K(figure.value)
    return amount if (row.debit is kind) is not (kind in SOURCES) else -amount
