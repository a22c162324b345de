"""Commands that do what is due: all the time, or once."""

import click

from config import settings
from grants.queries.fitness import refuse_unfit_database
from grants.worker.clock import run_due as do_what_is_due
from grants.worker.run import run_worker


@click.command()
def worker() -> None:
    """Run the clock and the jobs: reminders, mail, letters."""
    chosen = settings()
    refuse_unfit_database(chosen)
    run_worker(chosen)


@click.command("run-due")
def run_due() -> None:
    """Do once, now, what the clock would find due."""
    for job, found in do_what_is_due(settings()).items():
        click.echo(f"{job}: {found}")
