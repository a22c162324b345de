"""The audit catalogue on vouchers: paid outside the period, or less than what was spent (F-12)."""

from datetime import date

import pytest

from grants.models.report import ReportKind, ReportLine
from grants.programme.money import eur
from grants.programme.stages import ReportState
from tests.makers.moment import NOON
from tests.makers.observation import found
from tests.makers.report import a_report
from tests.makers.voucher import a_voucher, listed


def handed_in(session, *vouchers, kind=ReportKind.INTERIM, spent=eur(100)):
    made = a_report(session, kind=kind, state=ReportState.QUERY, submitted_at=NOON)
    session.add(ReportLine(report=made, category="travel_abroad", spent=spent))
    listed(session, made, *vouchers)
    made.state = ReportState.IN_CHECK
    session.flush()
    return made


@pytest.mark.parametrize(
    ("paid_on", "outside"),
    [
        (date(2025, 12, 31), True),
        (date(2026, 1, 1), False),
        (date(2027, 12, 31), False),
        (date(2028, 1, 1), True),
    ],
)
def test_f12_what_was_paid_outside_the_period_is_found_to_the_day(session, paid_on, outside):
    report = handed_in(session, a_voucher(amount=eur(100), paid_on=paid_on))

    key = f"{report.grant.number}/interim/{report.year}"
    says = "Zwischennachweis 2026: 1 Beleg über 100,00 €, bezahlt außerhalb der Laufzeit."
    assert found(session, "F-12", NOON) == ({key: says} if outside else {})


@pytest.mark.parametrize(("amount", "short"), [(eur("99.99"), True), (eur(100), False)])
def test_f12_a_list_that_shows_a_cent_less_than_was_spent_is_found(session, amount, short):
    report = handed_in(session, a_voucher(amount=amount))

    key = f"{report.grant.number}/interim/{report.year}"
    says = "Zwischennachweis 2026: verwendet 100,00 €, belegt 99,99 €."
    assert found(session, "F-12", NOON) == ({key: says} if short else {})


def test_f12_a_final_report_without_any_list_is_found_an_interim_one_is_not(session):
    handed_in(session)
    final = handed_in(session, kind=ReportKind.FINAL)

    assert list(found(session, "F-12", NOON)) == [f"{final.grant.number}/final/{final.year}"]
