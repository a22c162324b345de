"""What acts that keep a statement have in common: by whom it is, and what it opens again."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from grants.actions.draft import reopen_part
from grants.actions.project import touch
from grants.models.award import Award, Partner
from grants.models.person import Person
from grants.programme.people import Actor


def made_by(session: Session, award: Award, by: Actor, now: datetime) -> dict[str, Any]:
    """Who states it, when, and under which terms it was asked."""
    person = session.get_one(Person, by.person_id)
    return {"terms": award.terms, "stated_at": now, "stated_by": person}


def reopen_what_it_changes(partner: Partner, by: Actor, now: datetime) -> None:
    """The part and its project are not what they were when somebody looked at them last."""
    reopen_part(partner, by, now)
    touch(partner.project, by, now)
