"""Partners of a joint project: at home with a grant, abroad with their own money."""

import pytest

from grants.actions.organisation import NewOrganisation
from grants.actions.partner import add_partner, remove_partner
from grants.models.grant import Grant
from grants.programme.finding import RulesBroken
from grants.programme.money import eur
from grants.programme.organisation import Basis, Size
from tests.makers.grant import a_grant
from tests.makers.moment import NOON
from tests.makers.project import (
    COMPANY,
    FIRST,
    LAST,
    UNIVERSITY,
    a_cluster_with_an_approved_concept,
    a_partner,
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


def test_a_cent_for_a_partner_abroad_is_refused(session, award_and_anna):
    award, anna = award_and_anna
    project = a_project(session, award, anna)

    with pytest.raises(RulesBroken) as refused:
        a_partner(session, project, anna, "Osaka Optics", country="JP", requested=eur("0.01"))

    assert broken(refused) == [
        (
            "R-010",
            "Partner im Ausland erhalten kein Geld aus diesem Programm. "
            "Setzen Sie den Betrag auf 0,00\N{NO-BREAK SPACE}€.",
        )
    ]


def test_a_partner_at_home_gets_the_next_grant_number_its_rate_and_its_basis(
    session, award_and_anna
):
    award, anna = award_and_anna
    a_grant(session, award)
    project = a_project(session, award, anna)
    firm = a_partner(session, project, anna, "Groß AG", kind=COMPANY, size=Size.LARGE)
    university = a_partner(session, project, anna, "Universität A", kind=UNIVERSITY)

    made = [grant_of(session, firm), grant_of(session, university)]

    assert [(grant.number, str(grant.rate), grant.basis) for grant in made] == [
        (f"{award.number}B", "40.00", Basis.COST),
        (f"{award.number}C", "100.00", Basis.EXPENDITURE),
    ]
    assert [(grant.starts_on, grant.ends_on) for grant in made] == [(FIRST, LAST)] * 2


def test_a_partner_abroad_gets_no_grant(session, award_and_anna):
    award, anna = award_and_anna
    project = a_project(session, award, anna)
    two_from_abroad(session, project, anna)

    assert session.query(Grant).filter_by(project_id=project.id).all() == []
    assert [partner.own_funding for partner in project.partners] == [eur(200_000)] * 2


def test_a_company_of_unknown_size_is_asked_for_it(session, award_and_anna):
    award, anna = award_and_anna
    project = a_project(session, award, anna)

    with pytest.raises(RulesBroken) as refused:
        add_partner(session, project, NewOrganisation(name="Firma", kind=COMPANY, country="DE"),
                    by=anna, now=NOON)  # fmt: skip

    assert [finding.place for finding in refused.value.findings] == ["partners#size"]


def test_removing_a_partner_takes_its_plan_along(session, award_and_anna):
    award, anna = award_and_anna
    project = a_ready_project(
        session, award, anna, ("Klein GmbH", COMPANY, Size.SMALL, eur(500_000))
    )

    remove_partner(session, project.partners[0], revision=project.revision, by=anna, now=NOON)

    assert [one.organisation.country for one in project.partners] == ["JP", "FR"]
    assert session.query(Grant).filter_by(project_id=project.id).all() == []
