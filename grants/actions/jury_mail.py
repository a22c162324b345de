"""Telling jurors that applications wait for their review."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from grants.actions.mail import write_to
from grants.models.person import Person
from grants.models.round import Round
from grants.programme.stages import RoundState


def tell_of_reviews(
    session: Session,
    juror: Person,
    round_: Round,
    numbers: Sequence[str],
    *,
    public_url: str,
    now: datetime,
) -> None:
    """Tell a juror which applications were given to them, by number only: no name, no title.

    Whose application it is they read in the portal, where they first declare that they have no
    conflict (R-055).
    """
    meeting = [stone.on for stone in round_.milestones if stone.state is RoundState.JURY_MEETING]
    write_to(
        session,
        juror,
        "reviews",
        occasion=f"reviews/{round_.number}/{now.isoformat()}",
        now=now,
        round=round_.title.into(juror.speaks),
        numbers=", ".join(numbers),
        meeting=meeting[0] if meeting else None,
        link=f"{public_url}/jury",
    )
