"""Commands about the database itself: its version, and who else may read it."""

import sys

import click

from config import database_url
from grants.cli.working import MINUTES_A_JOB_MAY_TAKE
from grants.models.connection import engine_for
from grants.models.reader import NotForReading
from grants.models.reader import let_read as give_reading
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


@click.command("let-read")
@click.argument("role")
def let_read(role: str) -> None:
    """Let a role of the database read all records, except secrets, and do nothing else."""
    engine = engine_for(database_url(), pool_size=1)
    try:
        with engine.begin() as connection:
            tables = give_reading(connection, role)
    except NotForReading as wrong:
        raise click.ClickException(str(wrong)) from wrong
    finally:
        engine.dispose()
    click.echo(f"{role} may read {tables} tables and change none. Do this again after a migration.")
