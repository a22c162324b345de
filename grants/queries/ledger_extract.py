"""The postings about one case or one round, as rows that carry all they mean."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session, aliased

from grants.models.application import Application
from grants.models.award import Award
from grants.models.grant import Grant
from grants.models.ledger import LedgerAccount, LedgerEntry, LedgerPosting
from grants.models.round import Round

Debit, Credit = aliased(LedgerAccount), aliased(LedgerAccount)


def postings_of_award(session: Session, award: Award) -> Iterator[dict[str, Any]]:
    """Every posting from or to an account of the award's application or grants."""
    grants = select(Grant.id).where(Grant.award_id == award.id)
    return _postings(
        session,
        or_(*(
            rule
            for account in (Debit, Credit)
            for rule in (
                account.application_id == award.application_id, account.grant_id.in_(grants)
            )
        )),
    )  # fmt: skip


def postings_of_round(session: Session, round_: Round) -> Iterator[dict[str, Any]]:
    """Every posting in the books of the round."""
    return _postings(session, LedgerEntry.round_id == round_.id)


def _postings(session: Session, which: ColumnElement[bool]) -> Iterator[dict[str, Any]]:
    applications = {side: aliased(Application) for side in (Debit, Credit)}
    grants = {side: aliased(Grant) for side in (Debit, Credit)}
    found = (
        select(
            LedgerPosting.id, LedgerPosting.amount, LedgerEntry,
            *(column
              for side in (Debit, Credit)
              for column in (side, applications[side].number, grants[side].number)),
        )
        .join(LedgerEntry, LedgerPosting.entry_id == LedgerEntry.id)
        .join(Debit, LedgerPosting.debit_id == Debit.id)
        .join(Credit, LedgerPosting.credit_id == Credit.id)
        .where(which)
        .order_by(LedgerPosting.id)
    )  # fmt: skip
    for side in (Debit, Credit):
        found = found.outerjoin(
            applications[side], applications[side].id == side.application_id
        ).outerjoin(grants[side], grants[side].id == side.grant_id)
    for row in session.execute(found.execution_options(yield_per=1000)):
        number, amount, entry, *sides = row
        yield {
            "posting": number, "entry": entry.id, "kind": entry.kind.value, "key": entry.key,
            "at": entry.at, "act": entry.act, "object_kind": entry.object_kind,
            "object_number": entry.object_number, "amount": str(amount.decimal),
            "debit": _account(*sides[:3]), "credit": _account(*sides[3:]),
        }  # fmt: skip


def _account(account: LedgerAccount, application: str | None, grant: str | None) -> dict[str, Any]:
    told = {"kind": account.kind.value, "application": application, "grant": grant,
            "year": account.year}  # fmt: skip
    return {key: value for key, value in told.items() if value is not None}
