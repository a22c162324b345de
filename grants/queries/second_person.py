"""What one officer began for a whole round and a second one has to confirm."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal, null, or_, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from grants.models.label import Label
from grants.models.memo import Memo, MemoState
from grants.models.organisation import Cluster
from grants.models.person import Person
from grants.models.ranking_tie import TieSettlement
from grants.models.release import Release, ReleaseState
from grants.models.round import Round, TermsVersion
from grants.models.round_setup import RoundSetup, SetupState
from grants.models.tie_change import TieChange
from grants.programme.people import Actor, Role
from grants.programme.words import Words
from grants.queries.label import ENDING, WAITS


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
    LABEL = "label"
    """A label for the register of a programme."""
    WITHDRAWAL = "withdrawal"
    """The end of such a label before its time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondNeeded:
    """One thing that a second officer has to confirm."""

    kind: Pending
    number: int
    """Of the round."""
    title: Words
    """Of the round, or the cluster that gets a label."""
    by_id: int
    by: str
    since: datetime
    record_id: int | None
    """Of a change of terms, or of a label."""


PROPOSED = (RoundSetup.state == SetupState.PROPOSED, RoundSetup.changes_id.is_not(None))
RECORDED = (Memo.state == MemoState.RECORDED,)
ASKED = (Release.state == ReleaseState.ASKED,)
OPEN = (TieChange.confirmed.is_(None),)
COUNT = (
    select(func.count(RoundSetup.id)).where(*PROPOSED).scalar_subquery()
    + select(func.count(Memo.id)).where(*RECORDED).scalar_subquery()
    + select(func.count(Release.id)).where(*ASKED).scalar_subquery()
    + select(func.count(TieChange.id)).where(*OPEN).scalar_subquery()
    + select(func.count(Label.id)).where(or_(WAITS, ENDING)).scalar_subquery()
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
        _rows(Pending.LABEL, Label.proposed_at, Label.id, Cluster.name)
        .join_from(Label, TermsVersion, Label.terms_id == TermsVersion.id)
        .join(Round, TermsVersion.round_id == Round.id)
        .join(Cluster, Label.cluster_id == Cluster.id)
        .join(Person, Label.proposed_by_id == Person.id)
        .where(WAITS),
        _rows(Pending.WITHDRAWAL, Label.withdrawal_at, Label.id, Cluster.name)
        .join_from(Label, TermsVersion, Label.terms_id == TermsVersion.id)
        .join(Round, TermsVersion.round_id == Round.id)
        .join(Cluster, Label.cluster_id == Cluster.id)
        .join(Person, Label.withdrawal_by_id == Person.id)
        .where(ENDING),
    ).subquery()
    rows = session.execute(select(every).order_by(every.c.since).limit(most))
    return tuple(
        SecondNeeded(
            kind=Pending(row.kind), number=row.number, title=Words(row.title_de, row.title_en),
            by_id=row.by_id, by=row.by, since=row.since, record_id=row.record_id,
        )
        for row in rows
    )  # fmt: skip


def _rows(
    kind: Pending,
    since: "InstrumentedAttribute[datetime] | InstrumentedAttribute[datetime | None]",
    record_id: ColumnElement[int] | InstrumentedAttribute[int] | None = None,
    title: InstrumentedAttribute[str] | None = None,
) -> "Select[*tuple[Any, ...]]":
    return select(
        literal(kind.value).label("kind"), Round.number,
        (Round.title_de if title is None else title).label("title_de"),
        (Round.title_en if title is None else title).label("title_en"),
        Person.id.label("by_id"), Person.name.label("by"), since.label("since"),
        (null() if record_id is None else record_id).label("record_id"),
    )  # fmt: skip
