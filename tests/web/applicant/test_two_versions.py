"""Two people fill in the same form: each keeps what they changed, and what nobody else touched."""

import html
import re
from datetime import date

import pytest

from grants.models.grant import BudgetLine
from grants.programme.money import eur
from grants.programme.people import TeamRole
from grants.programme.stages import ApplicationState, ReportState
from tests.makers.application import an_application
from tests.makers.award import an_award
from tests.makers.cluster import a_cluster
from tests.makers.grant import a_grant
from tests.makers.person import a_person
from tests.makers.report import a_report

FIELDS = re.compile(r'name="(revision|shown)" value="([^"]*)"')
MERGED = re.compile(r'<textarea[^>]*name="([^"]+)"[^>]*>([^<]*)</textarea>')
BLANK = {
    "narrative": "Noch nichts.",
    "received": "",
    "own_funds_spent": "",
    "third_party_spent": "",
}


@pytest.fixture
def page(session, client_as):
    """The address of a report, and two tabs of somebody who may write it."""
    anna = a_person(session)
    cluster = a_cluster(session, team={anna: TeamRole.SIGNATORY})
    award = an_award(session, an_application(session, cluster, state=ApplicationState.SELECTED))
    grant = a_grant(session, award, starts_on=date(2027, 1, 1), ends_on=date(2028, 12, 31),
                    costs=eur(20_000), direct=eur(10_000), own_funds=eur(10_000))  # fmt: skip
    session.add(BudgetLine(grant=grant, category="travel_abroad", year=2027, amount=eur(20_000)))
    a_report(session, grant, year=2027, due_on=date(2028, 5, 2), state=ReportState.OVERDUE)
    return f"/grants/{grant.number}/reports/2027", client_as(anna)


def opened(address, browser):
    """What a tab sends along that nobody sees."""
    return {name: html.unescape(value) for name, value in FIELDS.findall(browser.get(address).text)}


def test_what_only_the_other_tab_changed_is_taken_over_and_what_both_did_is_said(page):
    address, browser = page
    assert browser.post(address, opened(*page) | BLANK).status_code == 303
    first, second = opened(*page), opened(*page)
    browser.post(address, first | BLANK | {"received": "5,00", "own_funds_spent": "7,00"})

    refused = browser.post(
        address, second | BLANK | {"narrative": "Wir waren in Japan.", "own_funds_spent": "8,00"}
    )

    assert refused.status_code == 409
    merged = {name: html.unescape(text) for name, text in MERGED.findall(refused.text)}
    assert merged["narrative"] == "Wir waren in Japan."
    assert merged["received"] == "5,00"
    assert merged["own_funds_spent"] == "8,00"
    assert refused.text.count("Beide haben dieses Feld geändert.") == 1
