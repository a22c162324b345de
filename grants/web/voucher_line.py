"""What the vouchers of each category come to, beside what the report says was spent."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from grants.models.report import Report
from grants.programme.money import NOTHING, Money
from grants.programme.words import Words
from grants.queries.report_content import lines_of
from grants.queries.voucher import listed_sums


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
