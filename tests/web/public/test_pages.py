"""Pages that open to anyone: they answer, in both languages, and say nothing too early."""

import re

import pytest

from grants.models.application import TargetCountry
from grants.models.round import Milestone
from grants.programme.stages import ApplicationState, RoundState
from tests.makers.application import an_application
from tests.makers.moment import NOON, days
from tests.makers.round import a_round

PAGES = (
    "/calls", "/calls/6", "/calls/6/rules", "/results", "/imprint", "/privacy", "/accessibility",
    "/easy-language", "/sign-in", "/register", "/register/sent", "/password", "/password/sent",
)  # fmt: skip


@pytest.fixture
def open_round(session):
    return a_round(session, 6, opens_at=days(-60), closes_at=days(44))


def a_past_round(session, number, applied, selected, state=RoundState.CLOSED_OUT):
    past = a_round(session, number, state=state)
    for at in range(applied):
        state = ApplicationState.SELECTED if at < selected else ApplicationState.REJECTED
        an_application(session, round_=past, state=state)
    return past


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("address", PAGES)
def test_a_public_page_opens_in_both_languages(client_as, open_round, clock_at, address, language):
    clock_at(NOON)

    answer = client_as().get(f"{address}?lang={language}")

    assert (answer.status_code, f'<html lang="{language}"' in answer.text) == (200, True)


def test_the_front_page_is_the_list_of_calls(client_as):
    assert client_as().get("/").location == "/calls"


@pytest.mark.parametrize("address", ["/calls", "/results", "/imprint", "/easy-language"])
def test_an_empty_portal_has_its_pages_too(client_as, address):
    assert client_as().get(address).status_code == 200


def test_a_call_says_how_many_days_are_left_and_the_deadline_with_its_zone(
    client_as, open_round, clock_at
):
    clock_at(NOON)

    page = client_as().get("/calls").text.replace("\N{NO-BREAK SPACE}", " ")

    assert re.findall(r"<dd>noch 44 Tage<small>(.*?)</small>", page) == [
        "30.06.2028, 12:00 Uhr (MESZ)"
    ]


def test_a_draft_round_is_nobody_elses_business(client_as, session):
    a_round(session, 7, state=RoundState.DRAFT)

    answer = client_as().get("/calls/7")

    assert answer.status_code == 404


def test_every_round_names_its_share_of_those_not_selected(client_as, session):
    for number, applied, selected in ((1, 29, 11), (2, 18, 11), (3, 18, 10)):
        a_past_round(session, number, applied, selected)

    page = client_as().get("/results").text.replace("\N{NO-BREAK SPACE}", " ")

    assert re.findall(r'data-label="Nicht ausgewählt">([^<]+)<', page) == [
        "62,07 %", "38,89 %", "44,44 %", "50,77 %",
    ]  # fmt: skip


def test_winners_stay_secret_until_everybody_has_been_told(client_as, session):
    a_past_round(session, 5, applied=3, selected=1, state=RoundState.DECIDED)

    page = client_as().get("/calls/5").text

    assert re.findall(r"<dt>(Eingegangen|Ausgewählt)</dt><dd>(\d+)</dd>", page) == [
        ("Eingegangen", "3")
    ]


@pytest.mark.parametrize("state", [RoundState.FORMAL_CHECK, RoundState.RANKED, RoundState.DECIDED])
@pytest.mark.parametrize("address", ["/calls", "/calls/4"])
def test_nobody_reads_a_result_between_the_lines_of_a_count(client_as, session, state, address):
    round_ = a_past_round(session, 4, 2, 1, state=state)
    an_application(session, round_=round_, state=ApplicationState.FORMALLY_REJECTED)

    page = client_as().get(address).text

    assert "formal abgelehnt" not in page
    assert re.search(r"<(dd|td)[^>]*>\s*(<div>)?\s*3\b", page)


def test_target_countries_are_counted_over_selected_clusters(client_as, session):
    past = a_past_round(session, 1, applied=0, selected=0)
    for state in (ApplicationState.SELECTED, ApplicationState.REJECTED):
        application = an_application(session, round_=past, state=state)
        session.add(TargetCountry(application=application, country="JP"))

    page = client_as().get("/results?lang=en").text

    assert page.count("Targets: 1, in one country, rounds 1.") == 1


def test_the_steps_of_a_round_know_today(client_as, open_round, session, clock_at):
    clock_at(NOON)
    day = days(100).date()
    session.add(Milestone(round=open_round, on=day, state=RoundState.JURY_MEETING))

    page = client_as().get("/calls/6").text

    assert re.findall(r'<li aria-current="step"><strong>([^<]+)</strong>', page) == [
        "Einreichschluss"
    ]


def test_a_letter_nobody_wrote_is_not_known(client_as):
    answer = client_as().get("/check/AAAA-BBBB-CCCC")

    assert (answer.status_code, "Dieses Schreiben kennen wir nicht" in answer.text) == (404, True)


def test_watchers_get_a_plain_answer(client_as):
    assert client_as().get("/health").json == {"database": "ok", "status": "ok"}
