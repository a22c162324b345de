"""Joint projects: their places, their partners, the cap over all of them."""

from datetime import date

import pytest

from grants.actions.implementation import start_management_grant
from grants.actions.organisation import complete_address
from grants.actions.overtaken import Overtaken
from grants.actions.partner import save_partner
from grants.actions.project import save_project, start_project, submit_project, withdraw_project
from grants.models.award import PhaseKind
from grants.programme.finding import RulesBroken
from grants.programme.money import NOTHING, eur
from grants.programme.organisation import OwnFunding, Size
from grants.programme.people import TeamRole
from grants.programme.stages import AwardState, GrantState, NoSuchMove, ProjectState
from grants.queries.project_findings import project_findings
from tests.makers.cluster import an_organisation, joins
from tests.makers.grant import a_grant
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.makers.project import (
    COMPANY,
    FIRST,
    INSTITUTE,
    LAST,
    UNIVERSITY,
    a_cluster_with_an_approved_concept,
    a_partner,
    a_plan,
    a_project,
    a_ready_project,
    grant_of,
    two_from_abroad,
)


def broken(refused):
    return [(finding.rule, finding.says.de) for finding in refused.value.findings]


@pytest.fixture
def award_and_anna(session):
    return a_cluster_with_an_approved_concept(session)


def the_reference_award(session, award, anna):
    """Section 2.0 of the rules: exactly 4,000,000.00 over concept, management and projects."""
    award.committed = eur(400_000)
    a_grant(session, award, direct=eur(400_000), costs=eur(800_000), own_funds=eur(400_000),
            awarded_at=NOON)  # fmt: skip
    management = start_management_grant(
        session, award, starts_on=FIRST, ends_on=LAST, by=anna, now=NOON
    )
    a_plan(session, management, anna, eur(600_000))
    return [
        a_ready_project(session, award, anna,
            ("Universität A", UNIVERSITY, None, eur(600_000)),
            ("Mittel GmbH", COMPANY, Size.MEDIUM, eur(700_000)),
            ("Klein GmbH", COMPANY, Size.SMALL, eur(500_000))),
        a_ready_project(session, award, anna,
            ("Institut B", INSTITUTE, None, eur(550_000)),
            ("Groß AG", COMPANY, Size.LARGE, eur(600_000)),
            ("Kleiner GmbH", COMPANY, Size.SMALL, eur(620_000)), title="Linse 2"),
        a_ready_project(session, award, anna,
            ("Universität C", UNIVERSITY, None, eur(400_000)),
            ("Firma C", COMPANY, Size.SMALL, eur(800_000)), title="Linse 3"),
    ]  # fmt: skip


def test_the_reference_award_comes_to_the_cap_exactly_and_is_accepted(session, award_and_anna):
    award, anna = award_and_anna

    for project in the_reference_award(session, award, anna):
        submit_project(session, project, by=anna, now=NOON)

    [cap] = [one for one in project_findings(session, project) if one.rule == "R-001"]
    assert cap.holds
    gap = "\N{NO-BREAK SPACE}"
    assert cap.says.de == f"4.000.000,00{gap}€ von 4.000.000,00{gap}€. Spielraum 0,00{gap}€."
    assert [one.state for one in award.projects] == [ProjectState.SUBMITTED] * 3


def test_one_cent_over_the_cap_is_refused_with_the_cent(session, award_and_anna):
    award, anna = award_and_anna
    first, second, third = the_reference_award(session, award, anna)
    submit_project(session, first, by=anna, now=NOON)
    submit_project(session, second, by=anna, now=NOON)
    firm = grant_of(session, third.partners[1])
    a_plan(session, firm, anna, eur("800000.02"))

    with pytest.raises(RulesBroken) as refused:
        submit_project(session, third, by=anna, now=NOON)

    assert firm.direct == eur("400000.01")
    gap = "\N{NO-BREAK SPACE}"
    assert broken(refused) == [
        (
            "R-001",
            f"Die Förderung ist 0,01{gap}€ zu hoch: 4.000.000,01{gap}€"
            f" statt höchstens 4.000.000,00{gap}€.",
        )
    ]
    assert third.state is ProjectState.DRAFT


