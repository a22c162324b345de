"""Dates that come after an award, as a calendar shows them: one's own duties."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from grants.models.report import Report
from grants.programme.calendar import today
from grants.programme.calendar_entry import CalendarEntry
from grants.programme.obligation import Obligation, ObligationKind, Side
from grants.programme.people import Actor, Role
from grants.programme.words import Words, counted, say
from grants.queries.late import NOT_HANDED_IN
from grants.queries.obligation import DUTY, MOST, OPEN, obligations
from grants.queries.visible import STAFF

K = ObligationKind
AROUND: Final = timedelta(days=366)
WE_WATCH: Final = (K.CONDITION, K.ANSWER, K.CONCEPT, K.REPLACEMENT)
"""What others have to do and officers look out for, one by one; reports are counted by the day."""
LISTED: Final = "/obligations?days=366"
"""Where each report is named that is counted here."""
DUE: Final = (
    Words("Nachweis ist fällig", "report is due"),
    Words("Nachweise sind fällig", "reports are due"),
)


def duties_of(session: Session, actor: Actor, now: datetime) -> list[CalendarEntry]:
    """The dates of awards that concern this person; at most two statements."""
    day = today(now)
    recent = DUTY.due_on > day - AROUND
    if actor.role is Role.APPLICANT:
        return [_entry(one) for one in obligations(session, actor, OPEN, recent)]
    if actor.role not in STAFF:
        return []
    ours = (DUTY.side == Side.SPONSOR) | DUTY.kind.in_(WE_WATCH)
    return [
        *_reports_due(session, day),
        *(_entry(one) for one in obligations(session, actor, OPEN, recent, ours)),
    ]


def _entry(duty: Obligation) -> CalendarEntry:
    return CalendarEntry(
        code=duty.code.replace("/", "-"),
        what=say("{what}, {number}", "{what}, {number}", what=duty.what, number=duty.number),
        at=duty.due_on,
        changed_at=duty.changed_at,
        moved=duty.version - 1,
        place=duty.place,
        note=Words(duty.who, duty.who),
    )


def _reports_due(session: Session, day: date) -> Iterable[CalendarEntry]:
    """How many reports recipients owe on a day; the list behind it names each."""
    rows = session.execute(
        select(Report.due_on, func.count(), func.max(Report.changed_at))
        .where(Report.state.in_(NOT_HANDED_IN), Report.due_on.between(day - AROUND, day + AROUND))
        .group_by(Report.due_on)
        .order_by(Report.due_on)
        .limit(MOST)
    )
    for due_on, count, changed_at in rows:
        yield CalendarEntry(
            code=f"reports-{due_on.isoformat()}",
            what=say("{reports}", "{reports}", reports=counted(count, *DUE)),
            at=due_on,
            changed_at=changed_at,
            place=LISTED,
        )
