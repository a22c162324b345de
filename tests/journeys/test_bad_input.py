"""What people do by mistake: each time a clear sentence, and nothing they did is lost."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from grants.actions.password import hash_of_password
from grants.programme.people import TeamRole
from tests.journeys import cluster
from tests.journeys.visitor import PASSWORD, Visitor
from tests.makers.application import an_application
from tests.makers.cluster import a_cluster
from tests.makers.person import a_person
from tests.makers.round import a_round

NOW = datetime(2028, 1, 20, 9, tzinfo=UTC)
BUDGET, CONCEPT, OUTLINE = ("/applications/{}/" + name for name in ("budget", "concept", "outline"))
WINDOWS_PROGRAM = b"MZ\x90\x00\x03" + bytes(2000)


@pytest.fixture(scope="module")
def numbers(product):
    """The numbers of two drafts in an open round: one of Anna's cluster, one of Carl's."""
    product.set_clock_to(NOW)
    with Session(product.engine) as session:
        days = {"opens_at": datetime(2028, 1, 15, tzinfo=UTC),
                "closes_at": datetime(2028, 2, 15, tzinfo=UTC)}  # fmt: skip
        round_ = a_round(session, 6, **days)
        made = []
        for name in ("Anna Albrecht", "Carl Conrad"):
            person = a_person(session, name, email=f"{name.split()[0].lower()}@example.org")
            person.password_hash = hash_of_password(PASSWORD)
            team = a_cluster(session, f"Cluster von {name}", team={person: TeamRole.SIGNATORY})
            made.append(an_application(session, team, round_).number)
        session.commit()
    return made


def visitor(browser, product, email):
    """Somebody signed in, at a browser without script."""
    came = Visitor(browser, product, email)
    came.sign_in()
    return came


@pytest.fixture
def anna(browser, product, numbers):
    """Anna, who makes the mistakes."""
    return visitor(browser, product, "anna@example.org")


@pytest.fixture
def carl(browser, product, numbers):
    """Carl, who clicks twice."""
    return visitor(browser, product, "carl@example.org")


def typed(visitor, label):
    """What stands in a field."""
    return visitor.page.get_by_label(label, exact=True).input_value()


def test_a_letter_in_an_amount_is_named_and_the_rest_stays(anna, numbers):
    anna.open(BUDGET.format(numbers[0]))

    anna.enter({"Personal 2029": "12x", "Mieten 2029": "1.000,00"})
    anna.press("Speichern und zurück")

    assert anna.status == 422
    assert "Bitte prüfen Sie eine Angabe" in anna.text
    assert "12x" in anna.text
    assert typed(anna, "Personal 2029, Euro") == "12x"
    assert typed(anna, "Mieten 2029, Euro") == "1.000,00"


def test_a_cent_over_the_cap_is_read_as_written_and_refused_with_the_cent(anna, numbers):
    anna.open(BUDGET.format(numbers[0]))

    anna.enter({"Beantragte Förderung": "4.000.000,01"})
    anna.press("Speichern und hier bleiben")

    assert typed(anna, "Beantragte Förderung, Euro") == "4.000.000,01"
    assert (
        "Die Förderung ist 0,01 € zu hoch: 4.000.000,01 € statt höchstens 4.000.000,00 €."
        in anna.text
    )


def test_files_that_are_too_large_or_no_pdf_are_refused_and_the_good_one_stays(
    anna, numbers, concept
):
    anna.open(CONCEPT.format(numbers[0]))
    anna.attach("Konzept als PDF", "Konzept.pdf", concept)
    anna.press("Datei hochladen")
    refusals = []
    for content in (concept + bytes(21_000_000), WINDOWS_PROGRAM):
        anna.open(CONCEPT.format(numbers[0]))
        anna.attach("Konzept als PDF", "Anderes.pdf", content)
        anna.press("Datei ersetzen")
        refusals.append((anna.status, anna.text))

    assert [status for status, _ in refusals] == [422, 422]
    assert "höchstens 20 MB" in refusals[0][1]
    assert "keine PDF-Datei" in refusals[1][1]
    anna.open(CONCEPT.format(numbers[0]))
    assert "Konzept.pdf" in anna.text
    assert "Anderes.pdf" not in anna.text


def test_an_application_of_others_is_not_there(anna, numbers):
    anna.open(f"/applications/{numbers[1]}")

    assert anna.status == 404
    assert "Cluster von Carl Conrad" not in anna.text


def test_what_was_typed_survives_a_session_that_is_gone(anna, product, numbers):
    anna.open(OUTLINE.format(numbers[0]))
    anna.enter({"Skizze": "Drei Stunden Arbeit stehen hier."})
    with product.engine.connect() as connection:
        connection.execute(text("delete from sign_in"))

    anna.press("Speichern und zurück")
    assert anna.status == 401
    assert "Was Sie geschrieben haben, ist aufgehoben" in anna.text
    anna.enter({"E-Mail-Adresse": anna.email, "Passwort": PASSWORD})
    anna.press("Anmelden")
    assert "Was Sie geschrieben haben, ist noch da." in anna.text
    anna.press("Jetzt senden")

    anna.open(OUTLINE.format(numbers[0]))
    assert typed(anna, "Skizze") == "Drei Stunden Arbeit stehen hier."


def test_a_second_click_on_submit_finds_the_first_receipt(carl, product, numbers, concept):
    cluster.fill_in(carl, numbers[1], concept=concept)
    carl.open(f"/applications/{numbers[1]}/submit")

    carl.enter({"Ihre Funktion": "Geschäftsführung"})
    carl.page.get_by_role("button", name="Bewerbung einreichen", exact=True).dblclick()
    carl.page.wait_for_url("**/receipt")
    first = carl.text
    words = carl.send_anyway(f"/applications/{numbers[1]}/submit")

    assert "Diese Bewerbung ist schon eingereicht" in words
    assert first.count(f"Ihre Bewerbung ist eingegangen: {numbers[1]}") == 1
    with product.engine.connect() as connection:
        assert connection.scalar(text("select count(*) from receipt")) == 1
