"""The vouchers of a report: a page of them, what they come to, and what the rules find."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session

from grants.models.record import Act
from grants.models.report import Report, ReportKind
from grants.models.voucher import ReportVoucher
from grants.programme.finding import Finding
from grants.programme.money import NOTHING, Money
from grants.programme.voucher import (
    Period,
    Voucher,
    VoucherList,
    check_once,
    check_started,
    check_sums,
    sums_of,
)
from grants.programme.words import Words
from grants.queries.application import terms_of
from grants.queries.frozen import fingerprint

ON_A_PAGE: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class VoucherPage:
    """So many vouchers as one page shows."""

    rows: Sequence[ReportVoucher]
    count: int
    """All of the report, or of the chosen category."""
    amount: Money
    page: int
    pages: int


def vouchers_of(session: Session, report: Report) -> Sequence[ReportVoucher]:
    """All of them in their order; one statement."""
    return session.scalars(_of(report).order_by(ReportVoucher.ordinal)).all()


def voucher_page(
    session: Session,
    report: Report,
    *,
    category: str = "",
    page: int = 1,
    only: Collection[int] | None = None,
) -> VoucherPage:
    """One page, of all vouchers or of these numbers only, pages counted from 1; two statements."""
    wanted = _of(report)
    if only is not None:
        wanted = wanted.where(ReportVoucher.ordinal.in_(only))
    if category:
        wanted = wanted.where(ReportVoucher.category == category)
    counted = wanted.with_only_columns(func.count(), func.sum(ReportVoucher.amount))
    count, amount = session.execute(counted).one()
    pages = max(1, -(-count // ON_A_PAGE))
    page = min(max(1, page), pages)
    rows = session.scalars(
        wanted.order_by(ReportVoucher.ordinal).offset((page - 1) * ON_A_PAGE).limit(ON_A_PAGE)
    ).all()
    return VoucherPage(rows=rows, count=count, amount=amount or NOTHING, page=page, pages=pages)


def find_voucher(session: Session, report: Report, ordinal: int) -> ReportVoucher | None:
    """The voucher with this number; one statement."""
    return session.scalar(_of(report).where(ReportVoucher.ordinal == ordinal))


def was_removed(session: Session, number: str, ordinal: int) -> bool:
    """Did somebody take out a voucher with this number? Then a second click has nothing to do."""
    return bool(
        session.scalar(
            select(
                exists().where(
                    Act.object_kind == "report",
                    Act.object_number == number,
                    Act.act == "remove_voucher",
                    Act.before["ordinal"].as_integer() == ordinal,
                )
            )
        )
    )


def listed_sums(session: Session, report: Report) -> dict[str, Money]:
    """What the vouchers of each category come to, EUR; one statement."""
    rows = session.execute(
        _of(report)
        .with_only_columns(ReportVoucher.category, func.sum(ReportVoucher.amount))
        .group_by(ReportVoucher.category)
    ).all()
    return {row[0]: row[1] for row in rows}


def period_of(report: Report) -> Period:
    """The days on which expenditure of this report may have been paid.

    The year of an interim report as far as the grant reaches into it; the whole period of the grant
    in the final one.
    """
    first, last = report.grant.starts_on, report.grant.ends_on
    if report.kind is not ReportKind.INTERIM:
        return Period(first, last)
    return Period(max(first, date(report.year, 1, 1)), min(last, date(report.year, 12, 31)))


def voucher_findings(
    session: Session, report: Report, spent: dict[str, Money], names: dict[str, Words]
) -> list[Finding]:
    """What the rules find in the list, beside what the report says was spent (R-038, R-039)."""
    there = [(each.ordinal, each.value) for each in vouchers_of(session, report)]
    wanted = terms_of(report.grant.award.terms).voucher_list
    needed = wanted is VoucherList.ALWAYS or (
        wanted is VoucherList.FINAL and report.kind is ReportKind.FINAL
    )
    found = check_sums(spent, sums_of(each for _, each in there), names, needed=needed)
    if not there:
        return found
    return [*found, check_once(there), check_started(there, report.grant.starts_on)]


def seen_of(vouchers: Sequence[ReportVoucher]) -> str:
    """The fingerprint of these: a page hands it back, so that nobody overwrites unseen."""
    return fingerprint({"vouchers": [plain_voucher(each.value) for each in vouchers]})


def plain_voucher(voucher: Voucher) -> dict[str, str]:
    """The voucher as the record keeps it."""
    return {
        "category": voucher.category,
        "invoice_on": voucher.invoice_on.isoformat(),
        "paid_on": voucher.paid_on.isoformat(),
        "payee": voucher.payee,
        "purpose": voucher.purpose,
        "amount": str(voucher.amount.decimal),
        "invoice": voucher.invoice,
        "payment": voucher.payment,
    }


def _of(report: Report) -> Select[ReportVoucher]:
    return select(ReportVoucher).where(ReportVoucher.report_id == report.id)
