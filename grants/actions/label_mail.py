"""Tells a cluster that a label was granted to it or withdrawn: a link; the portal says the rest."""

from datetime import datetime
from typing import Literal

from sqlalchemy.orm import Session

from grants.actions.team_mail import write_to_team
from grants.models.label import Label

What = Literal["label_granted", "label_withdrawn"]


def tell_of_label(
    session: Session, label: Label, what: What, *, public_url: str, now: datetime
) -> None:
    """Write to the team of its cluster; where it has nobody, nobody is written to."""
    write_to_team(
        session,
        label.cluster,
        what,
        occasion=f"label/{label.id}/{what}",
        now=now,
        programme=label.programme.short,
        link=f"{public_url}/home#labels",
    )
