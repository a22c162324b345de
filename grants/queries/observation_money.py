"""Observations on money: caps, own funds, lines, allowances, the same paper twice.

Every query reads a set; what a rule says of a row is asked of the rule itself.
"""

from collections.abc import Iterator
from fractions import Fraction

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased

from grants.models.application import Application
from grants.models.award import Award
from grants.models.decision import Decision
from grants.models.document import ScanState, Upload
from grants.models.grant import BudgetLine, Grant
from grants.models.organisation import Organisation
from grants.models.report import Report, ReportKind, ReportLine
from grants.models.revocation import Revocation
from grants.programme.cap import counted_against_cap
from grants.programme.flexibility import free_for_line
from grants.programme.funding import granted_share, own_funds_needed
from grants.programme.money import NOTHING, Money
from grants.programme.observation import SubjectKind
from grants.programme.rate import check_allowance
from grants.programme.reporting import ON_MONEY
from grants.programme.terms import Terms
from grants.programme.words import Words, say
from grants.queries.observation_found import MOST_LINKS, Found, Frame

IN_REPORT = Report.submitted_at.is_not(None)


def above_cap(session: Session, frame: Frame) -> Iterator[Found]:
    """F-01: the grants of an award, as they stand now, come to more than its cap (R-001)."""
    taken = (
        select(
            Revocation.grant_id,
            func.sum(Revocation.revoked).label("revoked"),
            func.sum(Revocation.allowance).label("allowance"),
        )
        .join(Decision, Revocation.decision_id == Decision.id)
        .where(Decision.countersigned_at.is_not(None), Decision.voided_at.is_(None))
        .group_by(Revocation.grant_id)
        .subquery()
    )
    rows = session.execute(
        select(
            Award.number,
            Award.cap,
            Award.terms_id,
            Application.round_id,
            func.sum(Grant.direct).label("direct"),
            func.sum(Grant.allowance).label("allowance"),
            func.coalesce(func.sum(taken.c.revoked), 0).label("revoked"),
            func.coalesce(func.sum(taken.c.allowance), 0).label("allowance_revoked"),
            func.array_agg(Grant.number).label("grants"),
        )
        .join(Grant, Grant.award_id == Award.id)
        .join(Application, Award.application_id == Application.id)
        .outerjoin(taken, taken.c.grant_id == Grant.id)
        .where(Grant.awarded_at.is_not(None))
        .group_by(Award.id, Application.round_id)
        .having(func.sum(Grant.direct) + func.sum(Grant.allowance) > Award.cap)
    )
    for row in rows:
        promised = counted_against_cap(
            frame.terms[row.terms_id],
            row.direct - (row.revoked - row.allowance_revoked),
            row.allowance - row.allowance_revoked,
        )
        if promised > row.cap:
            yield Found(
                code="F-01",
                kind=SubjectKind.AWARD,
                subject=row.number,
                award=row.number,
                round_id=row.round_id,
                says=say("Bewilligt {promised}, Obergrenze {cap}: {over} zu viel.",
                         "Awarded {promised}, cap {cap}: {over} too much.",
                         promised=promised, cap=row.cap, over=promised - row.cap),
                links=tuple((SubjectKind.GRANT, one) for one in sorted(row.grants)[:MOST_LINKS]),
            )  # fmt: skip


def few_own_funds(session: Session, frame: Frame) -> Iterator[Found]:
    """F-04: a final report of a cluster management with too few own funds (R-003)."""
    rows = session.execute(
        select(
            Report.kind, Report.year, Report.own_funds_spent, Grant.number, Grant.phase,
            Grant.costs, Grant.direct, Grant.own_funds, Award.number.label("award"),
            Award.terms_id, Application.round_id, func.sum(ReportLine.spent).label("spent"),
        )
        .join(Grant, Report.grant_id == Grant.id)
        .join(Award, Grant.award_id == Award.id)
        .join(Application, Award.application_id == Application.id)
        .join(ReportLine, ReportLine.report_id == Report.id)
        .where(IN_REPORT, Report.kind == ReportKind.FINAL, Grant.project_id.is_(None))
        .group_by(Report.id, Grant.id, Award.id, Application.round_id)
    )  # fmt: skip
    for row in rows:
        terms = frame.terms[row.terms_id]
        if row.phase.value not in terms.matching.phases:
            continue
        actual = min(row.spent, row.costs)
        needed = _own_funds(terms, actual, row.costs, row.direct, row.own_funds)
        if row.own_funds_spent < needed:
            yield Found(
                code="F-04",
                kind=SubjectKind.REPORT,
                subject=_number(row.number, row.kind, row.year),
                award=row.award,
                round_id=row.round_id,
                says=say("{number}: {brought} Eigenmittel bei {spent} Ausgaben, nötig {needed}.",
                         "{number}: {brought} of own funds towards {spent} spent, {needed} needed.",
                         number=row.number, brought=row.own_funds_spent, spent=row.spent,
                         needed=needed),
                links=((SubjectKind.GRANT, row.number),),
            )  # fmt: skip


def _own_funds(terms: Terms, actual: Money, costs: Money, direct: Money, planned: Money) -> Money:
    """What the management had to bring towards what it really spent.

    Where the share falls from year to year a final report, which has no years, is held against
    the share of the plan.
    """
    if not costs:
        return NOTHING
    if terms.matching.by_year:
        return actual.share(Fraction(planned.cents, costs.cents))
    most = granted_share(terms, actual, Fraction(direct.cents, costs.cents))
    return own_funds_needed(terms, actual, min(direct, most))


