"""Observations as people look at them: the catalogue with counts, the list, one, the trend."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import ColumnElement, Select, and_, case, exists, false, func, or_, select
from sqlalchemy.orm import Session, joinedload

from grants.models.observation import Observation, ObservationRun, ObservationWord
from grants.models.record import Act
from grants.models.round import Programme, Round
from grants.programme.calendar import today
from grants.programme.observation import (
    WAITS_FOR_STAFF,
    ObservationState,
    Severity,
    SubjectKind,
    WordKind,
)
from grants.programme.people import Actor
from grants.programme.round_name import round_name
from grants.programme.words import Words
from grants.queries.visible import STAFF

ROWS_ON_A_PAGE: Final = 60
MOST_RUNS: Final = 400
DAYS_SHOWN: Final = 30
THERE: Final = Observation.gone_at.is_(None)
WAIT_FOR_STAFF: Final = and_(THERE, Observation.state.in_(WAITS_FOR_STAFF))
"""Nobody has answered them, or the answer was disputed."""
GRAVEST_FIRST: Final = case(
    {severity: place for place, severity in enumerate(Severity)}, value=Observation.severity
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservationQuestion:
    """What somebody looks for; an empty answer filters nothing. What has gone is asked for."""

    severity: Severity | None = None
    code: str = ""
    round: int | None = None
    state: ObservationState | None = None
    gone: bool = False
    award: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservationPage:
    """One page of the list, the gravest and oldest first."""

    rows: tuple[Observation, ...]
    rounds: dict[int, Words]
    """Every round by its number: what can be filtered by."""
    count: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(-(-self.count // ROWS_ON_A_PAGE), 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeCount:
    """How often an entry of the catalogue is found now."""

    there: int = 0
    waits: int = 0
    """For an answer of staff."""
    oldest: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendDay:
    """How many there were after the last run of a day, by severity."""

    day: date
    counts: dict[Severity, int]
    new: int
    gone: int

    @property
    def all(self) -> int:
        """Of every severity."""
        return sum(self.counts.values())


def visible_observations(actor: Actor) -> Select[Observation]:
    """Staff and auditors see them all; to everybody else there are none."""
    found = select(Observation)
    return found if actor.role in STAFF else found.where(false())


def observation_page(
    session: Session, actor: Actor, question: ObservationQuestion, page: int
) -> ObservationPage:
    """What the question asks for, the gravest first; three statements."""
    found = wanted(visible_observations(actor), question)
    count = session.scalar(found.with_only_columns(func.count(Observation.id))) or 0
    page = min(max(page, 1), max(-(-count // ROWS_ON_A_PAGE), 1))
    rows = session.scalars(
        found.options(joinedload(Observation.round))
        .order_by(GRAVEST_FIRST, Observation.first_seen, Observation.id)
        .limit(ROWS_ON_A_PAGE)
        .offset((page - 1) * ROWS_ON_A_PAGE)
    )
    return ObservationPage(rows=tuple(rows), rounds=_rounds(session), count=count, page=page)


def find_observation(session: Session, actor: Actor, number: int) -> Observation | None:
    """The observation with this number, if this person may see it."""
    return session.scalar(
        visible_observations(actor)
        .where(Observation.id == number)
        .options(joinedload(Observation.round))
    )


def words_on(session: Session, observation: Observation) -> Sequence[ObservationWord]:
    """Everything that was said about it, the oldest first; one statement."""
    return session.scalars(
        select(ObservationWord)
        .where(ObservationWord.observation_id == observation.id)
        .options(joinedload(ObservationWord.by))
        .order_by(ObservationWord.id)
    ).all()


def has_spoken(
    session: Session, observation: Observation, person_id: int, *, answered: bool
) -> bool:
    """Did this person answer it, or judge an answer?"""
    kind = ObservationWord.kind
    side = kind == WordKind.ANSWER if answered else kind != WordKind.ANSWER
    said = exists().where(
        ObservationWord.observation_id == observation.id,
        ObservationWord.by_id == person_id,
        side,
    )
    return bool(session.scalar(select(said)))


def acted_upon(session: Session, numbers: Collection[str]) -> set[str]:
    """Which of these numbers the record of acts knows; one statement."""
    kinds = [kind.value for kind in SubjectKind]
    return set(
        session.scalars(
            select(Act.object_number)
            .where(Act.object_kind.in_(kinds), Act.object_number.in_(numbers))
            .distinct()
        )
    )


def seen_before(session: Session, observation: Observation) -> Sequence[Observation]:
    """The same finding in the same thing as it came and went before, the latest first."""
    return session.scalars(
        select(Observation)
        .where(
            Observation.code == observation.code,
            Observation.subject_kind == observation.subject_kind,
            Observation.subject == observation.subject,
            Observation.id != observation.id,
        )
        .order_by(Observation.id.desc())
        .limit(10)
    ).all()


def counts_by_code(session: Session, actor: Actor) -> dict[str, CodeCount]:
    """How often each entry of the catalogue is found now; one statement."""
    rows = session.execute(
        visible_observations(actor)
        .where(THERE)
        .with_only_columns(
            Observation.code,
            func.count(Observation.id).label("there"),
            func.count(Observation.id).filter(WAIT_FOR_STAFF).label("waits"),
            func.min(Observation.first_seen).label("oldest"),
        )
        .group_by(Observation.code)
    )
    return {
        row.code: CodeCount(there=row.there, waits=row.waits, oldest=row.oldest) for row in rows
    }


def open_then(
    session: Session, about: ColumnElement[bool], moment: datetime
) -> dict[str, int] | None:
    """How many observations were there at this moment, by code; None before the first look.

    `about` says of what, such as Observation.award == "03INT400"; two statements.
    """
    looked = select(ObservationRun.id).where(ObservationRun.ended_at <= moment).limit(1)
    if session.scalar(looked) is None:
        return None
    rows = session.execute(
        select(Observation.code, func.count())
        .where(
            about,
            Observation.first_seen <= moment,
            or_(Observation.gone_at.is_(None), Observation.gone_at > moment),
        )
        .group_by(Observation.code)
        .order_by(Observation.code)
    ).all()
    return {row[0]: row[1] for row in rows}


def found_then(
    session: Session, about: ColumnElement[bool], moment: datetime, most: int
) -> Sequence[Observation]:
    """The observations that were there at this moment, the gravest first, at most so many."""
    return session.scalars(
        select(Observation)
        .where(
            about,
            Observation.first_seen <= moment,
            or_(Observation.gone_at.is_(None), Observation.gone_at > moment),
        )
        .order_by(GRAVEST_FIRST, Observation.code, Observation.subject)
        .limit(most)
    ).all()


def latest_runs(session: Session) -> Sequence[ObservationRun]:
    """The latest runs, the newest first, those that wait or failed among them."""
    return session.scalars(
        select(ObservationRun).order_by(ObservationRun.id.desc()).limit(MOST_RUNS)
    ).all()


def trend_of(runs: Sequence[ObservationRun]) -> list[TrendDay]:
    """The last run of each day on which there was one, the oldest day first."""
    days: dict[date, list[ObservationRun]] = {}
    for run in runs:
        if run.ended_at is not None:
            days.setdefault(today(run.ended_at), []).append(run)
    shown = sorted(days)[-DAYS_SHOWN:]
    return [
        TrendDay(
            day=day,
            counts={one: int(days[day][0].counts.get(one.value, 0)) for one in Severity},
            new=sum(run.new for run in days[day]),
            gone=sum(run.gone for run in days[day]),
        )
        for day in shown
    ]


def waiting_runs(_now: datetime) -> Select[int]:
    """Runs that were ordered and that nobody has begun."""
    return (
        select(ObservationRun.id)
        .where(ObservationRun.ended_at.is_(None), ObservationRun.failure == "")
        .order_by(ObservationRun.id)
    )


def wanted(found: Select[Observation], question: ObservationQuestion) -> Select[Observation]:
    """Those of them that the question asks for."""
    found = found.where(Observation.gone_at.is_not(None) if question.gone else THERE)
    if question.severity is not None:
        found = found.where(Observation.severity == question.severity)
    if question.code:
        found = found.where(Observation.code == question.code)
    if question.state is not None:
        found = found.where(Observation.state == question.state)
    if question.award:
        found = found.where(Observation.award == question.award)
    if question.round is not None:
        ids = select(Round.id).where(Round.number == question.round)
        found = found.where(Observation.round_id.in_(ids))
    return found


def _rounds(session: Session) -> dict[int, Words]:
    rows = session.execute(
        select(Round.number, Round.ordinal, Programme.name_de, Programme.name_en)
        .join(Programme, Round.programme_id == Programme.id)
        .where(exists().where(Observation.round_id == Round.id))
        .order_by(Round.number)
    )
    return {row.number: round_name(Words(row.name_de, row.name_en), row.ordinal) for row in rows}
