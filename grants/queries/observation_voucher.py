"""Observations on vouchers: ordered before the grant began, and one invoice for two grants."""

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import Row, Select, exists, func, select
from sqlalchemy.orm import Session

from grants.models.application import Application
from grants.models.award import Award
from grants.models.grant import Grant
from grants.models.record import Act
from grants.models.report import Report
from grants.models.voucher import ReportVoucher
from grants.programme.money import NOTHING, Money
from grants.programme.observation import SubjectKind
from grants.programme.stages import ReportState
from grants.programme.words import Words, counted, say
from grants.queries.observation_found import Found, Frame

HANDED_IN: Final = (
    ReportState.SUBMITTED, ReportState.IN_CHECK, ReportState.QUERY, ReportState.ACCEPTED,
)  # fmt: skip
VOUCHERS: Final = Words("Beleg", "voucher"), Words("Belege", "vouchers")
V: Final = ReportVoucher


def ordered_before(session: Session, _frame: Frame) -> Iterator[Found]:
    """F-03: vouchers whose invoice or order is older than the grant, without an agreed start."""
    agreed = exists().where(
        Act.object_kind.in_(("grant", "grant_to_recipient")),
        Act.object_number == Grant.number,
        Act.act == "approve_early_start",
    )
    rows = session.execute(
        _listed(
            func.count(V.id).label("vouchers"), func.sum(V.amount).label("amount"),
            func.min(V.invoice_on).label("first"), Grant.starts_on,
        )
        .where(V.invoice_on < Grant.starts_on, ~agreed)
        .group_by(Grant.number, Report.kind, Report.year, Award.number, Application.round_id,
                  Grant.starts_on)
    )  # fmt: skip
    for row in rows:
        yield _found(
            "F-03", row,
            say("{vouchers} über {amount} vor dem Beginn am {starts}, der älteste vom {first}.",
                "{vouchers} of {amount} before the beginning on {starts}, the oldest of {first}.",
                vouchers=counted(row.vouchers, *VOUCHERS), amount=row.amount, starts=row.starts_on,
                first=row.first),
        )  # fmt: skip


def same_invoice(session: Session, _frame: Frame) -> Iterator[Found]:
    """F-15: payee, invoice, day and amount are the same in the lists of two grants."""
    key = (func.lower(func.trim(V.payee)), func.lower(func.trim(V.invoice)), V.invoice_on, V.amount)
    twice = (
        select(*key)
        .join(Report, V.report_id == Report.id)
        .where(Report.state.in_(HANDED_IN))
        .group_by(*key)
        .having(func.count(Report.grant_id.distinct()) > 1)
        .subquery()
    )
    same = [mine == theirs for mine, theirs in zip(key, twice.c, strict=True)]
    rows = session.execute(
        _listed(V.payee, V.invoice, V.invoice_on, V.amount, V.ordinal)
        .join(twice, same[0] & same[1] & same[2] & same[3])
        .order_by(Report.submitted_at, Grant.number, V.ordinal)
    )
    first: dict[tuple[str, str, str, Money], str] = {}
    found: dict[str, tuple[Any, str, Money]] = {}
    for row in rows:
        invoice = (row.payee.strip().lower(), row.invoice.strip().lower(), str(row.invoice_on),
                   row.amount)  # fmt: skip
        before = first.setdefault(invoice, _report(row))
        if before.partition("/")[0] != row.number:
            _, _, amount = found.get(_report(row), (row, before, NOTHING))
            found[_report(row)] = (row, before, amount + row.amount)
    for row, before, amount in found.values():
        yield _found(
            "F-15", row,
            say("Rechnung {invoice} von {payee} steht auch in {before}; zusammen {amount} doppelt.",
                "Invoice {invoice} of {payee} is listed in {before}, too; {amount} in all twice.",
                invoice=row.invoice, payee=row.payee, before=before, amount=amount),
            links=((SubjectKind.REPORT, before),),
        )  # fmt: skip


def _listed(*columns: Any) -> "Select[*tuple[Any, ...]]":
    """Vouchers of reports that were handed in, with where they belong."""
    return (
        select(
            Grant.number, Report.kind, Report.year, Award.number.label("award"),
            Application.round_id, *columns,
        )
        .join_from(V, Report, V.report_id == Report.id)
        .join(Grant, Report.grant_id == Grant.id)
        .join(Award, Grant.award_id == Award.id)
        .join(Application, Award.application_id == Application.id)
        .where(Report.state.in_(HANDED_IN))
    )  # fmt: skip


def _report(row: Row[*tuple[Any, ...]]) -> str:
    return f"{row.number}/{row.kind.value}/{row.year}"


def _found(
    code: str, row: Row[*tuple[Any, ...]], says: Words,
    links: tuple[tuple[SubjectKind, str], ...] = (),
) -> Found:  # fmt: skip
    return Found(
        code=code,
        kind=SubjectKind.REPORT,
        subject=_report(row),
        award=row.award,
        round_id=row.round_id,
        says=says,
        links=links,
    )
