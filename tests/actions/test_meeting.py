"""A jury meets: with a quorum, without whoever has a conflict, and its record closes for good."""

from dataclasses import replace
from fractions import Fraction

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from grants.actions.meeting import call_meeting, close_meeting, save_item, save_presence
from grants.actions.ranking import fix_ranking
from grants.models.meeting import Meeting, MeetingItem
from grants.papers.minutes import fill_minutes
from grants.programme.conflict import ConflictKind
from grants.programme.finding import RulesBroken
from grants.programme.meeting import (
    MeetingResult,
    Vote,
    check_quorum,
    check_voted,
    needed_for_quorum,
)
from grants.programme.preset import preset
from grants.programme.stages import ApplicationState, RoundState
from grants.queries.meeting import item_revision
from grants.queries.review_ready import declaration
from grants.queries.round_ready import findings_before
from tests.makers.jury import a_jury
from tests.makers.meeting import a_word
from tests.makers.moment import NOON
from tests.makers.review import a_review, an_entry, an_officer
from tests.makers.round import a_round

RECOMMENDED = MeetingResult.RECOMMENDED


@pytest.fixture
def dirk(session):
    return an_officer(session)


@pytest.fixture
def round_(session):
    terms = preset("interclust")
    terms = replace(terms, selection=replace(terms.selection, meeting=True))
    return a_round(session, 5, state=RoundState.JURY_MEETING, terms=terms)


@pytest.fixture
def entries(session, round_):
    return [
        an_entry(session, round_, ApplicationState.UNDER_REVIEW, number=f"R5-000{at}")
        for at in (1, 2)
    ]


@pytest.fixture
def jurors(session, round_, entries):
    """Four jurors who have declared on every application."""
    made = a_jury(session, round_, "Jana Jahn", "Jonas Jung", "Jule Jost", "Jens Jakob")
    for juror in made:
        for entry in entries:
            a_word(session, entry, juror)
    return made


@pytest.fixture
def meeting(session, round_, entries, jurors, dirk):
    made = call_meeting(
        session, round_, held_at=NOON, place="Berlin", chair=jurors[0],
        by=dirk.as_actor(), now=NOON,
    )  # fmt: skip
    save_presence(session, made, jurors[:3], by=dirk.as_actor(), now=NOON)
    return made


def conflict(session, application, juror, kind=ConflictKind.BOARD):
    said = declaration(session, application, juror)
    said.conflicted, said.kind = True, kind
    session.flush()


def vote(session, meeting, dirk, *votes, at=0, result=RECOMMENDED):
    jurors = sorted(meeting.presences, key=lambda seat: seat.juror_id)
    said = {seat.juror_id: one for seat, one in zip(jurors, votes, strict=False)}
    item = meeting.items[at]
    save_item(session, item, said, result=result, revision=item_revision(session, item),
              by=dirk.as_actor(), now=NOON)  # fmt: skip


def rules(broken):
    return [finding.rule for finding in broken.value.findings]


@pytest.mark.parametrize(
    ("quorum", "size", "needed"),
    [("1/2", 8, 4), ("1/2", 7, 4), ("2/3", 7, 5), ("1", 3, 3), ("1/2", 0, 1)],
)
def test_the_quorum_is_rounded_up(quorum, size, needed):
    assert needed_for_quorum(Fraction(quorum), size) == needed


def test_one_fewer_than_the_quorum_is_none():
    selection = replace(preset("interclust").selection, quorum=Fraction(1, 2))

    assert [check_quorum(selection, there, 7).holds for there in (3, 4)] == [False, True]


def test_the_agenda_holds_every_reviewed_application_and_grows_at_the_end(
    session, round_, meeting, dirk
):
    late = an_entry(session, round_, ApplicationState.UNDER_REVIEW, number="R5-0000")

    call_meeting(session, round_, held_at=NOON, place="Bonn", chair=None,
                 by=dirk.as_actor(), now=NOON)  # fmt: skip

    session.refresh(meeting)
    assert [item.application.number for item in meeting.items] == ["R5-0001", "R5-0002", "R5-0000"]
    assert meeting.items[-1].application is late
    assert meeting.place == "Bonn"


def test_a_conflicted_juror_leaves_and_is_minuted(session, meeting, entries, jurors, dirk):
    conflict(session, entries[0], jurors[1])

    vote(session, meeting, dirk, Vote.FOR, Vote.AWAY, Vote.AGAINST, result=MeetingResult.RESERVE)
    vote(session, meeting, dirk, Vote.FOR, Vote.FOR, Vote.FOR, at=1)
    close_meeting(session, meeting, by=dirk.as_actor(), now=NOON)

    minutes = fill_minutes(session, meeting)
    first, second = minutes.items
    assert (minutes.programme.de, minutes.chair) == ("InterClust, Runde 5", "Jana Jahn")
    assert (first.votes_for, first.against, first.abstained) == (1, 1, 0)
    assert first.left == ("Jonas Jung (Befangenheit: Gremium)",)
    assert (second.votes_for, second.left) == (3, ())
    assert minutes.absent == ("Jens Jakob",)
    assert minutes.quorum.de == "3 von 4 Mitgliedern sind anwesend, nötig sind 2."


def test_a_conflicted_juror_is_out_even_where_nobody_said_so(
    session, meeting, entries, jurors, dirk
):
    conflict(session, entries[0], jurors[2])

    vote(session, meeting, dirk, Vote.FOR, Vote.FOR)

    session.refresh(meeting.items[0])
    assert {one.juror.name: one.vote for one in meeting.items[0].votes} == {
        "Jana Jahn": Vote.FOR, "Jonas Jung": Vote.FOR, "Jule Jost": Vote.AWAY,
    }  # fmt: skip


