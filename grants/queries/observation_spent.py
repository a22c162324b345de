"""Observations on money in use: paid and idle, spent without a voucher or outside the period."""

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from grants.models.application import Application
from grants.models.award import Award
from grants.models.grant import Grant
from grants.models.payment import PaymentRequest
from grants.models.report import Report, ReportKind, ReportLine
from grants.models.voucher import ReportVoucher
from grants.programme.money import NOTHING
from grants.programme.observation import Severity, SubjectKind
from grants.programme.reporting import ON_MONEY
from grants.programme.stages import PaymentState
from grants.programme.words import Words, counted, say
from grants.queries.observation_found import Found, Frame
from grants.queries.report_content import kind_name

DAY: Final = Words("Tag", "day")
DAYS: Final = Words("Tage", "days")


def money_idle(session: Session, frame: Frame) -> Iterator[Found]:
    """F-06: used after its time, or not used yet though it has passed; milder once excused."""
    until = func.coalesce(PaymentRequest.used_on, frame.day)
    rows = session.execute(
        select(
            PaymentRequest.ordinal, PaymentRequest.correct, PaymentRequest.paid_on,
            PaymentRequest.use_by, PaymentRequest.used_on, PaymentRequest.state,
            until.label("until"), *_case(),
        )
        .join(Grant, PaymentRequest.grant_id == Grant.id)
        .join(Award, Grant.award_id == Award.id)
        .join(Application, Award.application_id == Application.id)
        .where(PaymentRequest.use_by < until)
        .order_by(Grant.id, PaymentRequest.ordinal)
    )  # fmt: skip
    for row in rows:
        figures = {
            "number": f"{row.number}-{row.ordinal}",
            "amount": row.correct,
            "paid": row.paid_on,
            "by": row.use_by,
            "days": counted((row.until - row.use_by).days, DAY, DAYS),
        }
        if row.used_on is None:
            says = say("Zahlung {number}: {amount} am {paid}, zu verwenden bis {by}, nicht"
                       " verwendet, {days} darüber.",
                       "Payment {number}: {amount} on {paid}, to be used by {by}, not used,"
                       " {days} over.", **figures)  # fmt: skip
        else:
            says = say("Zahlung {number}: {amount} am {paid}, zu verwenden bis {by}, verwendet"
                       " {days} danach.",
                       "Payment {number}: {amount} on {paid}, to be used by {by}, used {days}"
                       " later.", **figures)  # fmt: skip
        yield Found(
            code="F-06",
            kind=SubjectKind.GRANT,
            subject=row.number,
            award=row.award,
            round_id=row.round_id,
            says=says,
            milder=Severity.LOW if row.state is PaymentState.USED else None,
        )


def paid_outside(session: Session, _frame: Frame) -> Iterator[Found]:
    """F-12: vouchers that were paid before the period of the grant or after it."""
    outside = or_(ReportVoucher.paid_on < Grant.starts_on, ReportVoucher.paid_on > Grant.ends_on)
    asked = _reports(
        func.count(ReportVoucher.id).label("times"), func.sum(ReportVoucher.amount).label("amount")
    )
    rows = session.execute(
        asked.join(ReportVoucher, ReportVoucher.report_id == Report.id)
        .where(outside)
        .group_by(*_keys())
        .order_by(Grant.number, Report.kind, Report.year)
    )
    for row in rows:
        yield _on_report(
            row,
            say("{name}: {times} über {amount}, bezahlt außerhalb der Laufzeit.",
                "{name}: {times} of {amount}, paid outside the period.",
                name=kind_name(row.kind, row.year), amount=row.amount,
                times=counted(row.times, Words("Beleg", "voucher"), Words("Belege", "vouchers"))),
        )  # fmt: skip


def listed_too_little(session: Session, _frame: Frame) -> Iterator[Found]:
    """F-12: a list that shows less than what was spent; a final report without any list."""
    listed = _sum(ReportVoucher.amount, ReportVoucher.report_id)
    spent = _sum(ReportLine.spent, ReportLine.report_id)
    rows = session.execute(
        _reports(listed.label("listed"), spent.label("spent"))
        .where(listed < spent, or_(listed > NOTHING, Report.kind == ReportKind.FINAL))
        .order_by(Grant.number, Report.kind, Report.year)
    )
    for row in rows:
        yield _on_report(
            row,
            say("{name}: verwendet {spent}, belegt {listed}.",
                "{name}: {spent} was spent, {listed} is shown by vouchers.",
                name=kind_name(row.kind, row.year), spent=row.spent, listed=row.listed),
        )  # fmt: skip


def _sum(amount: Any, of: Any) -> ColumnElement[Any]:
    return func.coalesce(
        select(func.sum(amount)).where(of == Report.id).correlate(Report).scalar_subquery(), 0
    )


def _case() -> tuple[Any, ...]:
    return (Grant.number, Award.number.label("award"), Application.round_id)


def _keys() -> tuple[Any, ...]:
    return (Report.kind, Report.year, Grant.number, Award.number, Application.round_id)


def _reports(*columns: Any) -> Select[*tuple[Any, ...]]:
    """Reports on money that were handed in."""
    return (
        select(Report.kind, Report.year, *_case(), *columns)
        .join(Grant, Report.grant_id == Grant.id)
        .join(Award, Grant.award_id == Award.id)
        .join(Application, Award.application_id == Application.id)
        .where(Report.submitted_at.is_not(None), Report.kind.in_(ON_MONEY))
    )


def _on_report(row: Any, says: Any) -> Found:
    return Found(
        code="F-12",
        kind=SubjectKind.REPORT,
        subject=f"{row.number}/{row.kind.value}/{row.year}",
        award=row.award,
        round_id=row.round_id,
        says=says,
        links=((SubjectKind.GRANT, row.number),),
    )
