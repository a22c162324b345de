"""The versions of an application that were received, for whoever may see it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.models.application import Application, Receipt
from grants.programme.people import Actor
from grants.queries.visible import visible_applications


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version, without its content."""

    receipt_id: int
    number: str
    """Number of the application; that of an earlier one it was started from, too."""
    version: int
    received_at: datetime

    @property
    def code(self) -> str:
        """How an address names it: R7-0001.2."""
        return f"{self.number}.{self.version}"


def versions_of(session: Session, actor: Actor, application: Application) -> tuple[Version, ...]:
    """What was received of an application and of the one it was started from, oldest first."""
    visible = visible_applications(actor).with_only_columns(Application.id)
    rows = session.execute(
        select(Receipt.id, Application.number, Receipt.version, Receipt.received_at)
        .join(Application, Application.id == Receipt.application_id)
        .where(
            Application.id.in_((application.id, application.previous_id)),
            Application.id.in_(visible),
        )
        .order_by(Receipt.received_at, Receipt.id)
    )
    return tuple(
        Version(receipt_id=row[0], number=row[1], version=row[2], received_at=row[3])
        for row in rows
    )


def received(session: Session, versions: tuple[Version, ...]) -> list[Mapping[str, Any]]:
    """What these versions say, in this order; one statement."""
    ids = [version.receipt_id for version in versions]
    rows = session.execute(select(Receipt.id, Receipt.content).where(Receipt.id.in_(ids))).all()
    contents = {row[0]: row[1] for row in rows}
    return [contents[number] for number in ids]