def test_one_partner_at_home_and_two_abroad_are_refused(session, award_and_anna):
    award, anna = award_and_anna
    project = a_ready_project(
        session, award, anna, ("Klein GmbH", COMPANY, Size.SMALL, eur(500_000))
    )

    with pytest.raises(RulesBroken) as refused:
        submit_project(session, project, by=anna, now=NOON)

    assert broken(refused) == [
        (
            "R-006",
            "Es fehlt ein Partner aus Deutschland. Das Projekt hat 1, nötig sind 2.",
        )
    ]


def test_two_institutes_of_one_university_count_once(session, award_and_anna):
    award, anna = award_and_anna
    project = a_project(session, award, anna)
    for unit in ("Institut A", "Institut B"):
        made = a_partner(
            session, project, anna, "Universität X", kind=UNIVERSITY, executing_unit=unit
        )
        a_plan(session, grant_of(session, made), anna, eur(100_000))
    two_from_abroad(session, project, anna)

    with pytest.raises(RulesBroken) as refused:
        submit_project(session, project, by=anna, now=NOON)

    assert [rule for rule, _ in broken(refused)] == ["R-006"]
    assert project.partners[0].organisation_id == project.partners[1].organisation_id
    [hint] = [one for one in project_findings(session, project) if one.rule == "R-007"]
    assert hint.says.de == (
        "Institut A und Institut B gehören zu derselben Universität und zählen als ein Partner."
    )


def test_a_fourth_project_is_refused_and_a_withdrawn_one_gives_its_place_back(
    session, award_and_anna
):
    award, anna = award_and_anna
    projects = [start_project(session, award, by=anna, now=NOON) for _ in range(3)]

    with pytest.raises(RulesBroken) as refused:
        start_project(session, award, by=anna, now=NOON)

    assert broken(refused) == [("R-005", "4 von 3.")]
    withdraw_project(session, projects[1], by=anna, now=NOON)
    assert start_project(session, award, by=anna, now=NOON).code == "P4"


def test_a_project_needs_an_approved_concept(session, award_and_anna):
    award, anna = award_and_anna
    award.state = AwardState.CONCEPT_RUNNING
    session.flush()

    with pytest.raises(RulesBroken) as refused:
        start_project(session, award, by=anna, now=NOON)

    assert [rule for rule, _ in broken(refused)] == ["CONCEPT-APPROVED"]


def test_two_who_save_a_project_are_told_of_one_another(session, award_and_anna):
    award, anna = award_and_anna
    project = a_project(session, award, anna)
    seen = project.revision
    save = {
        "acronym": "L", "summary": "", "starts_on": FIRST, "ends_on": LAST, "by": anna, "now": NOON
    }  # fmt: skip
    save_project(session, project, title="Erste Fassung", revision=seen, **save)

    with pytest.raises(Overtaken) as overtaken:
        save_project(session, project, title="Zweite Fassung", revision=seen, **save)

    assert overtaken.value.theirs.answers["title"] == "Erste Fassung"
    assert overtaken.value.theirs.by == "Anna Albrecht"
    assert project.title == "Erste Fassung"


def test_all_projects_lie_in_one_implementation_phase_of_36_months(session, award_and_anna):
    award, anna = award_and_anna
    a_project(session, award, anna)

    with pytest.raises(RulesBroken) as refused:
        a_project(session, award, anna, last=date(2031, 7, 1))

    assert [rule for rule, _ in broken(refused)] == ["R-011"]
    [phase] = [one for one in award.phases if one.kind is PhaseKind.IMPLEMENTATION]
    assert (phase.starts_on, phase.ends_on) == (FIRST, LAST)


