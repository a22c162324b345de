"""Commands about a programme's preset: to read it, and to begin a round with it."""

import click

from config import settings
from grants.actions.round_setup import begin_setup
from grants.cli.working import working
from grants.models.connection import clock
from grants.programme.preset import StillOpen, draft_of, preset
from grants.programme.rulebook import rules_in_plain_words
from grants.queries.people import officer_with


@click.command("show-preset")
@click.argument("code")
def show_preset(code: str) -> None:
    """Read a programme's preset file and say its rules in plain words."""
    try:
        terms = preset(code)
    except StillOpen as unknown:
        click.echo(f"{code}: no round can be opened yet. Nobody has said:")
        for place in unknown.places:
            click.echo(f"  {place}")
        return
    except LookupError as unknown:
        raise click.ClickException(str(unknown.args[0])) from unknown
    click.echo(terms.name.de)
    for rule in rules_in_plain_words(terms):
        click.echo(f"  {rule.number}: {rule.sentence.de}")


@click.command("load-preset")
@click.argument("code")
@click.argument("email")
def load_preset(code: str, email: str) -> None:
    """Begin the draft of a round from a preset for the officer with this address; prints where."""
    chosen = settings()
    try:
        body = draft_of(code)
    except LookupError as unknown:
        raise click.ClickException(str(unknown.args[0])) from unknown
    with working() as session:
        officer = officer_with(session, email)
        if officer is None:
            raise click.ClickException(f"nobody of the sponsor's staff has the address {email}")
        made = begin_setup(session, body, origin=f"preset:{code}", by=officer.as_actor(),
                           now=clock(session))  # fmt: skip
        click.echo(f"{chosen.public_url}/sponsor/rounds/setups/{made.id}")
