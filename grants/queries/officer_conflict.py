"""Which officers take no part in decisions on a case (R-055)."""

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, joinedload

from grants.models.application import Application
from grants.models.officer_conflict import OfficerConflict
from grants.models.review import Assignment
from grants.programme.finding import Finding
from grants.programme.four_eyes import check_no_conflict
from grants.programme.people import Actor


def check_unbiased(session: Session, application_id: int, by: Actor) -> Finding:
    """May this person take part in decisions on the case that began with this application?"""
    return check_no_conflict(conflicted=is_conflicted(session, application_id, by.person_id))


def is_conflicted(session: Session, application_id: int, person_id: int) -> bool:
    """Did this person declare a conflict with the case, or review it for the jury?"""
    return bool(session.scalar(select(_takes_no_part(application_id, person_id))))


def takes_no_part(person_id: int) -> ColumnElement[bool]:
    """Does this person take no part in decisions on it? For rows of applications."""
    return _takes_no_part(Application.id, person_id)


def check_unbiased_in(
    session: Session, round_id: int, numbers: Iterable[str], by: Actor
) -> Finding:
    """May this person take part in what is done for these applications together?"""
    either = _takes_no_part(Application.id, by.person_id)
    concerned = Application.number.in_(list(numbers))
    found = exists().where(Application.round_id == round_id, concerned, either)
    return check_no_conflict(conflicted=bool(session.scalar(select(found))))


def officer_conflicts(session: Session, application: Application) -> Sequence[OfficerConflict]:
    """Every officer's word on a conflict with this application."""
    return session.scalars(
        select(OfficerConflict)
        .where(OfficerConflict.application_id == application.id)
        .options(joinedload(OfficerConflict.officer))
        .order_by(OfficerConflict.id)
    ).all()


def _takes_no_part(
    application_id: int | InstrumentedAttribute[int], person_id: int
) -> ColumnElement[bool]:
    declared = exists().where(
        OfficerConflict.application_id == application_id, OfficerConflict.officer_id == person_id
    )
    reviewed = exists().where(
        Assignment.application_id == application_id, Assignment.juror_id == person_id
    )
    return or_(declared, reviewed)
