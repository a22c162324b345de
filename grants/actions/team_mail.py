"""Mails to everybody who works for a cluster: a number and a link; the portal says the rest."""

from datetime import datetime

from sqlalchemy.orm import Session

from grants.actions.mail import write_to
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
    """Write to all who may change something for the cluster (`write_to` says what comes along)."""
    for person in people_who_write(session, cluster):
        write_to(session, person, kind, occasion=occasion, now=now, document=document, **figures)
