"""Entering a base rate that was made known, or correcting one that was entered wrongly."""

from datetime import date, datetime
from decimal import Decimal
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from grants.actions.record import record
from grants.models.base_rate import BaseRate
from grants.models.person import Person
from grants.programme.base_rate import check_begins, check_corrects, check_height, check_source
from grants.programme.calendar import today
from grants.programme.finding import insist
from grants.programme.people import Actor
from grants.queries.base_rate import latest_base_rate

ENTERING: Final = 4_711_000_007
"""Held while a rate is entered, so that two at once do not make the same version."""


def enter_base_rate(
    session: Session,
    *,
    begins: date,
    rate: Decimal,
    source: str,
    reason: str = "",
    by: Actor,
    now: datetime,
) -> BaseRate:
    """Keep a rate; one for a half-year that has one already corrects it, for a reason.

    Interest that was charged stays as it is; what is proposed and not signed asks for the new one.
    """
    session.execute(select(func.pg_advisory_xact_lock(ENTERING)))
    kept = latest_base_rate(session, begins)
    if kept is not None and _same_again(kept, rate, source, reason, by):
        return kept
    insist([
        check_begins(begins, today(now)),
        check_height(rate),
        check_source(source),
        *check_corrects(kept.rate if kept else None, rate, reason),
    ])  # fmt: skip
    made = BaseRate(
        begins=begins,
        version=kept.version + 1 if kept else 1,
        rate=rate,
        source=source.strip(),
        reason=reason.strip() if kept else "",
        entered_at=now,
        entered_by=session.get_one(Person, by.person_id),
    )
    session.add(made)
    session.flush()
    record(
        session,
        "correct_base_rate" if kept else "enter_base_rate",
        "base_rate",
        begins.isoformat(),
        by=by,
        now=now,
        before={"base_rate": str(kept.rate)} if kept else None,
        after={"base_rate": str(rate), "source": made.source, "version": made.version},
        reason=made.reason,
    )
    return made


def _same_again(kept: BaseRate, rate: Decimal, source: str, reason: str, by: Actor) -> bool:
    """Was the button pressed twice?"""
    said = (rate, source.strip(), reason.strip() if kept.version > 1 else "")
    return kept.entered_by_id == by.person_id and (kept.rate, kept.source, kept.reason) == said
