"""The mail that says an application has arrived: number, time and a link, but no content."""

from datetime import datetime

from sqlalchemy.orm import Session

from grants.actions.team_mail import write_to_team
from grants.models.application import Receipt
from grants.programme.calendar import ZONE, today


def tell_team(session: Session, receipt: Receipt, *, public_url: str, now: datetime) -> None:
    """Write to everybody who works on the application, each in their language."""
    number = receipt.application.number
    at = receipt.received_at.astimezone(ZONE)
    write_to_team(
        session,
        receipt.application.cluster,
        "receipt",
        occasion=f"receipt/{receipt.id}",
        now=now,
        number=number,
        day=today(at),
        time=f"{at:%H:%M:%S}",
        summer=bool(at.dst()),
        late_by=receipt.application.late_by,
        sha256=receipt.sha256,
        link=f"{public_url}/applications/{number}/receipt",
    )
