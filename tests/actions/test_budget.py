"""The plan of a grant: added up by the server, kept once, handed in when every rule holds."""

import pytest

from grants.actions.budget import hand_in_budget, save_budget
from grants.actions.overtaken import Overtaken
from grants.models.record import Act
from grants.programme.finding import RulesBroken
from grants.programme.money import NOTHING, eur
from grants.programme.organisation import OrganisationKind
from grants.programme.people import TeamRole
from grants.programme.stages import ApplicationState, GrantState, NoSuchMove
from tests.makers.application import an_application
from tests.makers.award import an_award
from tests.makers.cluster import a_cluster
from tests.makers.grant import a_grant
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.makers.project import (
    a_cluster_with_an_approved_concept,
    a_partner,
    a_plan,
    a_project,
    grant_of,
)


@pytest.fixture
def grant_and_anna(session):
    """The concept grant of a cluster, still to be planned, and Anna who signs."""
    anna = a_person(session)
    cluster = a_cluster(session, team={anna: TeamRole.SIGNATORY})
    award = an_award(session, an_application(session, cluster, state=ApplicationState.SELECTED))
    return a_grant(session, award, state=GrantState.APPLIED), anna.as_actor()


def test_the_server_adds_up_the_lines_and_asks_for_what_the_rate_allows(session, grant_and_anna):
    grant, anna = grant_and_anna
    cells = {("personnel", 2026): eur(300_000), ("rent", 2027): eur("100000.01")}

    save_budget(session, grant, cells, eur("200000.01"), revision=1, by=anna, now=NOON)

    assert (grant.costs, grant.direct) == (eur("400000.01"), eur(200_000))
    assert (grant.allowance, grant.revision) == (NOTHING, 2)
    assert [(line.category, line.year, line.amount) for line in grant.lines] == [
        ("personnel", 2026, eur(300_000)),
        ("rent", 2027, eur("100000.01")),
    ]


def test_a_line_that_is_emptied_is_gone(session, grant_and_anna):
    grant, anna = grant_and_anna
    a_plan(session, grant, anna, eur(1000))

    save_budget(session, grant, {("rent", 2026): eur(10)}, revision=3, by=anna, now=NOON)
    session.expire(grant)

    assert [(line.category, line.amount) for line in grant.lines] == [("rent", eur(10))]


@pytest.mark.parametrize("asked", ["50000.01", "100000.01"])
def test_more_than_half_of_the_costs_is_refused(session, grant_and_anna, asked):
    grant, anna = grant_and_anna
    cells = {("personnel", 2026): eur("100000.01")}

    with pytest.raises(RulesBroken) as refused:
        save_budget(session, grant, cells, requested=eur(asked), revision=1, by=anna, now=NOON)

    assert [(one.rule, one.place) for one in refused.value.findings] == [
        ("R-003", "budget#requested")
    ]
    assert grant.costs == NOTHING


def test_costs_outside_the_period_are_refused(session, grant_and_anna):
    grant, anna = grant_and_anna

    with pytest.raises(RulesBroken) as refused:
        save_budget(session, grant, {("personnel", 2028): eur(1)}, revision=1, by=anna, now=NOON)

    assert [one.says.de for one in refused.value.findings] == [
        "Diese Zeilen hat der Plan nicht: personnel 2028."
    ]


def test_two_who_save_a_plan_are_told_of_one_another(session, grant_and_anna):
    grant, anna = grant_and_anna
    save_budget(session, grant, {("rent", 2026): eur(10)}, revision=1, by=anna, now=NOON)

    with pytest.raises(Overtaken) as overtaken:
        save_budget(session, grant, {("rent", 2026): eur(20)}, revision=1, by=anna, now=NOON)

    assert overtaken.value.theirs.answers["cells"] == {("rent", 2026): eur(10)}
    assert (overtaken.value.theirs.by, overtaken.value.theirs.revision) == ("Anna Albrecht", 2)


def test_saving_the_same_plan_again_changes_nothing(session, grant_and_anna):
    grant, anna = grant_and_anna
    cells = {("rent", 2026): eur(10)}
    save_budget(session, grant, cells, revision=1, by=anna, now=NOON)

    assert not save_budget(session, grant, cells, revision=1, by=anna, now=NOON)
    assert grant.revision == 2


def test_a_complete_plan_is_handed_in_once(session, grant_and_anna):
    grant, anna = grant_and_anna
    a_plan(session, grant, anna, eur(800_000))

    hand_in_budget(session, grant, by=anna, now=NOON)

    assert grant.handed_in_at == NOON
    act = session.query(Act).filter_by(act="hand_in_budget", object_number=grant.number).one()
    assert act.after["amount"] == "400000.00"
    with pytest.raises(NoSuchMove):
        hand_in_budget(session, grant, by=anna, now=NOON)
    with pytest.raises(NoSuchMove):
        save_budget(session, grant, {}, revision=grant.revision, by=anna, now=NOON)


def test_a_plan_without_matching_names_every_broken_rule(session, grant_and_anna):
    grant, anna = grant_and_anna
    cells = {("personnel", 2026): eur(800_000)}
    save_budget(session, grant, cells, eur("399999.99"), revision=1, by=anna, now=NOON)

    with pytest.raises(RulesBroken) as refused:
        hand_in_budget(session, grant, by=anna, now=NOON)

    assert [(one.rule, one.place) for one in refused.value.findings] == [
        ("R-003", "budget#own_funds"),
        ("R-019", "budget#own_funds"),
    ]
    assert grant.handed_in_at is None


@pytest.mark.parametrize(
    ("committed", "holds"), [("3600000.00", True), ("3600000.01", False)]
)  # fmt: skip
def test_the_cap_counts_what_the_award_has_promised(session, grant_and_anna, committed, holds):
    grant, anna = grant_and_anna
    grant.award.committed = eur(committed)
    a_plan(session, grant, anna, eur(800_000))

    if holds:
        hand_in_budget(session, grant, by=anna, now=NOON)
    else:
        with pytest.raises(RulesBroken) as refused:
            hand_in_budget(session, grant, by=anna, now=NOON)
        assert [one.rule for one in refused.value.findings] == ["R-001"]

    assert (grant.handed_in_at is not None) is holds


def test_a_university_gets_its_allowance_on_top_rounded_down(session):
    award, anna = a_cluster_with_an_approved_concept(session)
    project = a_project(session, award, anna)
    kind = OrganisationKind.UNIVERSITY
    grant = grant_of(session, a_partner(session, project, anna, "Universität A", kind=kind))

    a_plan(session, grant, anna, eur("333333.33"))
    session.refresh(grant)

    assert (grant.direct, grant.allowance) == (eur("333333.33"), eur("66666.66"))
    assert grant.amount == eur("399999.99")


def test_the_plan_of_a_partner_is_not_handed_in_alone(session):
    award, anna = a_cluster_with_an_approved_concept(session)
    project = a_project(session, award, anna)
    grant = grant_of(session, a_partner(session, project, anna, "Klein GmbH"))

    with pytest.raises(NoSuchMove):
        hand_in_budget(session, grant, by=anna, now=NOON)
