"""Why a recipient may have to be heard: what the records know, as a first draft for an officer."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.models.grant import Grant
from grants.models.report import Report, ReportKind
from grants.programme.condition import missed_words
from grants.programme.reminding import missing_words
from grants.programme.settlement import back_words, to_reclaim
from grants.programme.stages import ReportState
from grants.programme.words import Words
from grants.queries.condition import missed_condition
from grants.queries.report_content import report_name
from grants.queries.report_task import missing_report
from grants.queries.settlement import settlement_of


def hearing_ground(session: Session, grant: Grant, day: date) -> Words | None:
    """A condition that was missed, a final account to pay back, a report that does not come."""
    missed = missed_condition(session, grant, day)
    if missed is not None:
        return missed_words(missed.content, missed.due_on, missed.amount)
    closed = session.scalar(
        select(Report).where(
            Report.grant_id == grant.id,
            Report.kind == ReportKind.FINAL,
            Report.state == ReportState.ACCEPTED,
        )
    )
    account = settlement_of(session, closed) if closed is not None else None
    if account is not None and to_reclaim(account):
        return back_words(account)
    missing = missing_report(session, grant, day)
    return missing_words(report_name(missing), missing.due_on) if missing is not None else None