def test_the_vote_of_a_conflicted_juror_is_refused(session, meeting, entries, jurors, dirk):
    conflict(session, entries[0], jurors[0])

    with pytest.raises(RulesBroken) as broken:
        vote(session, meeting, dirk, Vote.FOR)

    assert rules(broken) == ["R-055"]


@pytest.mark.parametrize(
    ("votes", "result", "fits"),
    [
        ((Vote.FOR, Vote.FOR, Vote.AGAINST), RECOMMENDED, True),
        ((Vote.FOR, Vote.AGAINST, Vote.ABSTENTION), RECOMMENDED, False),
        ((Vote.AGAINST, Vote.ABSTENTION, Vote.ABSTENTION), RECOMMENDED, False),
        ((Vote.AWAY, Vote.AWAY, Vote.AWAY), MeetingResult.NOT_RECOMMENDED, False),
        ((Vote.AWAY, Vote.AWAY, Vote.AWAY), MeetingResult.POSTPONED, True),
        ((Vote.AGAINST, Vote.AGAINST, Vote.FOR), MeetingResult.NOT_RECOMMENDED, True),
    ],
)
def test_the_result_is_what_the_votes_say(votes, result, fits):
    assert check_voted(result, votes).holds is fits


def test_a_result_against_the_votes_is_not_kept(session, meeting, dirk):
    with pytest.raises(RulesBroken) as broken:
        vote(session, meeting, dirk, Vote.AGAINST, Vote.AGAINST, Vote.FOR)

    assert rules(broken) == ["JURY-VOTE"]
    assert meeting.items[0].votes == []


def test_without_a_quorum_nobody_votes_and_nothing_closes(session, meeting, jurors, dirk):
    save_presence(session, meeting, jurors[:1], by=dirk.as_actor(), now=NOON)

    with pytest.raises(RulesBroken) as voting:
        vote(session, meeting, dirk, Vote.FOR)
    with pytest.raises(RulesBroken) as closing:
        close_meeting(session, meeting, by=dirk.as_actor(), now=NOON)

    assert rules(voting) == ["JURY-QUORUM"]
    assert rules(closing) == ["JURY-QUORUM", "JURY-ITEMS"]


def test_who_turns_out_not_to_be_there_has_no_vote(session, meeting, jurors, dirk):
    vote(session, meeting, dirk, Vote.FOR, Vote.FOR, Vote.FOR)

    save_presence(session, meeting, jurors[:2], by=dirk.as_actor(), now=NOON)

    session.refresh(meeting.items[0])
    assert {one.juror_id for one in meeting.items[0].votes} == {one.id for one in jurors[:2]}


def test_nothing_changes_once_the_record_is_closed(session, meeting, jurors, dirk):
    for at in (0, 1):
        vote(session, meeting, dirk, Vote.FOR, Vote.FOR, Vote.FOR, at=at)
    close_meeting(session, meeting, by=dirk.as_actor(), now=NOON)

    with pytest.raises(RulesBroken) as broken:
        save_presence(session, meeting, jurors, by=dirk.as_actor(), now=NOON)
    assert rules(broken) == ["JURY-CLOSED"]
    for change in (
        update(MeetingItem).where(MeetingItem.meeting_id == meeting.id).values(note="anders"),
        update(Meeting).where(Meeting.id == meeting.id).values(place="Bonn"),
    ):
        with pytest.raises(IntegrityError), session.begin_nested():
            session.execute(change)


def test_where_the_terms_ask_for_a_meeting_there_is_no_ranking_before_it_is_closed(
    session, meeting, entries, jurors, dirk
):
    round_ = meeting.round
    for entry in entries:
        for juror in jurors[:3]:
            a_review(session, entry, juror, declared=False)
    with pytest.raises(RulesBroken) as broken:
        fix_ranking(session, round_, by=dirk.as_actor(), now=NOON)
    for at in (0, 1):
        vote(session, meeting, dirk, Vote.FOR, Vote.FOR, Vote.FOR, at=at)
    close_meeting(session, meeting, by=dirk.as_actor(), now=NOON)

    fix_ranking(session, round_, by=dirk.as_actor(), now=NOON)

    assert rules(broken) == ["ROUND-MEETING"]
    assert entries[0].state is not ApplicationState.UNDER_REVIEW


def test_terms_that_ask_for_no_meeting_need_none(session):
    round_ = a_round(session, 6, state=RoundState.JURY_MEETING)

    found = [finding.rule for finding in findings_before(session, round_, "rank")]

    assert "ROUND-MEETING" not in found


def test_a_meeting_nobody_asked_for_is_closed_before_the_ranking_or_nobody_was_there(session, dirk):
    round_ = a_round(session, 6, state=RoundState.JURY_MEETING)
    jurors = a_jury(session, round_, "Jana Jahn", "Jonas Jung", "Jule Jost")

    def open_meeting():
        found = findings_before(session, round_, "rank")
        return [one.holds for one in found if one.rule == "ROUND-MEETING"]

    called = call_meeting(session, round_, held_at=NOON, place="Berlin", chair=jurors[0],
                          by=dirk.as_actor(), now=NOON)  # fmt: skip
    save_presence(session, called, [], by=dirk.as_actor(), now=NOON)
    assert open_meeting() == []

    save_presence(session, called, jurors, by=dirk.as_actor(), now=NOON)
    assert open_meeting() == [False]

    close_meeting(session, called, by=dirk.as_actor(), now=NOON)
    assert open_meeting() == [True]
