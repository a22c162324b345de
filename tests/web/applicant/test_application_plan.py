"""The budget of an application: typed as amounts, written in lines, or filled in as a workbook."""

import io
import re

import pytest
from openpyxl import load_workbook

from grants.actions.application import submit_application
from grants.programme.money import eur
from grants.programme.people import TeamRole
from grants.programme.stages import ApplicationState
from grants.queries.plan_line import cells_of, lines_of
from grants.web.language import LANGUAGES
from tests.documents.filled import filled, sent
from tests.documents.office import saved_by_libreoffice
from tests.makers.cluster import joins
from tests.makers.finished import a_finished_draft, an_open_round
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.web.applicant.draft import PAGE, the_draft

BUDGET = f"{PAGE}/budget"
LINES = f"{BUDGET}/lines/personnel"
LEADER = {
    "year_0": "2029", "label_0": "Leitung", "quantity_0": "11,5", "unit_0": "month",
    "unit_price_0": "5.400,33", "note_0": "E 13",
}  # fmt: skip
BEFORE = {("personnel", 2029): eur(600_000), ("travel_abroad", 2030): eur(200_000)}
AFTER = {**BEFORE, ("personnel", 2029): eur("62103.80")}
SECTION = {
    "concept_starts_on": "01.01.2029", "concept_ends_on": "31.12.2030", "requested": "400.000,00",
    "own_funds": "400.000,00", "projects_planned": "3",
    "cost_personnel_2029": "600.000,00", "cost_travel_abroad_2030": "200.000,00",
}  # fmt: skip


def revision_in(page):
    return re.search(r'name="revision" value="(\d+)"', page.text)[1]


def send(browser, content):
    return browser.post(f"{BUDGET}/upload", sent(content), content_type="multipart/form-data")


def take_over(browser, page):
    """Press the button of the page that shows what would change."""
    sealed = page.text.partition('name="plan" value="')[2].partition('"')[0]
    return browser.post(f"{BUDGET}/take-over", {"plan": sealed, "revision": revision_in(page)})


def test_lines_are_written_without_a_script_and_stand_in_the_grid(session, browser):
    shown = browser.get(BUDGET)
    assert f'href="{LINES}"' in shown.text

    assert browser.post(LINES, {"revision": revision_in(shown), **LEADER}).status_code == 303

    assert cells_of(the_draft(session)) == AFTER
    page = browser.get(BUDGET).text
    assert "1 Zeile" in page
    assert "262.103,80" in page
    assert 'name="cost_personnel_2029"' not in page
    assert 'name="cost_personnel_2030"' in page


def test_a_page_of_amounts_saves_as_before_and_leaves_the_lines(session, browser):
    browser.post(LINES, {"revision": "1", **LEADER})
    page = browser.get(BUDGET)
    sent = {name: text for name, text in SECTION.items() if name != "cost_personnel_2029"}
    sent |= {"revision": revision_in(page), "cost_personnel_2030": "0,01"}

    answer = browser.post(BUDGET, sent)

    assert (answer.status_code, answer.location) == (303, PAGE)
    assert cells_of(the_draft(session)) == {**AFTER, ("personnel", 2030): eur("0.01")}
    assert [line.label for line in lines_of(the_draft(session))] == ["Leitung"]


def test_working_out_shows_matching_and_headroom_and_keeps_nothing(session, browser):
    page = browser.get(BUDGET)
    sent = {**SECTION, "cost_travel_abroad_2030": "200.000,01", "requested_later": "3.000.000,00"}

    answer = browser.post(BUDGET, {"revision": revision_in(page), "step": "sums", **sent})

    assert answer.status_code == 200
    shown = " ".join(re.sub(r"<[^>]*>", " ", answer.text).split())
    assert "Ausgaben 800.000,01" in shown
    assert "Höchste Zuwendung 400.000,00" in shown  # 400,000.005, rounded down
    assert "Eigene Mittel nötig 400.000,01" in shown
    assert "Noch offen 0,01" in shown
    assert re.search(r"frei 600\.000,00", shown)
    assert (the_draft(session).revision, cells_of(the_draft(session))) == (1, BEFORE)
    assert answer.text.count("data-live") == page.text.count("data-live")


