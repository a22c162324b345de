"""What companies and clusters received elsewhere, and what follows: R-025 and R-029."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from grants.actions.aid_statement import state_cluster_aid, state_small_aid
from grants.actions.decision import countersign
from grants.actions.project import submit_project
from grants.actions.proposal import propose_grant
from grants.models.aid_statement import AidStatement
from grants.models.record import Act
from grants.programme.cumulation import SmallAid
from grants.programme.finding import RulesBroken
from grants.programme.money import eur
from grants.programme.preset import preset
from grants.programme.stages import NoSuchMove
from grants.queries.grant_findings import grant_findings
from tests.makers.award import an_award
from tests.makers.decision import a_fundable_grant, a_ranked_application, two_officers
from tests.makers.moment import NOON, days
from tests.makers.project import (
    UNIVERSITY,
    a_cluster_with_an_approved_concept,
    a_partner,
    a_plan,
    a_project,
    grant_of,
    two_from_abroad,
)
from tests.makers.round import a_round

TERMS = preset("interclust")
SMALL = replace(TERMS, de_minimis=(replace(TERMS.de_minimis[0], used=True),))
GAP = "\u00a0"


def aid(amount, on=date(2027, 5, 17), giver="Land Thüringen"):
    return SmallAid(on=on, giver=giver, amount=eur(amount))


@pytest.fixture
def klein(session):
    """A company in the draft of a call that gives small aid, with 50,000.00 asked for."""
    award, anna = a_cluster_with_an_approved_concept(session, a_round(session, terms=SMALL))
    project = a_project(session, award, anna)
    klein = a_partner(session, project, anna, "Klein GmbH")
    a_plan(session, grant_of(session, klein), anna, eur(100_000))
    return klein, anna


def found(session, grant, rule, now=NOON):
    return [
        (one.holds, one.says.de.replace(GAP, " "))
        for one in grant_findings(session, grant, now=now)
        if one.rule == rule
    ]


def test_r029_a_company_is_asked_before_anything_is_handed_in(session, klein):
    klein, _ = klein

    assert found(session, grant_of(session, klein), "R-029") == [
        (
            False,
            "Klein GmbH: Geben Sie an, welche De-minimis-Beihilfen es in 3 Jahren gab.",
        )
    ]


@pytest.mark.parametrize(("costs", "holds"), [("100000", True), ("100000.02", False)])
def test_r029_what_was_stated_and_what_is_asked_for_stay_below_the_ceiling_to_the_cent(
    session, klein, costs, holds
):
    klein, anna = klein
    grant = grant_of(session, klein)
    state_small_aid(session, klein, [aid("250000")], by=anna, now=NOON)
    a_plan(session, grant, anna, eur(costs), requested=eur(costs).share(TERMS.rates[0].rate))

    asked = "50.000,00" if holds else "50.000,01"
    assert found(session, grant, "R-029") == [
        (
            holds,
            f"Klein GmbH: 250.000,00 € erhalten, {asked} € beantragt, höchstens 300.000,00 €.",
        )
    ]


def test_r029_none_is_an_answer_and_the_latest_answer_counts(session, klein):
    klein, anna = klein
    state_small_aid(session, klein, [aid("300000")], by=anna, now=NOON)
    state_small_aid(session, klein, [], by=anna, now=NOON)

    assert found(session, grant_of(session, klein), "R-029")[0][0]
    assert session.query(AidStatement).count() == 2
    acts = session.query(Act).filter_by(act="state_small_aid").order_by(Act.id)
    assert [act.after["aid_from_elsewhere"] for act in acts] == [
        ["2027-05-17 Land Thüringen 300000.00"],
        [],
    ]


@pytest.mark.parametrize(("now", "received"), [(days(0), "1,00"), (days(1), "0,00")])
def test_r029_aid_leaves_the_window_with_the_day(session, klein, now, received):
    klein, anna = klein
    state_small_aid(session, klein, [aid(1, on=date(2025, 5, 18))], by=anna, now=NOON)

    [(_, says)] = found(session, grant_of(session, klein), "R-029", now)

    assert says.startswith(f"Klein GmbH: {received} € erhalten")


def test_r029_all_grants_of_a_company_in_the_award_are_added(session, klein):
    klein, anna = klein
    state_small_aid(session, klein, [], by=anna, now=NOON)
    award = klein.project.award
    other = a_project(session, award, anna, title="Linse 2")
    again = a_partner(session, other, anna, "Klein GmbH")
    a_plan(session, grant_of(session, again), anna, eur(500_000))

    [(holds, says)] = found(session, grant_of(session, klein), "R-029")

    assert (holds, "300.000,00 € beantragt" in says) == (True, True)


def test_r029_a_project_is_handed_in_with_its_statement_frozen(session, klein):
    klein, anna = klein
    project = klein.project
    a_plan(
        session,
        grant_of(session, a_partner(session, project, anna, "Universität A", kind=UNIVERSITY)),
        anna,
        eur(100_000),
    )
    two_from_abroad(session, project, anna)
    with pytest.raises(RulesBroken) as refused:
        submit_project(session, project, by=anna, now=NOON)
    state_small_aid(session, klein, [aid("250000")], by=anna, now=NOON)

    submit_project(session, project, by=anna, now=NOON)

    assert [one.rule for one in refused.value.findings] == ["R-029"]
    content = session.query(Act).filter_by(act="submit_project").one().after["content"]
    assert content["aid_from_elsewhere"] == {
        grant_of(session, klein).number: [
            {"on": "2027-05-17", "giver": "Land Thüringen", "amount": "250000.00"}
        ]
    }
    with pytest.raises(NoSuchMove):
        state_small_aid(session, klein, [], by=anna, now=NOON)


def test_r029_an_awarded_grant_keeps_the_statement_of_its_day(session, klein):
    klein, anna = klein
    grant = grant_of(session, klein)
    first = state_small_aid(session, klein, [aid("250000")], by=anna, now=NOON)
    grant.awarded_at, grant.aid_statement = NOON, first
    session.flush()
    state_small_aid(session, klein, [aid("300000")], by=anna, now=NOON)

    assert found(session, grant, "R-029", days(2000)) == [
        (
            True,
            "Klein GmbH: 250.000,00 € erhalten, 50.000,00 € beantragt, höchstens 300.000,00 €.",
        )
    ]


def test_r029_nobody_is_asked_where_the_call_gives_no_small_aid(session):
    award, anna = a_cluster_with_an_approved_concept(session)
    klein = a_partner(session, a_project(session, award, anna), anna, "Klein GmbH")

    assert found(session, grant_of(session, klein), "R-029") == []
    with pytest.raises(RulesBroken):
        state_small_aid(session, klein, [], by=anna, now=NOON)


def test_r029_a_university_is_not_asked(session, klein):
    klein, anna = klein
    university = a_partner(session, klein.project, anna, "Universität A", kind=UNIVERSITY)

    assert found(session, grant_of(session, university), "R-029") == []


def test_r029_a_day_in_the_future_is_refused(session, klein):
    klein, anna = klein

    with pytest.raises(RulesBroken) as refused:
        state_small_aid(session, klein, [aid(1, on=date(2028, 5, 18))], by=anna, now=NOON)

    assert [one.says.de for one in refused.value.findings] == [
        "Der 18.05.2028 liegt in der Zukunft."
    ]


def test_a_statement_is_never_changed(session, klein):
    klein, anna = klein
    state_small_aid(session, klein, [], by=anna, now=NOON)

    with pytest.raises(DBAPIError, match="aid_statement"):
        session.execute(text("update aid_statement set items = '[]'"))


@pytest.mark.parametrize(
    ("elsewhere", "holds"), [("9600000.00", True), ("9600000.01", False), (None, True)]
)
def test_r025_all_aid_to_a_cluster_stays_below_ten_million_to_the_cent(session, elsewhere, holds):
    first, _ = two_officers(session)
    award, anna = a_cluster_with_an_approved_concept(session)
    grant = a_fundable_grant(session, award)
    if elsewhere is not None:
        state_cluster_aid(session, award, [aid(elsewhere)], by=anna, now=NOON)

    [(fine, says)] = found(session, grant, "R-025")

    assert fine is holds
    assert (
        says
        == {
            None: "Cluster, ohne Angabe weiterer Beihilfen: 400.000,00 € von höchstens "
            "10.000.000,00 €.",
            "9600000.00": "Cluster, davon 9.600.000,00 € von anderer Stelle: 10.000.000,00 € von "
            "höchstens 10.000.000,00 €.",
            "9600000.01": "Cluster, davon 9.600.000,01 € von anderer Stelle: 10.000.000,01 € von "
            "höchstens 10.000.000,00 €.",
        }[elsewhere]
    )
    if not holds:
        with pytest.raises(RulesBroken) as refused:
            propose_grant(session, grant, by=first.as_actor(), now=NOON)
        assert [one.rule for one in refused.value.findings] == ["R-025"]


def test_r025_the_award_keeps_what_was_stated_on_its_day(session):
    first, second = two_officers(session)
    award, anna = a_cluster_with_an_approved_concept(session)
    award.application.title = "Licht über Grenzen"
    grant = a_fundable_grant(session, award)
    stated = state_cluster_aid(session, award, [aid(1)], by=anna, now=NOON)
    decision = propose_grant(session, grant, by=first.as_actor(), now=NOON)
    countersign(session, decision, by=second.as_actor(), now=NOON)

    state_cluster_aid(session, award, [aid("9900000")], by=anna, now=NOON)

    assert grant.aid_statement is stated
    assert found(session, grant, "R-025")[0][0]


def test_r025_only_the_team_of_the_cluster_states_it(session):
    award = an_award(session, a_ranked_application(session))
    _, carl = a_cluster_with_an_approved_concept(session)

    with pytest.raises(RulesBroken):
        state_cluster_aid(session, award, [], by=carl, now=NOON)
