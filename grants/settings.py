"""What an operator decides: where things are kept, who sends the mail, how strict to be.

The values are read from the environment by `config.py`; nothing below the pages reads them, they
are handed on as arguments.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit

UNSAFE_KEY: Final = "only-for-demo-and-tests-never-in-production"
SHORTEST_KEY: Final = 32
FEWEST_CHARACTERS: Final = 10
"""A key of fewer different characters is typed, not drawn at random."""

WEB_SERVER: Final = (
    *("-OO", "-m", "gunicorn"),
    *("--worker-class", "gthread", "--threads", "400", "--preload"),
)
"""How Python runs the pages: a thread takes in each request, however slowly it comes, and
`web/arrival.py` lets a few of them at a time do the work. Docstrings, which no page reads, stay
on the disk: six megabytes less for each worker."""


class Environment(StrEnum):
    """How strict the program is with its settings."""

    PRODUCTION = "production"
    DEMO = "demo"
    TEST = "test"


class BadSettings(Exception):
    """The program cannot start like this. One clear line for each problem, all at once."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The decisions of the operator, read once when the program starts.

    Two conditions of production need the database, so `problems` cannot see them: the schema must
    be at the newest migration, and no demo account may exist. Whoever opens the database at the
    start looks after both and raises BadSettings.
    """

    environment: Environment
    database_url: str
    """SQLAlchemy's address of the database: postgresql+psycopg://user:password@host/name."""
    secret_key: str
    """Signs cookies and form tokens. Changing it signs everybody out and voids open forms."""
    public_url: str
    """The address people type, without a slash at the end; mails and letters link to it."""
    files_url: str
    """Where uploads and documents lie: a folder, or s3://bucket/prefix."""
    smtp_url: str
    """The mail server: smtp://user:password@host:port, or smtps:// for TLS from the start."""
    mail_from: str
    """The sender of every mail."""
    attach_letters: bool = False
    """Send letters with their mail as PDF. Otherwise the mail says only that something waits in the
    portal: who reads it there is on record, and nothing of it travels unprotected."""
    clamd_url: str = ""
    """The virus scanner: tcp://host:3310 or unix:///run/clamav/clamd.ctl; without it none is asked.

    Files are not handed out and do not count until it has looked at them."""
    seal_file: str = ""
    """The key and certificate that seal letters, as PKCS#12; without it letters carry no seal."""
    seal_password: str = ""
    """Opens the file of the seal."""
    heads_file: str = ""
    """The file into which the clock writes the head of the record of acts, a line a day."""
    publisher: str = ""
    """The prefix that 360Giving gave to the publisher of the catalogue, such as 360G-example."""
    debug: bool = False
    """Show errors in the browser, with source code. Refused in production."""
    demo: bool = False
    """Show the mailbox page and the demo sign-ins. Refused in production."""
    insecure: bool = False
    """Allow http:// in production: only where nobody but the operator can reach the program."""
    trusted_proxies: int = 0
    """How many proxies in front of the program set X-Forwarded-For and X-Forwarded-Proto."""
    port: int = 8000
    """The port that the web server listens on."""
    web_workers: int = 2
    """Processes of the web server."""
    session_minutes: int = 60
    """A person who does nothing for so many minutes must sign in again."""
    log_level: str = "INFO"
    """DEBUG, INFO, WARNING or ERROR."""

    @property
    def host(self) -> str:
        """The host name, with the port where one is given, that requests must ask for."""
        return urlsplit(self.public_url).netloc

    @property
    def publisher_prefix(self) -> str:
        """What identifiers of open data begin with; the host, while there is no prefix."""
        return self.publisher or urlsplit(self.public_url).hostname or "localhost"

    @property
    def trusted_hosts(self) -> list[str]:
        """The names under which requests may ask for us; off production, this machine's too."""
        named = self.host.rsplit(":", 1)[0]
        loopback = ["localhost", "127.0.0.1"]
        own = [] if self.environment is Environment.PRODUCTION else loopback
        return [name for name in (named, *own) if name]

    @property
    def https(self) -> bool:
        """Do people reach the program over TLS, so that cookies may be marked Secure?"""
        return self.public_url.startswith("https://")

    def problems(self) -> list[str]:
        """Why this may not go into production, one line each; nothing outside of it."""
        if self.environment is not Environment.PRODUCTION:
            return []
        lines = {
            "GRANTS_SECRET_KEY is the key of the demo; draw one with: openssl rand -hex 32": (
                self.secret_key == UNSAFE_KEY
            ),
            f"GRANTS_SECRET_KEY is too easy to guess; it needs {SHORTEST_KEY} random characters": (
                self.secret_key != UNSAFE_KEY and _guessable(self.secret_key)
            ),
            "GRANTS_DEBUG is on; it shows source code to visitors": self.debug,
            "GRANTS_DEMO is on; it lets everybody read the mails and sign in": self.demo,
            "GRANTS_PUBLIC_URL is missing; mails and letters could not link to the program": (
                not self.public_url
            ),
            "GRANTS_PUBLIC_URL is not https; set GRANTS_INSECURE=1 only on a closed network": (
                self.public_url.startswith("http://") and not self.insecure
            ),
        }
        return [line for line, wrong in lines.items() if wrong]


def _guessable(key: str) -> bool:
    return len(key) < SHORTEST_KEY or len(set(key)) < FEWEST_CHARACTERS
