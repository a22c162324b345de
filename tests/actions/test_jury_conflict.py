"""Who has a conflict takes no part: the database refuses what an act might forget (R-055)."""

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from grants.actions.declaration import declare
from grants.actions.review import assign_juror
from grants.models.award import Partner, Project
from grants.models.meeting import Meeting, MeetingItem, MeetingPresence, MeetingVote
from grants.models.organisation import Membership
from grants.models.review import Assignment, ConflictDeclaration, Score
from grants.programme.conflict import ConflictKind
from grants.programme.finding import RulesBroken
from grants.programme.meeting import Vote
from grants.programme.people import TeamRole
from grants.programme.stages import ApplicationState, RoundState
from grants.queries.jury_hint import hints_of
from grants.queries.jury_member import jurors_for
from grants.queries.meeting import jury_of
from tests.makers.application import an_application
from tests.makers.award import an_award
from tests.makers.jury import a_profile, a_seat
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.makers.review import a_juror, a_review, an_entry, an_officer
from tests.makers.round import a_round


@pytest.fixture
def application(session):
    round_ = a_round(session, 5, state=RoundState.REVIEW)
    return an_entry(session, round_, ApplicationState.UNDER_REVIEW, number="R5-0001")


def conflicted(session, application, juror, kind=ConflictKind.BOARD):
    made = ConflictDeclaration(
        application=application, juror=juror, conflicted=True, kind=kind, declared_at=NOON
    )
    session.add(made)
    session.flush()
    return made


def takes(session, kind, **values):
    """Does the database take such a row?"""
    session.flush()
    try:
        with session.begin_nested():
            session.execute(insert(kind).values(**values))
    except IntegrityError:
        return False
    return True


def a_meeting(session, application, *present):
    meeting = Meeting(round=application.round, held_at=NOON, place="Berlin")
    meeting.presences = [MeetingPresence(meeting=meeting, juror=juror) for juror in present]
    item = MeetingItem(meeting=meeting, application=application, position=1)
    session.add(meeting)
    session.flush()
    return item


def test_the_database_gives_nothing_to_a_conflicted_juror(session, application):
    jana = a_juror(session)
    conflicted(session, application, jana)

    assert not takes(
        session, Assignment, application_id=application.id, juror_id=jana.id, assigned_at=NOON
    )


def test_the_database_keeps_no_score_of_a_conflicted_juror(session, application):
    jana = a_juror(session)
    assignment = a_review(session, application, jana, points=None)
    session.scalars(select(ConflictDeclaration)).one().conflicted = True
    session.flush()

    assert not takes(
        session, Score, assignment_id=assignment.id, criterion="C1", points=4, reason=""
    )


@pytest.mark.parametrize("vote", [Vote.FOR, Vote.AGAINST, Vote.ABSTENTION])
def test_the_database_refuses_the_vote_of_a_conflicted_juror(session, application, vote):
    jana = a_juror(session)
    item = a_meeting(session, application, jana)
    conflicted(session, application, jana)

    assert not takes(session, MeetingVote, item_id=item.id, juror_id=jana.id, vote=vote)


def test_a_conflicted_juror_is_noted_as_out_of_the_room(session, application):
    jana = a_juror(session)
    item = a_meeting(session, application, jana)
    conflicted(session, application, jana)

    session.add(MeetingVote(item=item, juror=jana, vote=Vote.AWAY))
    session.flush()

    assert session.scalars(select(MeetingVote.vote)).all() == [Vote.AWAY]


def test_the_database_refuses_the_vote_of_somebody_who_is_not_there(session, application):
    item = a_meeting(session, application)

    jana = a_juror(session)

    assert not takes(session, MeetingVote, item_id=item.id, juror_id=jana.id, vote=Vote.FOR)


def test_a_conflict_declared_while_the_jury_sits_takes_the_vote_back(session, application):
    jana = a_juror(session)
    item = a_meeting(session, application, jana)
    vote = MeetingVote(item=item, juror=jana, vote=Vote.FOR)
    session.add(vote)
    session.flush()

    conflicted(session, application, jana)

    session.refresh(vote)
    assert vote.vote is Vote.AWAY


