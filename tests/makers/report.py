"""Reports for tests."""

from datetime import date

from grants.models.report import Report, ReportKind
from grants.programme.dates import DeadlineKind
from grants.programme.stages import ReportState
from tests.makers.application import SUBMITTED
from tests.makers.grant import a_grant


def a_report(
    session,
    grant=None,
    *,
    kind=ReportKind.INTERIM,
    year=2026,
    due_on=date(2027, 4, 30),
    state=ReportState.SCHEDULED,
    **more,
):
    """A report that the recipient of a grant owes."""
    report = Report(
        grant=grant or a_grant(session),
        kind=kind,
        year=year,
        due_on=due_on,
        named_on=due_on,
        deadline_kind=DeadlineKind.FRIST,
        state=state,
        changed_at=SUBMITTED,
        **more,
    )
    session.add(report)
    session.flush()
    return report
