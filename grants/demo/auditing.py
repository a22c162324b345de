"""What an auditor took away, and somebody who left long ago."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.actions.audit_package import order_award_package
from grants.actions.audit_sample import draw_sample
from grants.models.application import Application
from grants.models.award import Award
from grants.models.person import Person
from grants.models.round import Round
from grants.programme.people import Role
from grants.programme.sampling import FrameKind, Way

YEARS_AGO = timedelta(days=365 * 12)
TENTH = 10


def take_away(session: Session, round_: Round, *, now: datetime) -> None:
    """A sample of the round's grants, and the package of its first award."""
    auditor = session.scalars(
        select(Person).where(Person.role == Role.AUDITOR).order_by(Person.id)
    ).first()
    award = session.scalars(
        select(Award)
        .join(Award.application)
        .where(Application.round_id == round_.id)
        .order_by(Award.number)
    ).first()
    if auditor is None or award is None:
        return
    draw_sample(
        session, round_, FrameKind.GRANTS, Way.MONEY, percent=TENTH, size=None,
        seed="Muster", by=auditor.as_actor(), now=now,
    )  # fmt: skip
    order_award_package(session, award, by=auditor.as_actor(), now=now)


def one_who_left(session: Session, *, now: datetime) -> None:
    """A juror of the past whose account is closed: the clock proposes to erase it."""
    session.add(
        Person(
            email="otto@example.org", name="Dr. Otto Ohlsen", role=Role.JUROR, active=False,
            synthetic=True, created_at=now - YEARS_AGO,
        )
    )  # fmt: skip
