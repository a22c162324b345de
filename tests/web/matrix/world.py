"""The planted demonstration, and a browser in it that changes nothing for good.

Every request runs in a transaction that is undone afterwards, so that thousands of them, forms
included, meet one and the same world.
"""

from contextlib import ExitStack
from dataclasses import dataclass, field

import pytest
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import event

from grants.app import create_app
from grants.demo import scratch
from grants.settings import Environment, Settings
from grants.web.token import COOKIE_ENTRY
from grants.worker.room import room_for
from tests.web.matrix.plans import keep_plans
from tests.web.matrix.planting import keep_a_mail, planted
from tests.web.wired import wire

KEY = "a key for tests only, not a secret"
SECRET = "the csrf secret in every cookie here"
TOKEN = URLSafeTimedSerializer(KEY, salt="wtf-csrf-token").dumps(SECRET)
"""What a form carries for it."""
WRITES = ("INSERT", "UPDATE", "DELETE")
SEEN = "UPDATE sign_in SET seen_at"
"""Every page may note when somebody was last seen."""
NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, and what the request wrote into the database."""

    status: int
    location: str
    headers: dict
    body: str
    wrote: tuple[str, ...]


@dataclass
class World:
    """The application on a planted database, and what one needs to ask it."""

    app: object
    connection: object
    found: dict
    """Numbers and codes of records, for addresses."""
    tokens: dict
    """By first name: the token of their sign-in."""
    statements: list = field(default_factory=list)

    def ask(self, who, method, address, data=None, *, token=TOKEN, headers=None, first=()):
        """Send one request as this person; `first` are statements that change the world before.

        Of what it does, nothing is left afterwards.
        """
        fields = {**(data or {}), **({"csrf_token": token} if token else {})}
        with self.connection.begin() as everything:
            for statement in first:
                self.connection.exec_driver_sql(statement)
            self.statements.clear()
            answer = self._client().open(
                address,
                method=method,
                data=fields if method == "POST" else None,
                headers={
                    "Cookie": self.cookie(who),
                    "Sec-Fetch-Site": "same-origin",
                    **(headers or {}),
                },
            )
            kept = Answer(
                answer.status_code,
                answer.location or "",
                dict(answer.headers),
                answer.text if answer.mimetype.startswith("text/") else "",
                tuple(self.statements),
            )
            answer.close()
            everything.rollback()
        return kept

    def note(self, _connection, _cursor, statement, *_more):
        """Remember a statement that writes."""
        if statement.lstrip().startswith(WRITES) and not statement.startswith(SEEN):
            self.statements.append(statement)

    def cookie(self, who):
        """What the browser of this person sends along."""
        content = {"csrf_token": SECRET}
        if who != NOBODY:
            content[COOKIE_ENTRY] = self.tokens[who]
        signer = self.app.session_interface.get_signing_serializer(self.app)
        return f"grants={signer.dumps(content)}"

    def _client(self):
        wire(self.app, self.connection)
        return self.app.test_client(use_cookies=False)


@pytest.fixture(scope="session")
def world(server, template, tmp_path_factory):
    """The demonstration with a reader beside Anna, an invitation and two letters."""
    files = tmp_path_factory.mktemp("world")
    with scratch.database(server, like=template) as copy, ExitStack() as opened:
        settings = Settings(
            environment=Environment.TEST,
            database_url=copy.render_as_string(hide_password=False),
            secret_key=KEY,
            public_url="http://localhost",
            files_url=str(files / "files"),
            smtp_url="smtp://localhost:1",
            mail_from="portal@example.org",
            demo=True,
        )
        room = room_for(settings)
        keep_plans(room.engine)
        opened.callback(room.close)
        tokens, found = planted(room)
        keep_a_mail(files / "mail")
        app = create_app(settings)
        app.config["MAIL_FOLDER"] = str(files / "mail")
        connection = opened.enter_context(room.engine.connect())
        made = World(app, connection, found, tokens)
        event.listen(connection, "before_cursor_execute", made.note)
        yield made
