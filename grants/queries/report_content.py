"""What a report says, beside what was planned, and what the rules find in it."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from grants.models.grant import Grant
from grants.models.payment import PaymentRequest
from grants.models.record import Act
from grants.models.report import Report, ReportKind
from grants.programme.finding import Finding
from grants.programme.flexibility import check_lines, check_total
from grants.programme.form_terms import CostCategory
from grants.programme.money import NOTHING, Money, total
from grants.programme.payment_hint import check_paid_here
from grants.programme.report_figures import check_covered, check_entered, check_received
from grants.programme.report_text import check_declared, check_narrative
from grants.programme.reporting import ON_MONEY, code_of, name_of
from grants.programme.settlement import check_settled
from grants.programme.words import Words
from grants.queries.application import terms_of
from grants.queries.ledger import repaid_of
from grants.queries.plan_line import plannable_lines
from grants.queries.settlement import settlement_of
from grants.queries.voucher import voucher_findings

Amounts = Mapping[str, Money]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """One line of a report: what was planned and what was spent in its period, in EUR."""

    code: str
    name: Words
    planned: Money
    spent: Money

    @property
    def deviation(self) -> Money:
        """Above the plan it is positive."""
        return self.spent - self.planned


def report_number(report: Report) -> str:
    """How the record of acts names a report: 03INT400A/interim/2027."""
    return f"{report.grant.number}/{report.kind.value}/{report.year}"


def report_code(report: Report) -> str:
    """Its name in addresses: the year of an interim report, else its kind, such as final."""
    return code_of(report.kind, report.year)


def report_name(report: Report) -> Words:
    """What people call it."""
    return kind_name(report.kind, report.year)


def kind_name(kind: ReportKind, year: int) -> Words:
    """What people call a report of this kind; only yearly reports name their year."""
    return name_of(kind, year)


def spent_lines(report: Report) -> list[Spent]:
    """Every line of the plan with what was spent on it in the report's period."""
    planned = planned_in_period(report)
    spent = {line.category: line.spent for line in report.lines}
    return [
        Spent(
            code=line.code,
            name=line.name,
            planned=planned.get(line.code, NOTHING),
            spent=spent.get(line.code, NOTHING),
        )
        for line in lines_of(report.grant)
    ]


def lines_of(grant: Grant) -> tuple[CostCategory, ...]:
    """The categories a report accounts for."""
    return plannable_lines(grant)


def planned_in_period(report: Report) -> dict[str, Money]:
    """The plan that a report is compared with: as it was when the report was handed in."""
    frozen = {line.category: line.planned for line in report.lines if line.planned is not None}
    return frozen or plan_of_period(report)


def plan_of_period(report: Report) -> dict[str, Money]:
    """The plan approved last: for the year of an interim report, or for the whole grant."""
    planned: dict[str, Money] = {}
    for line in report.grant.lines:
        if report.kind is not ReportKind.INTERIM or line.year == report.year:
            planned[line.category] = planned.get(line.category, NOTHING) + line.amount
    return planned


def report_findings(session: Session, report: Report) -> list[Finding]:
    """What is missing in the report, and where it leaves its plan; the latter are hints (R-035)."""
    terms = terms_of(report.grant.award.terms)
    limit = terms.limits.report_characters
    if report.kind is ReportKind.DECLARATION:
        return check_declared(report.declared, report.narrative, limit)
    found = [check_narrative(report.narrative, limit)]
    if report.kind not in ON_MONEY:
        return found
    names = {line.code: line.name for line in lines_of(report.grant)}
    planned = planned_in_period(report)
    spent = {line.category: line.spent for line in report.lines}
    return [
        *found,
        check_entered(total(planned.values()), total(spent.values())),
        check_received(report.received, total(spent.values()), report.grant.amount),
        *paid_findings(session, report, total(spent.values())),
        check_covered(paid_by(report), total(spent.values())),
        check_total(planned, spent),
        *check_lines(terms, planned, spent, names),
        *voucher_findings(session, report, spent, names),
        *([check_settled(account)] if (account := settlement_of(session, report)) else []),
    ]


def paid_findings(session: Session, report: Report, spent: Money) -> list[Finding]:
    """Is stated as received what was paid through this system in the time of the report?

    An interim report of a grant that was never paid here is not asked. What was paid back until
    the report came counts in the final one, which closes the account. One statement, two for it.
    """
    years = session.execute(
        select(func.extract("year", PaymentRequest.paid_on), func.sum(PaymentRequest.correct))
        .where(PaymentRequest.grant_id == report.grant_id, PaymentRequest.paid_on.is_not(None))
        .group_by(func.extract("year", PaymentRequest.paid_on))
    ).all()
    if report.kind is not ReportKind.INTERIM:
        paid = total(each or NOTHING for _, each in years)
        repaid = repaid_of(session, report.grant_id, report.submitted_at)
        return [check_paid_here(report.received, paid, spent, repaid)]
    own = [paid or NOTHING for year, paid in years if int(year) == report.year]
    return [check_paid_here(report.received, total(own), spent)] if years else []


def paid_by(report: Report) -> Money:
    """What was received, own funds and the money of third parties together, in EUR."""
    return report.received + report.own_funds_spent + report.third_party_spent


def last_save(session: Session, report: Report, act: str = "save_report") -> Act | None:
    """Who saved the report last, or handed it in, and when."""
    return session.scalar(
        select(Act)
        .where(
            Act.object_kind == "report", Act.object_number == report_number(report), Act.act == act
        )
        .order_by(Act.id.desc())
        .limit(1)
    )
