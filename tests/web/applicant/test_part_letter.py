"""The letter to a partner reaches the people who keep its part, and nobody else's letter does."""

import pytest

from grants.models.award import PartnerMember
from grants.models.organisation import Membership
from grants.models.payment import PaymentRequest
from grants.programme.money import eur
from grants.programme.organisation import Size
from grants.programme.print_batch import WhyByPost
from grants.programme.stages import PaymentState, ProjectState
from grants.queries.print_batch import letters_to_post
from grants.web.database import STORE
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


@pytest.fixture
def project(session):
    award, anna = a_cluster_with_an_approved_concept(session)
    at_home = [("Klein GmbH", COMPANY, Size.SMALL, eur(500_000)),
               ("Uni A", UNIVERSITY, None, eur(300_000))]  # fmt: skip
    return a_ready_project(session, award, anna, *at_home)


@pytest.fixture
def letter(session, app, project):
    """The letter to Klein GmbH, printed."""
    found = a_letter(session, grant_of(session, project.partners[0]))
    all_made(session, app.extensions[STORE])
    return found


@pytest.fixture
def anna(client_as, session, project):
    """She signs for the cluster."""
    return client_as(session.query(Membership).first().person)


@pytest.fixture
def paula(session, project):
    """She keeps the part of Klein GmbH."""
    person = a_person(session, "Paula Partner")
    session.add(PartnerMember(partner=project.partners[0], person=person, since=NOON))
    project.partners[0].kept_since = NOON
    session.flush()
    return person


def test_the_addressee_reads_the_letter_and_the_neighbours_stays_hidden(
    client_as, session, project, paula
):
    mine, other = (a_letter(session, grant_of(session, one)) for one in project.partners[:2])
    browser = client_as(paula)
    assert mine.number not in browser.get("/letters").text

    all_made(session)
    page = browser.get("/letters").text

    assert (mine.number in page, other.number in page) == (True, False)
    assert mine.check_code in browser.get("/home").text
    assert browser.get(f"/letters/{mine.check_code}").status_code == 200
    assert browser.get(f"/letters/{other.check_code}").status_code == 404
    assert browser.get(f"/letters/{other.check_code}/pdf").status_code == 404


def test_the_addressee_does_not_waive_what_a_signatory_has_to(client_as, session, project, paula):
    letter = a_letter(session, grant_of(session, project.partners[0]))
    all_made(session)
    browser = client_as(paula)

    assert "/waive" not in browser.get(f"/letters/{letter.check_code}").text
    answer = browser.post(f"/letters/{letter.check_code}/waive", {"sure": "y"})

    assert answer.status_code == 422


def test_a_part_that_is_closed_offers_no_entry_to_change(client_as, session, project, paula):
    part = project.partners[0]
    browser = client_as(paula)
    assert "Angabe ändern" in browser.get(f"/parts/{part.id}").text

    project.state, project.submitted_at = ProjectState.SUBMITTED, NOON
    session.flush()

    assert "Angabe ändern" not in browser.get(f"/parts/{part.id}").text
    assert "Angabe ändern" not in browser.get(f"/parts/{part.id}/budget").text


def test_whoever_left_the_part_reads_nothing_any_more(client_as, session, project, paula):
    letter = a_letter(session, grant_of(session, project.partners[0]))
    all_made(session)
    session.query(PartnerMember).one().until = NOON
    session.flush()

    assert client_as(paula).get(f"/letters/{letter.check_code}").status_code == 404


def test_a_cluster_that_reads_along_starts_no_period_and_waives_nothing(
    client_as, session, anna, letter, paula
):
    page = f"/letters/{letter.check_code}"

    answer = anna.get(f"{page}/pdf")
    assert (answer.status_code, answer.location) == (303, page)
    assert letter.retrieved_at is None
    assert "nur deren Leute öffnen es" in anna.get(page).text

    assert client_as(paula).get(f"{page}/pdf").status_code == 200
    assert letter.retrieved_at is not None
    assert "/waive" not in anna.get(page).text
    answer = anna.post(f"{page}/waive", {"sure": "y"})
    assert (answer.status_code, "nur der Empfänger selbst" in answer.text) == (422, True)


