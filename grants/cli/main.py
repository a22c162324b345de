"""Commands for operators: grants --help lists them."""

import sys
from importlib import import_module
from typing import Final

import click
from sqlalchemy.exc import OperationalError

from grants.settings import BadSettings

MODULES: Final = {
    "accept-unscanned": "doctor",
    "again": "doctor",
    "create-admin": "people",
    "demo": "demo",
    "demo-later": "demo",
    "doctor": "doctor",
    "let-read": "database",
    "load-preset": "preset",
    "migrate": "database",
    "roads": "roads",
    "run-due": "worker",
    "serve": "serving",
    "show-preset": "preset",
    "verify": "verify",
    "worker": "worker",
}
"""Where each command is written."""


class Commands(click.Group):
    """Loads only the command that was asked for: a worker keeps no demonstration in memory."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every name, for --help."""
        return sorted(MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name."""
        if cmd_name not in MODULES:
            return None
        module = import_module(f"grants.cli.{MODULES[cmd_name]}")
        command: click.Command = getattr(module, cmd_name.replace("-", "_"))
        return command


@click.group(cls=Commands)
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
