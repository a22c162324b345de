"""Two clusters behind one project, where the round allows it: R-005."""

from dataclasses import replace

import pytest

from grants.actions.backing import agree_backing, ask_backing, end_backing
from grants.actions.project import start_project, submit_project, withdraw_project
from grants.models.grant import Grant
from grants.models.record import Act
from grants.programme.finding import RulesBroken
from grants.programme.money import eur
from grants.programme.organisation import Size
from grants.programme.preset import preset
from grants.programme.stages import NoSuchMove, ProjectState
from grants.queries.backing import backing_of
from tests.makers.moment import NOON
from tests.makers.project import (
    COMPANY,
    UNIVERSITY,
    a_cluster_with_an_approved_concept,
    a_project,
    a_ready_project,
)
from tests.makers.round import a_round

TERMS = preset("interclust")
TWO = replace(TERMS, projects=replace(TERMS.projects, max=1, multi_cluster=True))
PARTNERS = (
    ("Universität A", UNIVERSITY, None, eur(600_000)),
    ("Klein GmbH", COMPANY, Size.SMALL, eur(500_000)),
)


@pytest.fixture
def two(session):
    """Two awards of one round with one place each: with those who sign for them."""
    round_ = a_round(session, terms=TWO)
    return [a_cluster_with_an_approved_concept(session, round_) for _ in range(2)]


def says(refused):
    return [finding.says.de for finding in refused.value.findings]


def test_r005_a_project_of_two_clusters_takes_a_place_of_each(session, two):
    (first, anna), (second, carl) = two
    project = a_ready_project(session, first, anna, *PARTNERS)
    backing = ask_backing(session, project, second.number.lower(), by=anna, now=NOON)

    agree_backing(session, backing, by=carl, now=NOON)
    submit_project(session, project, by=anna, now=NOON)

    with pytest.raises(RulesBroken) as refused:
        start_project(session, second, by=carl, now=NOON)
    assert says(refused) == ["2 von 1."]
    acts = session.query(Act.act).filter(Act.act.like("%_backing")).order_by(Act.id)
    assert [act for (act,) in acts] == ["ask_backing", "agree_backing"]
    submitted = session.query(Act).filter_by(act="submit_project").one()
    assert submitted.after["content"]["second_cluster"] == second.number


def test_r005_every_grant_stays_with_the_award_that_leads(session, two):
    (first, anna), (second, carl) = two
    project = a_ready_project(session, first, anna, *PARTNERS)
    agree_backing(
        session, ask_backing(session, project, second.number, by=anna, now=NOON), by=carl, now=NOON
    )

    assert {grant.award for grant in _grants(session, project)} == {first}


def _grants(session, project):
    return session.query(Grant).filter_by(project_id=project.id)


def test_r005_who_has_no_place_left_cannot_agree(session, two):
    (first, anna), (second, carl) = two
    start_project(session, second, by=carl, now=NOON)
    backing = ask_backing(
        session, a_project(session, first, anna), second.number, by=anna, now=NOON
    )

    with pytest.raises(RulesBroken) as refused:
        agree_backing(session, backing, by=carl, now=NOON)

    assert says(refused) == [f"{second.cluster.name}: 2 von 1."]
    assert backing.agreed_at is None


def test_r005_nothing_is_handed_in_before_the_second_cluster_has_answered(session, two):
    (first, anna), (second, _) = two
    project = a_ready_project(session, first, anna, *PARTNERS)
    ask_backing(session, project, second.number, by=anna, now=NOON)

    with pytest.raises(RulesBroken) as refused:
        submit_project(session, project, by=anna, now=NOON)

    assert says(refused) == [f"{second.cluster.name} hat noch nicht geantwortet."]


def test_r005_a_project_withdrawn_gives_back_both_places(session, two):
    (first, anna), (second, carl) = two
    project = a_ready_project(session, first, anna, *PARTNERS)
    agree_backing(
        session, ask_backing(session, project, second.number, by=anna, now=NOON), by=carl, now=NOON
    )

    withdraw_project(session, project, by=anna, now=NOON)

    assert start_project(session, second, by=carl, now=NOON).state is ProjectState.DRAFT


def test_r005_the_second_cluster_may_decline_and_another_be_asked(session, two):
    (first, anna), (second, carl) = two
    project = a_project(session, first, anna)
    backing = ask_backing(session, project, second.number, by=anna, now=NOON)

    end_backing(session, backing, of=second, by=carl, now=NOON)

    assert backing_of(session, project) is None
    ask_backing(session, project, second.number, by=anna, now=NOON)
    with pytest.raises(NoSuchMove):
        agree_backing(session, backing, by=carl, now=NOON)


def test_r005_only_a_signatory_of_the_second_cluster_agrees(session, two):
    (first, anna), (second, _) = two
    backing = ask_backing(
        session, a_project(session, first, anna), second.number, by=anna, now=NOON
    )

    with pytest.raises(RulesBroken):
        agree_backing(session, backing, by=anna, now=NOON)


def test_r005_one_cluster_stands_behind_a_project_unless_the_round_says_otherwise(session):
    round_ = a_round(session)
    (first, anna), (second, _) = (
        a_cluster_with_an_approved_concept(session, round_) for _ in range(2)
    )

    with pytest.raises(RulesBroken) as refused:
        ask_backing(session, a_project(session, first, anna), second.number, by=anna, now=NOON)

    assert says(refused) == ["In dieser Runde trägt jedes Projekt ein einziges Cluster."]


def test_r005_neither_itself_nor_a_cluster_of_another_round_is_asked(session, two):
    (first, anna), _ = two
    stranger, _ = a_cluster_with_an_approved_concept(session, a_round(session, terms=TWO))
    project = a_project(session, first, anna)

    for number in (first.number, stranger.number, "03INT999"):
        with pytest.raises(RulesBroken) as refused:
            ask_backing(session, project, number, by=anna, now=NOON)
        assert says(refused) == [
            f"In dieser Runde gibt es keine andere Zuwendung {number} mit gebilligtem Konzept."
        ]
