"""The audit catalogue on vouchers: what was ordered too early, and what is claimed twice."""

from datetime import date, timedelta

import pytest

from grants.models.grant import Grant
from grants.models.report import ReportKind
from grants.programme.money import eur
from grants.programme.stages import ReportState
from tests.makers.decided import LATER, an_awarded_case
from tests.makers.grant import a_grant
from tests.makers.observation import another_award, found
from tests.makers.report import a_report
from tests.makers.voucher import a_voucher, listed


@pytest.fixture
def award(session):
    return an_awarded_case(session)


@pytest.fixture
def grant(session, award):
    return session.query(Grant).filter_by(award_id=award.id).one()


def handed_in(session, grant, *vouchers, year=2041):
    """A report of a year of its own, with these vouchers."""
    report = a_report(session, grant, kind=ReportKind.INTERIM, year=year, due_on=date(2042, 4, 30))
    listed(session, report, *vouchers)
    report.state, report.submitted_at = ReportState.SUBMITTED, LATER - timedelta(days=1)
    session.flush()
    return report


def test_f03_an_order_from_before_the_grant_is_found_with_its_day_and_sum(session, grant):
    early = grant.starts_on - timedelta(days=4)
    handed_in(session, grant, a_voucher(invoice_on=early, paid_on=grant.starts_on,
                                        amount=eur(60_000)))  # fmt: skip

    says = [says for says in found(session, "F-03").values() if "Beleg" in says]
    assert len(says) == 1
    assert "1 Beleg über 60.000,00" in says[0]
    assert f"{early:%d.%m.%Y}" in says[0]


def test_f03_an_order_on_the_first_day_is_in_time(session, grant):
    handed_in(session, grant, a_voucher(invoice_on=grant.starts_on, paid_on=grant.starts_on))

    assert [says for says in found(session, "F-03").values() if "Beleg" in says] == []


def test_f15_one_invoice_in_two_grants_is_found_once(session, grant):
    other = a_grant(session, another_award(session))
    first = handed_in(session, grant, a_voucher(invoice="A-1"))
    first.submitted_at -= timedelta(days=30)
    handed_in(session, other, a_voucher(invoice=" a-1", payee="REISEBÜRO Muster "))

    ((subject, says),) = found(session, "F-15").items()
    assert subject.startswith(other.number)
    assert "1.234,56" in says
    assert first.grant.number in says


def test_f15_another_amount_another_day_or_the_same_grant_is_no_double(session, grant):
    other = a_grant(session, another_award(session))
    handed_in(session, grant, a_voucher(invoice="A-1"))
    handed_in(session, grant, a_voucher(invoice="A-1"), year=2042)
    handed_in(session, other, a_voucher(invoice="A-1", amount=eur(7)),
              a_voucher(invoice="A-1", invoice_on=date(2026, 6, 3)))  # fmt: skip

    assert found(session, "F-15") == {}
