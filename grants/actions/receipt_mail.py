"""The mail that says an application has arrived: number, time and a link, but no content."""

from datetime import datetime

from sqlalchemy.orm import Session

from grants.actions.mail import compose, put_in_outbox
from grants.models.application import Receipt
from grants.models.organisation import Part
from grants.models.person import Person
from grants.programme.calendar import ZONE, today
from grants.programme.words import Language
from grants.queries.team import Member


def tell_team(
    session: Session, receipt: Receipt, team: list[Member], *, public_url: str, now: datetime
) -> None:
    """Write to everybody who works on the application, each in their language."""
    number = receipt.application.number
    at = receipt.received_at.astimezone(ZONE)
    for member in team:
        if member.part is Part.READER:
            continue
        language: Language = "en" if member.language == "en" else "de"
        text = compose(
            "received",
            language,
            name=member.name,
            number=number,
            day=today(at),
            time=f"{at:%H:%M:%S}",
            summer=bool(at.dst()),
            sha256=receipt.sha256,
            link=f"{public_url}/applications/{number}/receipt",
        )
        put_in_outbox(
            session,
            key=f"receipt/{receipt.id}/person/{member.person_id}",
            kind="receipt",
            to=session.get(Person, member.person_id),
            address=member.email,
            name=member.name,
            language=language,
            subject=text.subject,
            body=text.body,
            now=now,
        )
