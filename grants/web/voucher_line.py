"""The vouchers of a report for whoever reads it: sums beside what was spent, and a workbook."""

from dataclasses import dataclass
from urllib.parse import quote

from flask import Response
from sqlalchemy.orm import Session

from grants.documents.voucher_workbook import voucher_workbook
from grants.documents.workbook import XLSX
from grants.models.report import Report
from grants.programme.money import NOTHING, Money
from grants.programme.words import Words
from grants.queries.report_content import lines_of, report_code
from grants.queries.voucher import listed_sums, vouchers_of
from grants.web.language import language, t


@dataclass(frozen=True, slots=True, kw_only=True)
class VoucherLine:
    """One category, amounts in EUR."""

    code: str
    name: Words
    listed: Money
    spent: Money

    @property
    def open(self) -> Money:
        """What is spent and not listed; below nothing where more is listed."""
        return self.spent - self.listed


def voucher_lines(session: Session, report: Report) -> list[VoucherLine]:
    """Every category in which something is listed or spent; one statement."""
    listed = listed_sums(session, report)
    spent = {line.category: line.spent for line in report.lines}
    return [
        VoucherLine(
            code=each.code,
            name=each.name,
            listed=listed.get(each.code, NOTHING),
            spent=spent.get(each.code, NOTHING),
        )
        for each in lines_of(report.grant)
        if listed.get(each.code, NOTHING) or spent.get(each.code, NOTHING)
    ]


def voucher_book(session: Session, report: Report) -> Response:
    """The list of a report as a file to download."""
    there = [each.value for each in vouchers_of(session, report)]
    book = voucher_workbook(there, lines_of(report.grant), language())
    name = f"{t('Belegliste', 'Vouchers')} {report.grant.number} {report_code(report)}.xlsx"
    answer = Response(book, content_type=XLSX)
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return answer
