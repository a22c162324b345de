"""One item of a jury's meeting: nobody writes over another, nobody votes without a word first."""

from dataclasses import replace
from datetime import timedelta

import pytest

from grants.actions.meeting import call_meeting, close_meeting, save_item, save_presence
from grants.actions.overtaken import Overtaken
from grants.programme.finding import RulesBroken
from grants.programme.meeting import MeetingResult, Vote
from grants.programme.preset import preset
from grants.programme.stages import ApplicationState, RoundState
from grants.queries.meeting import item_revision
from tests.makers.jury import a_jury
from tests.makers.meeting import a_word
from tests.makers.moment import NOON
from tests.makers.review import an_entry, an_officer
from tests.makers.round import a_round

RECOMMENDED, REJECTED = MeetingResult.RECOMMENDED, MeetingResult.NOT_RECOMMENDED


@pytest.fixture
def dirk(session):
    return an_officer(session)


@pytest.fixture
def doris(session):
    return an_officer(session, "Doris Decker")


@pytest.fixture
def round_(session):
    return a_round(session, 5, state=RoundState.JURY_MEETING)


@pytest.fixture
def entries(session, round_):
    return [
        an_entry(session, round_, ApplicationState.UNDER_REVIEW, number=f"R5-000{at}")
        for at in (1, 2, 3)
    ]


@pytest.fixture
def jurors(session, round_):
    return a_jury(session, round_, "Jana Jahn", "Jonas Jung")


@pytest.fixture
def meeting(session, round_, entries, jurors, dirk):
    made = call_meeting(
        session, round_, held_at=NOON, place="Berlin", chair=jurors[0],
        by=dirk.as_actor(), now=NOON,
    )  # fmt: skip
    save_presence(session, made, jurors, by=dirk.as_actor(), now=NOON)
    return made


def spoken(session, meeting, jurors):
    for item in meeting.items:
        for juror in jurors:
            a_word(session, item.application, juror)


def keep(session, item, votes, result, by, *, revision, **more):
    save_item(session, item, votes, result=result, revision=revision, by=by.as_actor(), now=NOON,
              **more)  # fmt: skip


def kept(item):
    return {one.juror.name: one.vote for one in item.votes}, item.result


def rules(broken):
    return [finding.rule for finding in broken.value.findings]


def test_who_opened_the_item_before_another_saved_it_is_told_and_nothing_is_overwritten(
    session, meeting, jurors, dirk, doris
):
    spoken(session, meeting, jurors)
    item, jana = meeting.items[0], jurors[0]
    opened = item_revision(session, item)
    keep(session, item, {jana.id: Vote.FOR}, RECOMMENDED, dirk, revision=opened)

    with pytest.raises(Overtaken) as overtaken:
        keep(session, item, {jana.id: Vote.AGAINST}, REJECTED, doris, revision=opened)

    session.refresh(item)
    assert kept(item) == ({"Jana Jahn": Vote.FOR}, RECOMMENDED)
    assert overtaken.value.theirs.by == "Dirk Dorn"
    keep(session, item, {jana.id: Vote.AGAINST}, REJECTED, doris,
         revision=overtaken.value.theirs.revision)  # fmt: skip
    session.refresh(item)
    assert kept(item) == ({"Jana Jahn": Vote.AGAINST}, REJECTED)


def test_the_same_item_sent_twice_is_kept_once(session, meeting, jurors, dirk):
    spoken(session, meeting, jurors)
    item = meeting.items[0]
    opened = item_revision(session, item)
    keep(session, item, {jurors[0].id: Vote.FOR}, RECOMMENDED, dirk, revision=opened)
    first = item_revision(session, item)

    keep(session, item, {jurors[0].id: Vote.FOR}, RECOMMENDED, dirk, revision=opened)

    assert item_revision(session, item) == first


def test_whoever_has_not_declared_on_an_application_does_not_vote_on_it(
    session, meeting, entries, jurors, dirk
):
    jana, jonas = jurors
    a_word(session, entries[0], jana)
    item = meeting.items[0]

    with pytest.raises(RulesBroken) as broken:
        keep(session, item, {jana.id: Vote.FOR, jonas.id: Vote.FOR}, RECOMMENDED, dirk,
             revision=item_revision(session, item))  # fmt: skip

    assert rules(broken) == ["R-055"]
    assert broken.value.findings[0].says.de == (
        "Noch nichts erklärt hat Jonas Jung. Bis zur Erklärung gilt: nicht im Raum."
    )
    keep(session, item, {jana.id: Vote.FOR}, RECOMMENDED, dirk,
         revision=item_revision(session, item))  # fmt: skip
    session.refresh(item)
    assert kept(item) == ({"Jana Jahn": Vote.FOR, "Jonas Jung": Vote.AWAY}, RECOMMENDED)


def test_where_nobody_is_named_before_the_selection_jurors_declare_by_reading(
    session, entries, jurors, dirk
):
    terms = preset("interclust")
    blind = replace(terms, selection=replace(terms.selection, blind=True))
    round_ = a_round(session, 6, state=RoundState.JURY_MEETING, terms=blind)
    an_entry(session, round_, ApplicationState.UNDER_REVIEW, number="R6-0001")
    jana = a_jury(session, round_, "Jule Jost")[0]
    meeting = call_meeting(session, round_, held_at=NOON, place="Bonn", chair=jana,
                           by=dirk.as_actor(), now=NOON)  # fmt: skip
    save_presence(session, meeting, [jana], by=dirk.as_actor(), now=NOON)
    item = meeting.items[0]

    keep(session, item, {jana.id: Vote.FOR}, RECOMMENDED, dirk,
         revision=item_revision(session, item))  # fmt: skip

    session.refresh(item)
    assert kept(item) == ({"Jule Jost": Vote.FOR}, RECOMMENDED)


