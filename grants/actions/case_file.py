"""Ordering everything of a case as one ZIP; the worker makes it."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.actions.lock import lock
from grants.actions.record import record
from grants.models.application import Application
from grants.models.case_file import CaseFile
from grants.models.person import Person
from grants.programme.people import Actor


def order_case_file(
    session: Session, application: Application, *, by: Actor, now: datetime
) -> CaseFile:
    """Order the ZIP of this case as the person's role may see it.

    One that is still being made for the same readers is reused; one that is made stays as it is,
    and a new order makes a new one.
    """
    lock(session, application)
    being_made = session.scalar(
        select(CaseFile).where(
            CaseFile.application_id == application.id,
            CaseFile.audience == by.role,
            CaseFile.made_at.is_(None),
            CaseFile.failure == "",
        )
    )
    if being_made is not None:
        return being_made
    order = CaseFile(
        application=application,
        audience=by.role,
        ordered_by=session.get_one(Person, by.person_id),
        ordered_at=now,
    )
    session.add(order)
    session.flush()
    record(session, "order_case_file", "application", application.number, by=by, now=now)
    return order
