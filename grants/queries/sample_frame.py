"""What a sample of a round may be drawn from, with what speaks for a closer look."""

from collections.abc import Iterable
from datetime import datetime
from fractions import Fraction

from sqlalchemy import Select, Text, and_, cast, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from grants.models.application import Application
from grants.models.award import Award
from grants.models.grant import BudgetLine, Grant
from grants.models.observation import Observation
from grants.models.report import Report, ReportLine
from grants.models.round import Round
from grants.models.voucher import ReportVoucher
from grants.programme.calendar import today
from grants.programme.money import Money, total
from grants.programme.sampling import LARGE, FrameKind, Unit, framed, scored
from grants.queries.late import late_with_recipient

CONTRACTS = ("subcontract", "research_subcontract")
"""Categories of money that goes on to others."""


def sample_frame(session: Session, round_: Round, of: FrameKind, now: datetime) -> tuple[Unit, ...]:
    """The frame in its order; at most four statements, however large it is."""
    risky = _reasons(session, round_, now)
    if of is FrameKind.GRANTS:
        rows = session.execute(
            _granted(round_).with_only_columns(
                Grant.number, Grant.number, Grant.direct + Grant.allowance
            )
        ).all()
    elif of is FrameKind.REPORTS:
        rows = session.execute(
            _granted(round_)
            .join(Report, Report.grant_id == Grant.id)
            .join(ReportLine, ReportLine.report_id == Report.id)
            .where(Report.submitted_at.is_not(None))
            .group_by(Grant.number, Report.kind, Report.year)
            .with_only_columns(
                func.concat(Grant.number, "/", Report.kind, "/", Report.year), Grant.number,
                func.sum(ReportLine.spent),
            )
        ).all()  # fmt: skip
    else:
        rows = session.execute(
            _granted(round_)
            .join(Report, Report.grant_id == Grant.id)
            .join(ReportVoucher, ReportVoucher.report_id == Report.id)
            .where(Report.submitted_at.is_not(None))
            .with_only_columns(
                func.concat(Grant.number, "/", Report.kind, "/", Report.year, "/",
                            func.lpad(cast(ReportVoucher.ordinal, Text), 5, "0")),
                Grant.number, ReportVoucher.amount,
            )
        ).all()  # fmt: skip
    return _framed([(number, grant, Money(amount.cents)) for number, grant, amount in rows], risky)


def _framed(rows: list[tuple[str, str, Money]], risky: dict[str, set[str]]) -> tuple[Unit, ...]:
    whole = total(amount for _, _, amount in rows).cents
    large = LARGE * Fraction(whole, max(len(rows), 1))
    return framed(
        [
            scored(
                number,
                amount,
                sorted(risky.get(grant, set()) | ({"volume"} if amount.cents >= large else set())),
            )
            for number, grant, amount in rows
        ]
    )


def _granted(round_: Round) -> Select[Grant]:
    return (
        select(Grant)
        .join(Award, Grant.award_id == Award.id)
        .join(Application, Award.application_id == Application.id)
        .where(Application.round_id == round_.id, Grant.awarded_at.is_not(None))
    )


def _reasons(session: Session, round_: Round, now: datetime) -> dict[str, set[str]]:
    """What speaks for a closer look at each grant; one statement for each reason but volume."""
    earlier = aliased(Grant)
    ways = {
        "findings": exists().where(
            Observation.gone_at.is_(None),
            or_(
                and_(Observation.award == Award.number, Observation.award != ""),
                Observation.subject.startswith(Grant.number),
            ),
        ),
        "late": exists().where(
            Report.grant_id == Grant.id,
            or_(late_with_recipient(today(now)), func.date(Report.submitted_at) > Report.due_on),
        ),
        "first": ~exists().where(
            earlier.recipient_id == Grant.recipient_id, earlier.id < Grant.id,
            earlier.awarded_at.is_not(None),
        ),
        "contracts": exists().where(
            BudgetLine.grant_id == Grant.id, func.lower(BudgetLine.category).in_(CONTRACTS)
        ),
    }  # fmt: skip
    rows = session.execute(_granted(round_).with_only_columns(Grant.number, *ways.values()))
    return {number: _named(ways, told) for number, *told in rows}


def _named(ways: Iterable[str], told: Iterable[bool]) -> set[str]:
    return {name for name, holds in zip(ways, told, strict=True) if holds}
