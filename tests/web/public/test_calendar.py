"""Calendars to subscribe to, read back as a calendar program reads them."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import func, select

from grants.actions.extension import confirm_extension, propose_extension
from grants.models.feed import Feed
from grants.models.record import Act
from grants.models.round import Milestone
from grants.programme.people import TeamRole
from grants.programme.stages import ApplicationState, RoundState
from grants.web.token import hash_of
from tests.makers.application import an_application
from tests.makers.cluster import a_cluster
from tests.makers.grant import a_grant
from tests.makers.moment import NOON, days
from tests.makers.person import a_person
from tests.makers.report import a_report
from tests.makers.review import an_officer
from tests.makers.round import a_round


def events(answer):
    """What the calendar shows, by the code of each entry."""
    assert answer.status_code == 200
    assert answer.content_type == "text/calendar; charset=utf-8"
    read = Calendar.from_ical(answer.data)
    assert read.errors == []
    return {str(event["uid"]): event for event in read.walk("VEVENT")}


def secret_of(answer):
    """The address that the page shows once."""
    return re.search(r"http://localhost(/calendar/[\w-]+\.ics)", answer.text)[1]


@pytest.fixture
def round_(session, clock_at):
    clock_at(NOON)
    made = a_round(session, 6, state=RoundState.OPEN, closes_at=days(2))
    with session.no_autoflush:
        session.add(Milestone(round=made, on=date(2028, 7, 3), state=RoundState.REVIEW))
    session.flush()
    return made


@pytest.fixture
def anna(session):
    return a_person(session)


@pytest.fixture
def cluster(session, anna):
    return a_cluster(session, "Optik Jena", team={anna: TeamRole.SIGNATORY})


def test_a_call_has_its_public_dates_with_their_zone(client_as, round_):
    found = events(client_as().get("/calls/6.ics"))

    assert list(found) == [
        "round-6-opens@localhost",
        "round-6-closes@localhost",
        "round-6-review@localhost",
    ]
    closes = found["round-6-closes@localhost"]
    assert closes.start == days(2)
    assert closes["dtstart"].params["TZID"] == "Europe/Berlin"
    assert closes["summary"] == "Runde 6: Einreichung endet"
    assert closes["url"] == "http://localhost/calls/6"
    assert found["round-6-review@localhost"].start == date(2028, 7, 3)


def test_the_file_brings_its_zone_along(client_as, round_):
    read = Calendar.from_ical(client_as().get("/calls/6.ics").data)

    assert [str(zone["tzid"]) for zone in read.walk("VTIMEZONE")] == ["Europe/Berlin"]


def test_a_moment_of_the_hour_that_comes_twice_stays_one_moment(client_as, session, round_):
    second = datetime(2028, 10, 29, 1, 30, tzinfo=UTC)
    round_.closes_at = second
    session.flush()

    closes = events(client_as().get("/calls/6.ics"))["round-6-closes@localhost"]

    assert closes.start == second
    assert closes["dtstart"].to_ical() == b"20281029T013000Z"


def test_an_extended_deadline_moves_the_same_entry(client_as, session, round_):
    dirk, doris = (an_officer(session, name).as_actor() for name in ("Dirk Dorn", "Doris Dietz"))
    before = events(client_as().get("/calls/6.ics"))["round-6-closes@localhost"]
    moved = propose_extension(
        session, round_, closes_at=days(9), reason="Störung", by=dirk, now=NOON
    )
    confirm_extension(session, moved, by=doris, now=NOON, public_url="")

    after = events(client_as().get("/calls/6.ics"))["round-6-closes@localhost"]

    assert (before["uid"], before["sequence"]) == (after["uid"], 0)
    assert (after.start, after["sequence"]) == (days(9), 1)


def test_a_call_that_is_not_public_has_no_calendar(client_as, session, round_):
    a_round(session, 7, state=RoundState.DRAFT)

    assert client_as().get("/calls/7.ics").status_code == 404


def test_a_cancelled_call_cancels_its_dates(client_as, session, round_):
    round_.state = RoundState.CANCELLED

    found = events(client_as().get("/calls/6.ics"))

    assert {str(event["status"]) for event in found.values()} == {"CANCELLED"}


def test_ones_own_calendar_holds_drafts_and_the_steps_of_their_rounds(
    client_as, session, round_, anna, cluster
):
    draft = an_application(session, cluster, round_)
    an_application(session, None, round_)
    address = secret_of(client_as(anna).post("/account/calendar"))

    found = events(client_as().get(address))

    assert set(found) == {
        f"application-{draft.number}-closes@localhost",
        "round-6-review@localhost",
    }
    ends = found[f"application-{draft.number}-closes@localhost"]
    assert ends.start == days(2)
    assert "19.05.2028, 12:00 Uhr (MESZ)" in ends["description"]


def test_a_draft_that_was_handed_in_has_no_deadline_any_more(
    client_as, session, round_, anna, cluster
):
    an_application(session, cluster, round_, state=ApplicationState.SUBMITTED)
    address = secret_of(client_as(anna).post("/account/calendar"))

    assert set(events(client_as().get(address))) == {"round-6-review@localhost"}


def test_ones_own_calendar_holds_the_reports_one_owes_as_whole_days(client_as, session, clock_at):
    clock_at(NOON)
    grant = a_grant(session)
    owner = grant.award.cluster.team[0].person
    report = a_report(session, grant, due_on=date(2028, 6, 30))
    address = secret_of(client_as(owner).post("/account/calendar"))

    found = events(client_as().get(address))

    (event,) = (each for uid, each in found.items() if uid.startswith("report-"))
    assert event.start == report.due_on
    assert event["url"].startswith(f"http://localhost/grants/{grant.number}/reports/")


def test_a_secret_works_until_it_is_revoked_or_replaced(client_as, session, anna, round_):
    browser = client_as(anna)
    first = secret_of(browser.post("/account/calendar"))
    second = secret_of(browser.post("/account/calendar"))

    assert client_as().get(first).status_code == 404
    assert client_as().get(second).status_code == 200
    assert second not in browser.get("/account").text
    assert browser.post("/account/calendar/revoke").status_code == 303
    assert client_as().get(second).status_code == 404
    assert session.scalars(select(Act.act).order_by(Act.id)).all() == [
        "make_feed", "make_feed", "revoke_feed",
    ]  # fmt: skip


def test_only_the_fingerprint_of_a_secret_is_kept(client_as, session, anna, round_):
    address = secret_of(client_as(anna).post("/account/calendar"))

    secret = address.removeprefix("/calendar/").removesuffix(".ics")
    assert session.scalars(select(Feed.token_hash)).all() == [hash_of(secret)]


def test_a_closed_account_and_a_left_team_end_what_the_calendar_shows(
    client_as, session, round_, anna, cluster
):
    an_application(session, cluster, round_)
    address = secret_of(client_as(anna).post("/account/calendar"))

    cluster.team[0].until = NOON - timedelta(days=1)
    assert events(client_as().get(address)) == {}
    anna.active = False
    assert client_as().get(address).status_code == 404


def test_an_officers_calendar_holds_the_deadlines_of_rounds(client_as, session, round_):
    address = secret_of(client_as(an_officer(session)).post("/account/calendar"))

    assert set(events(client_as().get(address))) == {
        "round-6-closes@localhost",
        "round-6-review@localhost",
    }


def test_nobody_can_have_two_live_calendars(client_as, session, anna, round_):
    for _ in range(3):
        client_as(anna).post("/account/calendar")

    live = select(func.count(Feed.id)).where(Feed.revoked_at.is_(None))
    assert session.scalar(live) == 1
