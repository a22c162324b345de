"""What follows an award, in the browser: two officers, and nothing typed is lost."""

import re
from datetime import timedelta

import pytest

from grants.programme.money import eur
from grants.programme.stages import GrantState
from grants.queries.condition import conditions_of, is_blocked
from grants.queries.notification import award_letter
from tests.makers.base_rate import a_base_rate
from tests.makers.decision import a_fundable_grant, two_officers
from tests.makers.later import AWARDED, awarded, heard
from tests.makers.later_form import CONDITION, REVOCATION
from tests.makers.letter import all_made
from tests.makers.moment import NOON

KEPT = ("cell-", "ends_on", "own_", "third_", "other_", "allowance")
AGAIN = "Eine zweite Person muss mitzeichnen."


@pytest.fixture
def officers(session, clock_at):
    clock_at(NOON)
    return two_officers(session)


@pytest.fixture
def dirk(client_as, officers):
    return client_as(officers[0])


@pytest.fixture
def berta(client_as, officers):
    return client_as(officers[1])


def sign(browser, number):
    """The countersignature on the page of the grant."""
    return browser.post(f"/sponsor/grants/{number}/later", {"act": "sign", "sure": "y"})


def test_a_grant_is_awarded_under_a_condition_that_two_confirm(session, dirk, berta):
    grant = a_fundable_grant(session)
    page = f"/sponsor/grants/{grant.number}"

    assert dirk.post(f"{page}/conditional-award", CONDITION).status_code == 303
    assert "Mitzeichnen</span>" not in dirk.get(f"{page}/later").text
    shown = berta.get(f"{page}/later").text
    assert "Zuwendungsbescheid unter Bedingung" in shown
    assert "aufschiebende Bedingung" in shown
    assert sign(berta, grant.number).status_code == 303
    assert grant.state is GrantState.AWARDED
    assert is_blocked(session, grant)
    assert "Auszahlung gesperrt</" in dirk.get(f"{page}/later").text

    sent = {"occurred_on": "17.05.2028", "reasons": "Beide Erklärungen liegen vor."}
    assert berta.post(f"{page}/confirmation", sent).status_code == 303
    assert sign(berta, grant.number).status_code == 422
    assert sign(dirk, grant.number).status_code == 303
    assert conditions_of(session, grant)[0].confirmed_at > NOON
    assert not is_blocked(session, grant)
    assert "Auszahlung gesperrt" not in dirk.get(f"{page}/later").text


def test_a_condition_without_its_evidence_stays_on_the_page_as_typed(session, dirk):
    grant = a_fundable_grant(session)

    answer = dirk.post(f"/sponsor/grants/{grant.number}/conditional-award",
                       CONDITION | {"evidence": "", "due": "30.06.2033"})  # fmt: skip

    assert answer.status_code == 422
    assert "Schreiben Sie, womit sie nachgewiesen wird." in answer.text
    assert "Beide Partner bestätigen ihre Mittel." in answer.text


def test_an_amendment_shows_old_and_new_before_it_is_signed(session, officers, dirk, berta):
    grant = awarded(session, *officers)
    page = f"/sponsor/grants/{grant.number}"
    form = dirk.get(f"{page}/amendment").text
    sent = dict(re.findall(r'name="([^"]+)"[^>]*value="([^"]*)"', form))
    sent = {name: value for name, value in sent.items() if name.startswith(KEPT)}
    sent |= {"requested_on": "10.05.2028", "cell-personnel-2029": "190.000,00",
             "direct": "395.000,00", "reasons": "Weniger Bedarf."}  # fmt: skip

    assert dirk.post(f"{page}/amendment", sent).status_code == 303
    shown = berta.get(f"{page}/later").text
    assert "Änderungsbescheid Nr. 1" in shown
    assert "400.000,00\N{NO-BREAK SPACE}EUR → 395.000,00\N{NO-BREAK SPACE}EUR" in shown
    assert sign(berta, grant.number).status_code == 303

    assert grant.direct == eur(395_000)
    assert grant.award.committed == eur(395_000)


