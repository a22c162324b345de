"""The awards of a programme for its compliance report, some hundred at a time."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from grants.models.application import Application
from grants.models.award import Award
from grants.models.grant import Grant
from grants.models.observation import Observation
from grants.models.organisation import Cluster
from grants.models.record import Act
from grants.models.report import Report
from grants.models.round import Programme, Round
from grants.programme.calendar import today
from grants.programme.people import Actor, Role
from grants.queries.late import late_with_recipient

AWARDS_IN_A_PART = 250


def find_programme(session: Session, actor: Actor, code: str) -> Programme | None:
    """The programme with this code, for auditors."""
    if actor.role is not Role.AUDITOR:
        return None
    return session.scalar(select(Programme).where(Programme.code == code))


def acts_until(session: Session, until: datetime) -> int:
    """How many entries the record had by then."""
    return session.scalar(select(func.count(Act.id)).where(Act.at <= until)) or 0


def count_awards(session: Session, programme: Programme, until: datetime) -> int:
    """How many awards there were by then."""
    counted = _awards(programme, until).with_only_columns(func.count(Award.id)).order_by(None)
    return session.scalar(counted) or 0


def award_rows(
    session: Session, programme: Programme, until: datetime, *, part: int = 0
) -> Sequence[Row[*tuple[Any, ...]]]:
    """Award, cluster and round, by number; of a part only its own; one statement."""
    found = _awards(programme, until)
    if part:
        found = found.limit(AWARDS_IN_A_PART).offset((part - 1) * AWARDS_IN_A_PART)
    return session.execute(found).all()


def counts_by_award(
    session: Session, awards: Sequence[Award], until: datetime
) -> tuple[dict[int, int], dict[int, int], dict[str, int]]:
    """Grants awarded, overdue reports, and open findings; three statements."""
    ids = [award.id for award in awards]
    grants = session.execute(
        select(Grant.award_id, func.count())
        .where(Grant.award_id.in_(ids), Grant.awarded_at <= until)
        .group_by(Grant.award_id)
    )
    missing = session.execute(
        select(Grant.award_id, func.count())
        .join(Report, Report.grant_id == Grant.id)
        .where(Grant.award_id.in_(ids), late_with_recipient(today(until)))
        .group_by(Grant.award_id)
    )
    found = session.execute(
        select(Observation.award, func.count())
        .where(
            Observation.award.in_([award.number for award in awards]),
            Observation.gone_at.is_(None),
            Observation.first_seen <= until,
        )
        .group_by(Observation.award)
    )
    return _pairs(grants), _pairs(missing), _pairs(found)


def _awards(programme: Programme, until: datetime) -> Select[Award, Cluster, Round]:
    return (
        select(Award, Cluster, Round)
        .join(Application, Award.application_id == Application.id)
        .join(Round, Application.round_id == Round.id)
        .join(Cluster, Award.cluster_id == Cluster.id)
        .where(Round.programme_id == programme.id, Award.created_at <= until)
        .order_by(Award.number)
    )


def _pairs(rows: Any) -> dict[Any, int]:
    return dict(tuple(row) for row in rows)
