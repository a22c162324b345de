"""The newest seal of the record leaves the house once a day, so that no rewriting stays unseen."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.actions.mail import write_to
from grants.models.outbox import Mail
from grants.models.person import Person
from grants.programme.calendar import today
from grants.programme.people import Role
from grants.queries.record import chain


def mail_head(session: Session, *, public_url: str, now: datetime) -> int:
    """Write to every auditor the head of the record and how much it covers; how many mails.

    Each auditor gets one a day, on the first turn of the clock after midnight in Berlin; nothing
    is written before there is a seal. What they keep, nobody here can change.
    """
    occasion = f"record-head/{today(now).isoformat()}"
    auditors = session.scalars(
        select(Person).where(Person.role == Role.AUDITOR, Person.active).order_by(Person.id)
    ).all()
    keys = select(Mail.person_id).where(Mail.key.startswith(f"{occasion}/"))
    told = set(session.scalars(keys))
    untold = [person for person in auditors if person.id not in told]
    covered = chain(session) if untold else None
    if covered is None or not covered.head:
        return 0
    for person in untold:
        write_to(
            session, person, "record_head", occasion=occasion, now=now, head=covered.head,
            seals=covered.seals, acts=covered.sealed,
            link=f"{public_url}/audit/record/verify?head={covered.head}",
        )  # fmt: skip
    return len(untold)
