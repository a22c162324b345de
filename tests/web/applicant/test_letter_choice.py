"""The page on which an organisation chooses how its decision letters come."""

from grants.programme.notification import Channel
from grants.programme.people import TeamRole
from grants.queries.letter_choice import way_of
from tests.makers.cluster import a_cluster
from tests.makers.decision import at_home
from tests.makers.person import a_person
from tests.makers.print_batch import a_made_letter, a_told_round


def a_team(session):
    anna, willi = a_person(session), a_person(session, "Willi")
    cluster = a_cluster(session, team={anna: TeamRole.SIGNATORY, willi: TeamRole.AUTHOR})
    return anna, willi, at_home(cluster.management)


def test_whoever_signs_chooses_the_post_and_the_page_says_since_when(client_as, session):
    anna, willi, management = a_team(session)
    page = f"/organisations/{management.id}/letters"
    browser = client_as(anna)
    assert page in browser.get(f"/organisations/{management.id}").text

    assert browser.post(page, {"way": "post"}).status_code == 303

    assert way_of(session, management) is Channel.POST
    shown = browser.get(page).text
    assert "Bisher gewählt" in shown
    assert anna.name in shown
    others = client_as(willi)
    assert 'name="way"' not in others.get(page).text
    assert others.post(page, {"way": "portal"}).status_code == 422
    assert way_of(session, management) is Channel.POST


def test_without_an_address_the_post_is_refused_beside_the_choice(client_as, session):
    anna, _, management = a_team(session)
    management.city = ""
    session.flush()

    answer = client_as(anna).post(f"/organisations/{management.id}/letters", {"way": "post"})

    assert answer.status_code == 422
    assert "Für die Post fehlt die Anschrift." in answer.text


def test_the_copy_of_a_letter_by_post_says_that_it_is_one(client_as, session):
    letter = a_made_letter(session, a_told_round(session), way=Channel.POST)
    team = letter.application.cluster.team

    shown = client_as(team[0].person).get(f"/letters/{letter.check_code}").text

    assert "Es ist eine Kopie" in shown
    assert "Noch nicht versandt" in shown
    assert "mit der Post, vom Empfänger so gewählt" in shown
