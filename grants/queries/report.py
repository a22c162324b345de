"""Which reports a grant owes, and one report found by the number of its grant and its code."""

from datetime import date, datetime

from sqlalchemy.orm import Session, joinedload, selectinload

from grants.models.award import Award, PhaseKind
from grants.models.grant import Grant
from grants.models.organisation import Cluster
from grants.models.report import Report, ReportKind
from grants.programme.calendar import today
from grants.programme.people import Actor
from grants.programme.reporting import (
    ReportDue,
    management_reports_due,
    not_before_award,
    reports_due,
)
from grants.queries.application import terms_of
from grants.queries.visible import visible_reports


def report_record(session: Session, actor: Actor, number: str, code: str) -> Report | None:
    """The report with its grant and lines, if this person may see it.

    `code` is the year of an interim report, else the kind: final or partners.
    """
    kinds = {kind.value: kind for kind in ReportKind if kind is not ReportKind.INTERIM}
    is_year = code.isdecimal() and len(code) == len("2026")
    if not (is_year or code in kinds):
        return None
    about = Report.kind == kinds.get(code, ReportKind.INTERIM)
    if is_year:
        about &= Report.year == int(code)
    grant = joinedload(Report.grant)
    award = grant.joinedload(Grant.award)
    return session.scalar(
        visible_reports(actor)
        .join(Grant, Grant.id == Report.grant_id)
        .where(Grant.number == number, about)
        .options(
            selectinload(Report.lines),
            joinedload(Report.submitted_by),
            grant.joinedload(Grant.recipient),
            grant.selectinload(Grant.lines),
            award.joinedload(Award.terms),
            award.joinedload(Award.cluster).joinedload(Cluster.management),
        )
        .order_by(Report.year)
        .limit(1)
    )


def reports_owed(grant: Grant, now: datetime, ends_on: date | None = None) -> list[ReportDue]:
    """The proofs of every grant, and from the management the report on partners abroad.

    Of a grant that is not awarded yet, as if that happened now; with another last day than its
    own, what it would owe then.
    """
    concept = grant.project_id is None and grant.phase is PhaseKind.CONCEPT
    owed_in_phase = management_reports_due if concept else reports_due
    dates = terms_of(grant.award.terms).deadlines
    owed = owed_in_phase(dates, grant.starts_on, ends_on or grant.ends_on)
    return not_before_award(owed, dates, today(grant.awarded_at or now))
