"""Reports that were accepted and opened again: what may change in them, and what was accepted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session, aliased

from grants.models.record import Act
from grants.models.report import Report, ReportKind
from grants.programme.money import Money, eur, total
from grants.programme.reporting import ON_MONEY
from grants.programme.stages import ReportState
from grants.programme.words import Words
from grants.queries.report_content import lines_of, report_number

REOPEN: Final = "reopen_report"
HANDED_IN: Final = "submit_report"


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """A report as it was accepted before it was opened again."""

    remark: str
    by: str
    accepted_at: datetime
    reopened_at: datetime
    reason: str
    handed_in_at: datetime | None
    spent: tuple[tuple[Words, Money], ...]
    """By category, EUR."""
    whole: Money
    narrative: str


def has_later_report(session: Session, report: Report) -> bool:
    """Was a later account of the same grant handed in, which goes on from its figures?"""
    later = aliased(Report)
    found = exists().where(
        later.grant_id == report.grant_id,
        later.id != report.id,
        later.submitted_at.is_not(None),
        later.kind.in_(ON_MONEY),
        or_(later.year > report.year, later.kind == ReportKind.FINAL),
    )
    return report.kind is ReportKind.INTERIM and bool(session.scalar(select(found)))


def is_text_only(session: Session, report: Report) -> bool:
    """Is it open again after its acceptance, and a later one relies on its figures?"""
    if report.state is not ReportState.QUERY:
        return False
    reopened = exists().where(
        Act.object_kind == "report",
        Act.object_number == report_number(report),
        Act.act == REOPEN,
    )
    return bool(session.scalar(select(reopened))) and has_later_report(session, report)


def acceptances_of(report: Report, acts: Sequence[Act]) -> list[Acceptance]:
    """What was accepted and opened again, the latest first, from the acts on the report."""
    return [_acceptance(report, act, acts) for act in acts if act.act == REOPEN]


def _acceptance(report: Report, reopened: Act, acts: Sequence[Act]) -> Acceptance:
    sent = max(
        (act for act in acts if act.act == HANDED_IN and act.id < reopened.id),
        key=lambda act: act.id,
        default=None,
    )
    content: dict[str, Any] = sent.after.get("content", {}) if sent else {}
    names = {line.code: line.name for line in lines_of(report.grant)}
    spent = tuple(
        (names.get(code, Words(code, code)), eur(amount))
        for code, amount in content.get("lines", {}).items()
    )
    return Acceptance(
        remark=str(reopened.before.get("remark", "")),
        by=str(reopened.before.get("checked_by", "")),
        accepted_at=datetime.fromisoformat(reopened.before["checked_at"]),
        reopened_at=reopened.at,
        reason=reopened.reason,
        handed_in_at=sent.at if sent else None,
        spent=spent,
        whole=total(amount for _, amount in spent),
        narrative=str(content.get("narrative", "")),
    )
