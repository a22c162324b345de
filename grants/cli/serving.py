"""The command that serves the pages; it gives its process away and loads nothing for it."""

import os
import sys

import click

from config import settings
from grants.queries.fitness import refuse_unfit_database
from grants.settings import WEB_SERVER


@click.command()
def serve() -> None:
    """Serve the pages with gunicorn."""
    chosen = settings()
    refuse_unfit_database(chosen)
    os.environ.setdefault("MALLOC_ARENA_MAX", "1")  # threads need no pool of memory each
    os.execvp(  # noqa: S606 - replaces this process, so that signals reach the server
        sys.executable,
        (
            *(sys.executable, *WEB_SERVER, "--workers", str(chosen.web_workers)),
            *("wsgi:app", "--bind", f"0.0.0.0:{chosen.port}"),
        ),
    )
