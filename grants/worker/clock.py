"""The clock: finds what is due, again and again, and lets acts do it.

Several workers may run. Every turn holds a lock of the database until its transaction ends, so
the same turn never happens twice at once; and what it writes has keys, so that nothing happens
twice in a row. A turn that was missed is made up for once.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Protocol

from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy import text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from grants.actions.concept import start_running_phases
from grants.actions.contest import let_awards_become_final
from grants.actions.erasure import propose_due_erasures
from grants.actions.grant_clock import move_grants_by_the_calendar
from grants.actions.jury_remind import remind_of_open_reviews
from grants.actions.limit_warning import warn_of_limits
from grants.actions.missed_condition import tell_of_missed_conditions
from grants.actions.observation_run import order_nightly_run
from grants.actions.payment_use import find_idle_payments
from grants.actions.proof_invitation import invite_to_final_proofs
from grants.actions.remind import remind_of_due_reports
from grants.actions.reserve import end_reserve_lists
from grants.actions.risk import note_missed_replacements
from grants.actions.round import note_told_rounds, open_and_close_due_rounds
from grants.actions.seal import seal_acts
from grants.actions.tally import fold_tally
from grants.models.connection import clock
from grants.models.outbox import ClockRun
from grants.settings import Settings
from grants.worker.making import sweep_files
from grants.worker.queue import fetch_work
from grants.worker.record_head import send_head
from grants.worker.room import Room, room_for

log = logging.getLogger(__name__)

MAKES_UP_WITHIN: Final = 3600
"""Seconds: a turn that is later than this is left to the next one."""
ALONE: Final = text(
    "select pg_try_advisory_xact_lock(hashtextextended('grants clock ' || :turn, 0))"
)


@dataclass(frozen=True, slots=True)
class Tick:
    """Something the clock does every so often."""

    name: str
    seconds: int
    in_demo: int
    """Seconds in a demonstration, where people watch."""
    do: Callable[[Room, Session, datetime], int]
    noted: bool = True
    """Does the overdue board say when it last happened?"""


class Writing(Protocol):
    """An act that writes mails, which name the address of the portal."""

    def __call__(self, session: Session, *, public_url: str, now: datetime) -> int: ...


def _writing(act: Writing) -> Callable[[Room, Session, datetime], int]:
    """Tell it the address of the portal."""
    return lambda room, session, now: act(session, public_url=room.settings.public_url, now=now)


TICKS: Final = (
    Tick("rounds", 60, 20, lambda _room, session, now: open_and_close_due_rounds(session, now=now)),
    Tick("told", 60, 20, lambda _room, session, now: note_told_rounds(session, now=now)),
    Tick("reminders", 60, 20, _writing(remind_of_due_reports)),
    Tick("invitations", 600, 20, _writing(invite_to_final_proofs)),
    Tick("replacements", 600, 20, _writing(note_missed_replacements)),
    Tick("reviews", 600, 20, _writing(remind_of_open_reviews)),
    Tick("phases", 60, 20, lambda _room, session, now: start_running_phases(session, now=now)),
    Tick(
        "grants", 600, 20, lambda _room, session, now: move_grants_by_the_calendar(session, now=now)
    ),
    Tick("reserves", 600, 20, lambda _room, session, now: end_reserve_lists(session, now=now)),
    Tick("final", 600, 60, lambda _room, session, now: let_awards_become_final(session, now=now)),
    Tick("limits", 600, 60, _writing(warn_of_limits)),
    Tick("conditions", 600, 60, _writing(tell_of_missed_conditions)),
    Tick("idle", 600, 60, lambda _room, session, now: find_idle_payments(session, now=now)),
    Tick("findings", 600, 60, lambda _room, session, now: order_nightly_run(session, now=now)),
    Tick("erasures", 6 * 3600, 600, lambda _, session, now: propose_due_erasures(session, now=now)),
    Tick("tally", 600, 600, lambda _room, session, _now: fold_tally(session)),
    Tick("seal", 60, 20, lambda _room, session, now: seal_acts(session, now=now)),
    Tick("head", 600, 60, send_head),
    Tick("work", 2, 2, lambda _room, session, now: fetch_work(session, now=now), noted=False),
    Tick("files", 6 * 3600, 6 * 3600, sweep_files),
)


def take_turn(room: Room, tick: Tick) -> int | None:
    """Do it once, now, and keep it; how much was found. None when another worker is at it."""
    with room.sessions.begin() as session:
        if not session.scalar(ALONE, {"turn": tick.name}):
            return None
        now = clock(session)
        found = tick.do(room, session, now)
        if tick.noted:
            _note(session, tick, now, found)
        return found


def run_due(settings: Settings) -> dict[str, int]:
    """Take every turn once: what was found, by its name. For operators without a worker."""
    room = room_for(settings)
    try:
        return {tick.name: take_turn(room, tick) or 0 for tick in TICKS}
    finally:
        room.close()


def start_clock(room: Room) -> BackgroundScheduler:
    """Start the clock of this process; it runs in threads of its own until `shutdown`."""
    scheduler = BackgroundScheduler(
        timezone=UTC,
        job_defaults={
            "coalesce": True,
            "max_instances": 1,
            "misfire_grace_time": MAKES_UP_WITHIN,
        },
    )
    for tick in TICKS:
        scheduler.add_job(
            take_turn,
            "interval",
            seconds=tick.in_demo if room.settings.demo else tick.seconds,
            args=(room, tick),
            id=tick.name,
            next_run_time=datetime.now(UTC),
        )
    scheduler.start()
    return scheduler


def _note(session: Session, tick: Tick, now: datetime, found: int) -> None:
    noted = {"ran_at": now, "found": found}
    session.execute(
        insert(ClockRun)
        .values(job=tick.name, **noted)
        .on_conflict_do_update(index_elements=[ClockRun.job], set_=noted)
    )
