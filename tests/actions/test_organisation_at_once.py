"""One organisation, several people at the same moment: they wait, never for ever."""

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy.orm import Session

from grants.actions.organisation import (
    FIELDS,
    NewOrganisation,
    add_unit,
    complete_address,
    enter_organisation,
    save_organisation,
)
from grants.models.organisation import Organisation
from grants.programme.organisation import OrganisationKind
from grants.programme.people import TeamRole
from tests.at_once import until_somebody_waits
from tests.makers.cluster import a_cluster
from tests.makers.moment import NOON
from tests.makers.person import a_person

COMPANY = OrganisationKind.COMPANY
LEI = "213800KUD8LAJWSQ9D15"


def test_two_who_enter_one_organisation_at_the_same_moment_enter_it_once(engine):
    with Session(engine) as work, work.begin():
        actor = a_person(work).as_actor()

    def enter(_):
        with Session(engine) as work, work.begin():
            new = NewOrganisation(name="Optik", kind=COMPANY, country="DE", lei=LEI)
            return enter_organisation(work, new, by=actor, now=NOON).id

    with ThreadPoolExecutor(4) as pool:
        made = set(pool.map(enter, range(8)))

    assert len(made) == 1


def test_who_saves_an_organisation_while_another_takes_it_as_partner_waits_and_both_succeed(engine):
    with Session(engine, expire_on_commit=False) as work, work.begin():
        anna = a_person(work)
        management = a_cluster(work, team={anna: TeamRole.SIGNATORY}).management
        new = NewOrganisation(name=management.name, kind=COMPANY, country=management.country)
        management.legal_key = new.identity.key
        details = {field: getattr(management, field) for field in FIELDS} | {"city": "Ulm"}

    def save():
        with Session(engine) as work, work.begin():
            return save_organisation(
                work, work.get_one(Organisation, management.id), **details, revision=1,
                by=anna.as_actor(), now=NOON,
            )  # fmt: skip

    with ThreadPoolExecutor(1) as pool, Session(engine) as work:
        with work.begin():
            there = enter_organisation(work, new, by=anna.as_actor(), now=NOON)
            saving = pool.submit(save)
            until_somebody_waits(engine)
            add_unit(work, there, "Optik")
        assert saving.result(timeout=10)
        assert there.id == management.id


def test_of_two_who_complete_an_address_at_once_the_second_changes_nothing(engine):
    with Session(engine, expire_on_commit=False) as work, work.begin():
        actor = a_person(work).as_actor()
        new = NewOrganisation(name="Optik", kind=COMPANY, country="DE")
        number = enter_organisation(work, new, by=actor, now=NOON).id

    def complete(work, organisation, street):
        complete_address(work, organisation, street=street, postcode="07743", city="Jena",
                         by=actor, now=NOON)  # fmt: skip

    with Session(engine) as late, late.begin():
        seen_empty = late.get_one(Organisation, number)
        assert not seen_empty.has_address
        with Session(engine) as work, work.begin():
            complete(work, work.get_one(Organisation, number), "Weg 1")
        complete(late, seen_empty, "Weg 2")

    with Session(engine) as work:
        assert work.get_one(Organisation, number).street == "Weg 1"
