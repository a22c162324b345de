"""Pages of what was handed in or decided: to read, with a sentence where nothing is kept."""

from grants.models.person import Person
from grants.programme.people import TeamRole
from grants.programme.stages import ApplicationState, AwardState
from tests.makers.application import an_application
from tests.makers.cluster import a_cluster
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.makers.project import a_cluster_with_an_approved_concept
from tests.web.applicant.joint import address
from tests.web.shown import strip


def test_nothing_of_a_submitted_project_is_open_to_fill_in(
    client_as, session, ready, award_and_anna
):
    _, anna = award_and_anna
    browser = client_as(anna)
    browser.post(f"{address(ready)}/submit")

    for page in ("/edit", "/agreement", "/partners/new"):
        assert browser.get(f"{address(ready)}{page}").location == address(ready)
        assert "Dieses Projekt ist kein Entwurf mehr." in browser.get(address(ready)).text
    for position in (1, 3):
        page = browser.get(f"{address(ready)}/partners/{position}").text
        assert 'name="executing_unit"' not in page
        assert "Diese Angaben lassen sich nicht mehr ändern: Das Projekt ist" in page


def test_saving_a_submitted_project_says_why_nothing_is_kept(
    client_as, session, ready, award_and_anna
):
    _, anna = award_and_anna
    browser = client_as(anna)
    browser.post(f"{address(ready)}/submit")
    sent = {"revision": str(ready.revision), "executing_unit": "Lens Lab", "own_funding": "1,00",
            "own_funding_status": "committed", "cost_personnel_2028": "1,00", "own_funds": "1,00",
            "title": "Neu", "starts_on": "01.07.2028", "ends_on": "30.06.2031"}  # fmt: skip

    for page, sentence in (
        ("/edit", "Dieses Projekt ist kein Entwurf mehr."),
        ("/partners/3", "Dieses Projekt ist kein Entwurf mehr."),
        ("/partners/2/budget", "Dieser Plan lässt sich nicht mehr ändern."),
    ):
        answer = browser.post(f"{address(ready)}{page}", sent)
        assert (page, answer.status_code) == (page, 409)
        assert sentence in answer.text


def test_an_approved_concept_waits_for_nobody(client_as, session, award_and_anna):
    award, anna = award_and_anna
    award.concept_submitted_at = NOON
    session.flush()

    page = client_as(anna).get(f"/awards/{award.number}/concept").text

    assert "Darüber ist entschieden: Konzept gebilligt." in page
    assert "Zwei Personen" not in page


def test_the_managements_plan_is_begun_once_and_in_its_time(client_as, session, award_and_anna):
    award, anna = award_and_anna
    browser = client_as(anna)
    begin = f"/awards/{award.number}/management"
    browser.get(begin)
    browser.post(begin, {"starts_on": "01.07.2028", "ends_on": "30.06.2031"})
    assert browser.get(begin).location == f"/awards/{award.number}/budget/implementation"

    other, bea = a_cluster_with_an_approved_concept(session)
    other.state = AwardState.CONCEPT_RUNNING
    session.flush()
    browser = client_as(session.get(Person, bea.person_id))
    assert browser.get(f"/awards/{other.number}/management").location == f"/awards/{other.number}"
    assert "sobald Ihr Konzept gebilligt ist." in browser.get(f"/awards/{other.number}").text


def test_a_draft_that_missed_its_deadline_is_named_on_the_overview(client_as, session):
    anna = a_person(session)
    cluster = a_cluster(session, team={anna: TeamRole.SIGNATORY})
    missed = an_application(session, cluster, state=ApplicationState.EXPIRED)

    shown = strip(client_as(anna).get("/home"))

    assert f"Bewerbung {missed.number}: Nicht eingereicht" in shown
    assert "Die Frist war am" in shown