def test_an_amendment_that_changes_nothing_says_which_entry_is_missing(session, officers, dirk):
    grant = awarded(session, *officers)
    page = f"/sponsor/grants/{grant.number}/amendment"
    sent = dict(re.findall(r'name="([^"]+)"[^>]*value="([^"]*)"', dirk.get(page).text))

    answer = dirk.post(page, {name: sent[name] for name in sent if name.startswith(KEPT)})

    assert answer.status_code == 422
    assert '<a href="#reasons">Schreiben Sie die Begründung der Abweichung.</a>' in answer.text


def test_a_hearing_comes_first_and_then_two_people_revoke(session, officers, dirk, berta):
    grant = awarded(session, *officers)
    grant.state, grant.awarded_at = GrantState.ACTIVE, AWARDED
    a_base_rate(session, officers[0])
    session.flush()
    page = f"/sponsor/grants/{grant.number}"
    hearing = {"act": "hear", "hear-subject": "Teilwiderruf.", "hear-letter_on": "01.04.2028",
               "hear-answer_until": "02.05.2028"}  # fmt: skip

    assert dirk.post(f"{page}/hearing", hearing).status_code == 303
    assert grant.state is GrantState.HEARING
    refused = dirk.post(f"{page}/revocation", REVOCATION)
    assert refused.status_code == 422
    assert "seit wann alle Tatsachen bekannt sind" in refused.text
    assert dirk.post(f"{page}/hearing", {"act": "know", "know-known_on": "02.05.2028"}
                     ).status_code == 303  # fmt: skip
    assert "02.05.2029" in dirk.get(f"{page}/hearing").text
    assert dirk.post(f"{page}/revocation", REVOCATION).status_code == 303
    assert "20.000,00" in berta.get(f"{page}/later").text
    assert sign(berta, grant.number).status_code == 303

    assert grant.state is GrantState.PARTLY_REVOKED
    assert grant.award.committed == eur(380_000)
    assert dirk.post(f"{page}/continue").status_code == 303
    assert grant.state is GrantState.ACTIVE


def test_a_button_pressed_twice_ends_in_the_message_of_success(session, dirk, berta):
    grant = a_fundable_grant(session)
    page = f"/sponsor/grants/{grant.number}"

    assert [dirk.post(f"{page}/conditional-award", CONDITION).status_code for _ in range(2)] == [
        303, 303,
    ]  # fmt: skip
    shown = berta.get(f"{page}/later").text
    number = re.search(r'name="decision" value="(\d+)"', shown).group(1)
    sent = {"act": "sign", "sure": "y", "decision": number}
    assert [berta.post(f"{page}/later", sent).status_code for _ in range(2)] == [303, 303]
    assert "Die Entscheidung gilt." in berta.get(f"{page}/later").text


def test_nobody_signs_what_came_in_place_of_what_was_shown(session, dirk, berta):
    grant = a_fundable_grant(session)
    page = f"/sponsor/grants/{grant.number}"
    dirk.post(f"{page}/conditional-award", CONDITION)
    shown = berta.get(f"{page}/later").text
    number = re.search(r'name="decision" value="(\d+)"', shown).group(1)
    dirk.post(f"{page}/later", {"act": "send_back", "reason": "Frist zu kurz."})
    dirk.post(f"{page}/conditional-award", CONDITION | {"what": "Etwas ganz anderes."})

    answer = berta.post(f"{page}/later", {"act": "sign", "sure": "y", "decision": number})

    assert answer.status_code == 422
    assert grant.state is GrantState.AWARD_DRAFTED


def test_before_the_award_nothing_is_shown_as_awarded_and_every_step_says_when(session, dirk):
    grant = a_fundable_grant(session)

    shown = dirk.get(f"/sponsor/grants/{grant.number}/later").text

    assert "noch nichts" in shown
    assert "Übrig" not in shown
    assert f"/sponsor/grants/{grant.number}/conditional-award" in shown
    assert f"/sponsor/grants/{grant.number}/amendment" not in shown
    assert "Möglich ab der Bewilligung" in shown
    assert "Möglich, wenn die Zuwendung bestandskräftig ist" in shown
    case = dirk.get(f"/sponsor/cases/{grant.award.number}").text
    assert f"/sponsor/grants/{grant.number}/later" in case
    assert "unter Bedingung bewilligen" in case
    plain = dirk.get(f"/sponsor/grants/{grant.number}/decision").text
    assert "Stattdessen unter Bedingung bewilligen" in plain


