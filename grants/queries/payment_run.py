"""Payments on their way: what waits to be paid, the runs, and what the bank said of them."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from grants.models.application import Application
from grants.models.authority import Authority
from grants.models.award import Award
from grants.models.grant import Grant
from grants.models.payment import BankLine, BankStatement, PaymentRequest, PaymentRun
from grants.models.record import Act
from grants.models.round import Round
from grants.programme.people import Actor
from grants.programme.stages import PaymentState
from grants.queries.visible import STAFF

MOST: Final = 60
"""Rows of a page."""
WAITING: Final = (PaymentState.SUBMITTED, PaymentState.HELD, PaymentState.CHECKED)
"""Somebody has to decide on them."""


def ready_to_pay(session: Session, authority: Authority) -> Sequence[PaymentRequest]:
    """The ordered payments of this authority's rounds that are in no run; one statement."""
    grant = joinedload(PaymentRequest.grant)
    return session.scalars(
        select(PaymentRequest)
        .join(Grant, Grant.id == PaymentRequest.grant_id)
        .join(Award, Award.id == Grant.award_id)
        .join(Application, Application.id == Award.application_id)
        .join(Round, Round.id == Application.round_id)
        .where(
            Round.authority_id == authority.id,
            PaymentRequest.state == PaymentState.APPROVED,
            PaymentRequest.run_id.is_(None),
        )
        .options(
            grant.joinedload(Grant.recipient),
            grant.joinedload(Grant.award).joinedload(Award.terms),
        )
        .order_by(PaymentRequest.grant_id, PaymentRequest.ordinal)
    ).all()


def find_run(session: Session, actor: Actor, message: str) -> PaymentRun | None:
    """The run with its payments, for sponsor staff and auditors."""
    if actor.role not in STAFF:
        return None
    grant = selectinload(PaymentRun.requests).joinedload(PaymentRequest.grant)
    return session.scalar(
        select(PaymentRun)
        .where(PaymentRun.message == message)
        .options(joinedload(PaymentRun.made_by), grant.joinedload(Grant.recipient))
    )


def runs(session: Session) -> Sequence[tuple[PaymentRun, int]]:
    """The latest runs, each with how many of its payments are not booked yet; one statement."""
    waits = (
        select(func.count(PaymentRequest.id))
        .where(
            PaymentRequest.run_id == PaymentRun.id, PaymentRequest.state == PaymentState.APPROVED
        )
        .correlate(PaymentRun)
        .scalar_subquery()
    )
    rows = session.execute(
        select(PaymentRun, waits)
        .options(joinedload(PaymentRun.made_by))
        .order_by(PaymentRun.id.desc())
        .limit(MOST)
    )
    return [(row[0], row[1]) for row in rows]


def statements(session: Session) -> Sequence[tuple[BankStatement, int, int]]:
    """The latest statements, each with its number of lines and of those nobody knows."""
    lines = func.count(BankLine.id)
    unknown = lines.filter(BankLine.request_id.is_(None), BankLine.explanation == "")
    rows = session.execute(
        select(BankStatement, lines, unknown)
        .outerjoin(BankLine, BankLine.statement_id == BankStatement.id)
        .options(joinedload(BankStatement.taken_by))
        .group_by(BankStatement.id)
        .order_by(BankStatement.id.desc())
        .limit(MOST)
    )
    return [(row[0], row[1], row[2]) for row in rows]


def find_statement(session: Session, actor: Actor, number: int) -> BankStatement | None:
    """The statement with its lines, for sponsor staff and auditors."""
    if actor.role not in STAFF:
        return None
    line = selectinload(BankStatement.lines)
    return session.scalar(
        select(BankStatement)
        .where(BankStatement.id == number)
        .options(
            joinedload(BankStatement.taken_by),
            line.joinedload(BankLine.request).joinedload(PaymentRequest.grant),
            line.joinedload(BankLine.explained_by),
        )
    )


def waiting_payments(session: Session) -> Sequence[PaymentRequest]:
    """What waits for staff, the oldest first; one statement."""
    grant = joinedload(PaymentRequest.grant)
    return session.scalars(
        select(PaymentRequest)
        .where(PaymentRequest.state.in_(WAITING))
        .options(grant.joinedload(Grant.recipient), joinedload(PaymentRequest.run))
        .order_by(PaymentRequest.submitted_at, PaymentRequest.id)
        .limit(MOST)
    ).all()


def authorities_that_pay(session: Session) -> Sequence[Authority]:
    """Authorities with ordered payments that are in no run; two statements."""
    return session.scalars(
        select(Authority)
        .join(Round, Round.authority_id == Authority.id)
        .join(Application, Application.round_id == Round.id)
        .join(Award, Award.application_id == Application.id)
        .join(Grant, Grant.award_id == Award.id)
        .join(PaymentRequest, PaymentRequest.grant_id == Grant.id)
        .where(PaymentRequest.state == PaymentState.APPROVED, PaymentRequest.run_id.is_(None))
        .options(selectinload(Authority.versions))
        .order_by(Authority.id)
        .distinct()
    ).all()


def fetches_of(session: Session, run: PaymentRun) -> Sequence[Act]:
    """Who fetched the file for the bank, the first one first."""
    return session.scalars(
        select(Act)
        .where(Act.act == "fetch_payment_run", Act.object_number == run.message)
        .order_by(Act.id)
    ).all()
