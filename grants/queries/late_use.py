"""Interest on money that was used late: the hearing on it, what is charged, and since when."""

from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from grants.models.decision import Decision, DecisionState
from grants.models.grant import Grant
from grants.models.late_use import LateUseCharge, LateUseHearing
from grants.models.payment import PaymentRequest
from grants.programme.late_use import first_day_of_interest
from grants.programme.money import Money
from grants.programme.reclaim_interest import InterestPart, interest_parts
from grants.queries.application import terms_of
from grants.queries.base_rate import known_base_rates


def late_use_hearing(session: Session, request: PaymentRequest) -> LateUseHearing | None:
    """The latest hearing on this payment, ended or not; one statement."""
    return session.scalar(
        select(LateUseHearing)
        .where(LateUseHearing.payment_id == request.id)
        .options(joinedload(LateUseHearing.opened_by))
        .order_by(LateUseHearing.id.desc())
        .limit(1)
    )


def charge_under(session: Session, decision: Decision) -> LateUseCharge:
    """What this decision charges, with its hearing and payment; one statement."""
    return session.scalars(
        select(LateUseCharge)
        .where(LateUseCharge.decision_id == decision.id)
        .options(joinedload(LateUseCharge.hearing).joinedload(LateUseHearing.payment))
    ).one()


def charge_on(session: Session, request: PaymentRequest) -> LateUseCharge | None:
    """What is proposed or charged on this payment, the latest; one statement."""
    return session.scalar(
        select(LateUseCharge)
        .join(LateUseCharge.hearing)
        .join(LateUseCharge.decision)
        .where(
            LateUseHearing.payment_id == request.id,
            Decision.state != DecisionState.VOID,
        )
        .options(joinedload(LateUseCharge.decision))
        .order_by(LateUseCharge.id.desc())
        .limit(1)
    )


def interest_charged(charge: LateUseCharge) -> tuple[InterestPart, ...]:
    """The interest by half-year, as it is charged."""
    return interest_parts(charge.idle, charge.first, charge.last, bases_charged(charge))


def bases_charged(charge: LateUseCharge) -> dict[date, Decimal]:
    """The base rates it was worked out with, by the first day of their half-year."""
    return {date.fromisoformat(begins): Decimal(rate) for begins, rate in charge.base_rates.items()}


def first_day_of(request: PaymentRequest) -> date | None:
    """The first day that bears interest by the terms; None while it is not known."""
    if request.paid_on is None or request.use_by is None:
        return None
    since = terms_of(request.grant.award.terms).payments.interest_from
    return first_day_of_interest(since, paid_on=request.paid_on, use_by=request.use_by)


def interest_now(
    session: Session, request: PaymentRequest, idle: Money | None = None
) -> tuple[InterestPart, ...]:
    """The interest on what was paid, or on as much of it as lay idle; nothing while unknown.

    Raises NoBaseRate.
    """
    first, last, amount = first_day_of(request), request.used_on, idle or request.correct
    if first is None or last is None or not amount or last <= (request.use_by or last):
        return ()
    return interest_parts(amount, first, last, known_base_rates(session))


def grant_of_charge(charge: LateUseCharge) -> Grant:
    """Whose money it was."""
    return charge.hearing.payment.grant
