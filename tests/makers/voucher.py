"""Vouchers for tests."""

from datetime import date

from grants.models.voucher import ReportVoucher
from grants.programme.money import eur
from grants.programme.voucher import Voucher
from tests.makers.moment import NOON


def a_voucher(**changes):
    """A trip to Grenoble, paid in June 2026."""
    return Voucher(**{
        "category": "travel_abroad",
        "invoice_on": date(2026, 6, 2),
        "paid_on": date(2026, 6, 18),
        "payee": "Reisebüro Muster",
        "purpose": "Reise nach Grenoble",
        "amount": eur("1234.56"),
        "invoice": "RE-2026-77",
        "payment": "Auszug 6, Posten 14",
    } | changes)  # fmt: skip


def listed(session, report, *vouchers):
    """These as the list of a report, numbered from 1."""
    for ordinal, each in enumerate(vouchers, 1):
        kept = {name: getattr(each, name) for name in Voucher.__dataclass_fields__}
        session.add(ReportVoucher(report=report, ordinal=ordinal, changed_at=NOON, **kept))
    session.flush()
