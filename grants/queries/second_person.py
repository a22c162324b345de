"""What one officer began for a whole round and a second one has to confirm."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal, null, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from grants.models.memo import Memo, MemoState
from grants.models.person import Person
from grants.models.ranking_tie import TieSettlement
from grants.models.release import Release, ReleaseState
from grants.models.round import Round
from grants.models.round_setup import RoundSetup, SetupState
from grants.models.tie_change import TieChange
from grants.programme.people import Actor, Role
from grants.programme.words import Words


class Pending(StrEnum):
    """What waits for the second person."""

    TERMS = "terms"
    """A new version of the terms of a round."""
    MEMO = "memo"
    """The memo on the decision of the ministry."""
    RELEASE = "release"
    """Telling everybody what was decided."""
    VOTE = "vote"
    """The change of a vote of the jury among equals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondNeeded:
    """One thing that a second officer has to confirm."""

    kind: Pending
    number: int
    """Of the round."""
    title: Words
    by_id: int
    by: str
    since: datetime
    setup_id: int | None
    """Of a change of terms."""


PROPOSED = (RoundSetup.state == SetupState.PROPOSED, RoundSetup.changes_id.is_not(None))
RECORDED = (Memo.state == MemoState.RECORDED,)
ASKED = (Release.state == ReleaseState.ASKED,)
OPEN = (TieChange.confirmed.is_(None),)
COUNT = (
    select(func.count(RoundSetup.id)).where(*PROPOSED).scalar_subquery()
    + select(func.count(Memo.id)).where(*RECORDED).scalar_subquery()
    + select(func.count(Release.id)).where(*ASKED).scalar_subquery()
    + select(func.count(TieChange.id)).where(*OPEN).scalar_subquery()
)
"""How much there is, as a column of a statement that counts other things, too."""


def waiting_for_second(session: Session, actor: Actor, most: int) -> tuple[SecondNeeded, ...]:
    """The oldest first, one's own among them; one statement. Nothing but for sponsor staff."""
    if actor.role is not Role.SPONSOR:
        return ()
    every = union_all(
        _rows(Pending.TERMS, RoundSetup.proposed_at, RoundSetup.id)
        .join_from(RoundSetup, Round, RoundSetup.changes_id == Round.id)
        .join(Person, RoundSetup.proposed_by_id == Person.id)
        .where(*PROPOSED),
        _rows(Pending.MEMO, Memo.recorded_at)
        .join_from(Memo, Round, Memo.round_id == Round.id)
        .join(Person, Memo.recorded_by_id == Person.id)
        .where(*RECORDED),
        _rows(Pending.RELEASE, Release.asked_at)
        .join_from(Release, Round, Release.round_id == Round.id)
        .join(Person, Release.asked_by_id == Person.id)
        .where(*ASKED),
        _rows(Pending.VOTE, TieChange.proposed_at)
        .join_from(TieChange, TieSettlement, TieChange.settlement_id == TieSettlement.id)
        .join(Round, TieSettlement.round_id == Round.id)
        .join(Person, TieChange.proposed_by_id == Person.id)
        .where(*OPEN),
    ).subquery()
    rows = session.execute(select(every).order_by(every.c.since).limit(most))
    return tuple(
        SecondNeeded(
            kind=Pending(row.kind), number=row.number, title=Words(row.title_de, row.title_en),
            by_id=row.by_id, by=row.by, since=row.since, setup_id=row.setup_id,
        )
        for row in rows
    )  # fmt: skip


def _rows(
    kind: Pending,
    since: "InstrumentedAttribute[datetime] | InstrumentedAttribute[datetime | None]",
    setup_id: ColumnElement[int] | InstrumentedAttribute[int] | None = None,
) -> "Select[*tuple[Any, ...]]":
    return select(
        literal(kind.value).label("kind"), Round.number, Round.title_de, Round.title_en,
        Person.id.label("by_id"), Person.name.label("by"), since.label("since"),
        (null() if setup_id is None else setup_id).label("setup_id"),
    )  # fmt: skip
