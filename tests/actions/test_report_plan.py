"""A report is compared with the plan of the day on which it was handed in (R-035)."""

from datetime import date

import pytest
from sqlalchemy import select

from grants.actions.report import save_report, submit_report
from grants.models.grant import BudgetLine
from grants.models.record import Act
from grants.models.report import Report
from grants.programme.money import NOTHING, eur
from grants.programme.people import TeamRole
from grants.programme.stages import ReportState
from grants.queries.report_content import report_findings, spent_lines
from tests.makers.application import an_application
from tests.makers.award import an_award
from tests.makers.cluster import a_cluster
from tests.makers.grant import a_grant
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.makers.report import a_report


@pytest.fixture
def anna(session):
    return a_person(session)


@pytest.fixture
def report(session, anna):
    """20,000.00 planned for travel and 5,000.00 for rent in 2026; 24,000.00 went into travel."""
    cluster = a_cluster(session, team={anna: TeamRole.SIGNATORY})
    grant = a_grant(
        session, an_award(session, an_application(session, cluster)), ends_on=date(2027, 12, 31),
        lines=[BudgetLine(category="travel_abroad", year=2026, amount=eur(20_000)),
               BudgetLine(category="rent", year=2026, amount=eur(5_000))],
    )  # fmt: skip
    made = a_report(session, grant, state=ReportState.OPEN)
    write(session, made, anna, eur(24_000))
    submit_report(session, made, by=anna.as_actor(), now=NOON)
    return made


def write(session, report, anna, travel):
    save_report(
        session, report, narrative="Wir waren in Japan.", lines={"travel_abroad": travel},
        own_funds_spent=travel, third_party_spent=NOTHING, received=NOTHING,
        revision=report.revision, by=anna.as_actor(), now=NOON,
    )  # fmt: skip


def amend(session, report, amount):
    """A later amendment plans another amount for travel."""
    line = next(each for each in report.grant.lines if each.category == "travel_abroad")
    line.amount = amount
    session.flush()


def planned(report):
    return {line.code: line.planned for line in spent_lines(report) if line.planned}


def exceeded(session, report):
    return [each.rule for each in report_findings(session, report)
            if each.rule == "R-035" and not each.holds]  # fmt: skip


def test_r035_a_later_plan_changes_no_report_that_was_handed_in(session, report):
    before = planned(report)

    amend(session, report, eur(1_000))

    assert before == {"travel_abroad": eur(20_000), "rent": eur(5_000)}
    assert planned(report) == before
    assert exceeded(session, report) == []
    content = session.scalars(select(Act).where(Act.act == "submit_report")).one().after["content"]
    assert content["plan"] == {"rent": "5000.00", "travel_abroad": "20000.00"}


def test_r035_handed_in_once_more_it_is_compared_with_the_plan_of_that_day(session, report, anna):
    amend(session, report, eur(1_000))
    report.state = ReportState.QUERY
    session.flush()
    write(session, report, anna, eur(23_000))
    assert planned(report)["travel_abroad"] == eur(20_000)

    submit_report(session, report, by=anna.as_actor(), now=NOON)

    assert planned(report)["travel_abroad"] == eur(1_000)
    assert exceeded(session, report) != []


def test_a_line_emptied_after_a_question_keeps_the_plan_beside_it(session, report, anna):
    report.state = ReportState.QUERY
    session.flush()

    write(session, report, anna, NOTHING)

    session.expire_all()
    kept = session.get_one(Report, report.id)
    assert planned(kept) == {"travel_abroad": eur(20_000), "rent": eur(5_000)}
    assert all(line.spent == NOTHING for line in kept.lines)


def test_a_draft_is_compared_with_the_plan_as_it_is(session, report):
    draft = a_report(session, report.grant, year=2027, state=ReportState.OPEN)
    session.add(BudgetLine(grant=report.grant, category="rent", year=2027, amount=eur(7)))
    session.flush()

    assert planned(draft) == {"rent": eur(7)}
