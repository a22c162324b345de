"""The auditor's overview: rounds, money, missing reports, the state of the record, orders."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, case, func, select
from sqlalchemy.orm import Session, aliased, joinedload

from grants.models.award import Award
from grants.models.document import ComplianceReport, Document
from grants.models.grant import Grant
from grants.models.person import Person
from grants.models.report import Report
from grants.models.round import Programme, Round
from grants.programme.calendar import today
from grants.programme.money import Money
from grants.programme.people import Actor, Role
from grants.programme.round_name import round_name
from grants.programme.words import Words
from grants.queries.audit_duty import Duty
from grants.queries.late import late_with_recipient
from grants.queries.record import Chain, chain
from grants.queries.round import RoundLine, round_list
from grants.queries.visible import visible_awards

MOST_SHOWN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderedReport:
    """A compliance report that somebody ordered, with its file once it is made."""

    award: str | None
    round: Words | None
    ordered_by: str
    ordered_at: datetime
    document: Document | None
    failed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What an auditor sees first."""

    rounds: tuple[RoundLine, ...]
    awards: int
    committed: Money
    """Awarded in grants of all rounds, EUR."""
    overdue: tuple[Duty, ...]
    """The reports that are missing, the longest first; at most ten."""
    overdue_count: int
    chain: Chain
    reports: tuple[OrderedReport, ...]


def overview(session: Session, actor: Actor, now: datetime) -> Overview:
    """How things stand now; ten statements."""
    sums = session.execute(
        visible_awards(actor).with_only_columns(
            func.count(Award.id), func.coalesce(func.sum(Award.committed), 0)
        )
    ).one()
    late = late_with_recipient(today(now))
    missing = session.scalars(
        select(Report)
        .where(late)
        .options(joinedload(Report.grant).joinedload(Grant.recipient),
                 joinedload(Report.grant).joinedload(Grant.award))
        .order_by(Report.due_on, Report.id)
        .limit(MOST_SHOWN)
    )  # fmt: skip
    return Overview(
        rounds=round_list(session, actor),
        awards=sums[0],
        committed=sums[1],
        overdue=tuple(Duty(report=report, day=now, handed_in=False) for report in missing),
        overdue_count=session.scalar(select(func.count(Report.id)).where(late)) or 0,
        chain=chain(session),
        reports=ordered_reports(session, actor),
    )


def ordered_reports(
    session: Session, actor: Actor, *, award: Award | None = None, round_: Round | None = None
) -> tuple[OrderedReport, ...]:
    """The latest reports that auditors ordered, on one award or round, or on any."""
    if actor.role is not Role.AUDITOR:
        return ()
    whole = aliased(Programme)
    part = case((ComplianceReport.part > 0, func.concat(" ", ComplianceReport.part)), else_="")
    of_programme = case((whole.id.is_not(None), func.split_part(whole.name_de, " – ", 1) + part))
    found = (
        select(
            func.coalesce(Grant.number, Award.number, of_programme).label("award"),
            Round.ordinal,
            Programme.name_de,
            Programme.name_en,
            Person.name.label("ordered_by"),
            ComplianceReport.ordered_at,
            Document,
            (ComplianceReport.failure != "").label("failed"),
        )
        .select_from(ComplianceReport)
        .join(Person, ComplianceReport.ordered_by_id == Person.id)
        .outerjoin(Award, ComplianceReport.award_id == Award.id)
        .outerjoin(Grant, ComplianceReport.grant_id == Grant.id)
        .outerjoin(Round, ComplianceReport.round_id == Round.id)
        .outerjoin(Programme, Round.programme_id == Programme.id)
        .outerjoin(whole, ComplianceReport.programme_id == whole.id)
        .outerjoin(Document, ComplianceReport.document_id == Document.id)
        .order_by(ComplianceReport.ordered_at.desc(), ComplianceReport.id.desc())
        .limit(MOST_SHOWN)
    )
    if award is not None:
        found = found.where(ComplianceReport.award_id == award.id)
    if round_ is not None:
        found = found.where(ComplianceReport.round_id == round_.id)
    return tuple(
        OrderedReport(
            award=row.award,
            round=_round_name(row),
            ordered_by=row.ordered_by,
            ordered_at=row.ordered_at,
            document=row.Document,
            failed=row.failed,
        )
        for row in session.execute(found)
    )


def _round_name(row: Row[*tuple[Any, ...]]) -> Words | None:
    if row.ordinal is None:
        return None
    return round_name(Words(row.name_de, row.name_en), row.ordinal)


def missing_by_award(
    session: Session, actor: Actor, numbers: Sequence[str], now: datetime
) -> dict[str, int]:
    """How many reports are missing for each of these awards; one statement."""
    rows = session.execute(
        visible_awards(actor)
        .join(Grant, Grant.award_id == Award.id)
        .join(Report, Report.grant_id == Grant.id)
        .where(Award.number.in_(numbers), late_with_recipient(today(now)))
        .with_only_columns(Award.number, func.count(Report.id).label("missing"))
        .group_by(Award.number)
    )
    return {row.number: row.missing for row in rows}
