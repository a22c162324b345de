"""Commands for operators: grants --help lists them."""

import os
import sys
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from config import database_url, settings
from grants.actions.again import try_again
from grants.actions.invitation import invite_administrator
from grants.actions.scan import accept_unscanned as accept
from grants.cli.preset import load_preset, show_preset
from grants.cli.working import MINUTES_A_JOB_MAY_TAKE, working
from grants.demo.later import live_later
from grants.demo.run import run_demo
from grants.demo.running import environment_of_running_demo
from grants.documents.page import letters_digest
from grants.documents.seal import BadSeal, read_certificates
from grants.models.connection import clock, engine_for
from grants.models.schema import letters_in_the_way
from grants.models.schema import migrate as migrate_database
from grants.papers.letter_proof import prove
from grants.programme.roads.diagram import all_diagrams
from grants.queries.fitness import refuse_unfit_database
from grants.queries.health import (
    health,
    letters_of_another_version,
    named,
    problems_of_production,
)
from grants.queries.ledger_check import check_ledger, lines_of_check
from grants.queries.verify import verify as verify_record
from grants.settings import WEB_SERVER, BadSettings, Environment
from grants.worker.clock import run_due
from grants.worker.room import seal_of
from grants.worker.run import run_worker

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate

MOST_DAYS = 3_650
"""A demonstration lives ten years later at most at once: a typing error moves no clock for good."""


@click.group()
def commands() -> None:
    """Look after the grant management system."""


def main() -> None:
    """The console script; bad settings are sentences, not traces."""
    try:
        commands()
    except BadSettings as wrong:
        for problem in wrong.problems:
            click.echo(problem, err=True)
        sys.exit(2)
    except OperationalError as silent:
        lines = str(silent.orig).strip().splitlines()
        click.echo(f"The database does not answer: {lines[0] if lines else ''}", err=True)
        click.echo("Check DATABASE_URL: postgresql://user:password@host/name", err=True)
        sys.exit(2)


@commands.command()
@click.option("--reset", is_flag=True, help="Throw the demo data away first.")
def demo(reset: bool) -> None:
    """Run the whole program with demo data; Ctrl-C stops it."""
    run_demo(settings, reset=reset)


@commands.command("demo-later")
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


@commands.command()
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


@commands.command()
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


@commands.command()
def worker() -> None:
    """Run the clock and the jobs: reminders, mail, letters."""
    chosen = settings()
    refuse_unfit_database(chosen)
    run_worker(chosen)


@commands.command("run-due")
def run_what_is_due() -> None:
    """Do once, now, what the clock would find due."""
    for job, found in run_due(settings()).items():
        click.echo(f"{job}: {found}")


@commands.command("create-admin")
@click.argument("email")
@click.argument("name")
def create_admin(email: str, name: str) -> None:
    """Invite an administrator; prints the link that sets the password, valid for 48 hours."""
    chosen = settings()
    with working() as session:
        token = invite_administrator(session, email=email, name=name, now=clock(session))
    click.echo(f"{chosen.public_url}/invitation/{token}")


commands.add_command(show_preset)
commands.add_command(load_preset)


@commands.command("verify")
@click.argument("letters", nargs=-1, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--trust",
    "roots",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A certificate (PEM or DER) that seals may go back to, besides those of our own key.",
)
def verify(letters: tuple[Path, ...], roots: tuple[Path, ...]) -> None:
    """Check papers: seal, bytes and record. Without a file, check the record of acts itself.

    Without DATABASE_URL it asks the demonstration in this folder, and nothing outside ever. The
    record is searched for acts that were changed, removed or slipped in, the books for mistakes.
    """
    environ = os.environ if os.environ.get("DATABASE_URL") else _of_the_demo()
    with working(environ) as session:
        if not letters:
            verdict = verify_record(session)
            apart = check_ledger(session)
            click.echo("\n".join([verdict.sentence, *lines_of_check(apart)]))
            sys.exit(0 if verdict.holds and not apart else 1)
        trusted = _trusted(roots, environ)
        proofs = [_prove(session, letter, trusted) for letter in letters]
    sys.exit(0 if all(proofs) else 1)


def _of_the_demo() -> Mapping[str, str]:
    """The environment of the demonstration that runs here; one's own where none does."""
    found = environment_of_running_demo()
    if found is None:
        click.echo("No demonstration runs in this folder (make demo).", err=True)
    return found or os.environ


def _trusted(roots: tuple[Path, ...], environ: Mapping[str, str]) -> "list[Certificate]":
    own = seal_of(settings(environ))
    try:
        more = [each for root in roots for each in read_certificates(root)]
    except BadSeal as wrong:
        raise BadSettings([str(wrong)]) from wrong
    return [*(own.chain if own else ()), *more]


def _prove(session: Session, letter: Path, trusted: "list[Certificate]") -> bool:
    try:
        proof = prove(session, letter.read_bytes(), trusted)
    except ValueError as unreadable:
        click.echo(f"{letter}: not a PDF that can be read ({unreadable})")
        click.echo("  Keine lesbare PDF-Datei.")
        return False
    click.echo(f"{letter}: {' '.join(words.en for words in proof.says)}")
    click.echo(f"  {' '.join(words.de for words in proof.says)}")
    return proof.holds


@commands.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default="docs")
def roads(folder: Path) -> None:
    """Write the diagrams of all roads into docs."""
    (folder / "roads.md").write_text(all_diagrams(), encoding="utf-8")
    click.echo(f"Written: {folder / 'roads.md'}")


@commands.command()
def again() -> None:
    """Make and send again what was given up, once its cause is gone."""
    with working() as session:
        count = try_again(session, by=None, now=clock(session))
    click.echo(f"Under way again: {count}")


@commands.command()
def accept_unscanned() -> None:
    """Call clean every file that waits for a virus scanner which was given up."""
    if settings().clamd_url:
        click.echo("GRANTS_CLAMD_URL is set: the scanner is asked by itself.", err=True)
        sys.exit(1)
    with working() as session:
        count = accept(session, now=clock(session))
    click.echo(f"Accepted without a scan: {count}")


@commands.command()
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