@pytest.mark.parametrize(
    ("typed", "status"), [("-5,00", 422), ("viel", 422), ("1e3", 422), ("", 200)]
)
def test_sums_of_what_cannot_be_read_are_refused_and_break_nothing(browser, typed, status):
    sent = {**SECTION, "cost_personnel_2029": typed, "requested": typed or "1", "step": "sums"}

    assert browser.post(BUDGET, {"revision": "1", **sent}).status_code == status


def test_beside_what_was_refused_stand_the_sums_of_what_was_typed(session, browser):
    revision = revision_in(browser.get(BUDGET))
    page = browser.post(
        BUDGET, {**SECTION, "cost_personnel_2029": "610.000,00", "own_funds": "viel",
                 "revision": revision}
    )  # fmt: skip

    assert page.status_code == 422
    assert "810.000,00" in page.text
    assert cells_of(the_draft(session)) == BEFORE


def test_two_people_at_the_lines_see_both_versions(session, browser):
    browser.post(LINES, {"revision": "1", **LEADER})

    refused = browser.post(LINES, {"revision": "1", **LEADER, "quantity_0": "12"})

    assert refused.status_code == 409
    assert "11,5" in refused.text
    assert 'value="12"' in refused.text
    assert cells_of(the_draft(session)) == AFTER


def test_amounts_typed_while_somebody_wrote_lines_are_shown_beside_them(session, browser):
    browser.post(LINES, {"revision": "1", **LEADER})

    refused = browser.post(BUDGET, {"revision": "1", **SECTION, "cost_personnel_2029": "7,00"})

    assert refused.status_code == 409
    assert "7,00" in refused.text
    assert "62.103,80" in refused.text
    assert cells_of(the_draft(session)) == AFTER


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_workbook_that_comes_back_unchanged_changes_nothing(session, browser, language):
    browser.post(LINES, {"revision": "1", **LEADER})
    content = browser.get(f"{BUDGET}.xlsx?lang={language}").data
    sheet = {"de": "Zeilen", "en": "Lines"}[language]
    assert load_workbook(io.BytesIO(content)).sheetnames[0] == sheet

    answer = send(browser, content)

    assert answer.status_code == 200
    assert {"de": "Es ändert sich nichts.", "en": "Nothing changes."}[language] in answer.text


def test_a_workbook_filled_in_by_libreoffice_is_shown_and_then_taken_over(
    session, browser, tmp_path
):
    template = filled(
        browser.get(f"{BUDGET}.xlsx").data,
        C2="Leitung", D2=11.5, E2="Monate", F2=5400.33, G2=1, H2="E 13",
    )  # fmt: skip

    page = send(browser, saved_by_libreoffice(template, tmp_path))

    assert page.status_code == 200
    assert "Wir rechnen 62.103,80\N{NO-BREAK SPACE}€." in page.text
    assert cells_of(the_draft(session)) == BEFORE
    assert take_over(browser, page).status_code == 303
    assert cells_of(the_draft(session)) == AFTER


def test_a_wrong_cell_is_named_exactly(session, browser):
    content = browser.get(f"{BUDGET}.xlsx").data

    page = send(browser, filled(content, A4="Kaffee", B4=2031, C4="x", G4="viel"))

    assert page.status_code == 422
    assert re.findall(r"<strong>([^<]*):</strong>", page.text)[:3] == [
        "Blatt Zeilen, A4", "Blatt Zeilen, B4", "Blatt Zeilen, G4",
    ]  # fmt: skip
    assert "Schreiben Sie ein Jahr der Laufzeit, 2029 bis 2030." in page.text
    assert cells_of(the_draft(session)) == BEFORE


def test_what_somebody_saved_meanwhile_stands_beside_the_workbook(session, browser):
    content = filled(browser.get(f"{BUDGET}.xlsx").data, G2=5)
    page = send(browser, content)
    browser.post(LINES, {"revision": "1", **LEADER})

    refused = take_over(browser, page)

    assert refused.status_code == 409
    assert "Zwei Fassungen" in refused.text
    assert cells_of(the_draft(session)) == AFTER
    assert take_over(browser, refused).status_code == 303
    assert cells_of(the_draft(session)) == {**BEFORE, ("personnel", 2029): eur(5)}