def test_the_plans_follow_the_dates_of_their_project(session, award_and_anna):
    award, anna = award_and_anna
    project = a_project(session, award, anna)
    firm = a_partner(session, project, anna, "Klein GmbH")
    last = date(2030, 12, 31)

    save_project(
        session, project, title="T", acronym="", summary="", starts_on=FIRST, ends_on=last,
        revision=project.revision, by=anna, now=NOON,
    )  # fmt: skip

    assert grant_of(session, firm).ends_on == last


def test_what_was_handed_in_stays_as_it_is(session, award_and_anna):
    award, anna = award_and_anna
    project = a_ready_project(
        session, award, anna,
        ("Universität A", UNIVERSITY, None, eur(300_000)),
        ("Klein GmbH", COMPANY, Size.SMALL, eur(500_000)),
    )  # fmt: skip
    submit_project(session, project, by=anna, now=NOON)

    with pytest.raises(NoSuchMove):
        submit_project(session, project, by=anna, now=NOON)
    with pytest.raises(NoSuchMove):
        save_partner(
            session, project.partners[2], executing_unit="Lab", own_funding=NOTHING,
            own_funding_status=OwnFunding.OPEN, revision=0, by=anna, now=NOON,
        )  # fmt: skip
    with pytest.raises(NoSuchMove):
        a_plan(session, grant_of(session, project.partners[0]), anna, eur(1))


def test_an_author_writes_but_only_a_signatory_hands_in(session, award_and_anna):
    award, anna = award_and_anna
    project = a_ready_project(
        session, award, anna,
        ("Universität A", UNIVERSITY, None, eur(300_000)),
        ("Klein GmbH", COMPANY, Size.SMALL, eur(500_000)),
    )  # fmt: skip
    arno = a_person(session, "Arno Autor")
    joins(session, arno, award.cluster, TeamRole.AUTHOR)

    with pytest.raises(RulesBroken) as refused:
        submit_project(session, project, by=arno.as_actor(), now=NOON)

    assert [rule for rule, _ in broken(refused)] == ["A-4.2"]


def test_a_stranger_changes_nothing(session, award_and_anna):
    award, _ = award_and_anna
    carl = a_person(session, "Carl Cremer").as_actor()

    with pytest.raises(RulesBroken):
        start_project(session, award, by=carl, now=NOON)

    assert award.projects == []


def test_a_management_has_one_grant_in_the_implementation(session, award_and_anna):
    award, anna = award_and_anna
    dates = {"starts_on": FIRST, "ends_on": LAST, "by": anna, "now": NOON}
    grant = start_management_grant(session, award, **dates)

    with pytest.raises(RulesBroken) as refused:
        start_management_grant(session, award, **dates)

    assert (grant.state, grant.phase) == (GrantState.APPLIED, PhaseKind.IMPLEMENTATION)
    assert [rule for rule, _ in broken(refused)] == ["MANAGEMENT-ONE"]


def test_a_recipient_without_an_address_is_asked_for_it_before_submitting(session, award_and_anna):
    project = a_project(session, *award_and_anna)
    anna = award_and_anna[1]
    partner = a_partner(session, project, anna, "Universität Jena", kind=UNIVERSITY)
    partner.organisation.street = ""

    findings = [one for one in project_findings(session, project) if one.rule == "R-051"]

    assert [(one.holds, one.place, one.says.de) for one in findings] == [
        (False, "partners/1#street", "Universität Jena: Geben Sie Straße und Ort an.")
    ]


def test_an_address_is_completed_once_and_then_stays(session):
    organisation = an_organisation(session, "Universität Jena")
    organisation.street = ""
    anna = a_person(session).as_actor()
    known = {"postcode": "07743", "city": "Jena"}

    complete_address(session, organisation, street="Fürstengraben 1", **known, by=anna, now=NOON)
    complete_address(session, organisation, street="Anderswo 2", **known, by=anna, now=NOON)

    assert organisation.street == "Fürstengraben 1"
