"""Two people saved the same thing: neither version may get lost."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from grants.models.award import Partner, Project
from grants.models.grant import Grant
from grants.models.organisation import Organisation
from grants.models.person import Person

Changed = Grant | Organisation | Partner | Project
"""What people change together; it knows who changed it last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What somebody else saved in the meantime."""

    by: str
    at: datetime
    answers: dict[str, Any]
    revision: int
    """What must be named to save over it knowingly."""


def saved_meanwhile(
    session: Session, changed: Changed, at: datetime, answers: dict[str, Any]
) -> Saved:
    """The version of whoever changed it last, which is the one that is stored."""
    person = session.get(Person, changed.changed_by_id) if changed.changed_by_id else None
    return Saved(
        by=person.name if person else "–", at=at, answers=answers, revision=changed.revision
    )


class Overtaken(Exception):
    """Somebody saved after this person had opened the page. Nothing was recorded."""

    def __init__(self, *, yours: dict[str, Any], theirs: Saved) -> None:
        super().__init__(f"{theirs.by} saved revision {theirs.revision} at {theirs.at}")
        self.yours = yours
        self.theirs = theirs
