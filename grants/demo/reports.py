"""What the recipients of the reference award have reported, and what they still owe."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.actions.report import save_report, submit_report
from grants.actions.report_check import accept_report, take_into_check
from grants.actions.report_clock import move_reports_by_the_calendar
from grants.demo.cast import Cast
from grants.demo.scene import Scene
from grants.demo.vouchers import list_vouchers
from grants.models.grant import Grant
from grants.models.person import Person
from grants.models.report import Report, ReportKind
from grants.programme.calendar import today
from grants.programme.money import NOTHING, Money, total
from grants.programme.reporting import ON_MONEY

NARRATIVE: Final = (
    "Mustertext: Die Arbeiten liegen im Plan. Zwei Meilensteine sind erreicht, ein dritter folgt "
    "im nächsten Jahr. Abweichungen beim Reisen gleichen Einsparungen bei Aufträgen aus."
)
MORE: Final = Fraction(11, 10)
LESS: Final = Fraction(17, 20)
TOO_MUCH: Final = Fraction(13, 10)
"""More than a line may be exceeded by: one grant shows what an auditor then finds."""
LATE_OFFICE: Final = timedelta(days=40)


def report_so_far(scene: Scene, signs: Mapping[int, Person]) -> None:
    """Hand in what was due in time, day by day: most is accepted, some waits for the sponsor.

    `signs` says who signs for which award, by its id. Final proofs are not handed in: they are
    the cases of the overdue board.
    """
    session, now = scene.session, scene.days.now
    day = today(now)
    reports = session.scalars(
        select(Report)
        .join(Grant, Grant.id == Report.grant_id)
        .where(Grant.award_id.in_(signs), Report.due_on < day, Report.kind != ReportKind.FINAL)
        .order_by(Report.due_on, Grant.number)
    ).all()
    for report in reports:
        handed_in = now - (day - report.due_on) - timedelta(days=6)
        move_reports_by_the_calendar(session, now=handed_in)
        _hand_in(session, report, signs[report.grant.award_id], now=handed_in)
        declared = report.kind is ReportKind.DECLARATION
        if (
            declared
            or now - handed_in > timedelta(days=300)
            or not report.grant.number.endswith(("C", "F"))
        ):
            _accept(session, report, scene.cast, now=min(handed_in + LATE_OFFICE, now))
    move_reports_by_the_calendar(session, now=now)


def _hand_in(session: Session, report: Report, person: Person, *, now: datetime) -> None:
    by = person.as_actor()
    declares = report.kind is ReportKind.DECLARATION
    spent = _spent(report) if report.kind in ON_MONEY else {}
    whole = total(spent.values())
    grant = report.grant
    save_report(
        session, report, narrative="" if declares else NARRATIVE, lines=spent,
        own_funds_spent=whole - whole.share(grant.rate_share), third_party_spent=NOTHING,
        received=whole.share(grant.rate_share), revision=report.revision, by=by, now=now,
        declared="nothing" if declares else "",
    )  # fmt: skip
    list_vouchers(session, report, person)
    submit_report(session, report, by=by, now=now + timedelta(minutes=20))


def _spent(report: Report) -> dict[str, Money]:
    """A little less than planned for orders, a little more for travel."""
    planned: dict[str, Money] = {}
    for line in report.grant.lines:
        if report.kind is not ReportKind.INTERIM or line.year == report.year:
            planned[line.category] = planned.get(line.category, NOTHING) + line.amount
    travel = TOO_MUCH if report.grant.number.endswith("H") else MORE
    tilt = {"travel_abroad": travel, "travel": travel, "subcontract": LESS,
            "research_subcontract": LESS}  # fmt: skip
    return {code: amount.share(tilt.get(code, Fraction(1))) for code, amount in planned.items()}


def _accept(session: Session, report: Report, cast: Cast, *, now: datetime) -> None:
    by = cast.dirk.as_actor()
    take_into_check(session, report, by=by, now=now)
    accept_report(
        session, report, remark="Muster: rechnerisch und sachlich geprüft, keine Abweichung.",
        by=by, now=now,
    )  # fmt: skip
