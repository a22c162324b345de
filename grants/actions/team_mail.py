"""Mails to everybody who works for a cluster: a number and a link; the portal says the rest."""

from datetime import datetime

from sqlalchemy.orm import Session

from grants.actions.mail import compose, put_in_outbox
from grants.models.organisation import Cluster
from grants.models.person import Person
from grants.programme.words import Language
from grants.queries.team import WRITERS, team_of


def write_to_team(
    session: Session,
    cluster: Cluster,
    kind: str,
    *,
    occasion: str,
    number: str,
    link: str,
    now: datetime,
) -> None:
    """Write to all who may change something for the cluster, each in their language.

    `kind` names the template, `occasion` the event: one event is told once to each person.
    """
    for member in team_of(session, cluster):
        if member.part not in WRITERS:
            continue
        language: Language = "en" if member.language == "en" else "de"
        text = compose(kind, language, name=member.name, number=number, link=link)
        put_in_outbox(
            session,
            key=f"{occasion}/person/{member.person_id}",
            kind=kind,
            to=session.get(Person, member.person_id),
            address=member.email,
            name=member.name,
            language=language,
            subject=text.subject,
            body=text.body,
            now=now,
        )
