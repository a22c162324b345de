"""Which reports a grant owes once it is awarded: each becomes a dated duty of its own."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.actions.record import record
from grants.models.grant import Grant
from grants.models.report import Report, ReportKind
from grants.programme.reporting import YEARLY, ReportDue
from grants.programme.roads.report import TO_COME, ReportState
from grants.queries.report import reports_owed


def schedule_reports(session: Session, grant: Grant, *, now: datetime) -> list[Report]:
    """Enter every report that this grant owes, in the order in which they are due.

    A report that is entered already is left as it is, with its date; see `move_reports`.
    """
    there = {
        (report.kind, report.year)
        for report in session.scalars(select(Report).where(Report.grant_id == grant.id))
    }
    owed = [
        Report(
            grant=grant,
            kind=due.kind,
            year=_year(due),
            due_on=due.due,
            named_on=due.named,
            deadline_kind=due.deadline,
            changed_at=now,
        )
        for due in reports_owed(grant, now)
        if (due.kind, _year(due)) not in there
    ]
    session.add_all(owed)
    session.flush()
    if owed:
        record(
            session,
            "schedule_reports",
            "grant",
            grant.number,
            by=None,
            now=now,
            after={f"{report.kind.value} {report.year}": report.due_on.isoformat()
                   for report in owed},
        )  # fmt: skip
    return owed


def move_reports(session: Session, grant: Grant, *, now: datetime) -> None:
    """Give reports that nobody has handed in the dates that follow from the grant's new last day.

    A report that came stays as it is.
    """
    owed: dict[ReportKind, ReportDue] = {
        due.kind: due for due in reports_owed(grant, now) if due.kind not in YEARLY
    }
    open_ = select(Report).where(Report.grant_id == grant.id, Report.state.in_(TO_COME))
    moved = {}
    for report in session.scalars(open_.order_by(Report.id)).all():
        due = owed.get(report.kind)
        extended = report.state is ReportState.EXTENDED
        if due is None or report.due_on == due.due or (extended and report.due_on > due.due):
            continue
        moved[f"{report.kind.value} {_year(due)}"] = due.due.isoformat()
        report.year, report.due_on, report.named_on = _year(due), due.due, due.named
        report.due_version += 1
        report.changed_at = now
    session.flush()
    if moved:
        record(session, "move_reports", "grant", grant.number, by=None, now=now, after=moved)
    schedule_reports(session, grant, now=now)


def _year(due: ReportDue) -> int:
    """The year by which the records tell reports of one kind apart: the last one it is about."""
    return due.first.year if due.kind in YEARLY else due.last.year
