"""The register of organisations: found while entering, kept by its own people, once each."""

import pytest

from grants.actions.organisation import (
    NewOrganisation,
    complete_address,
    enter_organisation,
    save_organisation,
)
from grants.actions.overtaken import Overtaken
from grants.models.record import Act
from grants.programme.finding import RulesBroken
from grants.programme.legal_entity import Identity
from grants.programme.organisation import OrganisationKind
from grants.programme.people import TeamRole
from grants.programme.stages import ApplicationState
from grants.queries.organisation import find_organisations, keeps, same_organisation
from tests.makers.application import an_application
from tests.makers.cluster import a_cluster, joins
from tests.makers.moment import NOON, days
from tests.makers.person import a_person
from tests.makers.project import (
    UNIVERSITY,
    a_cluster_with_an_approved_concept,
    a_partner,
    a_project,
)

COMPANY = OrganisationKind.COMPANY
IBAN = "DE89370400440532013000"
LEI = "213800KUD8LAJWSQ9D15"


@pytest.fixture
def anna(session):
    return a_person(session)


def entered(session, anna, name="Photonik Jena GmbH", country="DE", **more):
    new = NewOrganisation(name=name, kind=COMPANY, country=country, **more)
    return enter_organisation(session, new, by=anna.as_actor(), now=NOON)


def offered(session, name, country="DE", **numbers):
    found = same_organisation(session, Identity(name=name, country=country, **numbers))
    return [one.name for one in found]


def saved(session, organisation, by, *, revision=None, now=NOON, **more):
    names = ("name", "street", "postcode", "city", "register_number", "register_court",
             "vat_id", "lei", "pic")  # fmt: skip
    details = {name: getattr(organisation, name) for name in names}
    details["units"] = [unit.name for unit in organisation.units]
    return save_organisation(
        session, organisation, **{**details, **more}, by=by.as_actor(), now=now,
        revision=organisation.revision if revision is None else revision,
    )  # fmt: skip


def broken(refused):
    return [(one.rule, one.place) for one in refused.value.findings if not one.holds]


@pytest.mark.parametrize(
    "typed",
    ["Photonik Jena GmbH", "PHOTONIK JENA", "Photonik-Jena G.m.b.H.", "Photonic Jena AG",
     "Photonik Jena Forschung und Entwicklung GmbH"],
)  # fmt: skip
def test_an_organisation_is_offered_when_its_bare_name_is_alike(session, anna, typed):
    entered(session, anna)

    assert offered(session, typed) == ["Photonik Jena GmbH"]


def test_a_like_name_in_another_country_is_another_organisation(session, anna):
    entered(session, anna, country="AT")

    assert offered(session, "Photonik Jena GmbH") == []


def test_umlauts_accents_and_legal_forms_make_no_difference(session, anna):
    entered(session, anna, "Gesellschaft für Öffentliche Maße e. V.")

    assert offered(session, "GESELLSCHAFT OFFENTLICHE MASSE E.V.") != []


@pytest.mark.parametrize(
    "number", [{"vat_id": "DE136695976"}, {"lei": LEI}, {"pic": "999999999"},
               {"register_number": "HRB 1", "register_court": "Jena"}],
)  # fmt: skip
def test_an_organisation_is_offered_by_each_of_its_numbers_whatever_its_name(session, anna, number):
    entered(session, anna, **number)

    assert offered(session, "Ganz anders", "DE", **number) == ["Photonik Jena GmbH"]


def test_an_entry_with_a_known_number_is_the_one_that_is_there(session, anna):
    one = entered(session, anna, lei=LEI, register_number="HRB 1", register_court="Jena")

    again = entered(session, anna, "Photonik", lei=LEI)

    assert again is one


def test_a_search_takes_signs_of_a_pattern_as_they_are(session, anna):
    entered(session, anna, "100% Optik_West")

    assert [one.name for one in find_organisations(session, "0% Opt")] == ["100% Optik_West"]
    assert find_organisations(session, "%_") == []


def test_its_people_keep_it_and_the_record_shows_what_changed(session, anna):
    management = a_cluster(session, team={anna: TeamRole.SIGNATORY}).management

    saved(session, management, anna, vat_id="DE136695976", units=["Werk B", "Werk A"])

    act = session.query(Act).filter_by(act="save_organisation").one()
    assert act.after == {"vat_id": "DE136695976", "units": ["Werk A", "Werk B"]}
    assert (management.revision, management.legal_key) == (2, "vat:de136695976")


