"""The health page counts what was given up, and one click gives it another chance."""

import pytest

from grants.actions.case_file import order_case_file
from grants.models.blank_form import BlankForm
from grants.models.connection import clock
from grants.models.document import ComplianceReport
from grants.programme.people import Role
from tests.makers.application import an_application
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.makers.round import a_round

AGAIN = 'action="/admin/health/again"'


def a_failed_form(session):
    round_ = a_round(session, 8)
    session.add(BlankForm(round_id=round_.id, terms_id=round_.terms.id, made_at=NOON,
                          closes_at=round_.closes_at, failure="no room"))  # fmt: skip


def a_failed_case_file(session):
    dirk = a_person(session, "Dirk", Role.SPONSOR).as_actor()
    order = order_case_file(session, an_application(session), by=dirk, now=clock(session))
    order.failure = "no room"


def a_failed_compliance_report(session):
    clara = a_person(session, "Clara", Role.AUDITOR)
    ordered = {"ordered_by_id": clara.id, "ordered_at": NOON, "failure": "no room"}
    session.add(ComplianceReport(round_id=a_round(session, 9).id, **ordered))


@pytest.mark.parametrize("fails", [a_failed_form, a_failed_case_file, a_failed_compliance_report])
def test_what_was_given_up_is_seen_and_under_way_again_with_one_click(session, client_as, fails):
    browser = client_as(a_person(session, "Ada", Role.ADMINISTRATOR))
    assert AGAIN not in browser.get("/admin/health").text
    fails(session)
    session.flush()

    page = browser.get("/admin/health").text
    told = browser.post("/admin/health/again", follow_redirects=True).text

    assert (AGAIN in page, page.count("bitte ansehen")) == (True, 1)
    assert "Erneut in Arbeit: 1" in told
    assert AGAIN not in told
