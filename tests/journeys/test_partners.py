"""Five organisations plan a joint project together: in a browser without script, one on a phone.

A university with two institutes, two companies and two partners abroad. Each comes by the link
from the mail and keeps its own part; plans come as workbooks that LibreOffice has saved. How a
cluster is selected is the story of test_whole_way.py. The tests need each other, in this order.
"""

from datetime import datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.models.organisation import Cluster
from grants.programme.stages import ApplicationState, AwardState
from tests.journeys import calc, cluster, office, plan
from tests.makers.application import an_application
from tests.makers.award import an_award
from tests.makers.round import a_round

NOW = datetime(2028, 7, 3, 9, tzinfo=ZoneInfo("Europe/Berlin"))
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
MEDIUM = "Mittleres Unternehmen"
UNIVERSITY = "Universität Jena"
HOME = (
    (f"{UNIVERSITY}, Institut für Optik", "uta@example.org"),
    (f"{UNIVERSITY}, Institut für Chemie", "ulf@example.org"),
    ("Spiegel AG", "sara@example.org"),
    ("Linsen GmbH", "lars@example.org"),
)
ABROAD = (("Kyoto Daigaku", "kenji@example.org"), ("Canada Light Inc.", "chloe@example.org"))
LINES = {
    "uta": [("Personal", 2029, "Doktorandin", 12, "Monate", 5000.5),
            ("Dienstreisen ins Ausland", 2030, "Kyoto", 3, "Reisen", 1333.33)],
    "ulf": [("Personal", 2029, "Laborant", 10, "Monate", 4000)],
    "sara": [("Personalkosten", 2029, "Entwicklung", 100, "Tage", 640),
             ("Materialkosten", 2030, "- Proben, Gläser", 36000)],
    "lars": [("Personalkosten", 2031, "Messungen", 24, "Monate", 5000)],
}  # fmt: skip
COSTS = {"uta": "64.005,99", "ulf": "40.000,00", "sara": "100.000,00", "lars": "120.000,00"}
OWN = {"sara": "50.000,00", "lars": "60.000,00"}


@pytest.fixture(scope="module")
def people(product):
    """Everybody who has come in so far, by first name."""
    product.set_clock_to(NOW)
    return SimpleNamespace()


def first_name(email):
    return email.partition("@")[0]


def fits_the_window(visitor):
    """Is nothing wider than the window, so that nobody has to scroll sideways?"""
    width = visitor.page.evaluate("document.documentElement.scrollWidth")
    return width <= PHONE["viewport"]["width"] or f"{visitor.path} is {width} wide"


def test_a_cluster_registers_and_begins_a_project(people, browser, product):
    people.anna = cluster.ask_to_register(browser, product, "anna@example.org", "Anna Ost")
    cluster.register(people.anna, product, "Optik Ost")
    selected(product, "Optik Ost")

    plan.begin_a_project(people.anna, "Licht für Kyoto", first="01.01.2029", last="31.12.2031")

    people.anna.open(plan.PROJECT)
    assert "Licht für Kyoto" in people.anna.text


def selected(product, name):
    """Its application was successful, and its concept is approved."""
    with Session(product.engine) as session:
        team = session.scalars(select(Cluster).where(Cluster.name == name)).one()
        application = an_application(
            session, team, a_round(session), state=ApplicationState.SELECTED
        )
        award = an_award(session, application, state=AwardState.CONCEPT_APPROVED)
        award.number = plan.AWARD.rpartition("/")[2]
        session.commit()


def test_two_institutes_of_a_university_are_one_partner(people):
    add_institute(people.anna, "Institut für Optik")
    add_institute(people.anna, "Institut für Chemie")
    for name, _ in ABROAD:
        plan.add_a_partner_abroad(
            people.anna, name, "Unternehmen" if "Inc" in name else "Hochschule",
            country="Kanada" if "Inc" in name else "Japan", own_funding="1,00",
            size=MEDIUM if "Inc" in name else None,
        )  # fmt: skip

    words = people.anna.send_anyway(f"{plan.PROJECT}/submit")

    assert people.anna.status == 422
    assert "Es fehlt ein Partner aus Deutschland. Das Projekt hat 1, nötig sind 2." in words
    for name, _ in HOME[2:]:
        plan.add_a_partner_at_home(people.anna, name, "Unternehmen", MEDIUM)


def add_institute(applicant, unit):
    """The university takes part with this institute; the second time it is known."""
    applicant.open(f"{plan.PROJECT}/partners/new")
    applicant.page.get_by_label("Name der Organisation", exact=True).fill(UNIVERSITY)
    applicant.enter({
        "Art der Organisation": "Hochschule", "Staat": "Deutschland", "Straße": "Fürstengraben 1",
        "Postleitzahl": "07743", "Ort": "Jena", "Ausführende Stelle": unit,
    })  # fmt: skip
    applicant.press("Partner hinzufügen")
    if "Meinen Sie eine dieser Organisationen?" in applicant.text:
        applicant.press("Diese verwenden")
    assert f"{UNIVERSITY} ist jetzt Partner." in applicant.text, applicant.text


