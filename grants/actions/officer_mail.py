"""Mails to all officers: what happened, in a sentence, and where to read the rest."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.actions.mail import write_to
from grants.models.person import Person
from grants.programme.people import Role
from grants.programme.words import Figure


def tell_officers(
    session: Session, kind: str, *, occasion: str, now: datetime, **figures: Figure
) -> None:
    """Write to everybody of the sponsor, each in their language; one event once to each."""
    officers = session.scalars(
        select(Person).where(Person.role == Role.SPONSOR, Person.active).order_by(Person.id)
    )
    for person in officers.all():
        write_to(session, person, kind, occasion=occasion, now=now, document=None, **figures)
