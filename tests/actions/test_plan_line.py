"""Lines beneath the grid: saved by category, added up by the server, seen by nobody twice."""

from decimal import Decimal

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from grants.actions.budget import save_budget
from grants.actions.overtaken import Overtaken
from grants.actions.plan_line import save_lines, take_over
from grants.models.grant import PlanLine
from grants.models.record import Act
from grants.programme.finding import RulesBroken
from grants.programme.money import eur
from grants.programme.people import TeamRole
from grants.programme.plan_line import PlannedLine, Unit
from grants.programme.stages import ApplicationState, GrantState
from grants.queries.grant_plan import plan_of
from grants.queries.plan_line import lines_of, whole_plan
from tests.makers.application import an_application
from tests.makers.award import an_award
from tests.makers.cluster import a_cluster
from tests.makers.grant import a_grant
from tests.makers.moment import NOON
from tests.makers.person import a_person

STAFF = PlannedLine(
    category="personnel", year=2026, label="Projektleitung", quantity=Decimal("11.50"),
    unit=Unit.MONTH, unit_price=eur("5400.33"), note="E 13",
)  # fmt: skip
TRAIN = PlannedLine(category="rent", year=2027, label="Labor", fixed=eur(900))


@pytest.fixture
def anna(session):
    return a_person(session)


@pytest.fixture
def grant(session, anna):
    cluster = a_cluster(session, team={anna: TeamRole.SIGNATORY})
    award = an_award(session, an_application(session, cluster, state=ApplicationState.SELECTED))
    return a_grant(session, award, state=GrantState.APPLIED)


def save(session, grant, anna, lines, *, category="personnel", revision=None):
    revision = grant.revision if revision is None else revision
    return save_lines(
        session, grant, category, lines, revision=revision, by=anna.as_actor(), now=NOON
    )


def test_a_cell_is_the_sum_of_its_lines_and_the_grant_follows(session, grant, anna):
    assert save(session, grant, anna, [STAFF, PlannedLine(
        category="personnel", year=2026, label="Hilfe", fixed=eur("0.01"))])  # fmt: skip
    session.expire(grant)

    assert plan_of(grant).cells == {("personnel", 2026): eur("62103.81")}
    assert (grant.costs, grant.direct) == (eur("62103.81"), eur("31051.90"))
    assert [(line.label, line.amount) for line in lines_of(grant)] == [
        ("Projektleitung", eur("62103.80")),
        ("Hilfe", eur("0.01")),
    ]


def test_lines_replace_the_bare_amount_of_their_year_and_leave_the_others(session, grant, anna):
    bare = {("personnel", 2026): eur(1), ("personnel", 2027): eur(2), ("rent", 2026): eur(3)}
    save_budget(session, grant, bare, revision=1, by=anna.as_actor(), now=NOON)

    save(session, grant, anna, [STAFF])

    assert plan_of(grant).cells == {**bare, ("personnel", 2026): eur("62103.80")}


def test_the_grid_cannot_overrule_its_lines(session, grant, anna):
    save(session, grant, anna, [STAFF])
    cells = {("personnel", 2026): eur(5), ("rent", 2026): eur(7)}

    save_budget(session, grant, cells, revision=2, by=anna.as_actor(), now=NOON)

    assert plan_of(grant).cells == {
        ("personnel", 2026): eur("62103.80"),
        ("rent", 2026): eur(7),
    }


def test_an_amount_typed_while_somebody_wrote_lines_is_shown_beside_them(session, grant, anna):
    save(session, grant, anna, [STAFF])

    with pytest.raises(Overtaken) as overtaken:
        save_budget(session, grant, {("personnel", 2026): eur(5)}, revision=1, by=anna.as_actor(),
                    now=NOON)  # fmt: skip

    assert overtaken.value.theirs.answers["cells"] == {("personnel", 2026): eur("62103.80")}
    same = {("personnel", 2026): eur("62103.80")}
    assert not save_budget(session, grant, same, revision=1, by=anna.as_actor(), now=NOON)


def test_a_cell_whose_lines_are_all_gone_is_empty(session, grant, anna):
    save(session, grant, anna, [STAFF])

    save(session, grant, anna, [])

    assert (plan_of(grant).cells, lines_of(grant)) == ({}, ())


def test_a_grant_that_was_asked_for_below_the_highest_stays(session, grant, anna):
    save_budget(
        session, grant, {("rent", 2026): eur(1000)}, requested=eur(10), revision=1,
        by=anna.as_actor(), now=NOON,
    )  # fmt: skip

    save(session, grant, anna, [STAFF])
    assert grant.direct == eur(10)

    take_over(session, grant, [TRAIN], revision=3, by=anna.as_actor(), now=NOON)
    assert grant.direct == eur(10)


def test_the_second_to_save_is_told_and_nothing_is_lost(session, grant, anna):
    save(session, grant, anna, [STAFF])

    with pytest.raises(Overtaken) as overtaken:
        save(session, grant, anna, [], revision=1)

    assert overtaken.value.theirs.revision == 2
    assert len(lines_of(grant)) == 1
    assert not save(session, grant, anna, [STAFF], revision=1)


def test_lines_outside_the_plan_are_refused(session, grant, anna):
    with pytest.raises(RulesBroken) as refused:
        save(session, grant, anna, [PlannedLine(category="personnel", year=2028, label="x")])

    assert [one.place for one in refused.value.findings] == ["lines#year_0"]


def test_a_whole_plan_is_taken_over_with_its_bare_amounts(session, grant, anna):
    plan = (STAFF, PlannedLine(category="rent", year=2026, fixed=eur(4)), TRAIN)

    take_over(session, grant, plan, revision=1, by=anna.as_actor(), now=NOON)
    session.expire(grant)

    assert [(line.label, line.amount) for line in whole_plan(grant)] == [
        ("Projektleitung", eur("62103.80")), ("", eur(4)), ("Labor", eur(900)),
    ]  # fmt: skip
    assert not take_over(session, grant, plan, revision=1, by=anna.as_actor(), now=NOON)


def test_the_record_says_which_lines_came_and_went(session, grant, anna):
    save(session, grant, anna, [STAFF])
    save(session, grant, anna, [])

    acts = session.query(Act).filter_by(act="save_budget").order_by(Act.id).all()

    said = "personnel 2026, Projektleitung, 11.5 x 5400.33, EUR 62103.80, E 13"
    assert [(act.before["lines"], act.after["lines"]) for act in acts] == [
        ([], [said]), ([said], []),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        {"amount": eur("62103.81")},
        {"unit_price": None},
        {"quantity": Decimal(0)},
        {"label": ""},
    ],
)
def test_the_database_itself_refuses_a_line_that_is_not_worked_out(session, grant, anna, change):
    save(session, grant, anna, [STAFF])

    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(update(PlanLine).values(change))
