"""Compliance reports: an auditor orders one, the worker fills and prints it.

An auditor orders reports and case files and writes nothing else; each order is in the record of
acts like any other.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from grants.actions.lock import lock
from grants.actions.record import record
from grants.models.award import Award
from grants.models.document import ComplianceReport
from grants.models.grant import Grant
from grants.models.round import Programme, Round
from grants.programme.people import Actor
from grants.queries.programme_report import AWARDS_IN_A_PART, count_awards


def order_report_on_award(
    session: Session, award: Award, grant: Grant | None = None, *, by: Actor, now: datetime
) -> ComplianceReport:
    """Order the report on this award, or on one of its grants, with everything up to now.

    One that is still being made is reused.
    """
    lock(session, award)
    wanted = grant.id if grant else None
    being_made = _being_made(
        session,
        and_(
            ComplianceReport.award_id == award.id,
            ComplianceReport.grant_id.is_not_distinct_from(wanted),
        ),
    )
    if being_made is not None:
        return being_made
    order = ComplianceReport(
        award_id=award.id, grant_id=wanted, ordered_by_id=by.person_id, ordered_at=now,
        cut_off_at=now,
    )  # fmt: skip
    kind, number = ("grant", grant.number) if grant else ("award", award.number)
    return _keep(session, order, kind, number, by=by, now=now)


def order_report_on_round(
    session: Session, round_: Round, *, by: Actor, now: datetime
) -> ComplianceReport:
    """Order the report on this round with everything up to now; one still being made is reused."""
    lock(session, round_)
    being_made = _being_made(session, ComplianceReport.round_id == round_.id)
    if being_made is not None:
        return being_made
    order = ComplianceReport(
        round_id=round_.id, ordered_by_id=by.person_id, ordered_at=now, cut_off_at=now
    )
    return _keep(session, order, "round", str(round_.number), by=by, now=now)


def order_report_on_programme(
    session: Session, programme: Programme, *, by: Actor, now: datetime
) -> ComplianceReport:
    """Order the report on a programme: a long one in parts, with an index that is made last."""
    lock(session, programme)
    being_made = _being_made(session, ComplianceReport.programme_id == programme.id)
    if being_made is not None:
        return being_made
    awards = count_awards(session, programme, now)
    last = -(-awards // AWARDS_IN_A_PART) if awards > AWARDS_IN_A_PART else 0
    orders = [
        ComplianceReport(
            programme_id=programme.id, part=part, ordered_by_id=by.person_id, ordered_at=now,
            cut_off_at=now,
        )
        for part in range(last + 1)
    ]  # fmt: skip
    session.add_all(orders[1:])
    return _keep(session, orders[0], "programme", programme.code, by=by, now=now)


def _being_made(session: Session, about: ColumnElement[bool]) -> ComplianceReport | None:
    return session.scalar(
        select(ComplianceReport).where(
            about, ComplianceReport.document_id.is_(None), ComplianceReport.failure == ""
        )
    )


def _keep(
    session: Session, order: ComplianceReport, kind: str, number: str, *, by: Actor, now: datetime
) -> ComplianceReport:
    session.add(order)
    session.flush()
    record(
        session, "order_report", kind, number, by=by, now=now, after={"cut_off": now.isoformat()}
    )
    return order
