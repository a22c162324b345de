"""The mail that asks a cluster for papers: a number, a day and a link; the portal says which."""

from datetime import datetime

from sqlalchemy.orm import Session

from grants.actions.team_mail import write_to_team
from grants.models.review import FormalCheck


def ask_for_papers(session: Session, check: FormalCheck, *, public_url: str, now: datetime) -> None:
    """Write to everybody who works on the application, each in their language."""
    number = check.application.number
    write_to_team(
        session,
        check.application.cluster,
        "papers",
        occasion=f"papers/{check.id}",
        number=number,
        answer_by=check.answer_by,
        link=f"{public_url}/applications/{number}",
        now=now,
    )
