"""Commands that run a whole programme on this machine, to try it."""

from datetime import timedelta

import click

from config import database_url, settings
from grants.demo.later import live_later
from grants.demo.run import run_demo
from grants.demo.running import environment_of_running_demo
from grants.models.connection import engine_for
from grants.worker.clock import run_due

MOST_DAYS = 3_650
"""A demonstration lives ten years later at most at once: a typing error moves no clock for good."""


@click.command()
@click.option("--reset", is_flag=True, help="Throw the demo data away first.")
def demo(reset: bool) -> None:
    """Run the whole program with demo data; Ctrl-C stops it."""
    run_demo(settings, reset=reset)


@click.command("demo-later")
@click.argument("days", type=click.IntRange(min=1, max=MOST_DAYS))
def demo_later(days: int) -> None:
    """Let the demonstration in this folder live so many days later, and do what is due then."""
    environ = environment_of_running_demo()
    if environ is None:
        raise click.ClickException("No demonstration runs in this folder (make demo).")
    engine = engine_for(database_url(environ), pool_size=1)
    moment = live_later(engine, timedelta(days=days))
    engine.dispose()
    click.echo(f"The demonstration lives on {moment:%Y-%m-%d, %H:%M} (UTC).")
    for job, found in run_due(settings(environ)).items():
        click.echo(f"{job}: {found}")
