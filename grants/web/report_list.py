"""Long lists of reports: what is late or next stands in sight, the rest one click away."""

from collections.abc import Sequence
from typing import Final

from grants.models.report import Report
from grants.programme.stages import ReportState

IN_SIGHT: Final = 10
DONE: Final = (ReportState.ACCEPTED, ReportState.WAIVED)


def first_ten(reports: Sequence[Report]) -> tuple[list[Report], list[Report]]:
    """The reports to show at once and those behind them, each by their days.

    A short list is shown whole. Of a long one the first ten that are not settled are in sight, and
    the latest ten once everything is settled.
    """
    if len(reports) <= IN_SIGHT:
        return list(reports), []
    waiting = sorted(
        (report for report in reports if report.state not in DONE), key=lambda one: one.due_on
    )
    seen = waiting[:IN_SIGHT] or list(reports[-IN_SIGHT:])
    return seen, [report for report in reports if report not in seen]
