"""Writing with the script of the site: saved on a pause, and nothing that was typed gets lost."""

import re
import time
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect
from sqlalchemy import text
from sqlalchemy.orm import Session

from grants.actions.password import hash_of_password
from grants.programme.people import TeamRole
from tests.journeys.visitor import PASSWORD, Visitor
from tests.makers.application import an_application
from tests.makers.cluster import a_cluster
from tests.makers.person import a_person
from tests.makers.round import a_round

NOW = datetime(2028, 1, 20, 9, tzinfo=UTC)
SECONDS_TO_ARRIVE = 10
SAVED = re.compile("Gespeichert um ")
SHELF = "Object.keys(localStorage).filter(name => name.startsWith('grants-draft')).length"
STORED = text("select outline from application where number = :number")
AS_BEA = text(
    "update application set outline = 'Von Bea.', revision = revision + 1 where number = :number"
)
ACT_OF_BEA = text(
    "insert into act (at, actor_name, role, act, object_kind, object_number, before, after,"
    " reason, request_id) select now(), 'Bea Brandt', 'applicant', 'save_section', 'application',"
    " number, '{}', jsonb_build_object('section', 'outline', 'revision', revision), '', ''"
    " from application where number = :number"
)


@pytest.fixture
def number(product):
    """The number of a fresh draft of Anna's cluster."""
    product.set_clock_to(NOW)
    with Session(product.engine) as session:
        days = {"opens_at": datetime(2028, 1, 15, tzinfo=UTC),
                "closes_at": datetime(2028, 2, 15, tzinfo=UTC)}  # fmt: skip
        session.execute(text("update round set state = 'archived'"))
        anna = a_person(session, "Anna Albrecht")
        anna.password_hash = hash_of_password(PASSWORD)
        team = a_cluster(session, f"Cluster {anna.id}", team={anna: TeamRole.SIGNATORY})
        application = an_application(session, team, a_round(session, **days))
        made = application.number, anna.email
        session.commit()
    return made


@pytest.fixture
def anna(browser, product, number):
    """Anna with script, in the outline of her draft."""
    visitor = Visitor(browser, product, number[1], java_script_enabled=True)
    visitor.sign_in()
    visitor.open(f"/applications/{number[0]}/outline")
    return visitor


def write(visitor, words):
    visitor.page.get_by_label("Skizze").fill(words)


def line(visitor):
    return visitor.page.locator("[data-draft-line]")


def stored(product, number):
    with product.engine.connect() as connection:
        return connection.scalar(STORED, {"number": number[0]})


def kept_here(visitor):
    return visitor.page.evaluate(SHELF)


def test_a_pause_saves_and_says_when(product, anna, number):
    write(anna, "Wir gehen nach Kanada.")
    expect(line(anna)).to_have_text(SAVED)
    write(anna, "Wir gehen nach Kanada und Japan.")
    anna.press("Speichern und zurück")

    assert stored(product, number) == "Wir gehen nach Kanada und Japan."
    assert "Gespeichert um" in anna.text
    assert kept_here(anna) == 0


def test_sums_matching_and_headroom_follow_what_is_typed_and_then_it_is_saved(
    product, anna, number
):
    anna.open(f"/applications/{number[0]}/budget")
    personnel, later = (
        anna.page.locator(f"[name={name}]").first
        for name in ("cost_personnel_2029", "requested_later")
    )
    shown = anna.page.locator("[data-live]")

    personnel.fill("100.000,01")
    later.fill("3.000.000")

    expect(shown.filter(has_text="Höchste Zuwendung")).to_contain_text("50.000,00")
    expect(shown.filter(has_text="Eigene Mittel nötig")).to_contain_text("50.000,01")
    expect(shown.filter(has_text="Noch frei")).to_contain_text("1.000.000,00")
    expect(line(anna)).to_have_text(SAVED)
    expect(personnel).to_have_value("100.000,01")


def test_a_counter_counts_while_one_writes_and_says_when_it_is_too_much(anna):
    counter = anna.page.locator("[data-count=outline]")

    write(anna, "Zwölf\nZeichen")
    expect(counter).to_have_text("13 von 8.000 Zeichen.")
    write(anna, "x" * 8001)

    expect(counter).to_have_text("8.001 von 8.000 Zeichen.")
    expect(counter).to_have_class("g-late")
    expect(line(anna)).to_have_text(re.compile("Noch nicht gespeichert.*8.001"))


def test_who_was_overtaken_is_told_and_nothing_is_touched(product, anna, number):
    with product.engine.connect() as connection:
        connection.execute(AS_BEA, {"number": number[0]})
        connection.execute(ACT_OF_BEA, {"number": number[0]})

    write(anna, "Von mir.")
    expect(line(anna)).to_have_text(re.compile("Jemand hat inzwischen etwas geändert"))
    before = stored(product, number)
    anna.press("Speichern und zurück")

    assert before == "Von Bea."
    assert (anna.status, anna.heading) == (409, "Zwei Fassungen")


def test_a_lost_connection_and_a_closed_browser_lose_nothing(product, anna, number):
    anna.context.set_offline(True)
    write(anna, "Geschrieben im Zug.")
    expect(line(anna)).to_have_text(re.compile("Keine Verbindung"))
    anna.page.close()
    anna.context.set_offline(False)
    anna.page = anna.context.new_page()
    anna.open(f"/applications/{number[0]}/outline")

    anna.press("Diesen Text einsetzen")
    expect(line(anna)).to_have_text(SAVED)

    assert stored(product, number) == "Geschrieben im Zug."
    assert kept_here(anna) == 0


def test_leaving_the_page_in_the_middle_of_a_word_saves_it(product, anna, number):
    write(anna, "Mitten im Wo")
    anna.follow("Bewerbungen", nth=0)
    give_up = time.monotonic() + SECONDS_TO_ARRIVE
    while stored(product, number) != "Mitten im Wo" and time.monotonic() < give_up:
        time.sleep(0.05)  # the page is gone; what it sent last is on its way
    anna.page.go_back()

    expect(anna.page.get_by_label("Skizze")).to_have_value("Mitten im Wo")
    expect(anna.page.locator("[data-draft-offer]")).to_be_hidden()


def test_enter_in_a_line_saves_and_changes_no_language(anna, number):
    anna.open(f"/applications/{number[0]}/profile")
    anna.page.get_by_label("Titel des Vorhabens").fill("Sensoren")
    anna.page.keyboard.press("Enter")

    anna.page.wait_for_url(re.compile(rf"/{number[0]}$"))
    assert anna.heading == "Sensoren"


def test_signing_out_leaves_no_text_on_the_device(anna, number):
    anna.open(f"/applications/{number[0]}/profile")
    anna.page.get_by_label("Titel des Vorhabens").fill("x" * 201)
    assert kept_here(anna) == 1

    anna.press("Abmelden")

    assert kept_here(anna) == 0


def test_a_line_of_the_plan_that_was_not_saved_is_offered_again(product, anna, number):
    anna.open(f"/applications/{number[0]}/budget/lines/assistants")
    anna.page.get_by_placeholder("Wofür").first.fill("Hilfskraft im Labor")
    anna.open(f"/applications/{number[0]}/budget")
    anna.open(f"/applications/{number[0]}/budget/lines/assistants")

    anna.press("Diesen Text einsetzen")

    expect(anna.page.get_by_placeholder("Wofür").first).to_have_value("Hilfskraft im Labor")
