"""Open the books with what rounds, awards and grants say of money already."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import sqlalchemy as sa
from alembic import op

from grants.programme.money import NOTHING, Money, eur, split, total
from grants.programme.reclaim_interest import interest_parts

revision = "0046_open_ledger"
down_revision = "0045_ledger"
branch_labels = None
depends_on = None

Account = tuple[int, str, int | None, int | None, int | None]
"""Round, kind, application, grant, year."""

# A selection that two people signed has its money, told or not; a cluster that declined has not.
PROMISES = """
select a.id, a.number, a.round_id,
    coalesce(w.cap, (t.body ->> 'cap_per_cluster')::numeric) as promise
from application a
join terms_version t on t.id = a.terms_id
left join award w on w.application_id = a.id
where (w.id is not null and a.state <> 'withdrawn') or (w.id is null and exists (
    select from decision d where d.application_id = a.id and d.kind = 'select'
        and d.state = 'countersigned'))
order by a.id
"""
GRANTS = """
select g.id, g.number, g.direct, g.allowance, g.revoked, a.round_id, a.id as application_id,
    g.own_funds + g.own_in_kind + g.third_party + g.other_public as own,
    extract(year from g.starts_on)::integer as first,
    coalesce((t.body ->> 'cap_includes_allowance')::boolean, true) as includes,
    coalesce((select sum(r.allowance) from revocation r join decision d on d.id = r.decision_id
        where r.grant_id = g.id and d.state = 'countersigned'), 0) as gone
from grant_to_recipient g
join award w on w.id = g.award_id
join terms_version t on t.id = w.terms_id
join application a on a.id = w.application_id
where g.awarded_at is not null
order by g.id
"""
CLAIMS = """
select r.id, r.reclaim, r.interest_from, r.interest_until, r.base_rates, g.id as grant_id,
    g.number, a.round_id
from revocation r
join decision d on d.id = r.decision_id
join grant_to_recipient g on g.id = r.grant_id
join award w on w.id = g.award_id
join application a on a.id = w.application_id
where d.state = 'countersigned' and r.reclaim > 0
order by r.id
"""
YEARS = """
select year, sum(amount) as costs from budget_line where grant_id = :grant
group by year having sum(amount) > 0 order by year
"""
ACCOUNT = """
insert into ledger_account (round_id, kind, application_id, grant_id, year)
values (:round, :kind, :application, :grant, :year)
on conflict on constraint uq_ledger_account_one do nothing
"""
NUMBER = """
select id from ledger_account where round_id = :round and kind = :kind
and application_id is not distinct from :application
and grant_id is not distinct from :grant and year is not distinct from :year
"""
ENTRY = """
insert into ledger_entry (round_id, kind, key, at, act, object_kind, object_number)
values (:round, 'opening', :key, now(), '', '', '') returning id
"""
POSTING = """
insert into ledger_posting (entry_id, debit_id, credit_id, amount)
values (:entry, :debit, :credit, :amount)
"""


def upgrade() -> None:
    """Budgets first, then what is promised of them, then what is awarded of that."""
    known = {row.key for row in _rows("select key from ledger_entry where kind = 'opening'")}
    budgets = {}
    for row in _rows("select id, number, budget from round order by id"):
        budgets[row.id] = row.budget
        if row.budget is not None:
            _enter(known, row.id, f"opening/round/{row.number}", [
                ((row.id, "available", None, None, None), (row.id, "budget", None, None, None),
                 eur(row.budget)),
            ])  # fmt: skip
    for row in _rows(PROMISES):
        free = "budget" if budgets[row.round_id] is None else "available"
        _enter(known, row.round_id, f"opening/application/{row.number}", [
            ((row.round_id, "reserved", row.id, None, None),
             (row.round_id, free, None, None, None), eur(row.promise)),
        ])  # fmt: skip
    for row in _rows(GRANTS):
        _enter(known, row.round_id, f"opening/grant/{row.number}", list(_of_grant(row)))
    for row in _rows(CLAIMS):
        claims: Account = (row.round_id, "claims", None, row.grant_id, None)
        _enter(known, row.round_id, f"opening/claim/{row.number}/{row.id}", [
            ((row.round_id, "reclaim", None, row.grant_id, None), claims, eur(row.reclaim)),
            ((row.round_id, "interest", None, row.grant_id, None), claims, _interest(row)),
        ])  # fmt: skip
    op.execute("set constraints all immediate")  # a later step may alter what they watch
    op.execute("set constraints all deferred")


def downgrade() -> None:
    """Books are never emptied; going down one more step removes them as a whole."""


def _of_grant(row: sa.Row) -> Iterator[tuple[Account, Account, Money]]:
    round_, number = row.round_id, row.id
    reserve: Account = (round_, "reserved", row.application_id, None, None)
    beside = NOTHING if row.includes else eur(row.allowance) - eur(row.gone)
    yield reserve, (round_, "beside", None, number, None), beside
    for year, amount in _tranches(row).items():
        yield (round_, "committed", None, number, year), reserve, amount
    own: Account = (round_, "own_funds", None, number, None)
    yield own, (round_, "own_source", None, number, None), eur(row.own)


def _interest(row: sa.Row) -> Money:
    """What the letter asked for, by the base rates that it named."""
    if row.interest_from is None:
        return NOTHING
    bases = {date.fromisoformat(day): Decimal(rate) for day, rate in row.base_rates.items()}
    parts = interest_parts(eur(row.reclaim), row.interest_from, row.interest_until, bases)
    return total(part.interest for part in parts)


def _tranches(row: sa.Row) -> dict[int, Money]:
    """By the costs of each year; the last years lose first what was revoked."""
    years = _rows(YEARS, grant=row.id)
    whole, revoked = eur(row.direct + row.allowance), eur(row.revoked)
    weights = [eur(Decimal(year.costs)).cents for year in years]
    parts = dict(zip([year.year for year in years], split(whole, weights), strict=True)) if years \
        else {row.first: whole}  # fmt: skip
    for year in sorted(parts, reverse=True):
        lost = min(parts[year], revoked)
        parts[year] -= lost
        revoked -= lost
    return parts


def _enter(
    known: set[str], round_: int, key: str, moving: list[tuple[Account, Account, Money]]
) -> None:
    moving = [each for each in moving if each[2] > NOTHING]
    if key in known or not moving:
        return
    entry = op.get_bind().scalar(sa.text(ENTRY), {"round": round_, "key": key})
    for debit, credit, amount in moving:
        named = {"entry": entry, "amount": amount.decimal}
        numbers = {"debit": _number(debit), "credit": _number(credit)}
        op.get_bind().execute(sa.text(POSTING), named | numbers)


def _number(account: Account) -> int:
    named = dict(zip(("round", "kind", "application", "grant", "year"), account, strict=True))
    op.get_bind().execute(sa.text(ACCOUNT), named)
    number: int = op.get_bind().execute(sa.text(NUMBER), named).scalar_one()
    return number


def _rows(statement: str, **values: int) -> list[sa.Row]:
    return list(op.get_bind().execute(sa.text(statement), values))
