"""A signed-in browser that asks for one page again and again, and looks at what comes back."""

import http.client
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import session as cookie
from flask_wtf.csrf import generate_csrf

from grants.app import create_app
from grants.web.token import COOKIE_ENTRY, hash_of
from tests.bench.fill import sign_in

SEE_OTHER = 303
BOUNDARY = "bench-boundary-of-a-form"


class BadAnswer(Exception):
    """A page did not come, so its time means nothing."""


@dataclass(frozen=True, slots=True)
class Pass:
    """What a signed-in browser carries: its cookie, and the token that its forms hold."""

    cookie: str = ""
    token: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One request: by whom, which page, and for a form what is sent."""

    address: str
    by: Pass
    sent: dict[str, str] | None = None
    file: tuple[str, bytes] | None = None
    """Name of the field and content of a file that is sent along; such a form shows a page."""

    def headers(self):
        """What a browser says besides the address."""
        said = {"Host": "localhost", "Cookie": f"grants={self.by.cookie}"}
        if self.sent is not None:
            said["Content-Type"] = (
                "application/x-www-form-urlencoded"
                if self.file is None
                else f"multipart/form-data; boundary={BOUNDARY}"
            )
            said["Sec-Fetch-Site"] = "same-origin"
        return said

    def body(self):
        """The form as it travels."""
        if self.sent is None:
            return None
        fields = {**self.sent, "csrf_token": self.by.token}
        return urlencode(fields) if self.file is None else self._parts(fields)

    def _parts(self, fields):
        name, content = self.file
        parts = [
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{text}\r\n'
            for field, text in fields.items()
        ]
        head = (
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"; filename="f"\r\n\r\n'
        )
        return "".join([*parts, head]).encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode()

    def pay(self, connection):
        """Ask, wait for the whole answer, and return its size in bytes."""
        method = "GET" if self.sent is None else "POST"
        connection.request(method, self.address, self.body(), self.headers())
        answer = connection.getresponse()
        size = len(answer.read())
        self.insist(answer.status, answer.getheader("Location", ""))
        return size

    def insist(self, status, location=""):
        """Raises BadAnswer unless the page came, or the form was taken."""
        shows = self.sent is None or self.file is not None
        wanted = http.HTTPStatus.OK if shows else SEE_OTHER
        if status != wanted or "sign-in" in location:
            raise BadAnswer(f"{self.address} answered {status} {location}, not {wanted}")


class Door:
    """Lets people of a filled database in without a password: their sign-ins are written there."""

    def __init__(self, settings, session):
        self.app, self.session = create_app(settings), session
        self.sign = self.app.session_interface.get_signing_serializer(self.app).dumps

    def open_to(self, person_id):
        """A signed-in browser of this person."""
        token = f"bench-{person_id}"
        sign_in(self.session, person_id, hash_of(token))
        with self.app.test_request_context():
            form_token = generate_csrf()
            cookie[COOKIE_ENTRY] = token
            return Pass(cookie=self.sign(dict(cookie)), token=form_token)
