"""The command with which everything begins: somebody who may invite the others."""

import click

from config import settings
from grants.actions.invitation import invite_administrator
from grants.cli.working import working
from grants.models.connection import clock


@click.command("create-admin")
@click.argument("email")
@click.argument("name")
def create_admin(email: str, name: str) -> None:
    """Invite an administrator; prints the link that sets the password, valid for 48 hours."""
    chosen = settings()
    with working() as session:
        token = invite_administrator(session, email=email, name=name, now=clock(session))
    click.echo(f"{chosen.public_url}/invitation/{token}")