def test_everybody_is_invited_and_comes_to_their_part_alone(people, browser, product):
    for partner, email in (*HOME, *ABROAD):
        people.anna.open(plan.PROJECT)
        if partner in dict(HOME):
            open_partner(people.anna, partner)
        else:
            people.anna.follow(partner)
        people.anna.enter({"Name der Person": first_name(email).title(), "E-Mail-Adresse": email})
        people.anna.press("Einladung senden")
        assert "Die Einladung ist unterwegs." in people.anna.text, people.anna.text

    for partner, email in (*HOME, *ABROAD):
        options = PHONE if email.startswith("sara") else {}
        came = office.come_in(browser, product, email, **options)
        setattr(people, first_name(email), came)
        came.open("/home")
        came.follow(partner)
        assert "Ihr Teil im Verbundprojekt" in came.text
        others = {name for name, _ in (*HOME, *ABROAD)} - {partner}
        assert [name for name in others if name in came.text] == []
        came.open(plan.PROJECT)
        assert came.status == 404


def open_partner(applicant, name):
    """The page of a partner at home, where people are invited."""
    position = [partner for partner, _ in HOME].index(name) + 1
    position += len(ABROAD) if position > 2 else 0
    applicant.open(f"{plan.PROJECT}/partners/{position}")
    assert applicant.heading == name


def test_plans_come_as_workbooks_from_libreoffice(people, tmp_path):
    books = {}
    for partner, email in HOME:
        person = own_budget(people, partner, email)
        empty = person.download("Als Excel-Datei herunterladen")
        books[first_name(email)] = calc.filled(empty, LINES[first_name(email)])

    saved = calc.through_libreoffice(tmp_path / "calc", books)

    for partner, email in HOME:
        name = first_name(email)
        assert "LibreOffice" in calc.what_it_was_made_with(saved[name])
        person = own_budget(people, partner, email)
        person.follow("Excel-Datei hochladen")
        person.attach("Ausgefüllte Excel-Datei", "Plan.xlsx", saved[name])
        person.press("Datei prüfen")
        assert f"Ausgaben neu {COSTS[name]}" in person.text, person.text
        person.press("Diesen Plan übernehmen")
        assert "Gespeichert um" in person.text, person.text
        again = own_budget(people, partner, email).download("Als Excel-Datei herunterladen")
        assert calc.lines_in(again) == calc.lines_in(saved[name])


def own_budget(people, partner, email):
    """The person, at the plan of their part."""
    person = getattr(people, first_name(email))
    person.open("/home")
    person.follow(partner)
    person.page.get_by_role("link", name="Budget").first.click()
    return person


def test_everybody_finishes_their_part_and_one_does_on_a_phone(people):
    for partner, email in HOME:
        person = own_budget(people, partner, email)
        if first_name(email) in OWN:
            person.enter({"Eigenmittel in Geld": OWN[first_name(email)]})
            person.press("Speichern")
        finish(person, partner)
    for (partner, email), amount in zip(ABROAD, ("500.000,00", "300.000,00"), strict=True):
        person = getattr(people, first_name(email))
        person.open("/home")
        person.follow(partner)
        person.enter({"Eigene Finanzierung": amount, "Stand dieser Finanzierung": "bewilligt"})
        person.press("Speichern")
        finish(person, partner)

    sara = people.sara
    for address in pages_of(sara):
        sara.open(address)
        assert fits_the_window(sara) is True


def finish(person, partner):
    """The part is finished."""
    person.open("/home")
    person.follow(partner)
    person.press("Teil abschließen")
    assert "Ihr Teil ist abgeschlossen." in person.text, person.text


def pages_of(person):
    """Every page of this person's part."""
    person.open("/home")
    person.follow("Spiegel AG")
    own = person.path
    person.page.get_by_role("link", name="Budget").first.click()
    addresses = ["/home", own, person.path]
    for words in ("Excel-Datei hochladen", "Aus einem anderen Plan übernehmen"):
        addresses.append(person.page.get_by_role("link", name=words).get_attribute("href"))
    return addresses


def test_the_cluster_sees_sums_and_submits(people):
    people.anna.open(plan.PROJECT)
    words = people.anna.text
    assert words.count("Teil abgeschlossen") == len(HOME) + len(ABROAD)
    assert [costs for costs in COSTS.values() if costs not in words] == []
    assert "Doktorandin" not in words

    people.anna.open(f"{plan.PROJECT}/submit")
    people.anna.press("P1 einreichen")

    assert "Ihr Verbundprojekt ist eingegangen: 03INT400 P1" in people.anna.text
    people.sara.open("/home")
    people.sara.follow("Spiegel AG")
    assert "Das Projekt ist eingereicht." in people.sara.text
