"""Do the books agree with what rounds, awards and grants say of money, and with themselves?"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select, union_all
from sqlalchemy.orm import Session

from grants.models.application import Application
from grants.models.award import Award
from grants.models.grant import BudgetLine, Grant
from grants.models.ledger import LedgerAccount, LedgerPosting
from grants.models.round import Round
from grants.programme.ledger import ACCOUNT_WORDS, OF_YEAR, AccountKind, without_revoked
from grants.programme.money import NOTHING, Money, split
from grants.programme.stages import ApplicationState
from grants.programme.words import Words, say

K = AccountKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """One figure that is not the same in the books and on the page of a round, award or grant."""

    number: str
    """Whose figure: round 5, 03INT400, 03INT400A, or an account."""
    what: Words
    booked: Money
    said: Money

    @property
    def says(self) -> Words:
        """One sentence."""
        return say(
            "{number}, {what}: in den Büchern {booked}, sonst {said}.",
            "{number}, {what}: {booked} in the books, {said} elsewhere.",
            number=self.number,
            what=self.what,
            booked=self.booked,
            said=self.said,
        )


def check_ledger(session: Session) -> list[Disagreement]:
    """Every disagreement; six statements, whatever the number of rounds."""
    return [
        *_balances(session),
        *_rounds(session),
        *_awards(session),
        *_grants(session),
    ]


def lines_of_check(found: Sequence[Disagreement]) -> list[str]:
    """What the check found, in English, for the command line."""
    if not found:
        return ["The books agree with promises and grants."]
    return [f"The books differ in {len(found)} figures:", *(f"  {one.says.en}" for one in found)]


def _balances(session: Session) -> Iterator[Disagreement]:
    """A balance is the sum of its postings."""
    moved = union_all(
        select(LedgerPosting.debit_id.label("account"), LedgerPosting.amount.label("amount")),
        select(LedgerPosting.credit_id, -LedgerPosting.amount),
    ).subquery()
    summed = func.coalesce(func.sum(moved.c.amount), 0)
    rows = session.execute(
        select(LedgerAccount.id, LedgerAccount.kind, LedgerAccount.balance, summed)
        .outerjoin(moved, moved.c.account == LedgerAccount.id)
        .group_by(LedgerAccount.id)
        .having(LedgerAccount.balance != summed)
        .order_by(LedgerAccount.id)
    )
    for number, kind, balance, postings in rows:
        what = say(
            "Stand gegen Summe der Buchungen, {kind}", "balance against its postings, {kind}",
            kind=ACCOUNT_WORDS[kind],
        )  # fmt: skip
        yield Disagreement(number=f"account {number}", what=what, booked=balance, said=postings)


def _rounds(session: Session) -> Iterator[Disagreement]:
    """The budget is the round's, and what is bound is what it has promised."""
    rows = session.execute(
        select(
            Round.number, Round.budget, Round.promised,
            -_held(K.BUDGET), _held(K.AVAILABLE),
            _held(K.RESERVED, *OF_YEAR) + _held(K.BESIDE),
        )
        .outerjoin(LedgerAccount, LedgerAccount.round_id == Round.id)
        .group_by(Round.id)
        .order_by(Round.id)
    )  # fmt: skip
    for number, budget, promised, booked, free, bound in rows:
        name = f"round {number}"
        whole = promised if budget is None else budget
        yield from _compare(name, [
            (ACCOUNT_WORDS[K.BUDGET], booked, whole),
            (Words("Zugesagt", "Promised"), bound, promised),
            (ACCOUNT_WORDS[K.AVAILABLE], free, whole - promised),
        ])  # fmt: skip


