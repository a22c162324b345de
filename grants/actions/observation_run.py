"""Looking through all cases: the clock orders it every night, an auditor whenever they want to.

A run keeps what it finds, in one transaction: what is new, what is still there, and what has gone.
What comes back after it had gone is a new observation, so that the past stays as it was.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from time import monotonic
from typing import Any, Final

from sqlalchemy import insert, select, text, update
from sqlalchemy.dialects.postgresql import insert as insert_unless
from sqlalchemy.orm import Session

from grants.actions.record import record
from grants.models.observation import Observation, ObservationRun
from grants.programme.calendar import today
from grants.programme.observation import Severity
from grants.programme.people import Actor
from grants.queries.observation_found import Found
from grants.queries.observation_search import look_through

NIGHT_BEGINS: Final = timedelta(hours=2)
"""After midnight in Germany: what was due yesterday is late by then."""
KIND: Final = "observation_run"
ONE_AT_A_TIME: Final = text(
    "select pg_advisory_xact_lock(hashtextextended('grants observations', 0))"
)


def order_nightly_run(session: Session, *, now: datetime) -> int:
    """Order the run of this night, if nobody has yet; how many were ordered."""
    night = today(now - NIGHT_BEGINS)
    ordered = session.execute(
        insert_unless(ObservationRun)
        .values(night=night, ordered_at=now, counts={}, new=0, gone=0, milliseconds=0, failure="")
        .on_conflict_do_nothing()
        .returning(ObservationRun.id)
    )
    return len(ordered.all())


def order_run(session: Session, *, by: Actor, now: datetime) -> bool:
    """Order a run now; False when one is waiting already and finds the same."""
    ordered = session.scalar(
        insert_unless(ObservationRun)
        .values(
            ordered_by_id=by.person_id, ordered_at=now, counts={}, new=0, gone=0, milliseconds=0,
            failure="",
        )
        .on_conflict_do_nothing()
        .returning(ObservationRun.id)
    )  # fmt: skip
    if ordered is None:
        return False
    record(session, "order_observations", KIND, str(ordered), by=by, now=now)
    return True


def run_catalogue(session: Session, run: ObservationRun, *, now: datetime) -> None:
    """Ask every entry of the catalogue, keep what it finds, and note how many there are.

    The number of statements does not grow with the number of awards.
    """
    session.execute(ONE_AT_A_TIME)
    begun = monotonic()
    found = look_through(session, now)
    there = {
        (row.code, row.subject_kind, row.subject): row
        for row in session.execute(_there()).all()
    }  # fmt: skip
    _keep_new(session, [one for one in found if one.key not in there], now)
    _see_again(session, [(there[one.key], one) for one in found if one.key in there], now)
    keys = {one.key for one in found}
    gone = [row.id for key, row in there.items() if key not in keys]
    _note_gone(session, gone, now)
    counts = Counter(one.severity for one in found)
    run.counts = {severity.value: counts[severity] for severity in Severity}
    run.new = sum(one.key not in there for one in found)
    run.gone = len(gone)
    run.ended_at = now
    run.milliseconds = round((monotonic() - begun) * 1000)
    record(
        session, "look_through_cases", KIND, str(run.id), by=None, now=now,
        after={"found": len(found), "new": run.new, "gone": run.gone},
    )  # fmt: skip


def _there() -> Any:
    return select(
        Observation.id, Observation.code, Observation.subject_kind, Observation.subject,
        Observation.severity, Observation.says_de, Observation.links,
    ).where(Observation.gone_at.is_(None))  # fmt: skip


def _keep_new(session: Session, new: Sequence[Found], now: datetime) -> None:
    if new:
        session.execute(
            insert(Observation),
            [
                {
                    "code": one.code, "subject_kind": one.kind, "subject": one.subject,
                    "award": one.award, "round_id": one.round_id, "first_seen": now,
                    "first_de": one.says.de, "first_en": one.says.en, **_seen(one, now),
                }
                for one in new
            ],
        )  # fmt: skip


def _see_again(session: Session, again: Sequence[tuple[Any, Found]], now: datetime) -> None:
    """All of them were seen now; what the sentence says changes only where the figures did."""
    same = [row.id for row, one in again if _is_same(row, one)]
    if same:
        session.execute(update(Observation).where(Observation.id.in_(same)).values(last_seen=now))
    changed = [{"id": row.id, **_seen(one, now)} for row, one in again if not _is_same(row, one)]
    if changed:
        session.execute(update(Observation), changed)


def _is_same(row: Any, one: Found) -> bool:
    return bool(
        row.says_de == one.says.de and row.severity == one.severity and row.links == _links(one)
    )


def _seen(one: Found, now: datetime) -> dict[str, Any]:
    return {
        "severity": one.severity,
        "says_de": one.says.de,
        "says_en": one.says.en,
        "links": _links(one),
        "last_seen": now,
    }


def _links(one: Found) -> list[list[str]]:
    return [[kind.value, number] for kind, number in one.links]


def _note_gone(session: Session, gone: Sequence[int], now: datetime) -> None:
    if gone:
        session.execute(update(Observation).where(Observation.id.in_(gone)).values(gone_at=now))