@pytest.mark.parametrize("act", ["amendment", "revocation"])
def test_where_nothing_may_be_proposed_there_is_no_form_but_a_sentence(session, dirk, act):
    grant = a_fundable_grant(session)

    shown = dirk.get(f"/sponsor/grants/{grant.number}/{act}").text

    assert "Das ist jetzt nicht möglich." in shown
    assert 'name="reasons"' not in shown
    assert 'name="facts"' not in shown


def test_a_conditional_award_begins_with_the_conditions_of_the_plain_one(session, dirk):
    grant = a_fundable_grant(session)
    ticked = re.compile(r'name="standard"[^>]*checked|checked[^>]*name="standard"')

    pages = [
        dirk.get(f"/sponsor/grants/{grant.number}/{act}").text
        for act in ("decision", "conditional-award")
    ]

    assert [len(ticked.findall(page)) for page in pages] == [3, 3]


def test_a_grant_whose_period_is_over_is_heard_without_waiting_for_the_clock(
    session, officers, client_as, clock_at
):
    grant = awarded(session, *officers)
    all_made(session)
    letter = award_letter(session, grant)
    letter.retrieved_at = NOON
    session.flush()
    clock_at(NOON + timedelta(days=40))
    dirk = client_as(officers[0])
    page = f"/sponsor/grants/{grant.number}/hearing"
    assert grant.state is GrantState.AWARDED

    assert 'value="hear"' in dirk.get(page).text
    assert "Bestandskräftig" in dirk.get(page.replace("hearing", "later")).text
    sent = {"act": "hear", "hear-subject": "Teilwiderruf.", "hear-letter_on": "26.06.2028",
            "hear-answer_until": "28.07.2028"}  # fmt: skip
    assert dirk.post(page, sent).status_code == 303

    assert grant.state is GrantState.HEARING


def test_the_limit_is_moved_by_two_people_on_the_page(session, officers, dirk, berta):
    grant = awarded(session, *officers)
    hearing = heard(session, grant, officers[0])
    page = f"/sponsor/grants/{grant.number}/hearing"
    change = {"act": "change", "change-known_on": "01.05.2028", "change-reason": "Früher bekannt."}
    assert 'value="know"' not in dirk.get(page).text

    assert dirk.post(page, change | {"change-reason": ""}).status_code == 422
    assert dirk.post(page, change).status_code == 303
    assert 'value="agree"' not in dirk.get(page).text
    shown = berta.get(page).text
    assert "Früher bekannt." in shown
    assert berta.post(page, {"act": "agree"}).status_code == 422
    assert berta.post(page, {"act": "agree", "agree-sure": "y"}).status_code == 303

    assert hearing.known_on.isoformat() == "2028-05-01"
    assert "17.05.2028 → 01.05.2028" in dirk.get(page).text


def test_a_proposal_goes_back_with_its_reason(session, officers, dirk, berta):
    grant = awarded(session, *officers)
    heard(session, grant, officers[0])
    page = f"/sponsor/grants/{grant.number}/later"
    dirk.post(f"/sponsor/grants/{grant.number}/revocation", REVOCATION)

    assert berta.post(page, {"act": "send_back", "reason": "Betrag prüfen."}).status_code == 303

    assert grant.state is GrantState.HEARING
    assert "wartet auf die zweite Person" not in dirk.get(page).text


def test_the_decision_page_of_a_grant_leads_to_what_waits(session, officers, dirk, berta):
    grant = awarded(session, *officers)
    heard(session, grant, officers[0])
    dirk.post(f"/sponsor/grants/{grant.number}/revocation", REVOCATION)

    answer = berta.get(f"/sponsor/grants/{grant.number}/decision")

    assert answer.status_code == 302
    assert answer.headers["Location"].endswith(f"/sponsor/grants/{grant.number}/later")


def test_the_award_still_stands_on_its_own_page_after_later_decisions(session, officers, dirk):
    grant = awarded(session, *officers)

    assert "Bewilligung" in dirk.get(f"/sponsor/grants/{grant.number}/decision").text
    assert AGAIN not in dirk.get(f"/sponsor/grants/{grant.number}/later").text