def test_a_plan_for_an_application_fits_no_other(session, browser, anna):
    other = a_finished_draft(
        session, anna, an_open_round(session), cluster=the_draft(session).cluster
    )
    page = send(browser, filled(browser.get(f"{BUDGET}.xlsx").data, G2=5))
    sealed = page.text.partition('name="plan" value="')[2].partition('"')[0]

    browser.post(
        f"/applications/{other.number}/budget/take-over", {"plan": sealed, "revision": "1"}
    )

    assert cells_of(other) == BEFORE


def test_an_earlier_budget_moves_to_the_years_of_this_one(session, browser, anna):
    draft = the_draft(session)
    earlier = a_finished_draft(
        session, anna, an_open_round(session), cluster=draft.cluster,
        state=ApplicationState.REJECTED,
        concept_starts_on=draft.concept_starts_on.replace(year=2026),
        concept_ends_on=draft.concept_ends_on.replace(year=2027),
    )  # fmt: skip
    for line in earlier.lines:
        line.year -= 3
        line.amount += eur("0.01")
    session.flush()
    session.expire_all()
    assert earlier.number in browser.get(f"{BUDGET}/copy").text

    page = browser.get(f"{BUDGET}/copy?from={earlier.number}")

    assert take_over(browser, page).status_code == 303
    assert cells_of(draft) == {
        ("personnel", 2029): eur("600000.01"), ("travel_abroad", 2030): eur("200000.01"),
    }  # fmt: skip


def test_what_was_received_is_read_only_and_shows_its_lines(session, browser, anna):
    browser.post(LINES, {"revision": "1", **LEADER})
    browser.post(f"{BUDGET}/lines/rent", {
        "revision": "2", "year_0": "2029", "label_0": "Halle", "amount_0": "537.896,20",
    })  # fmt: skip
    submit_application(session, the_draft(session), by=anna.as_actor(), now=NOON)

    assert 'name="label_0"' not in browser.get(LINES).text
    assert browser.get(f"{BUDGET}/upload").location.endswith(BUDGET)
    assert browser.get(f"{BUDGET}.xlsx").status_code == 200
    assert browser.post(LINES, {"revision": "3", **LEADER}).status_code == 409
    shown = browser.get(PAGE).text
    assert "Leitung" in shown
    assert "11,5 × 5.400,33" in shown


def test_who_only_reads_is_refused_and_nothing_typed_is_lost(session, client_as, anna):
    rita = a_person(session, "Rita Reader")
    joins(session, rita, the_draft(session).cluster, TeamRole.READER)

    refused = client_as(rita).post(LINES, {"revision": "1", **LEADER})

    assert refused.status_code == 422
    assert "Leitung" in refused.text
    assert 'name="line-0-label"' not in refused.text
    assert cells_of(the_draft(session)) == BEFORE


def test_who_chooses_the_amount_typed_over_lines_is_told_that_they_go_and_so_they_do(
    session, browser
):
    browser.post(LINES, {"revision": "1", **LEADER})
    sent = {"revision": "1", **SECTION, "cost_personnel_2029": "7,00"}
    page = browser.post(BUDGET, sent).text
    assert "Hier stehen jetzt 1 Zeile, zusammen 62.103,80" in page
    assert "entfallen diese Zeilen" in page

    mine = {**SECTION, "revision": "2", "mine-cost_personnel_2029": "7,00", "choice": "mine"}
    answer = browser.post(BUDGET, {**mine, "cost_personnel_2029": "62.103,80"})

    assert answer.status_code == 303
    draft = the_draft(session)
    assert lines_of(draft) == ()
    assert cells_of(draft)["personnel", 2029] == eur(7)
    assert "Ihr Betrag gilt. 1 Zeile darunter: entfallen" in browser.get(answer.location).text


def test_who_keeps_the_other_version_keeps_the_lines(session, browser):
    browser.post(LINES, {"revision": "1", **LEADER})

    browser.post(BUDGET, {**SECTION, "revision": "2", "choice": "theirs"})

    assert cells_of(the_draft(session)) == AFTER
