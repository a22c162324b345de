"""The roads, tested over themselves."""

from collections import Counter

import pytest

from grants.programme.people import Role
from grants.programme.roads.diagram import all_diagrams, diagram
from grants.programme.roads.road import waited_for
from grants.programme.stages import (
    APPLICATION_MOVES,
    REPORT_MOVES,
    ROADS,
    ROUND_MOVES,
    ApplicationState,
    AwardState,
    GrantState,
    NoSuchMove,
    ProjectState,
    ReportState,
    RoundState,
    holder,
    label,
    moves_from,
    step,
)

EVERY_ROAD = pytest.mark.parametrize("road", ROADS, ids=lambda road: road.name.en)
EVERY_MOVE = pytest.mark.parametrize(
    ("road", "move"),
    [
        pytest.param(road, move, id=f"{road.name.en}: {move.act} from {move.start} to {move.end}")
        for road in ROADS
        for move in road.moves
    ],
)

ENDS = {
    "Round": {"archived", "cancelled"},
    "Application": {"formally_rejected", "rejected", "withdrawn", "expired"},
    "Award": {"closed", "terminated", "revoked"},
    "Phase": {"closed", "terminated"},
    "Joint project": {"completed", "terminated", "rejected", "ineligible", "withdrawn"},
    "Grant": {"archived"},
    "Report": {"waived"},
    "Payment request": {"used", "interest_notice", "rejected"},
    "Amendment": {"notified"},
}
RESTS = {"Report": {"accepted"}}
"""Where a road may end as well, though somebody can open it again."""


@EVERY_MOVE
def test_each_move_works_for_everybody_it_names_and_for_nobody_else(road, move):
    hands = [*Role, None]

    able = {by for by in hands if _can(road, move, by)}

    assert able == move.by | ({None} if move.system else set())


def _can(road, move, by):
    try:
        return step(road.moves, move.act, move.start, by, move.end) is move.end
    except NoSuchMove:
        return False


@EVERY_ROAD
def test_no_two_moves_of_a_road_disagree(road):
    pairs = Counter((m.start, m.act, m.end if m.back else None) for m in road.moves)

    assert [pair for pair, times in pairs.items() if times > 1] == []


@EVERY_ROAD
def test_every_state_can_be_reached_from_the_first(road):
    reached = {road.moves[0].start}
    while more := {m.end for m in road.moves if m.start in reached} - reached:
        reached |= more

    assert reached == set(road.states)


@EVERY_ROAD
def test_every_state_leads_to_an_end(road):
    ends = ENDS[road.name.en] | RESTS.get(road.name.en, set())
    arrived = {road.states(state) for state in ends}
    while more := {m.start for m in road.moves if m.end in arrived} - arrived:
        arrived |= more

    assert arrived == set(road.states)


@EVERY_ROAD
def test_the_ends_of_a_road_are_the_ones_we_know(road):
    ends = {state.value for state in road.states if not moves_from(road.moves, state)}

    assert ends == ENDS[road.name.en]


@EVERY_ROAD
def test_every_state_has_words_in_both_languages(road):
    assert set(road.words) == set(road.states)
    assert all(label(state).de and label(state).en for state in road.states)


@EVERY_ROAD
def test_never_are_two_parties_waited_for_at_once(road):
    for state in road.states:
        waited = {role for m in moves_from(road.moves, state) if not m.side for role in m.by}
        assert len(waited) <= 1


@EVERY_MOVE
def test_each_move_is_open_to_somebody_and_has_words(road, move):
    assert move.by or move.system
    assert move.label.de
    assert move.label.en
    assert move.act.replace("_", "").isalpha()


def test_every_road_begins_with_the_first_of_its_states():
    assert [r.moves[0].start for r in ROADS] == [next(iter(r.states)) for r in ROADS]


def test_an_unknown_act_is_refused_and_named():
    with pytest.raises(NoSuchMove, match="no move 'fly' from 'draft' by sponsor"):
        step(APPLICATION_MOVES, "fly", ApplicationState.DRAFT, Role.SPONSOR)


@pytest.mark.parametrize(
    ("state", "who"),
    [
        (ApplicationState.DRAFT, Role.APPLICANT),
        (ApplicationState.SUBMITTED, Role.SPONSOR),
        (ApplicationState.INCOMPLETE, Role.APPLICANT),
        (ApplicationState.RESERVE, None),
        (ApplicationState.SELECTED, None),
        (RoundState.ANNOUNCED, None),
        (RoundState.CLOSED, Role.SPONSOR),
        (AwardState.CONCEPT_RUNNING, Role.APPLICANT),
        (ProjectState.DRAFT, Role.APPLICANT),
        (ReportState.OVERDUE, Role.APPLICANT),
        (ReportState.IN_CHECK, Role.SPONSOR),
        (GrantState.PROOF_DUE, Role.APPLICANT),
    ],
    ids=repr,
)
def test_the_table_says_who_has_the_ball(state, who):
    assert holder(state) == who


def test_equal_words_on_different_roads_do_not_mix():
    assert label(ProjectState.APPROVED).en == "Approved"
    assert label(RoundState.CLOSED).en == "Closed"
    assert label(AwardState.CLOSED).de == "Abgeschlossen"


def test_a_state_of_no_road_has_no_label():
    with pytest.raises(LookupError):
        label(Role.SPONSOR)


def test_the_clock_opens_and_closes_a_round_and_no_person_does():
    assert step(ROUND_MOVES, "close", RoundState.OPEN, None) is RoundState.CLOSED
    with pytest.raises(NoSuchMove):
        step(ROUND_MOVES, "close", RoundState.OPEN, Role.SPONSOR)


def test_an_extended_report_is_waited_for_from_its_recipient():
    assert waited_for(REPORT_MOVES, ReportState.EXTENDED) is Role.APPLICANT


@EVERY_ROAD
def test_a_diagram_draws_each_move_once(road):
    lines = diagram(road.moves).splitlines()

    assert lines[0] == "stateDiagram-v2"
    assert lines[1] == f"    [*] --> {road.moves[0].start.value}"
    assert len(lines) == 2 + len(road.moves) + len(ENDS[road.name.en])


def test_an_arrow_says_act_and_hands():
    drawn = diagram(APPLICATION_MOVES).splitlines()

    assert drawn[2] == "    draft --> submitted: submit (applicant)"
    assert drawn[3] == "    draft --> expired: expire (clock)"


def test_the_page_of_all_roads_has_a_chapter_for_each():
    page = all_diagrams()

    chapters = [line for line in page.splitlines() if line.startswith("## ")]
    assert chapters == [f"## {road.name.en} ({road.name.de})" for road in ROADS]
    assert page.count("```mermaid") == len(ROADS)
