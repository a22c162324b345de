"""A partner that came in place of another one is put right until staff accept it: R-006."""

import pytest

from grants.actions.departure import partner_leaves, restore_project
from grants.actions.partner import remove_partner, save_partner
from grants.actions.replacement import correct_partner
from grants.models.award import PartnerMember
from grants.models.organisation import Organisation
from grants.models.record import Act
from grants.programme.calendar import today
from grants.programme.finding import RulesBroken
from grants.programme.money import eur
from grants.programme.organisation import OrganisationKind, OwnFunding, Size
from grants.programme.people import Role
from grants.programme.stages import NoSuchMove, ProjectState
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.makers.project import (
    COMPANY,
    UNIVERSITY,
    a_cluster_with_an_approved_concept,
    a_partner,
    a_ready_project,
)

FUNDING = {"own_funding": eur(300_000), "own_funding_status": OwnFunding.COMMITTED}


@pytest.fixture
def new(session):
    """Turin, taken in after Osaka had left; Anna of its cluster, and Dirk, an officer."""
    award, anna = a_cluster_with_an_approved_concept(session)
    at_home = [("Klein GmbH", COMPANY, Size.SMALL, eur(500_000)),
               ("Uni A", UNIVERSITY, None, eur(300_000))]  # fmt: skip
    project = a_ready_project(session, award, anna, *at_home)
    project.state = ProjectState.ACTIVE
    session.flush()
    partner_leaves(
        session, project.partners[2], left_on=today(NOON), reason="–", public_url="",
        by=anna, now=NOON,
    )  # fmt: skip
    turin = a_partner(session, project, anna, "Turin Otica", country="IT")
    return turin, anna, a_person(session, "Dirk", Role.SPONSOR).as_actor()


def corrected(session, partner, by, name="Turin Ottica", *, kind=COMPANY, country="IT"):
    return correct_partner(session, partner, name=name, kind=kind, country=country, by=by, now=NOON)


def acts(session, act):
    return [(one.before, one.after) for one in session.query(Act).filter_by(act=act)]


def test_r006_the_name_of_a_new_partner_is_put_right_with_record(session, new):
    turin, anna, _ = new
    before = turin.organisation

    assert corrected(session, turin, anna)

    assert turin.organisation is before
    assert (before.name, before.legal_key) == ("Turin Ottica", "IT:name:turinottica")
    assert acts(session, "correct_partner") == [(
        {"organisation": "Turin Otica", "kind": "company", "country": "IT"},
        {"organisation": "Turin Ottica", "kind": "company", "country": "IT"},
    )]  # fmt: skip
    assert not corrected(session, turin, anna)


def test_r006_its_country_and_kind_are_put_right_too(session, new):
    turin, anna, _ = new

    corrected(session, turin, anna, "Basel Optik", kind=OrganisationKind.RESEARCH_INSTITUTE,
              country="CH")  # fmt: skip

    whole = turin.organisation
    assert (whole.country, whole.kind, whole.size) == (
        "CH", OrganisationKind.RESEARCH_INSTITUTE, None,
    )  # fmt: skip


def test_r006_its_funding_is_put_right_with_record(session, new):
    turin, anna, _ = new

    save_partner(
        session, turin, executing_unit="Labor 2", revision=turin.revision, by=anna, now=NOON,
        **FUNDING,
    )  # fmt: skip

    assert (turin.own_funding, turin.executing_unit) == (eur(300_000), "Labor 2")
    [(before, after)] = acts(session, "save_partner")
    assert (before["own_funding"], after["own_funding"]) == ("200000.00", "300000.00")


def test_r006_it_is_taken_out_again(session, new):
    turin, anna, _ = new
    project = turin.project

    remove_partner(session, turin, revision=project.revision, by=anna, now=NOON)

    assert [one.organisation.name for one in project.partners if one.left_on is None] == [
        "Klein GmbH", "Uni A", "Lyon Lumière P1",
    ]  # fmt: skip


def test_r006_nothing_changes_once_staff_have_accepted_it(session, new):
    turin, anna, dirk = new

    restore_project(session, turin.project, note="geprüft", public_url="", by=dirk, now=NOON)

    [(_, after)] = acts(session, "restore_project")
    assert after["accepted"] == ["Turin Otica"]
    with pytest.raises(NoSuchMove):
        corrected(session, turin, anna)
    with pytest.raises(NoSuchMove):
        save_partner(session, turin, executing_unit="", revision=1, by=anna, now=NOON, **FUNDING)
    with pytest.raises(NoSuchMove):
        remove_partner(session, turin, revision=turin.project.revision, by=anna, now=NOON)


def test_r006_also_not_when_the_project_is_at_risk_again(session, new):
    turin, anna, dirk = new
    restore_project(session, turin.project, note="geprüft", public_url="", by=dirk, now=NOON)
    partner_leaves(
        session, turin.project.partners[3], left_on=today(NOON), reason="–", public_url="",
        by=anna, now=NOON,
    )  # fmt: skip

    with pytest.raises(NoSuchMove):
        corrected(session, turin, anna)


@pytest.mark.parametrize("at", [0, 3])
def test_r006_those_who_were_awarded_stay_as_they_are(session, new, at):
    turin, anna, _ = new
    other = turin.project.partners[at]

    with pytest.raises(NoSuchMove):
        corrected(session, other, anna)
    with pytest.raises(NoSuchMove):
        save_partner(session, other, executing_unit="X", revision=1, by=anna, now=NOON, **FUNDING)


def test_r006_it_does_not_become_a_partner_at_home_without_a_decision(session, new):
    turin, anna, _ = new

    with pytest.raises(RulesBroken) as refused:
        corrected(session, turin, anna, "Turin GmbH", country="DE")

    assert [one.rule for one in refused.value.findings] == ["R-006"]


def test_r007_it_does_not_become_a_partner_that_is_there_already(session, new):
    turin, anna, _ = new

    with pytest.raises(RulesBroken) as refused:
        corrected(session, turin, anna, "Lyon Lumière P1", country="FR")

    assert [one.rule for one in refused.value.findings] == ["R-007"]


def test_r007_an_entry_that_others_use_stays_theirs(session, new):
    turin, anna, _ = new
    award, carl = a_cluster_with_an_approved_concept(session)
    at_home = [("Klein B GmbH", COMPANY, Size.SMALL, eur(1_000))]
    other = a_ready_project(session, award, carl, *at_home)
    a_partner(session, other, carl, "Turin Otica", country="IT")

    corrected(session, turin, anna)

    names = {one.name for one in session.query(Organisation).filter_by(country="IT")}
    assert names == {"Turin Otica", "Turin Ottica"}
    assert other.partners[-1].organisation.name == "Turin Otica"


def test_r006_a_new_partner_that_keeps_its_part_corrects_its_funding_itself(session, new):
    turin, anna, _ = new
    paula = a_person(session, "Paula")
    turin.kept_since = NOON
    session.add(PartnerMember(partner=turin, person=paula, since=NOON))
    session.flush()

    with pytest.raises(RulesBroken):
        corrected(session, turin, anna)
    save_partner(
        session, turin, executing_unit="", revision=turin.revision, by=paula.as_actor(),
        now=NOON, **FUNDING,
    )  # fmt: skip

    assert turin.own_funding == eur(300_000)
