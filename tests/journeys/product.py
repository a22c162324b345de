"""The real program for a journey: pages by gunicorn, a worker, a mail server, one empty database.

Time is moved for all of them at once by the setting of the database that the program documents.
"""

import os
import re
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from email import message_from_bytes, policy
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from grants.demo.later import live_later
from grants.demo.mailbox import free_port, mail_server
from grants.models.connection import clock
from grants.settings import WEB_SERVER

ROOT = Path(__file__).parents[2]
SECONDS_TO_START = 60
SECONDS_FOR_A_MAIL = 60


class Product:
    """A running program, its mails and its clock."""

    def __init__(self, database, folder, *, port, mail_port, environment, public_url):
        self.address = f"http://127.0.0.1:{port}"
        self.folder = folder
        self.children = {}
        self.engine = create_engine(database, isolation_level="AUTOCOMMIT")
        self.environ = {
            **{name: value for name, value in os.environ.items() if name[:6] != "GRANTS"},
            "DATABASE_URL": database.replace("postgresql+psycopg", "postgresql"),
            "PORT": str(port),
            "GRANTS_ENVIRONMENT": environment,
            "GRANTS_PUBLIC_URL": public_url or self.address,
            "GRANTS_FILES_URL": str(folder / "files"),
            "GRANTS_MAIL_FROM": "Förderportal <portal@example.org>",
            "GRANTS_SMTP_URL": f"smtp://127.0.0.1:{mail_port}",
            "GRANTS_ATTACH_LETTERS": "1",
            "GRANTS_LOG_LEVEL": "WARNING",
        }

    def start(self, name):
        """Start the pages ("web") or the worker ("worker")."""
        commands = {
            "web": (*WEB_SERVER, "wsgi:app", "--bind", f"127.0.0.1:{self.environ['PORT']}",
                    "--workers", "2", "--log-level", "warning"),
            "worker": ("-m", "grants", "worker"),
        }  # fmt: skip
        with (self.folder / "log").open("ab") as log:
            self.children[name] = subprocess.Popen(
                (sys.executable, *commands[name]),
                env=self.environ, cwd=ROOT, stdout=log, stderr=log,
            )  # fmt: skip

    def wait_for_an_answer(self):
        """Wait until the pages answer; nothing that was started may have ended."""
        give_up = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < give_up:
            assert all(child.poll() is None for child in self.children.values()), self.log
            try:
                with urllib.request.urlopen(f"{self.address}/health", timeout=2):  # noqa: S310
                    return
            except OSError:
                time.sleep(0.05)
        raise AssertionError("no answer from the program")

    def stop(self):
        """End everything that was started."""
        for child in self.children.values():
            child.terminate()
        for child in self.children.values():
            _wait_until_ended(child)
        self.engine.dispose()

    def command(self, *words):
        """What an operator's command prints."""
        done = subprocess.run(
            (sys.executable, "-m", "grants", *words),
            env=self.environ, cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout.strip()

    @property
    def log(self):
        """What pages and worker have written, at the end of it."""
        return (self.folder / "log").read_text(errors="replace")[-3000:]

    @property
    def now(self):
        """The moment in which the program lives, in UTC."""
        with Session(self.engine) as session:
            return clock(session)

    def move_clock_to(self, moment):
        """Let everything live at that moment, and do what is due then."""
        self.set_clock_to(moment)
        self.command("run-due")

    def set_clock_to(self, moment):
        """Let every process live at that moment."""
        live_later(self.engine, moment - self.now)

    def mails_to(self, address, about=""):
        """Every mail to this address so far whose subject holds these words, oldest first."""
        files = sorted((self.folder / "mail").glob("*.eml"))
        mails = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]
        return [mail for mail in mails if address in mail["to"] and about in mail["subject"]]

    def mail_to(self, address, about="", *, number=1):
        """The `number`th such mail; waited for, as the worker sends it."""
        give_up = time.monotonic() + SECONDS_FOR_A_MAIL
        while len(found := self.mails_to(address, about)) < number:
            assert time.monotonic() < give_up, f"{len(found)} mails to {address} about {about}"
            time.sleep(0.2)
        return found[number - 1]


def link_in(mail):
    """The first address of our own in the text of a mail."""
    words = mail.get_body(("plain",)).get_content()
    return re.search(r"https?://\S+", words)[0]


def pdfs_in(mail):
    """The PDF files that came with a mail."""
    return [part.get_content() for part in mail.iter_attachments()]


@contextmanager
def product_on(database, folder, *, environment="test", prepare=None, public_url=""):
    """A program that runs as long as the block; everything it starts, it ends.

    `prepare(product)` fills the database before anybody looks at it.
    """
    port, mail_port = free_port(), free_port()
    product = Product(
        database, folder,
        port=port, mail_port=mail_port, environment=environment, public_url=public_url,
    )  # fmt: skip
    if prepare:
        prepare(product)
    with mail_server(folder / "mail", mail_port):
        try:
            product.start("web")
            product.start("worker")
            product.wait_for_an_answer()
            yield product
        finally:
            product.stop()


def _wait_until_ended(child):
    try:
        child.wait(15)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
