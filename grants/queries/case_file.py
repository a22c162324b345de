"""The ZIPs of a case: those that were ordered for the role of who asks."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, aliased, joinedload

from grants.models.application import Application
from grants.models.case_file import CaseFile
from grants.models.person import Person
from grants.programme.people import Actor
from grants.queries.visible import visible_applications

KEPT_FOR: Final = timedelta(days=30)
"""A ZIP is a copy; its bytes are swept then, and whoever needs it orders a new one."""
MOST_SHOWN: Final = 10


def case_files(session: Session, actor: Actor, application: Application) -> tuple[CaseFile, ...]:
    """What was ordered of this case for readers like this person, the latest first."""
    return tuple(
        session.scalars(
            _visible(actor)
            .where(CaseFile.application_id == application.id)
            .options(joinedload(CaseFile.ordered_by).load_only(Person.name))
            .order_by(CaseFile.ordered_at.desc(), CaseFile.id.desc())
            .limit(MOST_SHOWN)
        )
    )


def find_case_file(session: Session, actor: Actor, number: str, file_id: int) -> CaseFile | None:
    """One of them, by the case and its own number."""
    return session.scalar(
        _visible(actor)
        .join(Application, CaseFile.application_id == Application.id)
        .where(Application.number == number, CaseFile.id == file_id)
    )


def is_kept(case_file: CaseFile, now: datetime) -> bool:
    """Is it made, and not swept yet?"""
    return case_file.made_at is not None and case_file.made_at > now - KEPT_FOR


def failed_case_files(now: datetime) -> Select[CaseFile]:
    """Orders that were given up and are wanted still: not ordered anew, and not long ago."""
    later = aliased(CaseFile)
    anew = select(later.id).where(
        later.application_id == CaseFile.application_id,
        later.audience == CaseFile.audience,
        later.id > CaseFile.id,
    )
    return (
        select(CaseFile)
        .where(CaseFile.failure != "", CaseFile.ordered_at > now - KEPT_FOR, ~anew.exists())
        .order_by(CaseFile.id)
    )


def _visible(actor: Actor) -> Select[CaseFile]:
    seen = visible_applications(actor).with_only_columns(Application.id)
    return select(CaseFile).where(
        CaseFile.audience == actor.role, CaseFile.application_id.in_(seen)
    )
