"""Dates that come after an award: what the sponsor has to do, and conditions for both sides."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from grants.models.award import Award
from grants.models.condition import GrantCondition
from grants.models.decision import Decision, DecisionState
from grants.models.grant import Grant
from grants.models.hearing import Hearing
from grants.models.report import Report
from grants.programme.calendar import today
from grants.programme.calendar_entry import CalendarEntry
from grants.programme.people import Actor, Role
from grants.programme.revocation import last_day_of_limit
from grants.programme.words import Words, counted, say
from grants.queries.application import terms_of
from grants.queries.late import CHECK_DAYS, NOT_HANDED_IN, WITH_US
from grants.queries.report_content import report_code, report_name
from grants.queries.visible import visible_grants

MOST: Final = 500
AROUND: Final = timedelta(days=366)
DUE: Final = (
    Words("Nachweis ist fällig", "report is due"),
    Words("Nachweise sind fällig", "reports are due"),
)


def duties_of(session: Session, actor: Actor, now: datetime) -> list[CalendarEntry]:
    """The dates of awarded grants that concern this person; at most four statements."""
    if actor.role is Role.APPLICANT:
        return list(_conditions(session, actor, "/awards/{award}"))
    if actor.role is not Role.SPONSOR:
        return []
    return [
        *_reports_due(session, now),
        *_checks(session),
        *_hearings(session),
        *_conditions(session, actor, "/sponsor/cases/{award}"),
    ]


def _reports_due(session: Session, now: datetime) -> Iterable[CalendarEntry]:
    """How many reports recipients owe on a day; the overdue board names those that did not come."""
    day = today(now)
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
            place="/sponsor/overdue",
        )


def _checks(session: Session) -> Iterable[CalendarEntry]:
    """Reports that wait for us, on the last day that the terms give us to check them."""
    rows = session.execute(
        select(Report, CHECK_DAYS)
        .where(Report.state.in_(WITH_US))
        .options(joinedload(Report.grant).joinedload(Grant.recipient))
        .order_by(Report.submitted_at)
        .limit(MOST)
    )
    for report, allowed in rows:
        number, code = report.grant.number, report_code(report)
        yield CalendarEntry(
            code=f"check-{number}-{code}",
            what=say("{report} {number} prüfen", "Check {report} {number}",
                     report=report_name(report), number=number),
            at=today(report.submitted_at) + timedelta(days=allowed),
            changed_at=report.changed_at,
            place=f"/sponsor/reports/{number}/{code}",
            note=Words(report.grant.recipient.name, report.grant.recipient.name),
        )  # fmt: skip


def _hearings(session: Session) -> Iterable[CalendarEntry]:
    """Until when recipients may answer, and when the one-year limits end (R-052, R-053)."""
    running = session.scalars(
        select(Hearing)
        .where(Hearing.ended_at.is_(None))
        .options(
            joinedload(Hearing.grant).joinedload(Grant.award).joinedload(Award.terms),
            joinedload(Hearing.grant).joinedload(Grant.recipient),
        )
        .order_by(Hearing.id)
        .limit(MOST)
    )
    for hearing in running:
        number, who = hearing.grant.number, hearing.grant.recipient.name
        entry = partial(CalendarEntry, changed_at=hearing.opened_at, note=Words(who, who),
                        place=f"/sponsor/grants/{number}/hearing")  # fmt: skip
        if hearing.answer_until is not None and hearing.answered_on is None:
            yield entry(
                code=f"hearing-{hearing.id}",
                what=say("Anhörung {number}: Zeit zur Antwort endet",
                         "Hearing {number}: the time to answer ends", number=number),
                at=hearing.answer_until,
            )  # fmt: skip
        if hearing.known_on is not None and not hearing.deceit:
            terms = terms_of(hearing.grant.award.terms).notification
            yield entry(
                code=f"limit-{hearing.id}",
                what=say("Jahresfrist {number}: letzter Tag für Widerruf oder Rücknahme",
                         "One-year limit {number}: last day to revoke or withdraw",
                         number=number),
                at=last_day_of_limit(hearing.known_on, terms),
            )  # fmt: skip


def _conditions(session: Session, actor: Actor, place: str) -> Iterable[CalendarEntry]:
    """Conditions of awards that nobody has confirmed yet."""
    grants = visible_grants(actor).with_only_columns(Grant.id)
    found = session.scalars(
        select(GrantCondition)
        .join(Decision, GrantCondition.decision_id == Decision.id)
        .where(
            GrantCondition.grant_id.in_(grants),
            GrantCondition.confirmed_at.is_(None),
            Decision.state == DecisionState.COUNTERSIGNED,
        )
        .options(
            joinedload(GrantCondition.decision),
            joinedload(GrantCondition.grant).joinedload(Grant.award),
        )
        .order_by(GrantCondition.due_on, GrantCondition.id)
        .limit(MOST)
    )
    for condition in found:
        grant = condition.grant
        yield CalendarEntry(
            code=f"condition-{condition.id}",
            what=say("Bedingung {number}: Nachweis bis zu diesem Tag",
                     "Condition {number}: evidence by this day", number=grant.number),
            at=condition.due_on,
            changed_at=condition.decision.countersigned_at or condition.decision.proposed_at,
            place=place.format(award=grant.award.number),
            note=Words(condition.content, condition.content),
        )  # fmt: skip
