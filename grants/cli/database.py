"""The command that brings the database to this version of the program."""

import sys

import click

from config import database_url
from grants.cli.working import MINUTES_A_JOB_MAY_TAKE
from grants.models.connection import engine_for
from grants.models.schema import letters_in_the_way
from grants.models.schema import migrate as migrate_database
from grants.queries.health import named


@click.command()
@click.option("--anyway", is_flag=True, help="Also while letters are ordered and not printed.")
def migrate(anyway: bool) -> None:
    """Bring the database to the newest migration."""
    engine = engine_for(database_url(), seconds=60 * MINUTES_A_JOB_MAY_TAKE, pool_size=1)
    letters = [] if anyway else letters_in_the_way(engine)
    if letters:
        engine.dispose()
        click.echo(f"Nothing was migrated. Ordered and not printed: {named(letters)}.", err=True)
        click.echo(
            "Let the worker of the version that ran until now print them; this one cannot."
            " Then migrate again, or with --anyway.",
            err=True,
        )
        sys.exit(1)
    migrate_database(engine)
    engine.dispose()
    click.echo("The database is at the newest migration.")