def test_no_meeting_is_held_before_the_submission_has_ended(session, round_, entries, dirk):
    with pytest.raises(RulesBroken) as broken:
        call_meeting(session, round_, held_at=round_.closes_at - timedelta(seconds=1),
                     place="Berlin", chair=None, by=dirk.as_actor(), now=NOON)  # fmt: skip

    assert rules(broken) == ["JURY-DATE"]
    assert broken.value.findings[0].place == "held_on"
    assert broken.value.findings[0].says.de == (
        "Die Sitzung muss nach dem Ende der Einreichung liegen, also nach dem 30.06.2026."
    )


def test_an_item_moves_to_its_place_and_the_others_make_room(session, meeting, jurors, dirk):
    spoken(session, meeting, jurors)
    last = meeting.items[2]

    keep(session, last, {}, None, dirk, revision=item_revision(session, last), position=1)

    session.refresh(meeting)
    assert [(one.application.number, one.position) for one in meeting.items] == [
        ("R5-0003", 1), ("R5-0001", 2), ("R5-0002", 3),
    ]  # fmt: skip


def test_there_is_no_place_behind_the_end_of_the_agenda(session, meeting, jurors, dirk):
    item = meeting.items[0]

    with pytest.raises(RulesBroken) as broken:
        keep(session, item, {}, None, dirk, revision=item_revision(session, item), position=99)

    assert broken.value.findings[0].says.de == (
        "Der Platz muss zwischen 1 und 3 liegen, Sie haben 99 eingegeben."
    )


@pytest.mark.parametrize(
    ("chaired", "state", "rule"),
    [
        (False, RoundState.JURY_MEETING, "JURY-CHAIR"),
        (True, RoundState.REVIEW, "JURY-CONVENED"),
    ],
    ids=["nobody in the chair", "jury not convened"],
)
def test_a_record_closes_with_a_chair_who_was_there_and_once_the_jury_is_convened(
    session, meeting, jurors, dirk, *, chaired, state, rule
):
    spoken(session, meeting, jurors)
    for item in meeting.items:
        keep(session, item, {jurors[0].id: Vote.FOR}, RECOMMENDED, dirk,
             revision=item_revision(session, item))  # fmt: skip
    meeting.chair = jurors[0] if chaired else None
    meeting.round.state = state

    with pytest.raises(RulesBroken) as broken:
        close_meeting(session, meeting, by=dirk.as_actor(), now=NOON)

    assert rules(broken) == [rule]


def test_a_record_does_not_close_before_its_meeting_has_begun(session, meeting, jurors, dirk):
    spoken(session, meeting, jurors)
    for item in meeting.items:
        keep(session, item, {jurors[0].id: Vote.FOR}, RECOMMENDED, dirk,
             revision=item_revision(session, item))  # fmt: skip
    by, second = dirk.as_actor(), timedelta(seconds=1)

    with pytest.raises(RulesBroken) as broken:
        close_meeting(session, meeting, by=by, now=meeting.held_at - second)
    close_meeting(session, meeting, by=by, now=meeting.held_at)

    assert rules(broken) == ["JURY-BEGUN"]
    assert broken.value.findings[0].says.de == (
        "Die Sitzung beginnt erst am 17.05.2028, 12:00 Uhr (MESZ). Schließen Sie das Protokoll"
        " danach, oder berichtigen Sie den Beginn unter „Zeit und Ort ändern“."
    )
    assert meeting.closed_at == meeting.held_at


def test_nothing_is_recorded_before_the_meeting_begins(session, meeting, entries, jurors, dirk):
    spoken(session, meeting, jurors)
    save_presence(session, meeting, [], by=dirk.as_actor(), now=NOON)
    begin = NOON + timedelta(days=1)
    call_meeting(session, meeting.round, held_at=begin, place="Berlin", chair=jurors[0],
                 by=dirk.as_actor(), now=NOON)  # fmt: skip

    with pytest.raises(RulesBroken, match="JURY-BEGUN"):
        save_presence(session, meeting, jurors, by=dirk.as_actor(),
                      now=begin - timedelta(seconds=1))  # fmt: skip
    save_presence(session, meeting, jurors, by=dirk.as_actor(), now=begin)
    votes = {juror.id: Vote.FOR for juror in jurors}
    with pytest.raises(RulesBroken, match="JURY-BEGUN"):
        keep(session, meeting.items[0], votes, RECOMMENDED, dirk, revision=0)


def test_a_meeting_that_people_attend_is_not_put_off(session, meeting, jurors, dirk):
    with pytest.raises(RulesBroken, match="JURY-ATTENDED"):
        call_meeting(session, meeting.round, held_at=NOON + timedelta(days=1), place="Berlin",
                     chair=jurors[0], by=dirk.as_actor(), now=NOON)  # fmt: skip

    assert meeting.held_at == NOON
