"""Mails about accounts: templates/mail/register.de.txt and its neighbours.

None of them says more than its reader already knows.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from grants.actions.mail import compose, one_line, put_in_outbox
from grants.models.person import Invitation, Person
from grants.programme.words import Figure, Language


def send_link(
    session: Session,
    invitation: Invitation,
    token: str,
    *,
    kind: str,
    public_url: str,
    language: Language = "de",
    to: Person | None = None,
    **figures: Figure,
) -> None:
    """Mail a link to the address it is bound to. `kind` names the template, `figures` go in it."""
    session.flush()
    link = f"{public_url}/invitation/{token}"
    told = {name: one_line(one) if isinstance(one, str) else one for name, one in figures.items()}
    text = compose(kind, language, name=invitation.name, link=link, **told)
    put_in_outbox(
        session,
        key=f"{kind}/{invitation.id}",
        kind=kind,
        to=to,
        address=invitation.email,
        name=invitation.name,
        language=language,
        subject=text.subject,
        body=text.body,
        now=invitation.created_at,
    )


def tell_owner(session: Session, person: Person, *, public_url: str, now: datetime) -> None:
    """Tell the owner of an account that somebody asked for one with their address."""
    tell_person(session, person, "account", public_url=public_url, now=now)


def tell_person(
    session: Session,
    person: Person,
    kind: str,
    *,
    public_url: str,
    now: datetime,
    **figures: Figure,
) -> None:
    """Tell the owner of an account what happened to it; `kind` names the template."""
    text = compose(kind, person.speaks, name=person.name, link=f"{public_url}/sign-in", **figures)
    put_in_outbox(
        session,
        key=f"{kind}/{person.id}/{now.isoformat()}",
        kind=kind,
        to=person,
        address=person.email,
        name=person.name,
        language=person.language,
        subject=text.subject,
        body=text.body,
        now=now,
    )
