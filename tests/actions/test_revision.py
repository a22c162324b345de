"""Officers give a concept or a project back, or find a project not eligible, with a reason."""

import pytest
from sqlalchemy import select

from grants.actions.concept import submit_concept
from grants.actions.project import places_left, submit_project
from grants.actions.proposal import propose_on_concept
from grants.actions.revision import find_ineligible, return_concept, return_project
from grants.models.outbox import Mail
from grants.models.record import Act
from grants.programme.finding import RulesBroken
from grants.programme.stages import AwardState, NoSuchMove, ProjectState
from grants.queries.returned import why_concept_returned, why_project_returned
from grants.queries.sponsor_award import award_file
from tests.makers.decision import two_officers
from tests.makers.moment import NOON, days
from tests.makers.revision import a_submitted_concept, a_submitted_project

PARTS = ["strengths", "regions", "ideas", "financing", "cooperation"]
PORTAL = "https://portal.example.org"


@pytest.fixture
def dirk(session):
    return two_officers(session)[0].as_actor()


def give_back(session, award, dirk, reason="Die Finanzierung fehlt."):
    return_concept(session, award, reason=reason, public_url=PORTAL, by=dirk, now=NOON)


def acts(session, number):
    """What was done to this number, in order."""
    found = select(Act.act).where(Act.object_number == number).order_by(Act.id)
    return session.scalars(found).all()


def mails(session, kind):
    """Recipient and link of the mails of this kind."""
    found = session.scalars(select(Mail).where(Mail.kind == kind).order_by(Mail.id)).all()
    return [(one.recipient_name, one.body.split("\n\n")[2]) for one in found]


def test_a_concept_goes_back_with_a_reason_and_a_mail(session, dirk):
    award, anna = a_submitted_concept(session)

    give_back(session, award, dirk)

    assert award.state is AwardState.CONCEPT_REVISION
    assert acts(session, award.number) == ["review_concept_award", "send_back_concept_award"]
    assert why_concept_returned(session, award).reason == "Die Finanzierung fehlt."
    assert mails(session, "concept_returned") == [
        (anna.name, f"{PORTAL}/awards/{award.number}/concept")
    ]


def test_a_concept_that_came_back_is_handed_in_approved_and_asks_for_nothing_more(session, dirk):
    award, anna = a_submitted_concept(session, AwardState.CONCEPT_UNDER_REVIEW)
    give_back(session, award, dirk)

    submit_concept(session, award, parts=PARTS, by=anna.as_actor(), now=days(1))
    propose_on_concept(session, award, by=dirk, now=days(2))

    assert award.state is AwardState.CONCEPT_UNDER_REVIEW
    assert why_concept_returned(session, award) is None


def test_a_concept_does_not_go_back_without_a_reason_or_beside_a_proposal(session, dirk):
    award, _ = a_submitted_concept(session)
    propose_on_concept(session, award, by=dirk, now=NOON)

    with pytest.raises(RulesBroken) as refused:
        give_back(session, award, dirk, reason=" ")

    assert [one.rule for one in refused.value.findings] == ["REASON", "DECISION-ONE"]
    assert mails(session, "concept_returned") == []


def test_an_approved_concept_does_not_go_back(session, dirk):
    award, _ = a_submitted_concept(session, AwardState.CONCEPT_APPROVED)

    with pytest.raises(NoSuchMove):
        give_back(session, award, dirk)


def test_a_project_goes_back_keeps_its_place_and_is_handed_in_again(session, dirk):
    project, anna = a_submitted_project(session)

    return_project(session, project, reason="Zwei Partner fehlen noch.", public_url=PORTAL,
                   by=dirk, now=NOON)  # fmt: skip
    assert why_project_returned(session, project).reason == "Zwei Partner fehlen noch."
    assert places_left(session, project.award) == 2
    submit_project(session, project, by=anna, now=days(1))

    assert project.state is ProjectState.SUBMITTED
    assert why_project_returned(session, project) is None
    assert mails(session, "project_returned") == [
        ("Anna Albrecht", f"{PORTAL}/awards/{project.award.number}/projects/P1")
    ]


def test_a_project_that_is_not_eligible_frees_its_place_and_its_money(session, dirk):
    project, _ = a_submitted_project(session)

    find_ineligible(session, project, reason="Kein Bezug zum Konzept.", public_url=PORTAL,
                    by=dirk, now=NOON)  # fmt: skip

    file = award_file(session, dirk, project.award.number)
    assert project.state is ProjectState.INELIGIBLE
    assert places_left(session, project.award) == 3
    assert file.in_preparation.cents == 0
    assert why_project_returned(session, project).reason == "Kein Bezug zum Konzept."
    assert len(mails(session, "project_ineligible")) == 1


@pytest.mark.parametrize("act", [return_project, find_ineligible])
def test_what_is_not_handed_in_or_has_no_reason_stays_as_it_is(session, dirk, act):
    project, _ = a_submitted_project(session)

    with pytest.raises(RulesBroken):
        act(session, project, reason="", public_url=PORTAL, by=dirk, now=NOON)
    project.state = ProjectState.ELIGIBLE
    with pytest.raises(NoSuchMove):
        act(session, project, reason="Zu spät.", public_url=PORTAL, by=dirk, now=NOON)
