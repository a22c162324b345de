"""The reports an award or a round owes, and how late each one came or is."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from grants.models.record import Act
from grants.models.report import Report
from grants.programme.calendar import today
from grants.programme.stages import ReportState
from grants.queries.audit_case import AwardCase
from grants.queries.report_content import report_number

EXTEND, WAIVE = "extend_report", "waive_report"
EASING: Final = (EXTEND, WAIVE)
"""What an officer alone can do so that a report is not late any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """A report with its date, and how late it came or is."""

    report: Report
    day: datetime
    """The moment of the data; a report that is missing then is late by the days until then."""
    handed_in: bool
    eased: tuple[Act, ...] = ()
    """Extensions and a waiver up to that moment, the oldest first."""

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
    eased = easing_of(case.acts)
    return [
        Duty(
            report=report,
            day=case.until,
            handed_in=case.handed_in(report),
            eased=eased.get(report_number(report), ()),
        )
        for report in case.reports
    ]


def easing_of(acts: Iterable[Act]) -> Mapping[str, tuple[Act, ...]]:
    """Extensions and waivers among these acts, by the number of the report."""
    found: dict[str, tuple[Act, ...]] = defaultdict(tuple)
    for act in acts:
        if act.object_kind == "report" and act.act in EASING:
            found[act.object_number] += (act,)
    return found
