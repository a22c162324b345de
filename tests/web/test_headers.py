"""What every answer says about its own safety, and what a real browser makes of it."""

import threading

import pytest
from playwright.sync_api import sync_playwright
from werkzeug.serving import make_server

from grants.app import LARGEST_REQUEST, create_app
from grants.settings import Environment, Settings
from tests.web.matrix.places import places
from tests.web.matrix.row import DIRK, EVERYBODY, NOBODY
from tests.web.matrix.table import TABLE
from tests.web.test_matrix import OPEN, cases
from tests.web.wired import wire

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}
PERSONAL = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow"}
"""On everything but style sheets and fonts: no proxy keeps it, no search engine lists it."""
NEVER_OPEN = {
    "applicant_application.start", "applicant_partner.add_known", "sponsor_condition.confirmation",
    "sponsor_nameless.version",
    "sponsor_letter_text.proposed_letter", "sponsor_project_condition.confirmation",
}  # fmt: skip
"""Forms that look missing unless they name something that is there."""
ATTACHED = ("files.upload", "files.document", "applicant_letter.pdf", "demo_mailbox.attachment")
BROWSER = {
    "executable_path": "/usr/bin/chromium",
    "args": [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ],
}  # fmt: skip
MAIN_PAGES = (
    (NOBODY, "/calls"),
    (NOBODY, "/register"),
    ("anna", "/home"),
    ("anna", "/awards/03INT400"),
    ("anna", "/awards/03INT400/projects/P1"),
    ("carl", "/applications/R7-0001"),
    ("carl", "/applications/R7-0001/budget"),
    ("paula", "/home"),
    ("jana", "/jury/R5-0002"),
    (DIRK, "/sponsor/rounds/4"),
    (DIRK, "/sponsor/applications"),
    ("aylin", "/audit/awards/03INT400"),
    ("adam", "/admin/people"),
)


def missing(answer, wanted):
    """The headers that an answer lacks."""
    return [name for name, value in wanted.items() if answer.headers.get(name) != value]


def test_every_route_sends_every_header(world):
    """Each page once to somebody to whom it opens, and everything to nobody in particular."""
    lacking, opened = {}, set()
    for who in (NOBODY, "anna", "carl", "paula", DIRK, "jana", "aylin", "adam"):
        for page, _, method, address, expected in cases(world, who):
            if who != NOBODY and (expected != OPEN or (page, method) in opened):
                continue
            if expected == OPEN:
                opened.add((page, method))
            answer = world.ask(who, method, address, TABLE[page].sends)
            wanted = ALWAYS if page == "static" and method == "GET" else {**ALWAYS, **PERSONAL}
            if missing(answer, wanted) or not is_strict(answer):
                lacking[who, method, address] = missing(answer, wanted)

    assert lacking == {}
    assert set(TABLE) - {page for page, _ in opened} == NEVER_OPEN


def is_strict(answer):
    """Does the policy allow nothing inline, nothing evaluated and nothing from elsewhere?"""
    policy = dict(
        rule.strip().partition(" ")[::2]
        for rule in answer.headers["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert (policy["script-src"], policy["style-src"]) == ("'self'", "'self'")
    assert (policy["form-action"], policy["frame-ancestors"]) == ("'self'", "'none'")
    return not any("unsafe" in value or "http" in value for value in policy.values())


def test_faults_send_them_too(world):
    too_large = {"outline": "x" * (LARGEST_REQUEST + 1)}
    broken = ["alter table person rename column name to renamed"]
    answers = {
        404: world.ask("anna", "GET", "/nothing"),
        422: world.ask("anna", "POST", "/account/language", token=""),
        413: world.ask("carl", "POST", "/applications/R7-0001/outline", too_large),
        500: world.ask("anna", "GET", "/calls", first=broken),
        400: world.ask(NOBODY, "GET", "/calls", headers={"Host": "evil.example"}),
    }

    assert {code: answer.status for code, answer in answers.items()} == {
        code: code for code in answers
    }
    assert {code: missing(each, {**ALWAYS, **PERSONAL}) for code, each in answers.items()} == {
        code: [] for code in answers
    }
    assert all("renamed" not in answer.body for answer in answers.values())


def test_files_are_handed_out_as_attachments_and_never_shown(world):
    known = places(world.found)
    for page in ATTACHED:
        row = TABLE[page]
        place, people = next(iter(row.opens.items()))
        with world.app.test_request_context():
            address = world.app.url_map.bind("").build(page, known[row.places][place])

        answer = world.ask(people[0], "GET", address)

        assert answer.status == 200
        assert answer.headers["Content-Disposition"].startswith("attachment;")
        assert answer.headers["Content-Type"] == "application/pdf"


def test_a_cookie_is_kept_from_scripts_other_sites_and_plain_http(world, tmp_path):
    settings = Settings(
        environment=Environment.TEST,
        database_url="postgresql+psycopg://nobody@nowhere/nothing",
        secret_key="a key for tests only, not a secret",
        public_url="https://localhost",
        files_url=str(tmp_path),
        smtp_url="smtp://localhost:1",
        mail_from="portal@example.org",
    )
    safe = create_app(settings)
    wire(safe, world.connection)

    answer = safe.test_client().get("/sign-in", base_url="https://localhost")
    cookie = answer.headers["Set-Cookie"]

    assert {part.strip() for part in cookie.split(";")[1:]} == {
        "Secure", "HttpOnly", "Path=/", "SameSite=Lax",
    }  # fmt: skip
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


@pytest.fixture
def site(world):
    """The address of a server with the planted world."""
    wire(world.app, world.connection.engine)
    server = make_server("localhost", 0, world.app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://localhost:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_real_browser_finds_nothing_against_the_policy(world, site):
    complaints = []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(**BROWSER)
        for who, address in MAIN_PAGES:
            name, _, value = world.cookie(who).partition("=")
            context = chromium.new_context()
            context.add_cookies([{"name": name, "value": value, "url": site}])
            page = context.new_page()
            page.on("console", lambda said, at=address: complaints.append((at, said.text)))
            page.on("pageerror", lambda error, at=address: complaints.append((at, str(error))))
            page.on("requestfailed", lambda sent, at=address: complaints.append((at, sent.url)))
            answer = page.goto(f"{site}{address}", wait_until="networkidle")
            if answer.status != 200:
                complaints.append((address, answer.status))
            context.close()
        chromium.close()

    assert complaints == []


def test_the_pages_for_the_browser_are_of_every_audience():
    assert {who for who, _ in MAIN_PAGES} | {"rita"} == set(EVERYBODY)
