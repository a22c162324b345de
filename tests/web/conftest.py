"""A browser for tests: the whole application on a real PostgreSQL, everything undone afterwards.

Each page it sees is parsed strictly, has one title, one h1, a language and no id twice.
"""

import re
from collections import Counter
from secrets import token_hex

import html5lib
import pytest
from flask import g, has_app_context
from sqlalchemy import event

from grants.app import create_app
from grants.models.connection import clock
from grants.models.person import SignIn
from grants.settings import Environment, Settings
from grants.web.token import COOKIE_ENTRY, hash_of
from tests.web.matrix.world import world
from tests.web.wired import wire

__all__ = ["world"]  # a fixture of several test files

WRITES = re.compile(r"\s*(insert|update|delete|lock)\b|.*\bfor (no key )?update\b", re.I | re.S)
TOKEN = re.compile(r'name="csrf_token" (?:id="csrf_token" )?(?:type="hidden" )?value="([^"]+)"')


@pytest.fixture(scope="session")
def whole_app(tmp_path_factory):
    """The application as it runs, except for its database."""
    return create_app(
        Settings(
            environment=Environment.TEST,
            database_url="postgresql+psycopg://nobody@nowhere/nothing",
            secret_key="a key for tests only, not a secret",
            public_url="http://localhost",
            files_url=str(tmp_path_factory.mktemp("files")),
            smtp_url="smtp://localhost:1",
            mail_from="portal@example.org",
        )
    )


@pytest.fixture
def app(whole_app, session):
    """The application inside the transaction of this test."""
    connection = session.connection()
    wire(whole_app, connection)
    event.listen(connection, "before_cursor_execute", _refuse_to_write)
    yield whole_app
    event.remove(connection, "before_cursor_execute", _refuse_to_write)


def _refuse_to_write(_connection, _cursor, statement, *_more):
    """As the database does to a page that only reads; here it shares the test's transaction."""
    if has_app_context() and g.get("only_reads"):
        assert not WRITES.match(statement), statement


@pytest.fixture
def client_as(app, session):
    """`client_as(person)` is a signed-in browser, `client_as()` one that nobody has signed in."""
    return lambda person=None: Browser(app, session, person)


class Browser:
    """Asks for pages and sends forms as a person does; keeps the token of the last page."""

    def __init__(self, app, session, person):
        self.client, self.session, self.token = app.test_client(), session, ""
        if person is not None:
            token, moment = token_hex(), clock(session)
            session.add(
                SignIn(token_hash=hash_of(token), person=person, started_at=moment, seen_at=moment)
            )
            with self.client.session_transaction() as cookie:
                cookie[COOKIE_ENTRY] = token

    def get(self, address, **more):
        """Ask for a page."""
        return self._ask("get", address, **more)

    def post(self, address, data=None, *, token=True, **more):
        """Send a form from one of our own pages; `token=False` forgets the CSRF token."""
        if token and not self.token:
            self.get("/sign-in" if self._signed_out() else "/imprint")
        fields = {**(data or {}), **({"csrf_token": self.token} if token else {})}
        headers = {"Sec-Fetch-Site": "same-origin", **more.pop("headers", {})}
        return self._ask("post", address, data=fields, headers=headers, **more)

    def _may_be_asked_for(self, address):
        """Is there a page at this address, and not only a form that is sent there?"""
        return "GET" in self.client.application.url_map.bind("").allowed_methods(
            address.partition("?")[0]
        )

    def _signed_out(self):
        with self.client.session_transaction() as cookie:
            return COOKIE_ENTRY not in cookie

    def _ask(self, method, address, **more):
        self.session.commit()
        answer = getattr(self.client, method)(address, **more)
        self.session.expire_all()
        if answer.mimetype == "text/html" and answer.status_code not in (301, 302, 303, 308):
            _check_page(answer.text, self._may_be_asked_for(address))
            found = TOKEN.search(answer.text)
            self.token = found[1] if found else self.token
        return answer


def _check_page(page, stands_for_itself):
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    title = tree.find(".//title")
    assert title is not None, "no title"
    assert title.text.strip(), "empty title"
    assert tree.get("lang") in ("de", "en")
    assert len(tree.findall(".//h1")) == 1
    forms = [each for each in tree.iter("form") if (each.get("method") or "").lower() == "post"]
    aimless = [form for form in forms if not form.get("action")]
    assert stands_for_itself or not aimless, "a form without an action, sent to another's address"
    ids = Counter(each.get("id") for each in tree.iter() if each.get("id"))
    assert [name for name, times in ids.items() if times > 1] == []
