"""An officer keeps the record of a jury's meeting, from the call to the minutes."""

import re
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from grants.models.meeting import Meeting
from grants.programme.conflict import ConflictKind
from grants.programme.meeting import MeetingResult, Vote
from grants.programme.stages import ApplicationState, RoundState
from tests.makers.jury import a_jury
from tests.makers.meeting import a_word
from tests.makers.review import an_entry, an_officer
from tests.makers.round import a_round

ADDRESS = "/sponsor/rounds/5/meeting"
CALL = {"act": "call", "held_on": "14.09.2028", "held_time": "10:00", "place": "Berlin"}


@pytest.fixture
def round_(session):
    return a_round(session, 5, state=RoundState.JURY_MEETING)


@pytest.fixture
def entries(session, round_):
    return [
        an_entry(session, round_, ApplicationState.UNDER_REVIEW, number=f"R5-000{at}")
        for at in (1, 2)
    ]


@pytest.fixture
def jurors(session, round_, entries):
    """Three jurors; Jule competes with the first applicant, and says so."""
    jana, jonas, jule = made = a_jury(session, round_, "Jana Jahn", "Jonas Jung", "Jule Jost")
    for juror in (jana, jonas):
        a_word(session, entries[0], juror)
    a_word(session, entries[0], jule, conflicted=True, kind=ConflictKind.COMPETITOR)
    a_word(session, entries[1], jana)
    return made


@pytest.fixture
def dirk(session, client_as, clock_at):
    """Dirk, when the meeting begins."""
    clock_at(datetime(2028, 9, 14, 8, 0, tzinfo=UTC))
    return client_as(an_officer(session))


def test_the_whole_meeting_from_the_call_to_the_closed_record(session, dirk, entries, jurors):
    jana, jonas, jule = jurors
    called = dirk.post(ADDRESS, {**CALL, "chair": str(jana.id)})
    there = dirk.post(ADDRESS, {"act": "presence", "present": [str(one.id) for one in jurors]})
    agenda = dirk.get(ADDRESS).text
    item = dirk.get(f"{ADDRESS}/R5-0001").text
    first = dirk.post(f"{ADDRESS}/R5-0001", {
        f"vote_{jana.id}": "for", f"vote_{jonas.id}": "abstention", f"vote_{jule.id}": "for",
        "result": "recommended", "note": "Einstimmig", "position": "1",
    })  # fmt: skip
    early = dirk.post(ADDRESS, {"act": "close", "sure": "y"})
    second = dirk.post(f"{ADDRESS}/R5-0002", {
        f"vote_{jana.id}": "against", "result": "reserve", "position": "2",
    })  # fmt: skip
    closed = dirk.post(ADDRESS, {"act": "close", "sure": "y"})

    statuses = [one.status_code for one in (called, there, first, early, second, closed)]
    assert statuses == [303, 303, 303, 422, 303, 303]
    assert first.location == f"{ADDRESS}/R5-0002"
    assert second.location == ADDRESS
    assert "Jule Jost" in agenda
    assert f"vote_{jule.id}" not in item
    assert "Wettbewerb" in item
    meeting = session.scalars(select(Meeting)).one()
    assert {one.juror_id: one.vote for one in meeting.items[0].votes} == {
        jana.id: Vote.FOR, jonas.id: Vote.ABSTENTION, jule.id: Vote.AWAY,
    }  # fmt: skip
    assert f"{meeting.held_at:%Y-%m-%d %H:%M}" == "2028-09-14 08:00"
    assert "Protokoll geschlossen" in dirk.get(ADDRESS).text
    assert "Das Protokoll ist geschlossen" in dirk.get(f"{ADDRESS}/R5-0001").text


def test_a_second_window_is_told_what_was_saved_meanwhile_and_overwrites_nothing(
    session, dirk, client_as, entries, jurors
):
    jana, jonas, _ = jurors
    doris = client_as(an_officer(session, "Doris Decker"))
    dirk.post(ADDRESS, CALL)
    dirk.post(ADDRESS, {"act": "presence", "present": [str(one.id) for one in jurors]})
    opened = doris.get(f"{ADDRESS}/R5-0001").text
    seen = re.search(r'name="revision" value="(\d+)"', opened)[1]
    mine = {f"vote_{jana.id}": "for", f"vote_{jonas.id}": "for", "result": "recommended",
            "position": "1", "revision": seen}  # fmt: skip
    theirs = mine | {f"vote_{jana.id}": "against", f"vote_{jonas.id}": "against",
                     "result": "not_recommended"}  # fmt: skip

    first = dirk.post(f"{ADDRESS}/R5-0001", mine)
    late = doris.post(f"{ADDRESS}/R5-0001", theirs)

    assert (first.status_code, late.status_code) == (303, 409)
    assert "Dirk Dorn hat" in late.text
    meeting = session.scalars(select(Meeting)).one()
    session.refresh(meeting.items[0])
    assert meeting.items[0].result is MeetingResult.RECOMMENDED


def test_whoever_has_not_declared_is_named_and_offered_no_vote(dirk, entries, jurors):
    dirk.post(ADDRESS, CALL)
    dirk.post(ADDRESS, {"act": "presence", "present": [str(one.id) for one in jurors]})

    agenda = dirk.get(ADDRESS).text
    item = dirk.get(f"{ADDRESS}/R5-0002").text

    assert "noch ohne Erklärung: Jonas Jung, Jule Jost" in agenda
    assert "Noch ohne Erklärung" in item
    assert f"vote_{jurors[1].id}" not in item


def test_a_form_with_a_mistake_keeps_what_was_typed(dirk, entries, jurors):
    answer = dirk.post(ADDRESS, {**CALL, "held_time": "zehn Uhr"})

    assert answer.status_code == 422
    assert 'value="zehn Uhr"' in answer.text
    assert 'value="Berlin"' in answer.text


def test_without_a_quorum_the_page_says_how_many_are_needed(dirk, entries, jurors):
    dirk.post(ADDRESS, CALL)
    dirk.post(ADDRESS, {"act": "presence", "present": [str(jurors[0].id)]})

    refused = dirk.post(f"{ADDRESS}/R5-0001", {"result": "recommended", "position": "1"})

    assert refused.status_code == 422
    assert "1 von 3 Mitgliedern sind anwesend, nötig sind 2." in refused.text


def test_no_juror_reads_of_the_meeting(client_as, dirk, entries, jurors):
    dirk.post(ADDRESS, CALL)

    assert client_as(jurors[0]).get(ADDRESS).status_code == 404
    assert client_as(jurors[0]).get(f"{ADDRESS}/R5-0001").status_code == 404
