"""Mails to everybody who works for a cluster: a number and a link; the portal says the rest."""

from datetime import datetime

from sqlalchemy.orm import Session

from grants.actions.mail import compose, put_in_outbox
from grants.models.document import Document
from grants.models.organisation import Cluster
from grants.programme.words import Figure
from grants.queries.due import people_who_write


def write_to_team(
    session: Session,
    cluster: Cluster,
    kind: str,
    *,
    occasion: str,
    now: datetime,
    document: Document | None = None,
    **figures: Figure | bool | None,
) -> None:
    """Write to all who may change something for the cluster, each in their language.

    `kind` names the template, `figures` are what it tells, `document` goes with it. `occasion`
    names the event: one event is told once to each person.
    """
    for person in people_who_write(session, cluster):
        text = compose(kind, person.speaks, name=person.name, **figures)
        put_in_outbox(
            session,
            key=f"{occasion}/person/{person.id}",
            kind=kind,
            to=person,
            address=person.email,
            name=person.name,
            language=person.speaks,
            subject=text.subject,
            body=text.body,
            now=now,
            document=document,
        )
