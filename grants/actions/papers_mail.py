"""The mail that asks a cluster for papers: a number and a link; the portal says what is missing."""

from datetime import datetime

from sqlalchemy.orm import Session

from grants.actions.mail import compose, put_in_outbox
from grants.models.organisation import Part
from grants.models.person import Person
from grants.models.review import FormalCheck
from grants.programme.words import Language
from grants.queries.team import team_of


def ask_for_papers(session: Session, check: FormalCheck, *, public_url: str, now: datetime) -> None:
    """Write to everybody who works on the application, each in their language."""
    number = check.application.number
    for member in team_of(session, check.application.cluster):
        if member.part is Part.READER:
            continue
        language: Language = "en" if member.language == "en" else "de"
        text = compose(
            "papers",
            language,
            name=member.name,
            number=number,
            link=f"{public_url}/applications/{number}",
        )
        put_in_outbox(
            session,
            key=f"papers/{check.id}/person/{member.person_id}",
            kind="papers",
            to=session.get(Person, member.person_id),
            address=member.email,
            name=member.name,
            language=language,
            subject=text.subject,
            body=text.body,
            now=now,
        )
