"""Worker processes as an operator runs them, which a test may kill."""

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
WORKER = "from config import settings; from grants.worker.run import run_worker; "
WORKER += "run_worker(settings())"
PATIENCE = 60


@contextmanager
def a_worker(settings):
    environ = {
        **os.environ,
        "GRANTS_ENVIRONMENT": "test",
        "DATABASE_URL": settings.database_url,
        "GRANTS_FILES_URL": settings.files_url,
        "GRANTS_CLAMD_URL": settings.clamd_url,
        "GRANTS_SMTP_URL": settings.smtp_url,
        "GRANTS_MAIL_FROM": "portal@example.org",
        "GRANTS_ATTACH_LETTERS": "1",
        "GRANTS_LOG_LEVEL": "ERROR",
    }
    process = subprocess.Popen([sys.executable, "-c", WORKER], cwd=ROOT, env=environ)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def until(condition, patience=PATIENCE):
    give_up = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < give_up, "it took too long"
        time.sleep(0.05)
