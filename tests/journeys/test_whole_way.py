"""The whole way of a funding programme in a browser without script, on an empty database.

The tests of this module are one story and need each other, in this order.
"""

import hashlib
import re
import time
from datetime import datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from tests.journeys import cluster, office, plan
from tests.journeys.paper import words_of
from tests.journeys.product import link_in, pdfs_in

BERLIN = ZoneInfo("Europe/Berlin")
OUTSIDE = "Außeruniversitäre Forschungseinrichtung"
MEDIUM = "Mittleres Unternehmen"
STAFF = (
    ("dirk@example.org", "Dirk Erste", "Projektträger"),
    ("doris@example.org", "Doris Zweite", "Projektträger"),
    ("aylin@example.org", "Aylin Prüferin", "Prüfung"),
    ("jana@example.org", "Jana Jury", "Jury"),
    ("jens@example.org", "Jens Jury", "Jury"),
    ("jule@example.org", "Jule Jury", "Jury"),
)
CLUSTERS = (
    ("anna@example.org", "Anna Ost", "Optik Ost"),
    ("bert@example.org", "Bert Nord", "Laser Nord"),
    ("carl@example.org", "Carl Süd", "Photonik Süd"),
)
DEADLINE = datetime(2028, 2, 1, tzinfo=BERLIN)


@pytest.fixture(scope="module")
def people(browser, product):
    """Everybody who has come in so far, by first name."""
    product.move_clock_to(datetime(2028, 1, 10, 9, tzinfo=BERLIN))
    return SimpleNamespace()


def test_people_are_invited_and_a_round_is_announced(people, browser, product):
    people.carla = office.become_administrator(browser, product, "carla@example.org", "Carla Chef")
    office.enter_an_authority(people.carla, since="10.01.2028")
    for email, name, role in STAFF:
        office.invite(people.carla, email, name, role)

    for email, _, _ in STAFF:
        setattr(people, email.partition("@")[0], office.come_in(browser, product, email))

    office.open_a_round(people.dirk, opens="12.01.2028", closes="31.01.2028")

    people.dirk.open("/calls/1")
    assert "Bekannt gemacht" in people.dirk.text
    assert "Bewerbung beginnen" not in people.dirk.text


def test_a_cluster_registers_applies_and_gets_its_receipt(people, browser, product, concept):
    product.move_clock_to(datetime(2028, 1, 12, 9, tzinfo=BERLIN))
    for email, name, _ in CLUSTERS:
        came = cluster.ask_to_register(browser, product, email, name)
        setattr(people, email.partition("@")[0], came)
    cluster.register(people.anna, product, "Optik Ost")
    number = cluster.begin_an_application(people.anna)
    cluster.fill_in(people.anna, number, concept=concept, own_funds="399.999,99")
    people.anna.open(f"/applications/{number}/check")
    assert (
        "Es fehlen 0,01 € Eigenmittel. Nötig sind 400.000,00 €, das ist die Hälfte der Ausgaben."
        in people.anna.text
    )
    cluster.correct_own_funds(people.anna, number, "400.000,00")

    cluster.submit(people.anna, number)

    assert "Ihre Bewerbung ist eingegangen: R1-0001, 12.01.2028" in people.anna.text
    assert hashlib.sha256(concept).hexdigest() in people.anna.text
    assert people.anna.download(r"Konzept\.pdf") == concept
    product.mail_to("anna@example.org", "eingegangen: R1-0001")
    page = _with_link(people.anna, "Bestätigung herunterladen")
    receipt = words_of(people.anna.download("Bestätigung herunterladen")).replace(" ", "")
    digests = re.findall(r"\b[0-9a-f]{64}\b", page)
    assert len(digests) == 2
    assert [digest for digest in digests if digest in receipt] == digests


def test_a_draft_is_refused_one_second_after_the_deadline(people, product, concept):
    for visitor, name in ((people.bert, "Laser Nord"), (people.carl, "Photonik Süd")):
        cluster.register(visitor, product, name)
        number = cluster.begin_an_application(visitor)
        cluster.fill_in(visitor, number, concept=concept)
    cluster.submit(people.bert, "R1-0002")
    people.carl.open("/applications/R1-0003/submit")

    product.move_clock_to(DEADLINE)
    people.carl.sign_in()
    words = people.carl.send_anyway("/applications/R1-0003/submit")

    assert people.carl.status in (409, 422)  # 409 once the clock has closed the draft
    assert "Die Frist endete am 31.01.2028, 23:59:59 Uhr (MEZ). Ihr Entwurf bleibt lesbar." in words


