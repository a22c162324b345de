"""Joint projects at risk whose date by which to replace a partner has passed."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from grants.programme.calendar import today
from grants.programme.words import Words
from grants.queries.risk import Risk, missed_replacements, risk_of


@dataclass(frozen=True, slots=True, kw_only=True)
class LateProject:
    """A project at risk whose date by which to replace a partner has passed."""

    number: str
    award: str
    code: str
    title: str
    cluster: str
    due_on: date
    days: int
    """Days late."""
    with_us: bool
    """Is the replacement complete, so that staff have the next step?"""
    missing: Words
    """What still has to happen."""


def late_projects(session: Session, now: datetime) -> tuple[LateProject, ...]:
    """All of them, the longest late first; some statements for each."""
    missed = missed_replacements(session, today(now))
    return tuple(_late_project(risk_of(session, each, now)) for each in missed)


def _late_project(risk: Risk) -> LateProject:
    project = risk.project
    return LateProject(
        number=project.number,
        award=project.award.number,
        code=project.code,
        title=project.title,
        cluster=project.award.cluster.name,
        due_on=project.replace_by or date.max,
        days=risk.late,
        with_us=risk.with_us,
        missing=risk.says,
    )
