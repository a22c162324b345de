"""The record of acts as an auditor searches it: sixty entries, the newest first, by their numbers.

A page begins below the last entry of the page before, so that the millionth page costs as little
as the first one.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from grants.models.record import Act, Seal
from grants.programme.calendar import ZONE
from grants.programme.people import Actor, Role

ROWS_ON_A_PAGE = 60
LATEST_ENTRIES = 20_000
"""Entries that are looked at to offer acts in a filter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordQuestion:
    """What somebody looks for in the record; an empty answer filters nothing."""

    number: str = ""
    """The beginning of the public number of what was acted upon."""
    actor: str = ""
    """A part of the name of who acted."""
    act: str = ""
    first: date | None = None
    last: date | None = None
    before: int | None = None
    """Only entries with a smaller number: the next page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPage:
    """One page of the record."""

    acts: tuple[Act, ...]
    next: int | None
    """Where the next page begins, if there is one."""
    verbs: tuple[str, ...]
    """Every act that was ever done: what can be filtered by."""
    chain: "Chain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """How the chain of seals stands, without computing it anew."""

    seals: int
    sealed: int
    """Acts under a seal, as the seals say."""
    unsealed: int
    head: str
    """The newest digest; empty before the first seal."""
    sealed_at: datetime | None


def by_team(kind: str, number: Any) -> Select[*tuple[datetime, str]]:
    """When and by whom its own team last did something with it, as the record of acts tells."""
    return (
        select(Act.at, Act.actor_name)
        .where(
            Act.object_kind == kind,
            Act.object_number == number,
            Act.role == Role.APPLICANT.value,
        )
        .order_by(Act.id.desc())
        .limit(1)
    )


def record_page(session: Session, actor: Actor, question: RecordQuestion) -> RecordPage | None:
    """The entries that the question asks for; five statements. Only auditors may search all."""
    if actor.role is not Role.AUDITOR:
        return None
    found = select(Act).where(*_wanted(question)).order_by(Act.id.desc()).limit(ROWS_ON_A_PAGE + 1)
    acts = session.scalars(found).all()
    more = len(acts) > ROWS_ON_A_PAGE
    shown = tuple(acts[:ROWS_ON_A_PAGE])
    return RecordPage(
        acts=shown,
        next=shown[-1].id if more else None,
        verbs=verbs(session),
        chain=chain(session),
    )


def chain(session: Session) -> Chain:
    """The newest seal and what is not under one yet; two statements."""
    counted = session.execute(
        select(func.count(Seal.id), func.coalesce(func.sum(Seal.acts), 0)).select_from(Seal)
    ).one()
    newest = session.scalar(select(Seal).order_by(Seal.id.desc()).limit(1))
    open_acts = select(func.count()).select_from(Act)
    if newest is not None:
        open_acts = open_acts.where(Act.id > newest.last_act_id)
    return Chain(
        seals=counted[0],
        sealed=int(counted[1]),
        unsealed=session.scalar(open_acts) or 0,
        head=newest.digest if newest else "",
        sealed_at=newest.sealed_at if newest else None,
    )


def head_at(session: Session, moment: datetime) -> str:
    """The newest digest at this moment: kept elsewhere, it proves that nothing was rewritten."""
    digest = session.scalar(
        select(Seal.digest).where(Seal.sealed_at <= moment).order_by(Seal.id.desc()).limit(1)
    )
    return digest or ""


def verbs(session: Session) -> tuple[str, ...]:
    """Every act that was ever done, by name; the latest entries are looked at only."""
    latest = select(Act.act).order_by(Act.id.desc()).limit(LATEST_ENTRIES).subquery()
    return tuple(session.scalars(select(latest.c.act).distinct().order_by(latest.c.act)))


def _wanted(question: RecordQuestion) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if question.number:
        wanted.append(
            or_(
                Act.object_number == question.number,
                Act.object_number.startswith(question.number, autoescape=True),
            )
        )
    if question.actor:
        wanted.append(Act.actor_name.icontains(question.actor, autoescape=True))
    if question.act:
        wanted.append(Act.act == question.act)
    if question.first is not None:
        wanted.append(Act.at >= _midnight(question.first))
    if question.last is not None:
        wanted.append(Act.at < _midnight(question.last + timedelta(days=1)))
    if question.before is not None:
        wanted.append(Act.id < question.before)
    return wanted


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=ZONE)