def test_applications_are_checked_reviewed_and_ranked(people, product):
    product.move_clock_to(datetime(2028, 2, 1, 9, tzinfo=BERLIN))
    people.dirk.sign_in()
    office.take_the_next_step(people.dirk, "Formale Prüfung beginnen")
    for number in ("R1-0001", "R1-0002"):
        office.find_in_order(people.dirk, number)
    office.take_the_next_step(people.dirk, "Begutachtung beginnen")
    office.give_everything_to_everybody(people.dirk)
    for juror in (people.jana, people.jens, people.jule):
        juror.sign_in()
        office.review(juror, "R1-0001", "4,5")
        office.review(juror, "R1-0002", "2,5")

    office.record_the_ranking(people.dirk)

    assert "Förderlinie: 1 Cluster, nötig 4.000.000,00 €" in people.dirk.text
    assert re.findall(r"(\d) (Optik Ost|Laser Nord)", people.dirk.text) == [
        ("1", "Optik Ost"),
        ("2", "Laser Nord"),
    ]


def test_two_officers_select_and_reject_and_letters_arrive(people, product):
    office.propose_by_the_ranking(people.dirk)
    people.dirk.open("/sponsor/applications/R1-0001/decision")
    assert "Sie haben diese Entscheidung entworfen. Eine zweite Person" in people.dirk.text
    assert people.dirk.page.get_by_role("button", name="Mitzeichnen", exact=True).count() == 0
    people.doris.sign_in()

    office.countersign_all(people.doris)
    people.anna.sign_in()
    people.anna.open("/applications/R1-0001")
    assert "In der Begutachtung" in people.anna.text
    office.record_the_memo(people.dirk, 1, "01.02.2028")
    office.confirm_the_memo(people.doris, 1)
    office.ask_for_the_release(people.dirk, 1)
    office.release(people.doris, 1)

    selected = product.mail_to("anna@example.org", "Auswahlschreiben")
    rejected = product.mail_to("bert@example.org", "Ablehnungsbescheid")
    assert [pdf[:5] for pdf in pdfs_in(selected) + pdfs_in(rejected)] == [b"%PDF-", b"%PDF-"]
    people.anna.open("/letters")
    assert people.anna.download("Auswahlschreiben") == pdfs_in(selected)[0]
    assert link_in(selected) == f"{product.address}/letters"
    product.command("run-due")
    people.dirk.open("/sponsor/rounds/1")
    assert "Entscheidung mitgeteilt" in people.dirk.text


def test_the_concept_phase_is_awarded_once_its_financing_is_whole(people, product):
    plan.set_own_funds(people.anna, "399.999,99")
    plan.hand_in_the_plan(people.anna)
    assert people.anna.status == 422
    assert "Es fehlen 0,01 € Eigenmittel. Nötig sind 400.000,00 €" in people.anna.text
    plan.set_own_funds(people.anna, "400.000,00")
    plan.hand_in_the_plan(people.anna)
    assert "Ihr Plan 03INT400A ist eingegangen." in people.anna.text

    office.find_fundable(
        people.dirk, "/sponsor/grants/03INT400A/fundable", "Förderfähigkeit feststellen"
    )
    office.propose(people.dirk, "grants/03INT400A/decision")
    office.countersign(people.doris, "grants/03INT400A/decision")

    letter = pdfs_in(product.mail_to("anna@example.org", "Zuwendungsbescheid"))[0]
    assert "eine Zuwendung von bis zu 400.000,00 EUR" in words_of(letter)
    people.anna.open("/letters")
    assert people.anna.download("Zuwendungsbescheid") == letter


def test_two_officers_approve_the_concept(people, product, concept):
    product.move_clock_to(datetime(2028, 7, 3, 9, tzinfo=BERLIN))
    for visitor in (people.anna, people.dirk, people.doris):
        visitor.sign_in()

    plan.hand_in_the_concept(people.anna, concept)
    assert "Ihr Konzept ist eingegangen: 03INT400, 03.07.2028" in people.anna.text
    office.propose(people.dirk, "cases/03INT400/concept")
    assert people.dirk.download(r"Internationalisierung\.pdf") == concept
    office.countersign(people.doris, "cases/03INT400/concept", "das Konzept")

    people.anna.open(plan.AWARD)
    assert "Konzept gebilligt" in people.anna.text


