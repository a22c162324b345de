"""The interest on money that lay idle, worked out for an officer who decides (R-036)."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from grants.models.payment import PaymentRequest
from grants.programme.money import total
from grants.programme.reclaim_interest import InterestPart, NoBaseRate
from grants.programme.words import Words, say
from grants.queries.late_use import interest_now


def interest_shown(session: Session, found: PaymentRequest) -> dict[str, Any]:
    """The interest with its sum, or from which day the base rate is not known."""
    parts = _parts(session, found)
    return {"parts": _lines(parts) if isinstance(parts, tuple) else [],
            "unknown": None if isinstance(parts, tuple) else parts}  # fmt: skip


def _parts(session: Session, found: PaymentRequest) -> tuple[InterestPart, ...] | date:
    try:
        return interest_now(session, found)
    except NoBaseRate as missing:
        return missing.begins


def _lines(parts: tuple[InterestPart, ...]) -> list[dict[str, Any]]:
    if not parts:
        return []
    lines = [
        {"label": say("{first} bis {last}, {days} Tage zu {rate} %",
                      "{first} to {last}, {days} days at {rate} %",
                      first=one.first, last=one.last, days=one.days, rate=one.rate),
         "value": say("{sum}", "{sum}", sum=one.interest)}
        for one in parts
    ]  # fmt: skip
    whole = total(one.interest for one in parts)
    last = {"label": Words("Zinsen", "Interest"), "value": say("{sum}", "{sum}", sum=whole)}
    return [*lines, last]