def test_r050_a_cluster_reads_for_a_partner_without_people_and_receives_nothing_for_it(
    session, anna, letter, project
):
    page = f"/letters/{letter.check_code}"
    assert anna.get(f"{page}/pdf").status_code == 200

    assert letter.retrieved_at is None
    assert "Ihr Lesen setzt keine Frist in Gang" in anna.get(page).text
    round_ = project.award.application.round
    (posted,) = letters_to_post(session, round_, NOON)
    assert (posted.number, posted.why) == (letter.number, WhyByPost.NOBODY)


def test_the_letter_to_a_partner_with_people_of_its_own_waits_for_them(
    session, letter, project, paula
):
    (posted,) = letters_to_post(session, project.award.application.round, letter.rendered_at)

    assert posted.why is WhyByPost.CHOSEN


def test_the_cluster_does_not_waive_for_a_partner_even_where_it_reads_its_letter(anna, letter):
    page = f"/letters/{letter.check_code}"
    anna.get(f"{page}/pdf")

    refused = anna.post(f"{page}/waive", {"sure": "y"})

    assert "/waive" not in anna.get(page).text
    assert (refused.status_code, "nur der Empfänger selbst" in refused.text) == (422, True)


def test_the_cluster_reads_what_a_partner_gets_in_sums_and_not_what_its_costs_are_made_of(
    client_as, session, anna, letter, paula
):
    page, inside = anna.get(f"/letters/{letter.check_code}").text, client_as(paula)
    lines = [line["label"]["de"] for line in letter.snapshot["plan"]["lines"]]

    for name in ("eligible", "own_funds", "grant"):
        row = letter.snapshot["plan"][name]
        assert row["label"]["de"] in page
        assert all(eur(each).german_figure in page for each in (*row["amounts"], row["sum"]))
    assert "50\N{NO-BREAK SPACE}%" in page
    assert lines
    assert not [line for line in lines if line in page]
    assert anna.get(f"/documents/{letter.document_id}").status_code == 404
    assert inside.get(f"/documents/{letter.document_id}").status_code == 200
    assert "Summen des Schreibens" not in inside.get(f"/letters/{letter.check_code}").text


def test_lists_lead_to_the_page_of_a_partners_letter(client_as, session, anna, letter, paula):
    for place in ("/letters", "/home"):
        page = anna.get(place).text
        assert f'href="/letters/{letter.check_code}"' in page
        assert f'href="/letters/{letter.check_code}/pdf"' not in page


def test_who_keeps_a_part_reads_what_was_asked_and_paid_for_it_and_no_neighbours(
    client_as, session, project, paula
):
    part, neighbour = project.partners[:2]
    grant, other = (grant_of(session, one) for one in (part, neighbour))
    signer = session.query(Membership).first().person
    for each, amount in ((grant, eur("1234.56")), (other, eur("6543.21"))):
        each.awarded_at = NOON
        session.add(PaymentRequest(
            grant=each, ordinal=1, state=PaymentState.SUBMITTED, requested=amount, spent=amount,
            changed_at=NOON, submitted_at=NOON, submitted_by=signer))  # fmt: skip
    session.flush()
    visitor = client_as(paula)

    assert f"/parts/{part.id}/payments" in visitor.get(f"/parts/{part.id}").text
    page = visitor.get(f"/parts/{part.id}/payments").text
    assert "1.234,56" in page
    assert "6.543,21" not in page
    assert f'href="/grants/{grant.number}/payments' not in page
    assert visitor.get(f"/parts/{neighbour.id}/payments").status_code == 404
    assert visitor.get(f"/grants/{grant.number}/payments").status_code == 404
