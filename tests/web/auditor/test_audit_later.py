"""The auditor reads on the page of an award what letters changed after it."""

from html import unescape

from grants.papers.compliance_award import fill_award_report
from grants.web.database import STORE
from tests.makers.decided import an_auditor
from tests.makers.moment import days
from tests.papers.test_compliance_later import a_case_with_a_past


def test_amounts_of_amendments_and_reclaims_are_on_the_page(session, client_as, clock_at):
    clock_at(days(3))
    grant = a_case_with_a_past(session)
    clara = client_as(an_auditor(session))

    page = unescape(clara.get(f"/audit/awards/{grant.award.number}").text)

    for said in ("Änderungsbescheid Nr. 1", "390.000,00", "370.000,00", "309,21"):
        assert said in page
    english = clara.get(f"/audit/awards/{grant.award.number}?lang=en").text
    assert "Amendment no. 1" in english
    assert "309.21" in english


def test_page_and_report_count_the_rules_alike(session, client_as, clock_at, app):
    clock_at(days(3))
    grant = a_case_with_a_past(session)
    page = unescape(client_as(an_auditor(session)).get(f"/audit/awards/{grant.award.number}").text)

    report = fill_award_report(session, grant.award, cut_off=days(3), store=app.extensions[STORE])

    assert report.judgement.de.startswith("Geprüfte Regeln: ")
    assert report.judgement.de in page
