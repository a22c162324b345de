"""Commands that say how the program is, and put right what was given up."""

import sys

import click

from config import settings
from grants.actions.again import try_again
from grants.actions.scan import accept_unscanned as accept
from grants.cli.working import working
from grants.documents.page import letters_digest
from grants.models.connection import clock
from grants.queries.health import (
    health,
    letters_of_another_version,
    named,
    problems_of_production,
)
from grants.settings import Environment


@click.command()
def again() -> None:
    """Make and send again what was given up, once its cause is gone."""
    with working() as session:
        count = try_again(session, by=None, now=clock(session))
    click.echo(f"Under way again: {count}")


@click.command()
def accept_unscanned() -> None:
    """Call clean every file that waits for a virus scanner which was given up."""
    if settings().clamd_url:
        click.echo("GRANTS_CLAMD_URL is set: the scanner is asked by itself.", err=True)
        sys.exit(1)
    with working() as session:
        count = accept(session, now=clock(session))
    click.echo(f"Accepted without a scan: {count}")


@click.command()
def doctor() -> None:
    """Say how the program is, and end with 1 where something needs a person."""
    chosen = settings()
    with working() as session:
        found = health(session)
        problems = problems_of_production(session)
        foreign = letters_of_another_version(session, letters_digest())
    if chosen.environment is not Environment.PRODUCTION:
        problems = [] if found.schema_is_current else problems
    if found.clock_stands_still:
        problems.append("The clock has not run for five minutes; is the worker running?")
    given_up = {
        "mails could not be delivered": found.mails_failed,
        "letters could not be made": found.letters_failed,
        "compliance reports could not be made": found.reports_failed,
        "blank forms could not be made": found.forms_failed,
        "case files could not be made": found.case_files_failed,
        "comparisons of scenarios could not be made": found.scenario_papers_failed,
        "minutes of jury meetings could not be made": found.minutes_failed,
        "print batches could not be made": found.print_batches_failed,
    }
    problems += [f"{n} {what}; see: grants again" for what, n in given_up.items() if n]
    if foreign:
        problems.append(
            f"{len(foreign)} letters were ordered by another version of the program, which has to"
            f" print them: {named(foreign)}"
        )
    if found.uploads_unscanned:
        count = found.uploads_unscanned
        problems.append(f"{count} files could not be scanned for viruses; is clamd running?")
    click.echo(f"Database: PostgreSQL {found.server}, schema {found.schema}, time {found.at}")
    click.echo(f"Clock: last run {found.clock_ran_at or 'never'}")
    click.echo(f"Waiting: {found.mails_waiting} mails, {found.letters_waiting} letters")
    for problem in problems:
        click.echo(problem, err=True)
    sys.exit(1 if problems else 0)