def lines_exceeded(session: Session, frame: Frame) -> Iterator[Found]:
    """F-11: lines of a report beyond what the plan approved last leaves free (R-035)."""
    in_period = or_(Report.kind == ReportKind.FINAL, BudgetLine.year == Report.year)
    planned = func.coalesce(ReportLine.planned, func.sum(BudgetLine.amount), 0)
    kept = aliased(ReportLine)
    frozen = select(func.sum(kept.planned)).where(kept.report_id == Report.id)
    live = select(func.sum(BudgetLine.amount)).where(
        BudgetLine.grant_id == Report.grant_id, in_period
    )
    whole = func.coalesce(
        frozen.correlate(Report).scalar_subquery(), live.correlate(Report).scalar_subquery(), 0
    )
    rows = session.execute(
        select(
            Report.kind, Report.year, Grant.number, Award.number.label("award"), Award.terms_id,
            Application.round_id, ReportLine.category, ReportLine.spent,
            planned.label("planned"), whole.label("whole"),
        )
        .join(Report, ReportLine.report_id == Report.id)
        .join(Grant, Report.grant_id == Grant.id)
        .join(Award, Grant.award_id == Award.id)
        .join(Application, Award.application_id == Application.id)
        .outerjoin(
            BudgetLine,
            (BudgetLine.grant_id == Grant.id)
            & (BudgetLine.category == ReportLine.category)
            & in_period,
        )
        .where(IN_REPORT, Report.kind.in_(ON_MONEY))
        .group_by(ReportLine.id, Report.id, Grant.id, Award.id, Application.round_id)
        .having(ReportLine.spent > planned)
        .order_by(Report.id, ReportLine.category)
    )  # fmt: skip
    for row in rows:
        terms = frame.terms[row.terms_id]
        free = free_for_line(terms, row.planned, row.whole)
        if row.spent > free:
            names = {one.code: one.name for one in terms.cost_categories}
            yield Found(
                code="F-11",
                kind=SubjectKind.REPORT,
                subject=_number(row.number, row.kind, row.year),
                award=row.award,
                round_id=row.round_id,
                says=say("{name}: {spent} verwendet, {planned} geplant, ohne Umwidmung bis {free}.",
                         "{name}: {spent} used, {planned} planned, up to {free} without"
                         " reallocation.",
                         name=names.get(row.category, Words(row.category, row.category)),
                         spent=row.spent, planned=row.planned, free=free),
                links=((SubjectKind.GRANT, row.number),),
            )  # fmt: skip


def same_paper(session: Session, _frame: Frame) -> Iterator[Found]:
    """F-15: one file that proves expenditure of two grants."""
    twice = (
        select(Upload.sha256)
        .join(Report, Upload.report_id == Report.id)
        .where(Upload.replaced_at.is_(None), Upload.scan_state != ScanState.INFECTED)
        .group_by(Upload.sha256)
        .having(func.count(Report.grant_id.distinct()) > 1)
    )
    rows = session.execute(
        select(
            Upload.sha256, Upload.file_name, Report.kind, Report.year, Grant.number,
            Award.number.label("award"), Application.round_id,
        )
        .join(Report, Upload.report_id == Report.id)
        .join(Grant, Report.grant_id == Grant.id)
        .join(Award, Grant.award_id == Award.id)
        .join(Application, Award.application_id == Application.id)
        .where(Upload.replaced_at.is_(None), Upload.sha256.in_(twice))
        .order_by(Upload.uploaded_at, Grant.number, Upload.id)
    )  # fmt: skip
    first: dict[str, str] = {}
    for row in rows:
        number = _number(row.number, row.kind, row.year)
        before = first.setdefault(row.sha256, number)
        if before.partition("/")[0] == row.number:
            continue
        yield Found(
            code="F-15",
            kind=SubjectKind.REPORT,
            subject=number,
            award=row.award,
            round_id=row.round_id,
            says=say("„{file}“ lag schon bei {before}.", "“{file}” came with {before} before.",
                     file=row.file_name, before=before),
            links=((SubjectKind.REPORT, before),),
        )  # fmt: skip


def wrong_allowance(session: Session, frame: Frame) -> Iterator[Found]:
    """F-17: an allowance above the rate of the round, or to somebody not entitled (R-027)."""
    rows = session.execute(
        select(
            Grant.number, Grant.direct, Grant.allowance, Organisation.name, Organisation.kind,
            Award.number.label("award"), Award.terms_id, Application.round_id,
        )
        .join(Organisation, Grant.recipient_id == Organisation.id)
        .join(Award, Grant.award_id == Award.id)
        .join(Application, Award.application_id == Application.id)
        .where(Grant.awarded_at.is_not(None), Grant.allowance > NOTHING)
    )  # fmt: skip
    for row in rows:
        held = check_allowance(
            frame.terms[row.terms_id], row.name, row.kind, row.direct, row.allowance
        )
        if held.breaks:
            yield Found(
                code="F-17",
                kind=SubjectKind.GRANT,
                subject=row.number,
                award=row.award,
                round_id=row.round_id,
                says=held.says,
            )


def _number(grant: str, kind: ReportKind, year: int) -> str:
    return f"{grant}/{kind.value}/{year}"
