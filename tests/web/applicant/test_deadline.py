"""B4: the grid of deadlines. To the millisecond, through the whole program, a cell each.

The database's clock stands still here: a function of that name in a schema of its own is found
before the real one. Whatever else tells a time, the sender's clock or the server's, is wrong on
purpose and must not matter.
"""

import os
import time
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, text

from grants.models.application import Receipt
from grants.programme.stages import ApplicationState
from tests.makers.finished import a_finished_draft
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.makers.round import a_round

MILLISECOND, SECOND = timedelta(milliseconds=1), timedelta(seconds=1)
AROUND = {
    "a second before": (-SECOND, True),
    "a millisecond before": (-MILLISECOND, True),
    "exactly": (timedelta(), True),
    "a millisecond after": (MILLISECOND, False),
    "a second after": (SECOND, False),
}
DAYS = {
    "an ordinary day": datetime(2026, 6, 30, 21, 59, 59, tzinfo=UTC),
    "the day that lacks an hour": datetime(2026, 3, 29, 1, 0, tzinfo=UTC),
    "02:30 for the first time": datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
    "02:30 for the second time": datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
    "31 December, 24:00": datetime(2026, 12, 31, 23, 0, tzinfo=UTC),
    "29 February": datetime(2028, 2, 29, 22, 59, 59, tzinfo=UTC),
}
CLOCKS = {
    "right": (timedelta(), "Europe/Berlin"),
    "sender two hours behind": (timedelta(hours=-2), "Europe/Berlin"),
    "sender two hours ahead": (timedelta(hours=2), "Europe/Berlin"),
    "server in UTC": (timedelta(), "UTC"),
    "server in New York": (timedelta(), "America/New_York"),
}
FREEZE = (
    "create schema frozen",
    "create function frozen.clock_timestamp() returns timestamptz stable language sql as"
    " $$ select current_setting('frozen.at')::timestamptz $$",
    "set local search_path = frozen, public, pg_catalog",
)


@pytest.fixture
def world_at(session):
    """Let the database's clock stand still at a moment, in a server that lives in this zone."""
    before = os.environ.get("TZ")
    for statement in FREEZE:
        session.execute(text(statement))

    def stand_still(moment, zone):
        session.execute(text("select set_config('frozen.at', :at, true)"), {"at": str(moment)})
        session.execute(text("select set_config('timezone', :zone, true)"), {"zone": zone})
        _live_in(zone)

    yield stand_still
    _live_in(before)


def _live_in(zone):
    os.environ.pop("TZ", None)
    if zone is not None:
        os.environ["TZ"] = zone
    time.tzset()


GRID = [
    pytest.param(day, (*around, *clock), id=f"{named}, {when}, {whose}")
    for named, day in DAYS.items()
    for when, around in AROUND.items()
    for whose, clock in CLOCKS.items()
]


@pytest.mark.parametrize(("closes_at", "cell"), GRID)
def test_a_submission_is_judged_by_the_database_alone(
    session, client_as, world_at, closes_at, cell
):
    distance, in_time, skew, zone = cell
    moment = closes_at + distance
    world_at(moment, zone)
    round_ = a_round(session, opens_at=closes_at - timedelta(days=60), closes_at=closes_at)
    anna = a_person(session)
    draft = a_finished_draft(session, anna, round_, declared_at=NOON)
    wrong = moment + skew

    answer = client_as(anna).post(
        f"/applications/{draft.number}/submit",
        {"submitted_at": wrong.isoformat(), "now": wrong.isoformat(), "function": "Vorstand"},
        headers={"Date": f"{wrong:%a, %d %b %Y %H:%M:%S} GMT"},
    )

    sent = select(Receipt).where(Receipt.application_id == draft.id)
    receipts = session.scalars(sent).all()
    if in_time:
        assert answer.status_code == 303
        assert (draft.state, draft.late) == (ApplicationState.SUBMITTED, False)
        assert [receipt.received_at.astimezone(UTC) for receipt in receipts] == [moment]
    else:
        assert answer.status_code == 422
        assert "Die Frist endete am" in answer.text
        assert (draft.state, receipts) == (ApplicationState.DRAFT, [])
