"""The reports an award or a round owes, and how late each one came or is."""

from dataclasses import dataclass
from datetime import datetime

from grants.models.report import Report
from grants.programme.calendar import today
from grants.programme.stages import ReportState
from grants.queries.audit_case import AwardCase


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """A report with its date, and how late it came or is."""

    report: Report
    day: datetime
    """The moment of the data; a report that is missing then is late by the days until then."""
    handed_in: bool

    @property
    def waived(self) -> bool:
        """Need it not come any more?"""
        return self.report.state is ReportState.WAIVED

    @property
    def days_late(self) -> int:
        """Days after the due date; 0 when in time, waived, or not due yet."""
        if self.waived:
            return 0
        came = self.report.came_at if self.handed_in else None
        return max(0, (today(came or self.day) - self.report.due_on).days)

    @property
    def missing(self) -> bool:
        """Is it overdue and still not there?"""
        return not self.handed_in and self.days_late > 0


def duties(case: AwardCase) -> list[Duty]:
    """Every report of the award, in the order in which they are due."""
    return [
        Duty(report=report, day=case.until, handed_in=case.handed_in(report))
        for report in case.reports
    ]
