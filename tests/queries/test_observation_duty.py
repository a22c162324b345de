"""The audit catalogue on duties: late, unchecked, without a remark, not pursued, awarded anyway."""

from datetime import UTC, date, datetime, timedelta

import pytest

from grants.models.report import Report
from grants.programme.money import eur
from grants.programme.observation import Severity
from grants.programme.reporting import ON_MONEY
from grants.programme.stages import ReportState
from grants.queries.observation_search import look_through
from tests.makers.decided import LATER, an_awarded_case, hand_in, reports_on
from tests.makers.decision import two_officers
from tests.makers.grant import a_grant
from tests.makers.later import awarded, heard
from tests.makers.moment import NOON
from tests.makers.observation import another_award, found
from tests.makers.person import a_person
from tests.makers.review import an_officer

EUR = eur(1)
IN_TIME = datetime(2030, 4, 30, 21, 59, 59, tzinfo=UTC)
"""The last second of the day on which the report of 2029 is due."""


@pytest.fixture
def award(session):
    """One whose duties are interim and final reports only."""
    award = an_awarded_case(session)
    for one in session.query(Report).filter(Report.kind.not_in(ON_MONEY)):
        one.state = ReportState.WAIVED
    session.flush()
    return award


@pytest.fixture
def report(session, award):
    return reports_on(session, award)[2029]


def severity(session, code, now=LATER):
    return [one.severity for one in look_through(session, now) if one.code == code]


def test_f07_a_report_that_is_missing_is_found(session, award, report):
    number = f"{award.number}A/interim/2029"

    assert found(session, "F-07", IN_TIME) == {}
    assert found(session, "F-07", IN_TIME + timedelta(seconds=1)) == {
        number: "Zwischennachweis 2029: Frist 30.04.2030, nicht eingegangen."
    }
    assert severity(session, "F-07") == [Severity.HIGH]


def test_f07_a_report_that_came_late_is_found_and_less_grave(session, award, report):
    hand_in(session, report, EUR, EUR, at=LATER, by=a_person(session))

    assert found(session, "F-07") == {
        f"{award.number}A/interim/2029": "Zwischennachweis 2029: Frist 30.04.2030, eingegangen am"
        " 03.06.2030, 34 Tage danach."
    }
    assert severity(session, "F-07") == [Severity.LOW]


def test_f07_the_last_second_of_the_day_is_in_time(session, report):
    hand_in(session, report, EUR, EUR, at=IN_TIME, by=a_person(session))

    assert found(session, "F-07") == {}


def test_f07_a_report_that_came_in_time_is_not_late_by_the_answer_to_a_question(session, report):
    hand_in(session, report, EUR, EUR, at=LATER, by=a_person(session))
    report.first_submitted_at = IN_TIME

    assert found(session, "F-07") == {}


def test_f07_a_waived_report_is_not_missing(session, report):
    report.state = ReportState.WAIVED

    assert found(session, "F-07") == {}


def test_f08_a_report_that_lies_with_us_for_too_long_is_found(session, report):
    days = report.grant.award.terms.check_days
    hand_in(session, report, EUR, EUR, at=LATER, by=a_person(session))

    assert found(session, "F-08", LATER + timedelta(days=days)) == {}
    assert list(found(session, "F-08", LATER + timedelta(days=days, seconds=1))) == [
        f"{report.grant.number}/interim/2029"
    ]


def accepted(session, report, remark):
    hand_in(session, report, EUR, EUR, at=IN_TIME, by=a_person(session))
    report.state, report.check_remark = ReportState.ACCEPTED, remark
    report.checked_at, report.checked_by = LATER, an_officer(session)
    session.flush()


def test_f09_a_remark_of_blanks_is_found(session, report):
    accepted(session, report, " \n\u00a0")

    assert found(session, "F-09") == {
        f"{report.grant.number}/interim/2029": "Zwischennachweis 2029: angenommen, der Prüfvermerk"
        " ist leer."
    }


def test_f09_nobody_who_checked_is_found(session, report):
    accepted(session, report, "Schlüssig.")
    report.checked_by, report.checked_at = None, None

    assert "niemand" in found(session, "F-09")[f"{report.grant.number}/interim/2029"]


def test_f09_a_remark_with_words_is_one(session, report):
    accepted(session, report, "Schlüssig.")

    assert found(session, "F-09") == {}


def test_f10_a_hearing_that_leads_to_nothing_is_found_after_nine_months(session):
    dirk, berta = two_officers(session)
    grant = awarded(session, dirk, berta)
    heard(session, grant, dirk, known_on=date(2028, 5, 17))

    assert found(session, "F-10", at(2029, 2, 16)) == {}
    assert found(session, "F-10", at(2029, 2, 17)) == {
        grant.number: "Bekannt seit 17.05.2028, Anhörung seit 17.05.2028, die Frist endet am"
        " 17.05.2029."
    }
    assert severity(session, "F-10", at(2029, 5, 17)) == [Severity.HIGH]
    assert severity(session, "F-10", at(2029, 5, 18)) == [Severity.CRITICAL]


def test_f10_a_hearing_that_came_to_its_end_is_not_found(session):
    dirk, berta = two_officers(session)
    hearing = heard(session, awarded(session, dirk, berta), dirk, known_on=date(2028, 5, 17))
    hearing.ended_at = NOON

    assert found(session, "F-10", at(2029, 5, 18)) == {}


def test_f10_deceit_has_no_limit(session):
    dirk, berta = two_officers(session)
    heard(session, awarded(session, dirk, berta), dirk, known_on=date(2028, 5, 17), deceit=True)

    assert found(session, "F-10", at(2029, 5, 18)) == {}


def test_f22_an_award_beside_an_overdue_report_is_found(session, award, report):
    second = a_second_grant(session, award, awarded_at=LATER)

    assert found(session, "F-22") == {
        second.number: f"Bewilligt am 03.06.2030, {award.number}A, Zwischennachweis 2029 war seit"
        " 30.04.2030 fällig."
    }


def test_f22_the_report_of_somebody_else_is_no_matter(session, award, report):
    a_grant(session, another_award(session), awarded_at=LATER)

    assert found(session, "F-22") == {}


def test_f22_a_report_that_came_later_does_not_heal_the_award(session, award, report):
    second = a_second_grant(session, award, awarded_at=LATER)
    hand_in(session, report, EUR, EUR, at=LATER + timedelta(days=1), by=a_person(session))

    assert list(found(session, "F-22", LATER + timedelta(days=2))) == [second.number]


def test_f22_an_award_after_the_report_had_come_is_not_found(session, award, report):
    hand_in(session, report, EUR, EUR, at=LATER - timedelta(days=1), by=a_person(session))
    a_second_grant(session, award, awarded_at=LATER)

    assert found(session, "F-22") == {}


def a_second_grant(session, award, **more):
    """Of the same management, in another award."""
    grant = a_grant(
        session, another_award(session), starts_on=date(2031, 1, 1), ends_on=date(2032, 12, 31),
        **more,
    )  # fmt: skip
    grant.recipient = award.cluster.management
    session.flush()
    return grant


def at(year, month, day):
    return datetime(year, month, day, 9, tzinfo=UTC)