def test_an_address_that_was_completed_counts_as_a_change_for_who_has_the_page_open(session, anna):
    management = a_cluster(session, team={anna: TeamRole.SIGNATORY}).management
    seen = management.revision
    management.street = management.postcode = management.city = ""
    session.flush()

    complete_address(session, management, street="Weg 1", postcode="07743", city="Jena",
                     by=anna.as_actor(), now=days(1))  # fmt: skip

    assert (management.revision, management.changed_at, management.changed_by_id) == (
        seen + 1, days(1), anna.id,
    )  # fmt: skip
    with pytest.raises(Overtaken) as overtaken:
        saved(session, management, anna, street="", postcode="", city="Ulm", revision=seen)
    assert overtaken.value.theirs.answers["street"] == "Weg 1"


def test_a_number_of_another_organisation_is_refused_at_its_field(session, anna):
    entered(session, anna, lei=LEI, pic="999999999", register_number="HRB 1", register_court="Jena")
    management = a_cluster(session, team={anna: TeamRole.SIGNATORY}).management

    with pytest.raises(RulesBroken) as refused:
        saved(session, management, anna, lei=LEI, pic="999999999", register_number="HRB 1",
              register_court="Jena")  # fmt: skip

    assert broken(refused) == [
        ("R-007", f"organisation#{field}") for field in ("register_number", "lei", "pic")
    ]


def test_readers_and_strangers_do_not_keep_it(session, anna):
    rita, carl = a_person(session, "Rita"), a_person(session, "Carl")
    cluster = a_cluster(session, team={anna: TeamRole.SIGNATORY, rita: TeamRole.READER})

    assert [keeps(session, cluster.management, one.as_actor()) for one in (anna, rita, carl)] == [
        True, False, False,
    ]  # fmt: skip
    with pytest.raises(RulesBroken) as refused:
        saved(session, cluster.management, rita, city="Ulm")
    assert broken(refused) == [("K-12", "")]


def test_who_names_a_known_organisation_for_a_new_cluster_does_not_get_its_account(session, anna):
    cluster = a_cluster(session, team={anna: TeamRole.SIGNATORY})
    mallory = a_person(session, "Mallory")
    second = a_cluster(session, team={})
    second.management = cluster.management
    joins(session, mallory, second, TeamRole.SIGNATORY).since = days(1)
    session.flush()

    assert keeps(session, cluster.management, mallory.as_actor()) is False
    assert keeps(session, cluster.management, anna.as_actor()) is True

    anna.active = False
    session.flush()
    assert keeps(session, cluster.management, mallory.as_actor()) is True


def test_the_second_to_save_gets_both_versions(session, anna):
    management = a_cluster(session, team={anna: TeamRole.SIGNATORY}).management
    saved(session, management, anna, city="Ulm")

    with pytest.raises(Overtaken) as overtaken:
        saved(session, management, anna, city="Bonn", revision=1)

    assert overtaken.value.theirs.answers["city"] == "Ulm"


def test_a_name_that_was_handed_in_stays(session, anna):
    cluster = a_cluster(session, team={anna: TeamRole.SIGNATORY})
    draft = an_application(session, cluster)

    assert saved(session, cluster.management, anna, name="Neu e. V.")
    draft.state, draft.submitted_at = ApplicationState.SUBMITTED, NOON
    session.flush()
    with pytest.raises(RulesBroken) as refused:
        saved(session, cluster.management, anna, name="Noch neuer e. V.")

    assert broken(refused) == [("K-13", "organisation#name")]


def test_units_of_partners_are_known_afterwards_and_stay(session):
    award, anna = a_cluster_with_an_approved_concept(session)
    project = a_project(session, award, anna)
    partner = a_partner(session, project, anna, "Uni X", kind=UNIVERSITY, executing_unit="Optik")
    again = NewOrganisation(name="uni x", kind=UNIVERSITY, country="DE")
    whole = enter_organisation(session, again, by=anna, now=NOON)
    award.cluster.management = whole
    session.flush()

    assert whole is partner.organisation
    assert [unit.name for unit in whole.units] == ["Optik"]
    with pytest.raises(RulesBroken) as refused:
        saved(session, whole, award.cluster.team[0].person, units=["Chemie"])
    assert broken(refused) == [("R-007", "organisation#units")]
