"""Clocks put back or forward change nothing: each reminder once, none out of order (B8c)."""

from datetime import UTC, date, datetime

import pytest

from grants.actions.remind import remind_of_due_reports
from tests.actions.test_remind import PORTAL, a_report_of, sent_to


def remind_at(session, *moments):
    for moment in moments:
        remind_of_due_reports(session, public_url=PORTAL, now=moment)


@pytest.mark.parametrize(
    ("due_on", "moments"),
    [
        pytest.param(
            date(2027, 11, 13),
            (datetime(2027, 10, 31, 0, 30, tzinfo=UTC), datetime(2027, 10, 31, 1, 30, tzinfo=UTC)),
            id="02:30 comes twice",
        ),
        pytest.param(
            date(2027, 4, 10),
            (datetime(2027, 3, 28, 0, 59, tzinfo=UTC), datetime(2027, 3, 28, 1, 0, tzinfo=UTC)),
            id="02:30 never comes",
        ),
    ],
)
def test_a_stage_is_written_once_in_the_night_in_which_the_hour_changes(session, due_on, moments):
    a_report_of(session, due_on=due_on)

    remind_at(session, *moments)

    assert [stage for _, stage in sent_to(session)] == ["fortnight"]


def test_a_clock_put_back_over_midnight_brings_no_stage_that_is_outdated(session):
    a_report_of(session)

    remind_at(
        session,
        datetime(2027, 4, 15, 22, 30, tzinfo=UTC),  # 16 April, 00:30 in Berlin
        datetime(2027, 4, 15, 21, 30, tzinfo=UTC),  # put back: 15 April, 23:30
    )

    assert [stage for _, stage in sent_to(session)] == ["fortnight"]
