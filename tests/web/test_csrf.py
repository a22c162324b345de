"""No form is taken from another site, and a sign-in ends when it should."""

import pytest

from grants.actions.account import open_account
from grants.models.connection import clock
from grants.programme.people import Role
from grants.web.token import COOKIE_ENTRY
from tests.web.matrix.places import places
from tests.web.matrix.row import EVERYBODY, NOBODY
from tests.web.matrix.table import TABLE

PASSWORD = "korrekt pferd batterie"
NEW_PASSWORD = "noch ein pferd und batterien"


def forms(world):
    """Every form of the program: page, who may send it, and its address."""
    known = places(world.found)
    for rule in world.app.url_map.iter_rules():
        row = TABLE.get(rule.endpoint)
        if row is None or not row.opens or "POST" not in rule.methods or rule.defaults:
            continue
        place = next(iter(row.opens), next(iter(known[row.places])))
        who = next((one for one in row.opens.get(place, ()) if one != NOBODY), "anna")
        with world.app.test_request_context():
            address = world.app.url_map.bind("").build(rule.endpoint, known[row.places][place])
        yield rule.endpoint, who, address


FORGERIES = {
    "no token": {"token": ""},
    "a wrong token": {"token": "IjAi.guess.ed"},
    "another site": {"headers": {"Sec-Fetch-Site": "cross-site"}},
    "a sister site": {"headers": {"Sec-Fetch-Site": "same-site"}},
    "a foreign origin": {"headers": {"Sec-Fetch-Site": "", "Origin": "https://evil.example"}},
    "a hidden origin": {"headers": {"Origin": "null"}},
}


@pytest.mark.parametrize("forgery", FORGERIES.values(), ids=FORGERIES)
def test_a_forged_form_is_refused_and_changes_nothing(world, forgery):
    answers = {
        page: world.ask(who, "POST", address, TABLE[page].sends, **forgery)
        for page, who, address in forms(world)
    }

    assert len(answers) > 40
    assert {
        page: (answer.status, answer.wrote)
        for page, answer in answers.items()
        if answer.status not in (400, 422) or answer.wrote
    } == {}


@pytest.mark.parametrize("who", [NOBODY, "anna"])
def test_a_forged_sign_in_or_sign_out_is_refused(world, who):
    """Signing somebody in to a stranger's account is an attack, too."""
    known = {"email": "adam@example.org", "password": "Muster-Zugang-2026"}
    elsewhere = {"headers": {"Origin": "https://evil.example"}}

    answers = [
        world.ask(who, "POST", "/sign-in", known, **elsewhere),
        world.ask(who, "POST", "/sign-out", **elsewhere),
    ]

    assert [(answer.status, answer.wrote) for answer in answers] == [(400, ()), (400, ())]


def test_looking_at_the_address_of_sign_out_signs_nobody_out(world):
    answer = world.ask("anna", "GET", "/sign-out")

    assert (answer.status, answer.wrote) == (404, ())


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "evil.example:80"])
@pytest.mark.parametrize("address", ["/calls", "/sign-in", "/password", "/nothing"])
def test_another_host_gets_no_page_and_no_link_to_itself(world, host, address):
    for method in ("GET", "POST"):
        answer = world.ask(NOBODY, method, address, headers={"Host": host})

        assert (answer.status, "evil" in answer.body) == (400, False)


def test_no_method_can_be_smuggled_in(world):
    overridden = {"X-HTTP-Method-Override": "POST", "X-Method-Override": "POST"}

    answer = world.ask("anna", "GET", "/account?_method=POST", headers=overridden)

    assert (answer.status, answer.wrote) == (200, ())


def test_everybody_in_the_matrix_is_signed_in_as_themselves(world):
    seen = [world.ask(who, "GET", "/account").status for who in EVERYBODY]

    assert seen == [302, *[200] * (len(EVERYBODY) - 1)]


@pytest.fixture
def ada(session):
    return open_account(
        session, email="ada@example.org", name="Ada Admin", role=Role.ADMINISTRATOR,
        password=PASSWORD, now=clock(session),
    )  # fmt: skip


@pytest.fixture
def bert(session):
    return open_account(
        session, email="bert@example.org", name="Bert Sponsor", role=Role.SPONSOR,
        password=PASSWORD, now=clock(session),
    )  # fmt: skip


def copied(client_as, browser):
    """A thief's browser with a copy of this browser's cookie."""
    with browser.client.session_transaction() as cookie:
        copy = dict(cookie)
    thief = client_as()
    with thief.client.session_transaction() as cookie:
        cookie.update(copy)
    return thief


def is_signed_in(browser):
    return browser.get("/account").status_code == 200


def test_signing_in_gives_a_new_token_and_ends_the_old_one(client_as, ada):
    browser = client_as(ada)
    planted = copied(client_as, browser)
    with browser.client.session_transaction() as cookie:
        before = cookie[COOKIE_ENTRY]

    browser.post("/sign-in", {"email": "ada@example.org", "password": PASSWORD})

    with browser.client.session_transaction() as cookie:
        assert cookie[COOKIE_ENTRY] != before
    assert (is_signed_in(browser), is_signed_in(planted)) == (True, False)


def test_a_copied_cookie_dies_with_the_sign_out(client_as, ada):
    browser = client_as(ada)
    thief = copied(client_as, browser)
    assert is_signed_in(thief)

    browser.post("/sign-out")

    assert not is_signed_in(thief)


def test_a_new_password_ends_every_other_browser(client_as, ada):
    browser, elsewhere = client_as(ada), client_as(ada)

    answer = browser.post(
        "/account/password",
        {"old_password": PASSWORD, "password": NEW_PASSWORD},
    )

    assert answer.status_code == 303
    assert (is_signed_in(browser), is_signed_in(elsewhere)) == (True, False)


@pytest.mark.parametrize(
    ("form", "fields"),
    [("role", {"role": "auditor", "reason": "x"}), ("active", {"why": "x"}), ("sign-out", {})],
)
def test_an_administrator_ends_sign_ins_at_once(client_as, ada, bert, form, fields):
    admin, browser = client_as(ada), client_as(bert)
    assert is_signed_in(browser)

    answer = admin.post(f"/admin/people/{bert.id}/{form}", fields)

    assert (answer.status_code, is_signed_in(browser)) == (303, False)


def test_asking_for_a_new_password_tells_nobody_who_has_an_account(client_as, ada):
    answers = [
        client_as().post("/password", {"email": email})
        for email in ("ada@example.org", "nobody@example.org")
    ]

    assert [(each.status_code, each.location) for each in answers] == [(303, "/password/sent")] * 2
