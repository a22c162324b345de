"""Reads the environment, once. Nothing else in the program looks into it.

Every name begins with GRANTS_, except DATABASE_URL and PORT, which hosts hand over by themselves.
The README has the table of all names.
"""

import os
import re
from collections.abc import Mapping
from difflib import get_close_matches
from email.utils import parseaddr
from typing import Final
from urllib.parse import urlsplit

from grants.settings import UNSAFE_KEY, BadSettings, Environment, Settings

PREFIX: Final = "GRANTS_"
SCHEMES_OF_POSTGRES: Final = ("postgres", "postgresql", "postgresql+psycopg")


def settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings of this process.

    Raises BadSettings with one line for each problem.
    """
    answers = _Answers(environ)
    chosen = _choose(answers)
    problems = answers.problems + chosen.problems()
    if problems:
        raise BadSettings(problems)
    return chosen


def database_url(environ: Mapping[str, str] = os.environ) -> str:
    """The address of the database alone: all that a migration needs.

    Raises BadSettings when it is missing or not PostgreSQL.
    """
    answers = _Answers(environ)
    address = answers.database()
    if answers.problems:
        raise BadSettings(answers.problems)
    return address


def _choose(answers: "_Answers") -> Settings:
    environment = answers.environment()
    live = environment is Environment.PRODUCTION
    port = answers.number("PORT", 8000, most=65535)
    chosen = Settings(
        environment=environment,
        database_url=answers.database(),
        port=port,
        secret_key=answers.text("GRANTS_SECRET_KEY", UNSAFE_KEY),
        public_url=answers.url(
            "GRANTS_PUBLIC_URL", "" if live else f"http://localhost:{port}", ("http", "https")
        ),
        files_url=answers.text("GRANTS_FILES_URL", "var/files"),
        smtp_url=answers.url("GRANTS_SMTP_URL", "smtp://localhost:25", ("smtp", "smtps")),
        mail_from=answers.mailbox("GRANTS_MAIL_FROM", "grants@localhost"),
        attach_letters=answers.yes("GRANTS_ATTACH_LETTERS"),
        clamd_url=answers.scanner("GRANTS_CLAMD_URL"),
        seal_file=answers.text("GRANTS_SEAL_FILE"),
        seal_password=answers.text("GRANTS_SEAL_PASSWORD"),
        heads_file=answers.text("GRANTS_HEADS_FILE"),
        publisher=answers.publisher("GRANTS_PUBLISHER"),
        debug=answers.yes("GRANTS_DEBUG"),
        demo=answers.yes("GRANTS_DEMO", environment is Environment.DEMO),
        insecure=answers.yes("GRANTS_INSECURE"),
        trusted_proxies=answers.number("GRANTS_TRUSTED_PROXIES", 0, least=0, most=10),
        web_workers=answers.number("GRANTS_WEB_WORKERS", 2, most=64),
        session_minutes=answers.number("GRANTS_SESSION_MINUTES", 60, most=24 * 60),
        log_level=answers.one_of("GRANTS_LOG_LEVEL", "INFO", "DEBUG", "WARNING", "ERROR"),
    )
    answers.refuse_unknown()
    return chosen


class _Answers:
    """The environment, asked by name. Notes what is wrong and goes on with the default."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self._asked: set[str] = set()
        self.problems: list[str] = []

    def text(self, name: str, default: str = "") -> str:
        self._asked.add(name)
        return self._environ.get(name, "").strip() or default

    def yes(self, name: str, default: bool = False) -> bool:
        answer = self.text(name, "1" if default else "0").lower()
        if answer not in ("0", "1", "false", "true", "no", "yes", "off", "on"):
            self.problems.append(f"{name} is {answer!r}; it must be 1 or 0")
        return answer in ("1", "true", "yes", "on")

    def number(self, name: str, default: int, *, least: int = 1, most: int) -> int:
        answer = self.text(name, str(default))
        if answer.isascii() and answer.isdigit() and least <= int(answer) <= most:
            return int(answer)
        self.problems.append(
            f"{name} is {answer!r}; it must be a whole number from {least} to {most}"
        )
        return default

    def one_of(self, name: str, default: str, *others: str) -> str:
        answer = self.text(name, default)
        if answer in (default, *others):
            return answer
        self.problems.append(f"{name} is {answer!r}; it must be {_choice([default, *others])}")
        return default

    def environment(self) -> Environment:
        strictest, *others = Environment
        return Environment(self.one_of("GRANTS_ENVIRONMENT", strictest, *others))

    def url(self, name: str, default: str, schemes: tuple[str, ...]) -> str:
        answer = self.text(name, default).rstrip("/")
        if answer and not _is_address(answer, schemes):
            wanted = _choice([f"{scheme}://..." for scheme in schemes])
            self.problems.append(f"{name} is not an address; it must begin {wanted}")
        return answer

    def mailbox(self, name: str, default: str) -> str:
        answer = self.text(name, default)
        user, _, host = parseaddr(answer)[1].rpartition("@")
        if not (user and host):
            self.problems.append(f"{name} is {answer!r}; it must be a mail address")
        return answer

    def publisher(self, name: str) -> str:
        answer = self.text(name)
        if answer and not re.fullmatch("360G-[A-Za-z0-9]+", answer):
            self.problems.append(f"{name} is {answer!r}; it must look like 360G-example")
        return answer

    def scanner(self, name: str) -> str:
        answer = self.text(name)
        local = answer.startswith("unix:///") and answer != "unix:///"
        if answer and not local and not _is_address(answer, ("tcp",)):
            self.problems.append(
                f"{name} is not an address; it must begin tcp://host:port or unix:///path"
            )
        return answer

    def database(self) -> str:
        address = self.text("DATABASE_URL")
        scheme, _, rest = address.partition("://")
        if not address:
            self.problems.append("DATABASE_URL is missing: postgresql://user:password@host/name")
        elif scheme not in SCHEMES_OF_POSTGRES:
            self.problems.append("DATABASE_URL must name a PostgreSQL: postgresql://...")
        return f"postgresql+psycopg://{rest}"

    def refuse_unknown(self) -> None:
        for name in sorted(self._environ):
            if name.startswith(PREFIX) and name not in self._asked:
                near = get_close_matches(name, self._asked, n=1, cutoff=0.8)
                hint = f"; did you mean {near[0]}?" if near else ""
                self.problems.append(f"{name} is not a setting{hint}")


def _is_address(answer: str, schemes: tuple[str, ...]) -> bool:
    try:
        parts = urlsplit(answer)
        return parts.scheme in schemes and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _choice(options: list[str]) -> str:
    return " or ".join([", ".join(options[:-1]), options[-1]])
