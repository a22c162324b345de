"""Which reports the clock has to look at: those whose dates lie around today, never all of them."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import BigInteger, ColumnElement, Select, and_, bindparam, func, or_, select, text
from sqlalchemy.orm import Session, joinedload

from grants.models.award import Award
from grants.models.grant import Grant
from grants.models.organisation import Cluster, Membership
from grants.models.outbox import Mail, MailState
from grants.models.person import Person
from grants.models.report import Report, ReportKind
from grants.programme.roads.report import AWAITED
from grants.programme.stages import ReportState
from grants.queries.team import WRITERS

LEAST_OPENING = timedelta(days=366)
"""No report opens more than a year before its due date: half a year is the longest the rules
know between the end of a period and its proof."""
CATCHING_UP = timedelta(days=92)
"""A worker that stood still for so long still sends the last stage of the cadence."""
AHEAD = timedelta(days=92)
"""The report on partners is due on the last day of its period, so it opens a quarter before."""
MOVED = timedelta(days=14)
"""Holidays never move a stage by more."""

WIDEST = text(
    "select coalesce(min((stage ->> 'days')::int), 0), coalesce(max((stage ->> 'days')::int), 0)"
    " from terms_version, jsonb_array_elements(body -> 'reminders') as stage"
)


@dataclass(frozen=True, slots=True)
class Window:
    """Due dates that some round's cadence reaches today."""

    first: date
    last: date


def window_around(session: Session, today: date) -> Window:
    """The widest window that the cadence of any round opens around today."""
    before, after = session.execute(WIDEST).one()
    return Window(
        first=today - timedelta(days=max(after, 0)) - CATCHING_UP,
        last=today + timedelta(days=max(-before, 0)) + MOVED,
    )


def reports_to_move(today: date, window: Window) -> Select[Report]:
    """Reports that may change their state by themselves today.

    Rows that somebody works on right now are left for the next time.
    """
    return (
        _with_terms()
        .where(
            or_(
                and_(
                    Report.state == ReportState.SCHEDULED,
                    Report.due_on <= today + LEAST_OPENING,
                    period_is_over(today),
                ),
                and_(Report.state.in_(_WARNED), Report.due_on <= window.last),
                and_(Report.state == ReportState.DUE_SOON, Report.due_on < today),
            )
        )
        .order_by(Report.id)
        .with_for_update(of=Report, skip_locked=True)
    )


_WARNED = (ReportState.OPEN, ReportState.EXTENDED)


def reports_to_remind_of(window: Window) -> Select[Report]:
    """Reports that are still awaited and due within the window."""
    return (
        _with_terms()
        .where(Report.state.in_(AWAITED), Report.due_on.between(window.first, window.last))
        .order_by(Report.id)
    )


def stages_written(session: Session, reports: list[Report]) -> set[tuple[int, str]]:
    """The stages for which these reports, with their present dates, have mails in the outbox."""
    if not reports:
        return set()
    found = session.execute(
        select(Mail.report_id, Mail.stage, func.split_part(Mail.key, "/", 3))
        .where(Mail.report_id.in_([report.id for report in reports]), Mail.stage != "")
        .distinct()
    )
    version = {report.id: f"v{report.due_version}" for report in reports}
    return {(number, stage) for number, stage, of in found if version.get(number) == of}


def void_reminders() -> Select[Mail]:
    """Waiting reminders of dates that have changed, or of reports nobody awaits any more."""
    return (
        select(Mail)
        .join(Report, Report.id == Mail.report_id)
        .where(
            Mail.state == MailState.WAITING,
            Mail.stage != "",
            or_(
                Report.state.not_in(AWAITED),
                func.split_part(Mail.key, "/", 3) != func.concat("v", Report.due_version),
            ),
        )
        .with_for_update(of=Mail, skip_locked=True)
    )


def people_who_write(session: Session, cluster: Cluster) -> list[Person]:
    """Who writes and signs for a cluster today, in the order in which they joined."""
    return list(session.scalars(WHO_WRITES, {"cluster": cluster.id}))


WHO_WRITES: Final = (
    select(Person)
    .join(Membership, Membership.person_id == Person.id)
    .where(
        Membership.cluster_id == bindparam("cluster", type_=BigInteger),
        Membership.until.is_(None),
        Membership.role.in_(WRITERS),
        Person.active,
    )
    .order_by(Membership.id)
)


def period_is_over(today: date) -> ColumnElement[bool]:
    """Has the time passed that the report is about?"""
    return or_(
        Grant.ends_on < today,
        and_(Report.kind == ReportKind.INTERIM, Report.year < today.year),
        and_(Report.kind == ReportKind.PARTNERS, Report.named_on <= today + AHEAD),
    )


def _with_terms() -> Select[Report]:
    award = joinedload(Report.grant).joinedload(Grant.award)
    return (
        select(Report)
        .join(Report.grant)
        .options(
            award.selectinload(Award.terms),  # once, not with every row: it is long
            award.joinedload(Award.cluster),
            joinedload(Report.grant).joinedload(Grant.recipient),
        )
    )
