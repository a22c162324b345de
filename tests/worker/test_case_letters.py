"""Letters in the ZIP of a case: of a partner's letter the cluster gets the sums (decision 45)."""

from sqlalchemy import select

from grants.models.award import PartnerMember
from grants.models.organisation import Membership
from grants.models.person import Person
from grants.papers.case_content import case_content
from grants.programme.money import eur
from grants.programme.organisation import Size
from grants.programme.people import Role
from tests.makers.letter import a_letter, all_made
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.makers.project import (
    COMPANY,
    UNIVERSITY,
    a_cluster_with_an_approved_concept,
    a_ready_project,
    grant_of,
)


def test_the_zip_of_the_cluster_has_the_sums_of_a_partners_letter_and_not_its_lines(room, work):
    award, actor = a_cluster_with_an_approved_concept(work)
    at_home = [("Kalt GmbH", COMPANY, Size.SMALL, eur(500_000)),
               ("Uni A", UNIVERSITY, None, eur(300_000))]  # fmt: skip
    kept, written = a_ready_project(work, award, actor, *at_home).partners[:2]
    kept.kept_since = NOON
    work.add(PartnerMember(partner=kept, person=a_person(work, "Paula Partner"), since=NOON))
    theirs, open_ = (a_letter(work, grant_of(work, each)) for each in (kept, written))
    all_made(work, room.store)
    anna = work.get_one(Person, work.scalars(select(Membership.person_id)).first())
    number, staff = award.application.number, a_person(work, "Dirk Sponsor", Role.SPONSOR)

    own, seen = (
        {entry.what.de: entry for entry in case_content(work, number, reader, "de", NOON)}
        for reader in (anna.as_actor(), staff.as_actor())
    )
    names = [f"Zuwendungsbescheid {each.number}" for each in (theirs, open_)]
    page = own[names[0]].content.decode()
    plan = theirs.snapshot["plan"]

    assert [own[name].ending for name in names] == ["html", "pdf"]
    assert [seen[name].ending for name in names] == ["pdf", "pdf"]
    assert plan["eligible"]["label"]["de"] in page
    assert eur(plan["grant"]["sum"]).german_figure in page
    assert not [line for line in plan["lines"] if line["label"]["de"] in page]
