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
    YEARLY,
    ReportDue,
    management_reports_due,
    not_before_award,
    reports_due,
)
from grants.queries.application import terms_of
from grants.queries.visible import visible_reports


def report_record(session: Session, actor: Actor, number: str, code: str) -> Report | None:
    """The report with its grant and lines, if this person may see it.

    `code` is the year of an interim report, else the kind: final, partners, declaration-2027.
    """
    name, _, year = ("interim", "-", code) if code.isdecimal() else code.partition("-")
    kinds = {kind.value: kind for kind in ReportKind}
    is_year = year.isdecimal() and len(year) == len("2026")
    kind = kinds.get(name)
    if kind is None or is_year is not (kind in YEARLY) or (year and not is_year):
        return None
    about = Report.kind == kind
    if is_year:
        about &= Report.year == int(year)
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
