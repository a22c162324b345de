"""A compliance report says what the audit catalogue had found by its cut-off."""

from datetime import timedelta

from grants.documents.report import Fact
from grants.papers.compliance_award import fill_award_report
from grants.papers.compliance_round import fill_round_report
from tests.makers.decided import LATER, an_auditor, an_awarded_case
from tests.makers.observation import look


def said(report):
    found = {fact.label.de: fact for fact in report.facts}
    fact: Fact = found["Feststellungen des Prüfkatalogs"]
    return fact.text.de


def test_both_reports_name_what_was_found_and_nothing_later(session):
    award = an_awarded_case(session)
    earlier, later = LATER - timedelta(days=1), LATER + timedelta(days=1)
    assert said(fill_award_report(session, award, cut_off=earlier)) == "noch nicht durchgesehen"

    look(session, an_auditor(session), LATER)

    assert "F-07 (3)" in said(fill_award_report(session, award, cut_off=later))
    assert "F-07 (3)" in said(fill_round_report(session, award.application.round, cut_off=later))
    assert said(fill_award_report(session, award, cut_off=earlier)) == "noch nicht durchgesehen"


def test_the_report_on_an_award_tells_each_finding_in_a_sentence(session):
    award = an_awarded_case(session)
    look(session, an_auditor(session), LATER)

    told = said(fill_award_report(session, award, cut_off=LATER + timedelta(days=1)))
    assert "F-07 " + award.number in told
    assert "nicht eingegangen" in told