def _awards(session: Session) -> Iterator[Disagreement]:
    """What is awarded of a cap lies in its years; the rest is kept, if nobody declined it."""
    of_award = (
        select(
            Grant.award_id.label("award"),
            (_held(*OF_YEAR) + _held(K.BESIDE)).label("booked"),
        )
        .join(LedgerAccount, LedgerAccount.grant_id == Grant.id)
        .group_by(Grant.award_id)
        .subquery()
    )
    reserve = and_(
        LedgerAccount.application_id == Award.application_id, LedgerAccount.kind == K.RESERVED
    )
    rows = session.execute(
        select(
            Award.number, Award.cap, Award.committed, Application.state,
            func.coalesce(LedgerAccount.balance, 0),
            func.coalesce(of_award.c.booked, 0),
        )
        .join(Application, Award.application_id == Application.id)
        .outerjoin(LedgerAccount, reserve)
        .outerjoin(of_award, of_award.c.award == Award.id)
        .order_by(Award.id)
    )  # fmt: skip
    for number, cap, committed, state, kept, booked in rows:
        gone = state is ApplicationState.WITHDRAWN
        yield from _compare(number, [
            (Words("Bewilligt", "Awarded"), booked, committed),
            (ACCOUNT_WORDS[K.RESERVED], kept, NOTHING if gone else cap - committed),
        ])  # fmt: skip


def _grants(session: Session) -> Iterator[Disagreement]:
    """Each year of a grant is committed, ordered or paid, less what was revoked."""
    held: dict[int, dict[int, Money]] = {}
    for grant, year, amount in session.execute(_tranches()):
        held.setdefault(grant, {})[year] = amount
    planned: dict[int, dict[int, Money]] = {}
    for grant, year, amount in session.execute(_planned()):
        planned.setdefault(grant, {})[year] = amount
    own = and_(LedgerAccount.grant_id == Grant.id, LedgerAccount.kind == K.OWN_FUNDS)
    rows = session.execute(
        select(
            Grant.id, Grant.number, Grant.amount, Grant.revoked, Grant.awarded_at,
            Grant.starts_on, func.coalesce(LedgerAccount.balance, 0).label("booked_own"),
            (Grant.own_funds + Grant.own_in_kind + Grant.third_party + Grant.other_public)
            .label("own"),
        )
        .outerjoin(LedgerAccount, own)
        .order_by(Grant.id)
    )  # fmt: skip
    for row in rows:
        booked = held.get(row.id, {})
        said: dict[int, Money] = {}
        if row.awarded_at is not None:
            whole = _by_year(row.amount, planned.get(row.id, {})) or {
                row.starts_on.year: row.amount
            }
            said = without_revoked(whole, row.revoked)
        yield from _compare(row.number, [
            (Words(f"Jahresscheibe {year}", f"yearly tranche {year}"),
             booked.get(year, NOTHING), said.get(year, NOTHING))
            for year in sorted({*booked, *said})
        ])  # fmt: skip
        owned = NOTHING if row.awarded_at is None else row.own
        yield from _compare(row.number, [(ACCOUNT_WORDS[K.OWN_FUNDS], row.booked_own, owned)])


def _by_year(amount: Money, costs: dict[int, Money]) -> dict[int, Money]:
    years = sorted(costs)
    parts = split(amount, [costs[year].cents for year in years]) if years else []
    return dict(zip(years, parts, strict=True))


def _tranches() -> Select[*tuple[Any, ...]]:
    return (
        select(LedgerAccount.grant_id, LedgerAccount.year, func.sum(LedgerAccount.balance))
        .where(LedgerAccount.kind.in_(OF_YEAR))
        .group_by(LedgerAccount.grant_id, LedgerAccount.year)
    )


def _planned() -> Select[*tuple[Any, ...]]:
    return (
        select(BudgetLine.grant_id, BudgetLine.year, func.sum(BudgetLine.amount))
        .where(BudgetLine.grant_id.is_not(None))
        .group_by(BudgetLine.grant_id, BudgetLine.year)
        .having(func.sum(BudgetLine.amount) > NOTHING)
    )


def _held(*kinds: K) -> ColumnElement[Any]:
    of_kinds = func.sum(LedgerAccount.balance).filter(LedgerAccount.kind.in_(kinds))
    return func.coalesce(of_kinds, 0)


def _compare(number: str, figures: Iterable[tuple[Words, Money, Money]]) -> Iterator[Disagreement]:
    for what, booked, said in figures:
        if booked != said:
            yield Disagreement(number=number, what=what, booked=booked, said=said)
