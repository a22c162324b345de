"""A worker's room on a database of its own, and mail servers that answer as a test wants."""

from contextlib import ExitStack

import pytest
from sqlalchemy.orm import Session

from grants.demo.mailbox import Mailbox, free_port, running
from grants.settings import UNSAFE_KEY, Environment, Settings
from grants.worker.room import room_for


class Postmaster(Mailbox):
    """Takes mail into a folder, and answers some addresses as told."""

    def __init__(self, folder):
        super().__init__(folder)
        self.answers = {}
        """By address: what to answer to RCPT, such as "550 no such mailbox"."""
        self.answer_to_data = ""

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802
        envelope.rcpt_tos.append(address)
        answer = self.answers.get(address, "250 OK")
        if not answer.startswith("250"):
            envelope.rcpt_tos.pop()
        return answer

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        return self.answer_to_data or await super().handle_DATA(server, session, envelope)

    @property
    def mails(self):
        return [path.read_text() for path in sorted(self.folder.glob("*.eml"))]


@pytest.fixture
def port():
    return free_port()


@pytest.fixture
def postmaster(tmp_path, port):
    handler = Postmaster(tmp_path / "mail")
    with running(handler, port):
        yield handler


@pytest.fixture
def settings(database, tmp_path, port):
    return Settings(
        environment=Environment.TEST,
        database_url=database,
        secret_key=UNSAFE_KEY,
        public_url="https://portal.example",
        files_url=str(tmp_path / "files"),
        smtp_url=f"smtp://127.0.0.1:{port}",
        mail_from="Förderportal <portal@example.org>",
    )


@pytest.fixture
def rooms(settings):
    """Makes rooms that close their connections after the test."""
    with ExitStack() as open_rooms:

        def make():
            room = room_for(settings)
            open_rooms.callback(room.close)
            return room

        yield make


@pytest.fixture
def room(rooms):
    return rooms()


@pytest.fixture
def work(room):
    """A session whose commits count."""
    with Session(room.engine, expire_on_commit=False) as session:
        yield session
