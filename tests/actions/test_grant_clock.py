"""Grants follow the calendar: begun, ended, their proof due, handed in and checked."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from grants.actions.grant_clock import move_grants_by_the_calendar
from grants.actions.report import submit_report
from grants.actions.report_check import accept_report, take_into_check
from grants.models.record import Act
from grants.models.report import ReportKind
from grants.programme.people import TeamRole
from grants.programme.stages import GrantState, ReportState
from tests.makers.application import an_application
from tests.makers.award import an_award
from tests.makers.cluster import a_cluster
from tests.makers.grant import a_grant
from tests.makers.person import a_person
from tests.makers.report import a_report
from tests.makers.review import an_officer

G = GrantState
FIRST, LAST, DUE = date(2027, 1, 8), date(2028, 12, 31), date(2029, 7, 2)
DAY = timedelta(days=1)


def at(day, *, hour=12):
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


@pytest.fixture
def anna(session):
    return a_person(session)


@pytest.fixture
def grant(session, anna):
    cluster = a_cluster(session, team={anna: TeamRole.SIGNATORY})
    award = an_award(session, an_application(session, cluster))
    return a_grant(session, award, state=G.FINAL, starts_on=FIRST, ends_on=LAST)


def proof(session, grant, state=ReportState.OPEN):
    return a_report(session, grant, kind=ReportKind.FINAL, year=2028, due_on=DUE, state=state,
                    narrative="Fertig.")  # fmt: skip


def on(session, grant, day):
    """Where the grant stands once the clock has run on this day."""
    move_grants_by_the_calendar(session, now=at(day))
    return grant.state


def test_a_grant_begins_on_its_first_day_ends_after_its_last_and_is_overdue_with_its_proof(
    session, grant
):
    proof(session, grant)

    assert on(session, grant, FIRST - DAY) is G.FINAL
    assert on(session, grant, FIRST) is G.ACTIVE
    assert on(session, grant, LAST) is G.ACTIVE
    assert on(session, grant, LAST + DAY) is G.PERIOD_ENDED
    assert on(session, grant, DUE - DAY) is G.PERIOD_ENDED
    assert on(session, grant, DUE) is G.PROOF_DUE
    acts = session.scalars(select(Act.act).where(Act.object_kind == "grant").order_by(Act.id))
    assert list(acts) == ["start_grant", "end_period_grant", "call_proof_grant"]


def test_a_grant_forgotten_for_long_takes_all_its_steps_at_once_and_none_twice(session, grant):
    proof(session, grant)

    assert move_grants_by_the_calendar(session, now=at(DUE)) == 3
    assert move_grants_by_the_calendar(session, now=at(DUE)) == 0
    assert grant.state is G.PROOF_DUE


def test_the_day_is_the_day_in_berlin(session, grant):
    evening = datetime(2027, 1, 7, 22, 59, 59, tzinfo=UTC)

    assert move_grants_by_the_calendar(session, now=evening) == 0
    assert move_grants_by_the_calendar(session, now=evening + timedelta(seconds=1)) == 1


def test_a_proof_that_came_early_counts_when_the_period_ends(session, grant, anna):
    report = proof(session, grant)
    on(session, grant, FIRST)
    submit_report(session, report, by=anna.as_actor(), now=at(LAST - DAY))
    assert grant.state is G.ACTIVE

    assert on(session, grant, LAST + DAY) is G.PROOF_SUBMITTED


def test_an_accepted_proof_is_a_checked_one(session, grant, anna):
    report, dirk = proof(session, grant), an_officer(session).as_actor()
    on(session, grant, DUE)
    submit_report(session, report, by=anna.as_actor(), now=at(DUE))
    assert grant.state is G.PROOF_SUBMITTED

    take_into_check(session, report, by=dirk, now=at(DUE))
    accept_report(session, report, remark="Geprüft.", by=dirk, now=at(DUE))

    assert grant.state is G.PROOF_CHECKED


@pytest.mark.parametrize("state", [G.AWARDED, G.OBJECTED, G.HEARING, G.PAYMENT_STOPPED, G.REVOKED])
def test_a_grant_that_is_not_final_or_is_stopped_is_left_where_it_is(session, grant, state):
    grant.state = state
    proof(session, grant)

    assert on(session, grant, DUE) is state