def test_a_seat_in_the_jury_is_needed_where_the_round_has_a_jury_of_its_own(session, application):
    jana, jonas = a_juror(session), a_juror(session, "Jonas Jung")
    a_seat(session, application.round, jana)

    assert jurors_for(session, application.round) == (jana,)
    with pytest.raises(RulesBroken) as broken:
        assign_juror(session, application, jonas, by=an_officer(session).as_actor(), now=NOON)
    assert [finding.rule for finding in broken.value.findings] == ["JURY-SEAT"]


def test_a_declaration_ahead_needs_a_seat_and_is_never_taken_back(session, application):
    jana, jonas = a_juror(session), a_juror(session, "Jonas Jung")
    a_seat(session, application.round, jana)

    said = declare(session, application, jana, conflicted=True, kind=ConflictKind.RELATIVE,
                   by=jana.as_actor(), now=NOON)  # fmt: skip

    assert (said.conflicted, said.kind) == (True, ConflictKind.RELATIVE)
    for juror in (jana, jonas):
        with pytest.raises(RulesBroken):
            declare(session, application, juror, conflicted=False, by=juror.as_actor(), now=NOON)
    with pytest.raises(RulesBroken):
        declare(session, application, jana, conflicted=False, by=jonas.as_actor(), now=NOON)


def test_hints_name_organisation_mail_domain_and_earlier_partner(session, application):
    jana, jonas, jule, jens = (
        a_juror(session, name) for name in ("Jana Jahn", "Jonas Jung", "Jule Jost", "Jens Jakob")
    )
    application.cluster.management.name = "Verein Musterstadt e. V."
    a_profile(session, jana, "verein musterstadt")
    jonas.email = "jonas@verein.example"
    member = a_person(session, "Vera Verein", email="vera@verein.example")
    session.add(Membership(
        cluster=application.cluster, person=member, role=TeamRole.AUTHOR, since=NOON
    ))  # fmt: skip
    earlier = an_application(session, application.cluster, state=ApplicationState.SELECTED)
    other = an_application(session).cluster.management
    other.name = "Ofenbau GmbH"
    project = Project(award=an_award(session, earlier), ordinal=1, changed_at=NOON)
    session.add_all([project, Partner(project=project, organisation=other)])
    a_profile(session, jule, "Ofenbau")
    session.flush()

    found = hints_of(session, application.round, [jana.id, jonas.id, jule.id, jens.id])

    assert {key: tuple(kind.value for kind in kinds) for key, kinds in found.items()} == {
        ("R5-0001", jana.id): ("same_organisation",),
        ("R5-0001", jonas.id): ("same_domain",),
        ("R5-0001", jule.id): ("earlier_partner",),
    }  # fmt: skip


@pytest.mark.parametrize("more", [{"ground": "Mein Bruder leitet dort die Entwicklung."},
                                  {"kind": ConflictKind.RELATIVE}])  # fmt: skip
def test_no_conflict_with_a_ground_lets_nobody_in(session, application, more):
    jana = a_juror(session)
    assign_juror(session, application, jana, by=an_officer(session).as_actor(), now=NOON)

    with pytest.raises(RulesBroken) as broken:
        declare(session, application, jana, conflicted=False, by=jana.as_actor(), now=NOON, **more)

    assert [(one.rule, one.place) for one in broken.value.findings] == [("R-055", "ground")]
    assert session.scalars(select(ConflictDeclaration)).all() == []


def test_whoever_works_already_belongs_to_the_jury_when_others_are_invited(session, application):
    dirk = an_officer(session).as_actor()
    works, invited, other = (a_juror(session, name) for name in ("Jana", "Ines", "Otto"))
    assign_juror(session, application, works, by=dirk, now=NOON)
    a_seat(session, application.round, invited)
    second = an_entry(session, application.round, ApplicationState.UNDER_REVIEW, number="R5-0002")

    assign_juror(session, second, works, by=dirk, now=NOON)

    assert {person.name for person in jury_of(session, application.round)} == {"Jana", "Ines"}
    with pytest.raises(RulesBroken):
        assign_juror(session, second, other, by=dirk, now=NOON)
