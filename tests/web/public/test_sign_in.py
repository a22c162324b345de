"""Signing in and out, and losing nothing on the way."""

import re
from datetime import timedelta

import pytest

from grants.actions.account import open_account
from grants.demo.cast import PASSWORD as PASSWORD_OF_THE_CAST
from grants.models.connection import clock
from grants.programme.people import Role
from grants.web.kept import DEMO_PASSWORD

PASSWORD = "korrekt pferd batterie"


@pytest.fixture
def ada(session):
    return open_account(
        session, email="Ada@example.org", name="Ada Admin", role=Role.ADMINISTRATOR,
        password=PASSWORD, now=clock(session),
    )  # fmt: skip


def test_an_administrator_signs_in_and_arrives_at_the_people(client_as, ada):
    browser = client_as()

    answer = browser.post("/sign-in", {"email": "ada@EXAMPLE.org", "password": PASSWORD})

    assert (answer.status_code, answer.location) == (303, "/admin/people")
    assert browser.get("/admin/people").status_code == 200


@pytest.mark.parametrize("email", ["ada@example.org", "nobody@example.org"])
def test_a_wrong_password_and_an_unknown_address_get_the_same_sentence(client_as, ada, email):
    answer = client_as().post("/sign-in", {"email": email, "password": "wrong"})

    assert answer.status_code == 422
    assert answer.text.count("E-Mail-Adresse und Passwort passen nicht zusammen.") == 2


def test_the_eleventh_wrong_guess_has_to_wait(client_as, ada):
    browser = client_as()
    guess = {"email": "ada@example.org", "password": "wrong"}

    statuses = [browser.post("/sign-in", guess).status_code for _ in range(11)]

    assert statuses == [422] * 10 + [429]


def test_a_page_that_needs_a_sign_in_is_where_one_arrives(client_as, ada):
    browser = client_as()
    asked = browser.get("/admin/health?lang=en")

    answer = browser.post(asked.location, {"email": "ada@example.org", "password": PASSWORD})

    assert answer.location == "/admin/health?lang=en"


@pytest.mark.parametrize("page", ["/calls", "/sign-in"])
def test_a_language_chosen_before_the_sign_in_stays(client_as, ada, page):
    browser = client_as()
    browser.get(f"{page}?lang=en")

    browser.post("/sign-in", {"email": "ada@example.org", "password": PASSWORD})

    assert '<html lang="en"' in browser.get("/account").text
    browser.post("/sign-out")
    browser.get("/sign-in")
    browser.post("/sign-in", {"email": "ada@example.org", "password": PASSWORD})
    assert '<html lang="de"' in browser.get("/account").text


@pytest.mark.parametrize("next_page", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_nobody_is_sent_to_another_site(client_as, ada, next_page):
    answer = client_as().post(
        "/sign-in", {"email": "ada@example.org", "password": PASSWORD},
        query_string={"next": next_page},
    )  # fmt: skip

    assert answer.location == "/admin/people"


def test_a_copied_cookie_is_worth_nothing_after_signing_out(client_as, ada):
    browser = client_as(ada)
    browser.get("/admin/people")
    with browser.client.session_transaction() as cookie:
        copy = dict(cookie)

    browser.post("/sign-out")
    thief = client_as()
    with thief.client.session_transaction() as cookie:
        cookie.update(copy)

    assert thief.get("/admin/people").location == "/sign-in?next=/admin/people"


def test_what_was_typed_comes_back_after_the_sign_in(client_as, ada, clock_at, session):
    browser = client_as(ada)
    browser.get("/admin/people/invite")
    clock_at(clock(session) + timedelta(hours=2))

    typed = {"name": "Jana <Juror>", "email": "jana@example.org", "role": "juror"}
    asked = browser.post("/admin/people/invite", typed)
    sealed = re.search(r'name="kept" value="([^"]+)"', asked.text)[1]
    back = browser.post(
        "/sign-in", {"email": "ada@example.org", "password": PASSWORD, "kept": sealed}
    )

    assert asked.status_code == 401
    assert asked.text.count("Wir haben Sie nach 60 Minuten abgemeldet.") == 1
    assert re.findall(r'name="(name|email|role)" value="([^"]+)"', back.text) == [
        ("name", "Jana &lt;Juror&gt;"), ("email", "jana@example.org"), ("role", "juror"),
    ]  # fmt: skip
    sent = browser.post("/admin/people/invite", typed)
    assert (sent.status_code, sent.location) == (303, "/admin/people")


def test_a_form_from_another_site_is_not_kept(client_as):
    answer = client_as().post(
        "/admin/people/invite", {"name": "x"}, headers={"Sec-Fetch-Site": "cross-site"}
    )

    assert (answer.status_code, answer.text.count('name="kept"')) == (401, 0)


def test_a_stale_token_loses_nothing(client_as, ada):
    browser = client_as(ada)

    answer = browser.post("/admin/people/invite", {"name": "Jana", "password": "x"}, token=False)

    assert answer.status_code == 422
    assert re.findall(r'<input type="hidden" name="(\w+)"', answer.text)[-2:] == [
        "csrf_token", "name",
    ]  # fmt: skip


def test_the_demo_list_is_shown_only_in_the_demonstration(client_as, ada, session):
    ada.synthetic = True

    assert client_as().get("/sign-in").text.count("ada@example.org") == 0


def test_the_password_on_the_sign_in_page_is_the_one_of_the_demonstration():
    assert DEMO_PASSWORD == PASSWORD_OF_THE_CAST
