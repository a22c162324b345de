"""The overview says of each task until when, and whether it came back."""

from html import unescape

from sqlalchemy import select

from grants.actions.revision import return_project
from grants.models.award import Award
from grants.models.decision import DecisionKind, Letter, LetterKind
from grants.models.organisation import Membership
from grants.programme.people import TeamRole
from tests.makers.decision import a_ranked_application, decided, two_officers
from tests.makers.moment import NOON, days
from tests.makers.person import a_person
from tests.makers.review import an_officer
from tests.papers.test_compliance_later import made
from tests.web.applicant.joint import address


def test_a_project_that_was_given_back_is_called_so(
    client_as, session, ready, award_and_anna, clock_at
):
    _, anna = award_and_anna
    clock_at(NOON)
    browser = client_as(anna)
    assert "Verbundprojekt P1 einreichen" in browser.get("/home").text
    browser.post(f"{address(ready)}/submit")
    return_project(
        session, ready, reason="Die Skizze fehlt.", public_url="http://localhost",
        by=an_officer(session).as_actor(), now=days(1),
    )  # fmt: skip

    for page in ("/home", f"/awards/{ready.award.number}"):
        text = browser.get(page).text
        assert "Verbundprojekt P1 überarbeiten" in text, page
        assert "Verbundprojekt P1 einreichen" not in text
    assert "zurückgegeben" in browser.get("/home").text


def test_the_plan_is_due_on_the_day_that_the_selection_letter_names(client_as, session, clock_at):
    clock_at(days(1))
    first, second = two_officers(session)
    application = a_ranked_application(session)
    decided(session, application, DecisionKind.SELECT, first, second)
    letter = session.scalars(select(Letter).where(Letter.kind == LetterKind.SELECTION)).one()
    due = letter.snapshot["next_steps"][0]["due"]
    award = session.scalars(select(Award)).one()
    made(session, letter)
    anna = a_person(session, "Anna Albrecht")
    session.add(Membership(cluster=award.cluster, person=anna, role=TeamRole.SIGNATORY, since=NOON))
    session.flush()

    for page in ("/home", f"/awards/{award.number}"):
        text = unescape(client_as(anna).get(page).text)
        assert f"{due[8:]}.{due[5:7]}.{due[:4]}" in text, page