def test_a_project_needs_two_partners_at_home_and_two_abroad(people):
    plan.begin_a_project(people.anna, "Licht für Kyoto", first="01.01.2029", last="31.12.2031")
    plan.add_a_partner_at_home(people.anna, "Institut für Optik", OUTSIDE)
    plan.add_a_partner_abroad(
        people.anna, "Kyoto Daigaku", "Hochschule", country="Japan", own_funding="500.000,00"
    )
    plan.add_a_partner_abroad(
        people.anna, "Canada Light Inc.", "Unternehmen",
        country="Kanada", own_funding="300.000,00", size=MEDIUM,
    )  # fmt: skip
    plan.plan_for(people.anna, "Institut für Optik", {"Personal 2029": "3.000.000,01"}, "0,00")

    words = people.anna.send_anyway(f"{plan.PROJECT}/submit")

    assert people.anna.status == 422
    assert "Es fehlt ein Partner aus Deutschland. Das Projekt hat 1, nötig sind 2." in words


def test_one_cent_over_the_cap_is_refused_and_the_cap_itself_is_awarded(people, product):
    plan.add_a_partner_at_home(people.anna, "Spiegel AG", "Unternehmen", MEDIUM)
    plan.plan_for(people.anna, "Spiegel AG", {"Personalkosten 2030": "1.200.000,00"}, "600.000,00")
    words = people.anna.send_anyway(f"{plan.PROJECT}/submit")
    assert people.anna.status == 422
    assert (
        "Die Förderung ist 0,01 € zu hoch: 4.000.000,01 € statt höchstens 4.000.000,00 €." in words
    )
    plan.plan_for(people.anna, "Institut für Optik", {"Personal 2029": "3.000.000,00"}, "0,00")
    people.anna.open(f"{plan.PROJECT}/submit")
    people.anna.press("P1 einreichen")
    assert "Ihr Verbundprojekt ist eingegangen: 03INT400 P1" in people.anna.text

    office.find_fundable(
        people.dirk, "/sponsor/cases/03INT400/projects/P1", "Förderfähigkeit bestätigen"
    )
    office.propose(people.dirk, "cases/03INT400/projects/P1/decision", "Bewilligen")
    office.countersign(people.doris, "cases/03INT400/projects/P1/decision")

    product.mail_to("anna@example.org", "Zuwendungsbescheid", number=3)
    people.anna.open(plan.AWARD)
    assert "Bewilligt 4.000.000,00 €" in people.anna.text
    assert "Noch frei 0,00 €" in people.anna.text


def test_each_stage_reminds_once_until_the_report_is_there(people, product):
    product.move_clock_to(datetime(2029, 1, 15, 9, tzinfo=BERLIN))
    product.command("run-due")
    people.anna.sign_in()
    plan.declare(people.anna, "03INT400A", 2028)
    about = "Zwischennachweis 2028 zu 03INT400A"
    stages = ((2029, 3, 1), (2029, 3, 29), (2029, 4, 16))
    for number, day in enumerate(stages, start=1):
        product.move_clock_to(datetime(*day, 9, tzinfo=BERLIN))
        product.command("run-due")
        product.mail_to("anna@example.org", about, number=number)
        assert len(product.mails_to("anna@example.org", about)) == number

    people.anna.sign_in()
    plan.report(people.anna, "03INT400A", 2028, {
        "Personal, verwendet": "150.000,00",
        "Erhaltene Zuwendung": "75.000,00",
        "Eingesetzte Eigenmittel": "75.000,00",
    })  # fmt: skip
    product.move_clock_to(datetime(2029, 4, 23, 9, tzinfo=BERLIN))

    assert "Ihr Nachweis ist eingegangen: 03INT400A, 16.04.2029" in people.anna.text
    assert len(product.mails_to("anna@example.org", about)) == len(stages)


def test_the_compliance_report_says_what_the_pages_say(people):
    people.aylin.sign_in()
    people.aylin.open("/audit/awards/03INT400")
    page = people.aylin.text
    assert "Höchstens bewilligt: 4.000.000,00 € von 4.000.000,00 €" in page
    assert "Verwendet 150.000,00 €" in page

    people.aylin.press("Prüfbericht anfordern")
    _with_link(people.aylin, "03INT400 vom")

    report = words_of(people.aylin.download("03INT400 vom"))
    for figure in ("4.000.000,00", "150.000,00", "3.000.000,00", "600.000,00", "400.000,00"):
        assert (figure, figure in page, figure in report) == (figure, True, True)


def _with_link(visitor, words):
    """Wait for a document that the worker makes; the page reloads itself, without script."""
    give_up = time.monotonic() + 60
    link = visitor.page.get_by_role("link", name=re.compile(words))
    while not link.count():
        assert time.monotonic() < give_up, visitor.text
        time.sleep(0.5)
        visitor.page.reload()
    return visitor.text
