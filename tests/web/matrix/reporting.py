"""Finds a report of the demonstration that was handed in with its vouchers."""

from sqlalchemy import select

from grants.models.grant import Grant
from grants.models.report import Report
from grants.models.voucher import ReportVoucher
from grants.queries.report_content import report_code


def sent_report(session):
    """Of Anna's cluster: what its address is made of."""
    report = session.scalars(
        select(Report)
        .join(Grant)
        .where(Grant.number == "03INT400A", Report.id.in_(select(ReportVoucher.report_id)))
        .order_by(Report.id)
        .limit(1)
    ).one()
    return {"number": report.grant.number, "code": report_code(report)}
