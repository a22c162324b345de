"""Vouchers of reports in the demonstration: invented, and marked as such in every line."""

from datetime import date, timedelta
from typing import Final

from sqlalchemy.orm import Session

from grants.actions.voucher import take_over_vouchers
from grants.models.person import Person
from grants.models.report import Report
from grants.programme.money import NOTHING, Money, split
from grants.programme.reporting import ON_MONEY
from grants.programme.voucher import Voucher
from grants.queries.voucher import period_of, seen_of

LISTS: Final = ("A", "C")
"""Grants of the reference award whose reports list their vouchers, by the end of their number."""
PAYEES: Final = ("Muster-Lieferant Nord", "Muster-Büro Süd", "Muster-Reisen West")
PARTS: Final = [5, 3, 2]
DAYS_TO_PAY: Final = 14


def list_vouchers(session: Session, report: Report, person: Person) -> None:
    """Three vouchers for every category in which something was spent, to the cent."""
    if report.kind not in ON_MONEY or not report.grant.number.endswith(LISTS):
        return
    period = period_of(report)
    quarter = (period.last - period.first) / 4
    made = [
        _voucher(line.category, part, at, period.first + quarter * (at + 1))
        for line in sorted(report.lines, key=lambda line: line.category)
        for at, part in enumerate(split(line.spent, PARTS))
        if part > NOTHING
    ]
    take_over_vouchers(
        session, report, made, seen=seen_of([]), by=person.as_actor(), now=report.changed_at
    )


def _voucher(category: str, amount: Money, at: int, paid_on: date) -> Voucher:
    return Voucher(
        category=category,
        invoice_on=paid_on - timedelta(days=DAYS_TO_PAY),
        paid_on=paid_on,
        payee=PAYEES[at],
        purpose="Musterbeleg: Leistung nach Plan",
        amount=amount,
        invoice=f"M-{paid_on.year}-{category[:4].upper()}-{at + 1}",
        payment=f"Muster-Auszug {paid_on.month}, Posten {at + 1}",
    )
