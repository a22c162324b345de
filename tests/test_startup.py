"""Production on bad settings or a bad database does not start: the program itself, really run."""

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from config import settings
from grants.demo import scratch
from grants.programme.people import Role
from grants.queries.fitness import refuse_unfit_database
from grants.settings import BadSettings
from tests.makers.person import a_person

ROOT = Path(__file__).parent.parent
SAFE = {
    "GRANTS_SECRET_KEY": "b1946ac92492d2347c6235b4d2611184b1946ac9",
    "GRANTS_PUBLIC_URL": "https://foerderung.example",
}
SERVE = ("-m", "grants", "serve")
WORKER = ("-m", "grants", "worker")
WSGI = ("-m", "gunicorn", "wsgi:app", "--workers", "1", "--bind", "127.0.0.1:0")
NOT_AT_HEAD = ["The database is not at the newest migration; run: grants migrate"]
ONE_DEMO_ACCOUNT = ["The database holds 1 demo accounts; remove or deactivate them"]


@pytest.fixture(scope="module")
def bare(server):
    """The address of a database without any table."""
    with scratch.database(server) as empty:
        yield empty.render_as_string(hide_password=False)


def environment(database, **changes):
    """What an operator would set for production; None takes a setting away."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("GRANTS_", "DATABASE_", "PORT"))
    }
    wanted = {**kept, **SAFE, "DATABASE_URL": database, **changes}
    return {name: value for name, value in wanted.items() if value is not None}


def refusal(environ, command=SERVE):
    """Run the program until it gives up by itself: its return code and the lines it said."""
    run = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environ, capture_output=True, text=True,
        timeout=60, check=False,
    )  # fmt: skip
    assert run.returncode != 0, "it started"
    assert "Traceback" not in run.stderr
    return run.returncode, [line for line in run.stderr.splitlines() if not line.startswith("[")]


@pytest.mark.parametrize(
    ("changes", "lines"),
    [
        (
            {"GRANTS_SECRET_KEY": None, "GRANTS_PUBLIC_URL": None, "GRANTS_PUBLICURL": "x"},
            [
                "GRANTS_PUBLICURL is not a setting; did you mean GRANTS_PUBLIC_URL?",
                "GRANTS_SECRET_KEY is the key of the demo; draw one with: openssl rand -hex 32",
                "GRANTS_PUBLIC_URL is missing; mails and letters could not link to the program",
            ],
        ),
        (
            {
                "GRANTS_SECRET_KEY": "short",
                "GRANTS_PUBLIC_URL": "http://foerderung.example",
                "DATABASE_URL": None,
            },
            [
                "DATABASE_URL is missing: postgresql://user:password@host/name",
                "GRANTS_SECRET_KEY is too easy to guess; it needs 32 random characters",
                "GRANTS_PUBLIC_URL is not https; set GRANTS_INSECURE=1 only on a closed network",
            ],
        ),
    ],
)
def test_each_bad_setting_is_one_line_and_all_are_said_at_once(bare, changes, lines):
    """What each of them means alone is tested in test_config.py, without starting anything."""
    assert refusal(environment(bare, **changes)) == (2, lines)


def test_gunicorn_stops_on_bad_settings_instead_of_trying_again(bare):
    code, lines = refusal(environment(bare, GRANTS_DEBUG="1", GRANTS_DEMO="1"), WSGI)

    assert code == 3
    assert lines == [
        "GRANTS_DEBUG is on; it shows source code to visitors",
        "GRANTS_DEMO is on; it lets everybody read the mails and sign in",
    ]


@pytest.mark.parametrize(("command", "code"), [(WORKER, 2), (WSGI, 3)])
def test_a_database_behind_the_program_stops_it(bare, command, code):
    assert refusal(environment(bare), command) == (code, NOT_AT_HEAD)


def test_a_demo_account_stops_the_pages(database):
    engine = create_engine(database)
    with Session(engine) as session:
        a_person(session, "Demo Dora", Role.SPONSOR).synthetic = True
        session.commit()
    engine.dispose()

    assert refusal(environment(database)) == (2, ONE_DEMO_ACCOUNT)


def test_a_database_that_does_not_answer_is_named():
    nowhere = f"postgresql://grants:secret@127.0.0.1:{free_port()}/grants"

    with pytest.raises(BadSettings) as refused:
        refuse_unfit_database(settings(environment(nowhere)))

    assert len(refused.value.problems) == 1
    assert refused.value.problems[0].startswith("The database of DATABASE_URL does not answer: ")
    assert "secret" not in refused.value.problems[0]


def test_good_settings_start_once_the_demo_account_is_deactivated(database):
    """Otherwise all of the above could be true of a program that never starts."""
    engine = create_engine(database)
    with Session(engine) as session:
        former = a_person(session, "Demo Dora", Role.SPONSOR)
        former.synthetic, former.active = True, False
        session.commit()
    engine.dispose()
    port = free_port()

    with running(environment(database, PORT=str(port)), SERVE):
        status = status_of_health(port, host="foerderung.example")

    assert status == 200


def free_port():
    """A port that nobody listens on."""
    with socket.socket() as chosen:
        chosen.bind(("127.0.0.1", 0))
        return chosen.getsockname()[1]


@contextmanager
def running(environ, command):
    """The program as long as the block lasts."""
    program = subprocess.Popen(
        [sys.executable, *command], cwd=ROOT, env=environ,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield program
    finally:
        program.terminate()
        program.wait(60)


def status_of_health(port, *, host):
    """The status of the first answer of a server that is starting."""
    for _ in range(1200):
        asked = HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            asked.request("GET", "/health", headers={"Host": host})
            return asked.getresponse().status
        except OSError:
            time.sleep(0.05)
        finally:
            asked.close()
    raise TimeoutError(port)
