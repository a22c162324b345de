"""What a killed demonstration leaves running is ended by the next one in its folder."""

import os
import subprocess
import sys

import pytest

from grants.demo.leftover import end_leftovers

DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_DFL); time.sleep(60)"


@pytest.fixture
def start(tmp_path):
    """Starts a process that waits, in a folder and with an environment."""
    running = []

    def started(folder, **more):
        folder.mkdir(exist_ok=True)
        process = subprocess.Popen([sys.executable, "-c", DEAF], cwd=folder,
                                   env={**os.environ, **more})  # fmt: skip
        running.append(process)
        return process

    yield started
    for process in running:
        process.kill()
        process.wait()


def test_web_server_and_worker_of_a_killed_demonstration_are_ended(start, tmp_path):
    here = tmp_path / "here"
    left = [start(here, GRANTS_ENVIRONMENT="demo") for _ in range(2)]

    assert end_leftovers(here) == 2
    assert all(process.wait(5) is not None for process in left)
    assert end_leftovers(here) == 0


def test_what_runs_elsewhere_or_is_no_demonstration_goes_on(start, tmp_path):
    here = tmp_path / "here"
    others = [start(here, GRANTS_ENVIRONMENT="test"),
              start(tmp_path / "there", GRANTS_ENVIRONMENT="demo")]  # fmt: skip

    assert end_leftovers(here) == 0
    assert all(process.poll() is None for process in others)
