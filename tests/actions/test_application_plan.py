"""Lines beneath the budget of an application: for those who want them, frozen with the rest."""

from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from grants.actions.application import save_section
from grants.actions.overtaken import Overtaken
from grants.actions.plan_line import take_over
from grants.models.grant import PlanLine
from grants.models.record import Act
from grants.programme.application_form import BUDGET, OUTLINE
from grants.programme.finding import RulesBroken
from grants.programme.money import eur
from grants.programme.people import TeamRole
from grants.programme.plan_line import PlannedLine
from grants.programme.stages import RoundState
from grants.queries.plan_line import cells_of, lines_of, whole_plan
from tests.makers.application import an_application
from tests.makers.cluster import joins
from tests.makers.finished import a_finished_draft, an_open_round
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.makers.plan import REST, STAFF, TRIP, write_lines

BARE = {("travel_abroad", 2030): eur(200_000)}


@pytest.fixture
def anna(session):
    return a_person(session)


@pytest.fixture
def draft(session, anna):
    """A finished draft with 600,000 for personnel in 2029 and 200,000 for travel in 2030."""
    return a_finished_draft(session, anna, an_open_round(session, state=RoundState.OPEN))


def save_cells(session, draft, anna, cells, *, revision=None):
    revision = draft.revision if revision is None else revision
    return save_section(
        session, draft, BUDGET, {"cells": cells}, revision=revision, by=anna.as_actor(), now=NOON
    )


def test_an_amount_with_lines_is_their_sum_to_the_cent_and_the_others_stay(session, draft, anna):
    assert write_lines(session, draft, anna, STAFF)
    session.expire_all()

    assert cells_of(draft) == {("personnel", 2029): eur("62103.80"), **BARE}
    assert [line.amount for line in lines_of(draft)] == [eur("62103.80")]
    assert not write_lines(session, draft, anna, STAFF, revision=1)


def test_whoever_thinks_in_amounts_goes_on_typing_them(session, draft, anna):
    write_lines(session, draft, anna, STAFF)

    save_cells(session, draft, anna, {
        ("personnel", 2029): eur(5), ("personnel", 2030): eur(7), ("travel_abroad", 2029): eur(9),
    })  # fmt: skip

    assert cells_of(draft) == {
        ("personnel", 2029): eur("62103.80"),
        ("personnel", 2030): eur(7),
        ("travel_abroad", 2029): eur(9),
    }
    assert [line.label for line in lines_of(draft)] == ["Leitung"]


def test_two_at_the_same_budget_see_both_versions(session, draft, anna):
    write_lines(session, draft, anna, STAFF)

    with pytest.raises(Overtaken) as lines:
        write_lines(session, draft, anna, TRIP, category="travel_abroad", revision=1)
    with pytest.raises(Overtaken) as amounts:
        save_cells(session, draft, anna, {("personnel", 2029): eur(600_000), **BARE}, revision=1)

    assert lines.value.yours["cells"][("travel_abroad", 2030)] == eur("6000.03")
    assert lines.value.theirs.answers["cells"] == cells_of(draft)
    assert amounts.value.theirs.revision == 2
    assert [line.label for line in lines_of(draft)] == ["Leitung"]


def test_somebody_in_another_section_is_not_in_the_way(session, draft, anna):
    save_section(session, draft, OUTLINE, {"outline": "Neu."}, revision=1, by=anna.as_actor(),
                 now=NOON)  # fmt: skip

    assert write_lines(session, draft, anna, STAFF, revision=1)


def test_a_reader_writes_no_lines_and_nobody_does_after_the_deadline(session, draft, anna):
    rita = a_person(session, "Rita Reader")
    joins(session, rita, draft.cluster, TeamRole.READER)

    with pytest.raises(RulesBroken):
        write_lines(session, draft, rita, STAFF)
    with pytest.raises(RulesBroken) as late:
        write_lines(session, draft, anna, STAFF, now=draft.round.closes_at + timedelta(seconds=1))

    assert [finding.rule for finding in late.value.findings] == ["R-014"]
    assert write_lines(session, draft, anna, STAFF, now=draft.round.closes_at)


def test_lines_outside_the_phase_are_refused(session, draft, anna):
    with pytest.raises(RulesBroken) as refused:
        write_lines(session, draft, anna, PlannedLine(category="personnel", year=2031, label="x"))

    assert [one.place for one in refused.value.findings] == ["lines#year_0"]


def test_without_days_lines_lie_in_the_years_after_the_call(session, draft, anna):
    draft.concept_starts_on = draft.concept_ends_on = None

    assert write_lines(session, draft, anna, STAFF)
    with pytest.raises(RulesBroken):
        write_lines(session, draft, anna, PlannedLine(category="personnel", year=2031, label="x"))


def test_a_whole_plan_is_taken_over_with_its_bare_amounts(session, draft, anna):
    bare = PlannedLine(category="rent", year=2029, fixed=eur("0.01"))

    def take():
        return take_over(session, draft, [bare, TRIP], revision=draft.revision,
                         by=anna.as_actor(), now=NOON)  # fmt: skip

    assert take()
    session.expire_all()

    assert cells_of(draft) == {("rent", 2029): eur("0.01"), ("travel_abroad", 2030): eur("6000.03")}
    assert {line.label for line in whole_plan(draft)} == {"", "Tokio"}
    assert not take()


def test_the_record_says_which_lines_came_and_went(session, draft, anna):
    write_lines(session, draft, anna, STAFF, REST)
    write_lines(session, draft, anna, REST)

    acts = session.query(Act).filter_by(act="save_section").order_by(Act.id).all()

    said = "personnel 2029, Leitung, 11.5 x 5400.33, EUR 62103.80, E 13"
    rest = "personnel 2029, Übrige, EUR 537896.20"
    assert [(act.before["lines"], act.after["lines"]) for act in acts] == [
        ([], [said, rest]), ([said], []),
    ]  # fmt: skip
    assert [sorted(act.after) for act in acts] == [
        ["lines", "revision", "section"],  # the sum of the cell is the 600,000.00 it was
        ["cells", "lines", "revision", "section"],
    ]


def test_the_database_refuses_a_line_without_a_plan(session, draft, anna):
    write_lines(session, draft, anna, STAFF)

    with pytest.raises(IntegrityError, match="one_owner"), session.begin_nested():
        session.execute(update(PlanLine).values(application_id=None))


def test_lines_go_with_what_they_belong_to(session, draft, anna):
    other = an_application(session, draft.cluster, an_open_round(session))
    hall = PlannedLine(category="rent", year=2030, label="Halle", fixed=eur(3))
    write_lines(session, other, anna, hall, category="rent")

    write_lines(session, draft, anna, STAFF)
    write_lines(session, draft, anna)

    assert [line.label for line in session.query(PlanLine)] == ["Halle"]
