"""What is late: with recipients and with us. The board sorts; it leaves nothing out."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session, joinedload

from grants.models.application import Application
from grants.models.award import Award, Project
from grants.models.decision import Decision
from grants.models.grant import Grant
from grants.models.outbox import ClockRun
from grants.models.report import Report
from grants.programme.calendar import today
from grants.programme.money import Money, total
from grants.programme.obligation import Obligation, Side
from grants.programme.people import Actor
from grants.programme.reminding import Reminder, reminders_of
from grants.programme.stages import ReportState
from grants.programme.words import Words
from grants.queries.application import terms_of
from grants.queries.late import (
    CHECK_DAYS,
    SIGN_DAYS,
    days_before,
    late_with_recipient,
    late_with_us,
    waits_too_long,
)
from grants.queries.late_project import LateProject, late_projects
from grants.queries.obligation import late_beside_reports, obligations
from grants.queries.report_content import report_code, report_name
from grants.queries.visible import STAFF

PAYMENT_STOP: Final = "payment_stop"
"""The stage of a cadence from which nothing is paid; a programme may do without it."""
MERE_REMINDERS: Final = 2
"""After so many stages past the due date a cadence does more than remind."""


class Order(StrEnum):
    """How the board is sorted."""

    DAYS = "days"
    STAGE = "stage"
    AMOUNT = "amount"
    RECIPIENT = "recipient"


@dataclass(frozen=True, slots=True, kw_only=True)
class LateReport:
    """A report that has not come."""

    grant: str
    code: str
    name: Words
    recipient: str
    award: str
    due_on: date
    days: int
    """Days late."""
    stage: Words | None
    """The last stage of the cadence that was reached."""
    stopped: bool
    """Has it reached the stage that stops payments?"""
    severe: bool
    """Has the cadence gone beyond reminders?"""
    following: Reminder | None
    open_money: Money
    """What has been granted and not accounted for yet, EUR."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LateWork:
    """Something that has been lying with us for too long."""

    what: Words
    name: str
    number: str
    award: str
    report: str
    """Code of the report; empty for a proposal."""
    aim: date
    since: date
    days: int
    """Days beyond our aim."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """Everything that is late at one moment."""

    with_recipients: tuple[LateReport, ...]
    with_us: tuple[LateWork, ...]
    projects: tuple[LateProject, ...]
    others: tuple[Obligation, ...]
    """Every other duty that is overdue, whoever has it, the oldest first."""
    day: date
    before: int
    """How many cases were late 30 days ago."""
    clock_ran_at: datetime | None

    @property
    def theirs(self) -> list[int]:
        """By how many days each case that lies with recipients or clusters is late."""
        waiting = [each.days for each in self.projects if not each.with_us]
        reports = (each.days for each in self.with_recipients)
        return [*reports, *waiting, *self._days_of(Side.RECIPIENT)]

    @property
    def ours(self) -> list[int]:
        """By how many days each case that lies with us is late."""
        named = [each.days for each in self.projects if each.with_us]
        return [*(each.days for each in self.with_us), *named, *self._days_of(Side.SPONSOR)]

    def _days_of(self, side: Side) -> list[int]:
        return [(self.day - each.due_on).days for each in self.others if each.side is side]

    @property
    def count(self) -> int:
        """All of them."""
        return len(self.theirs) + len(self.ours)

    @property
    def oldest(self) -> int:
        """Days by which the oldest case is late; none when nothing is."""
        return max([0, *self.theirs, *self.ours])

    @property
    def stopped(self) -> dict[str, Money]:
        """Grants with a report at the stage that stops payments, with their money."""
        return {each.grant: each.open_money for each in self.with_recipients if each.stopped}

    @property
    def open_money(self) -> Money:
        """What the late reports should account for, EUR; each grant counts once."""
        by_grant = {each.grant: each.open_money for each in self.with_recipients}
        return total(by_grant.values())


def overdue_board(session: Session, actor: Actor, now: datetime, order: Order) -> Board | None:
    """The board for staff; nothing for anybody else. Seven statements, some more for a project."""
    if actor.role not in STAFF:
        return None
    work = [*_unchecked(session, now), *_unsigned(session, now)]
    return Board(
        with_recipients=tuple(sorted(_late_reports(session, now), key=KEYS[order])),
        with_us=tuple(sorted(work, key=lambda each: -each.days)),
        projects=late_projects(session, now),
        others=tuple(obligations(session, actor, late_beside_reports(today(now)))),
        day=today(now),
        before=_late_on(session, now - timedelta(days=30)),
        clock_ran_at=session.scalar(select(func.max(ClockRun.ran_at))),
    )


KEYS: Final = {
    Order.DAYS: lambda each: (-each.days, each.recipient),
    Order.STAGE: lambda each: (each.following is not None, -each.days),
    Order.AMOUNT: lambda each: (-each.open_money.cents, -each.days),
    Order.RECIPIENT: lambda each: (each.recipient.casefold(), -each.days),
}


def _late_reports(session: Session, now: datetime) -> list[LateReport]:
    day = today(now)
    award = joinedload(Report.grant).joinedload(Grant.award)
    reports = session.scalars(
        select(Report)
        .where(late_with_recipient(day))
        .options(
            award.joinedload(Award.terms), joinedload(Report.grant).joinedload(Grant.recipient)
        )
    )
    return [_late_report(report, day) for report in reports]


def _late_report(report: Report, day: date) -> LateReport:
    terms = terms_of(report.grant.award.terms)
    every = reminders_of(report.due_on, terms.reminders, terms.deadlines.holiday_land)
    reached = [each for each in every if each.day <= day and each.stage.days > 0]
    ahead = [each for each in every if each.day > day]
    return LateReport(
        grant=report.grant.number,
        code=report_code(report),
        name=report_name(report),
        recipient=report.grant.recipient.name,
        award=report.grant.award.number,
        due_on=report.due_on,
        days=(day - report.due_on).days,
        stage=reached[-1].stage.name if reached else None,
        stopped=any(each.stage.code == PAYMENT_STOP for each in reached),
        severe=len(reached) > MERE_REMINDERS,
        following=ahead[0] if ahead else None,
        open_money=report.grant.amount,
    )


def _unchecked(session: Session, now: datetime) -> list[LateWork]:
    reports = session.execute(
        select(Report, CHECK_DAYS)
        .where(late_with_us(now))
        .options(
            joinedload(Report.grant).joinedload(Grant.recipient),
            joinedload(Report.grant).joinedload(Grant.award),
        )
    )
    made = []
    for report, days in reports:
        since = today(report.submitted_at or report.changed_at)
        aim = since + timedelta(days=days)
        name = report_name(report)
        made.append(
            LateWork(
                what=Words(f"Prüfvermerk: {name.de}", f"Check: {name.en}"),
                name=report.grant.recipient.name,
                number=report.grant.number,
                award=report.grant.award.number,
                report=report_code(report),
                aim=aim,
                since=since,
                days=(today(now) - aim).days,
            )
        )
    return made


def _unsigned(session: Session, now: datetime) -> list[LateWork]:
    decisions = session.execute(
        select(Decision, SIGN_DAYS)
        .where(waits_too_long(now))
        .options(
            joinedload(Decision.application).joinedload(Application.cluster),
            *(
                owner.joinedload(Award.application).joinedload(Application.cluster)
                for owner in (
                    joinedload(Decision.award),
                    joinedload(Decision.grant).joinedload(Grant.award),
                    joinedload(Decision.project).joinedload(Project.award),
                )
            ),
        )
    )
    return [_unsigned_one(decision, days, today(now)) for decision, days in decisions]


def _unsigned_one(decision: Decision, allowed: int, day: date) -> LateWork:
    grant, project, award = decision.grant, decision.project, decision.award
    owner = award or (grant.award if grant else project.award if project else None)
    application = decision.application or (owner.application if owner else None)
    since = today(decision.proposed_at)
    aim = since + timedelta(days=allowed)
    return LateWork(
        what=Words("Zweite Person für einen Vorschlag", "A second person for a proposal"),
        name=application.cluster.name if application else "",
        number=grant.number if grant else owner.number if owner else application.number
        if application else "",
        award=owner.number if owner else "",
        report="",
        aim=aim,
        since=since,
        days=(day - aim).days,
    )  # fmt: skip


def _late_on(session: Session, moment: datetime) -> int:
    """How many reports were late at an earlier moment, judged by today's due dates."""
    day = today(moment)
    missing = and_(
        Report.due_on < day,
        Report.state != ReportState.WAIVED,
        or_(Report.submitted_at.is_(None), Report.submitted_at > moment),
    )
    lying = and_(
        or_(Report.checked_at.is_(None), Report.checked_at > moment),
        Report.submitted_at < days_before(moment, CHECK_DAYS),
    )
    return session.scalar(select(func.count(Report.id)).where(or_(missing, lying))) or 0
