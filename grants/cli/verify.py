"""The command that checks papers, the record of acts and the books."""

import os
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click
from sqlalchemy.orm import Session

from config import settings
from grants.cli.working import working
from grants.demo.running import environment_of_running_demo
from grants.documents.package_check import prove_package
from grants.documents.seal import BadSeal, read_certificates
from grants.papers.letter_proof import prove
from grants.queries.ledger_check import check_ledger, lines_of_check
from grants.queries.verify import verify as verify_record
from grants.settings import BadSettings
from grants.worker.room import seal_of

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate


@click.command("verify")
@click.argument("letters", nargs=-1, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--trust",
    "roots",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A certificate (PEM or DER) that seals may go back to, besides those of our own key.",
)
@click.option("--head", default="", help="A head of the record that was kept elsewhere.")
def verify(letters: tuple[Path, ...], roots: tuple[Path, ...], head: str) -> None:
    """Check papers, packages, or the record. Without a file, check the record of acts itself.

    An audit package (ZIP) is checked from the file alone: no database, no network; with --trust it
    must be signed by such a certificate, with --head its seals must hold that head. Papers are
    compared with what is kept: without DATABASE_URL by the demonstration in this folder. The record
    is searched for acts that were changed, removed or slipped in, the books for mistakes.
    """
    packages = [each for each in letters if zipfile.is_zipfile(each) or each.suffix == ".zip"]
    more = _certificates(roots)
    proved = [_prove_package(each, more, head.strip().lower()) for each in packages]
    papers = [each for each in letters if each not in packages]
    if papers or not letters:
        environ = os.environ if os.environ.get("DATABASE_URL") else _of_the_demo()
        with working(environ) as session:
            if not letters:
                verdict = verify_record(session, head=head.strip().lower())
                apart = check_ledger(session)
                click.echo("\n".join([verdict.sentence, *lines_of_check(apart)]))
                sys.exit(0 if verdict.holds and not apart else 1)
            own = seal_of(settings(environ))
            trusted = [*(own.chain if own else ()), *more]
            proved += [_prove(session, letter, trusted) for letter in papers]
    sys.exit(0 if all(proved) else 1)


def _of_the_demo() -> Mapping[str, str]:
    """The environment of the demonstration that runs here; one's own where none does."""
    found = environment_of_running_demo()
    if found is None:
        click.echo("No demonstration runs in this folder (make demo).", err=True)
    return found or os.environ


def _certificates(roots: tuple[Path, ...]) -> "list[Certificate]":
    try:
        return [each for root in roots for each in read_certificates(root)]
    except BadSeal as wrong:
        raise BadSettings([str(wrong)]) from wrong


def _prove_package(package: Path, trusted: "list[Certificate]", head: str) -> bool:
    proof = prove_package(package, trusted, head=head, signed=bool(trusted))
    where = f" ({proof.first_wrong})" if proof.first_wrong else ""
    click.echo(f"{package}: {' '.join(words.en for words in proof.says)}{where}")
    click.echo(f"  {' '.join(words.de for words in proof.says)}")
    return proof.holds


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
