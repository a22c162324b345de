"""The embedded server starts where its wheel alone would not. Each trap is set for real."""

import ctypes
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import psycopg
import pytest

from grants.demo import postgres
from grants.demo.lodging import CannotRun, lodging_of, throwaway_folder
from grants.demo.processes import serving

ROOT = os.geteuid() == 0
SOON = 15
"""Seconds within which every start must have succeeded."""


@pytest.fixture(scope="module")
def furnished():
    """The folder of a server, made once: that takes longest."""
    folder = throwaway_folder()
    postgres.start(folder)
    yield folder
    postgres.remove(folder)


@pytest.fixture
def folder(furnished):
    """The same folder, with its server stopped."""
    postgres.stop(furnished)
    return furnished


@pytest.fixture
def changed():
    """Writes into files of the server and puts the old content back."""
    before = {}

    def write(file, content):
        before[file] = file.read_text()
        file.write_text(content)

    yield write
    for file, content in before.items():
        file.write_text(content)


@pytest.fixture
def reaper():
    """We inherit the orphans of our programs and bury none, like PID 1 of many containers."""
    system = ctypes.CDLL(None, use_errno=True)
    become_subreaper = 36
    if system.prctl(become_subreaper, 1, 0, 0, 0):
        pytest.skip("only Linux lets a process inherit orphans")
    yield
    system.prctl(become_subreaper, 0, 0, 0, 0)
    for child in psutil.Process().children():
        if child.status() == psutil.STATUS_ZOMBIE:
            os.waitpid(child.pid, 0)


def start(folder):
    began = time.monotonic()
    address = postgres.start(folder)
    assert time.monotonic() - began < SOON
    return address


def ask(address, question):
    with psycopg.connect(address.replace("+psycopg", ""), autocommit=True) as connection:
        answer = connection.execute(question)
        return answer.fetchone()[0] if answer.description else None


def remember_42(address):
    ask(address, "DROP TABLE IF EXISTS kept")
    ask(address, "CREATE TABLE kept AS SELECT 42 AS number")


def kill_server(folder):
    process = serving(lodging_of(folder).data)
    process.kill()
    return process.pid


def wait_for(happens):
    give_up = time.monotonic() + SOON
    while not happens():
        assert time.monotonic() < give_up
        time.sleep(0.02)


def test_a_server_starts_answers_and_keeps_its_data(folder):
    remember_42(start(folder))
    postgres.stop(folder)
    assert serving(lodging_of(folder).data) is None

    assert ask(start(folder), "SELECT number FROM kept") == 42


def test_a_second_start_finds_the_running_server(folder):
    address = start(folder)
    began = ask(address, "SELECT pg_postmaster_start_time()")

    assert ask(start(folder), "SELECT pg_postmaster_start_time()") == began


def test_many_starts_at_once_make_one_server(folder):
    with ThreadPoolExecutor(6) as starters:
        addresses = list(starters.map(start, [folder] * 6))

    began = {ask(address, "SELECT pg_postmaster_start_time()") for address in addresses}
    assert len(began) == 1


def test_a_server_killed_and_left_a_zombie_starts_again_with_its_data(folder, reaper):
    remember_42(start(folder))
    dead = kill_server(folder)
    wait_for(lambda: psutil.Process(dead).status() == psutil.STATUS_ZOMBIE)

    assert ask(start(folder), "SELECT number FROM kept") == 42
    assert psutil.Process(dead).status() == psutil.STATUS_ZOMBIE


def test_stopping_does_not_wait_for_a_zombie(folder, reaper):
    start(folder)
    began = time.monotonic()

    postgres.stop(folder)

    assert time.monotonic() - began < 5


@pytest.mark.parametrize("name", ["data/postmaster.pid", "socket/.s.PGSQL.5432.lock"])
def test_a_note_that_names_a_living_program_of_somebody_else_is_not_believed(folder, name):
    remember_42(start(folder))
    note = folder / name
    lines = note.read_text().split("\n")
    kill_server(folder)
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as foreign:
        note.write_text("\n".join([str(foreign.pid), *lines[1:]]))

        assert ask(start(folder), "SELECT number FROM kept") == 42
        assert foreign.poll() is None
        foreign.communicate(b"\n")


@pytest.mark.parametrize("content", ["", "nonsense\n"])
def test_a_note_that_was_cut_off_is_thrown_away(folder, content):
    (folder / "data/postmaster.pid").write_text(content)

    assert ask(start(folder), "SELECT 42") == 42


def test_the_lock_file_of_another_user_in_the_folder_for_everybody_does_not_matter(
    folder, tmp_path, monkeypatch
):
    """The wheel's own functions all share this file; a foreign one stops them for ever."""
    (tmp_path / ".lockfile").touch(mode=0o000)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "missing"))

    assert ask(start(folder), "SELECT 42") == 42


def test_a_server_that_nobody_looks_after_is_found_and_ended(folder):
    program = (
        "import os, sys, pathlib; from grants.demo import postgres;"
        "postgres.start(pathlib.Path(sys.argv[1])); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", program, str(folder)], check=False)
    orphan = serving(lodging_of(folder).data)

    postgres.stop(folder)

    assert not orphan.is_running() or orphan.status() == psutil.STATUS_ZOMBIE


def test_a_folder_with_a_long_name_gets_a_short_socket():
    parent = throwaway_folder()
    parent.chmod(0o755)
    long = parent / ("long" * 30)

    assert ask(start(long), "SELECT 42") == 42
    assert lodging_of(long).socket.parent == Path("/tmp")  # noqa: S108
    postgres.remove(long)
    parent.rmdir()


def test_data_of_another_version_are_left_alone_and_the_way_out_is_said(folder, changed):
    changed(folder / "data/PG_VERSION", "16\n")

    with pytest.raises(CannotRun, match=r"made by PostgreSQL 16.*make demo-reset"):
        start(folder)


def test_a_start_that_fails_shows_the_last_lines_of_the_log(folder, changed):
    changed(folder / "data/postgresql.auto.conf", "no_such_setting = 1\n")

    with pytest.raises(CannotRun, match="no_such_setting"):
        start(folder)


def test_umlauts_have_capital_letters(folder):
    assert ask(start(folder), "SELECT upper('förderung')") == "FÖRDERUNG"


def test_nobody_else_may_enter(folder):
    start(folder)

    assert [(folder / name).stat().st_mode & 0o077 for name in (".", "socket", "data")] == [0] * 3


@pytest.mark.skipif(not ROOT, reason="only root has a servant")
def test_root_lets_a_servant_run_the_server(folder):
    start(folder)

    assert serving(lodging_of(folder).data).username() == "nobody"


@pytest.mark.skipif(not ROOT, reason="only root has a servant")
def test_root_in_a_closed_folder_keeps_the_data_elsewhere_and_says_where(tmp_path, caplog):
    inside = tmp_path / "var"

    assert ask(start(inside), "SELECT 42") == 42
    place = lodging_of(inside).folder
    assert place.parent == Path("/var/tmp")  # noqa: S108
    assert caplog.messages == [
        f"{inside} is closed to the user nobody; the database is in {place}."
    ]
    postgres.remove(inside)
    assert not place.exists()


@pytest.mark.skipif(not ROOT, reason="only root can become somebody else")
def test_another_user_is_told_whose_folder_it_is(folder):
    start(folder)
    child = os.fork()
    if child == 0:
        os.setuid(65533)
        try:
            postgres.start(folder)
        except CannotRun as refused:
            os._exit("start as the user who made it" in str(refused))
        os._exit(2)

    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 1
