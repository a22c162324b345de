"""Charging interest on money that was used late: after a hearing, with reasons, by two people.

The law leaves it to the authority (§ 49a (4) VwVfG). Doing without is `payment_use.excuse`.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from grants.actions.later_proposal import check_proposer, grant_of, own_equal, propose_later
from grants.actions.ledger_grant import book_late_use
from grants.actions.letter import order_letter
from grants.actions.lock import lock
from grants.actions.payment import move_payment
from grants.actions.proposal_rule import check_state
from grants.actions.record import record
from grants.models.decision import Decision, DecisionKind
from grants.models.late_use import LateUseCharge, LateUseHearing
from grants.models.payment import PaymentRequest
from grants.programme.calendar import today
from grants.programme.finding import Finding, insist
from grants.programme.late_use import LATE_USE_LAW, check_idle, check_interest_known
from grants.programme.money import NOTHING, Money, total
from grants.programme.people import Actor
from grants.programme.reason import check_said
from grants.programme.reclaim import check_payment, check_rates_hold
from grants.programme.reclaim_interest import InterestPart, NoBaseRate, half_year
from grants.programme.revocation import HEARING_LAW, check_hearing
from grants.programme.stages import PaymentState
from grants.programme.words import Words
from grants.queries.base_rate import known_base_rates
from grants.queries.late_use import (
    bases_charged,
    charge_under,
    interest_charged,
    interest_now,
    late_use_hearing,
)

HEARD: Final = Words("das Ergebnis der Anhörung", "what the hearing gave")
DISCRETION: Final = Words("die Ermessenserwägungen", "the exercise of discretion")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeDraft:
    """What an officer writes down; texts in German."""

    idle: Money
    pay_by: date | None
    pay_to: str
    heard_result: str
    discretion: str


def propose_charge(
    session: Session, request: PaymentRequest, draft: ChargeDraft, *, by: Actor, now: datetime
) -> Decision:
    """Propose to charge the interest that follows from days and base rates.

    Raises RulesBroken while the hearing is not over, while a base rate is not known, or when a
    text, the day or the account of payment is missing.
    """
    grant = request.grant
    lock(session, grant)
    lock(session, request)
    hearing = late_use_hearing(session, request)
    parts, missing = _worked_out(session, request, draft.idle)
    amount = total(part.interest for part in parts)
    mine = own_equal(session, Decision.grant_id == grant.id, DecisionKind.CHARGE_LATE_USE, by,
                     reasons=draft.discretion, amount=amount)  # fmt: skip
    if mine is not None and _says(charge_under(session, mine), draft, hearing):
        return mine
    paid = check_idle(draft.idle, request.correct or NOTHING)
    held = [
        check_state(request.state is PaymentState.IDLE and hearing is not None),
        *check_proposer(session, grant, by),
        check_said(draft.heard_result, "heard_result", HEARD, HEARING_LAW),
        check_said(draft.discretion, "discretion", DISCRETION, LATE_USE_LAW),
        paid,
        *([check_interest_known(missing, amount)] if paid.holds else []),
        check_payment(amount or draft.idle, draft.pay_by, draft.pay_to, today(now)),
        _check_heard(hearing, now),
    ]
    insist(held)
    decision = propose_later(
        session,
        grant,
        DecisionKind.CHARGE_LATE_USE,
        held=held,
        reasons=draft.discretion,
        amount=amount,
        by=by,
        now=now,
    )
    session.add(_kept(decision, hearing, draft, parts))
    session.flush()
    return decision


def charge_late_use(
    session: Session, decision: Decision, *, by: Actor, now: datetime
) -> list[Finding]:
    """Claim the interest in the books and order the letter; the payment has reached its end."""
    grant = grant_of(decision)
    lock(session, grant)
    charge = charge_under(session, decision)
    hearing, request = charge.hearing, charge.hearing.payment
    lock(session, request)
    lock(session, hearing)
    held = [
        check_state(request.state is PaymentState.IDLE and hearing.ended_at is None),
        _check_heard(hearing, now),
        check_rates_hold(bases_charged(charge), known_base_rates(session)),
    ]
    insist(held)
    amount = total(part.interest for part in interest_charged(charge))
    hearing.ended_at = now
    move_payment(session, request, "charge_interest", by=by, now=now, reason=decision.reasons)
    record(
        session,
        "charge_late_use",
        "grant",
        grant.number,
        by=by,
        now=now,
        after={
            "payment": request.number,
            "idle": str(charge.idle.decimal),
            "charged": str(amount.decimal),
            "pay_by": charge.pay_by.isoformat(),
        },
        reason=decision.reasons,
    )
    book_late_use(session, grant, amount, decision.id, now)
    order_letter(session, decision, now=now)
    return held


def _worked_out(
    session: Session, request: PaymentRequest, idle: Money
) -> tuple[tuple[InterestPart, ...], date | None]:
    """The interest, or from which day the base rate is not known."""
    try:
        return interest_now(session, request, idle), None
    except NoBaseRate as missing:
        return (), missing.begins


def _check_heard(hearing: LateUseHearing | None, now: datetime) -> Finding:
    return check_hearing(
        answer_until=hearing.answer_until if hearing else None,
        answered_on=hearing.answered_on if hearing else None,
        waived=hearing is not None and hearing.waived,
        today=today(now),
    )


def _says(kept: LateUseCharge, draft: ChargeDraft, hearing: LateUseHearing | None) -> bool:
    """Is this very charge what was proposed?"""
    said = _columns(draft)
    return kept.hearing is hearing and all(getattr(kept, name) == said[name] for name in said)


def _kept(
    decision: Decision,
    hearing: LateUseHearing | None,
    draft: ChargeDraft,
    parts: tuple[InterestPart, ...],
) -> LateUseCharge:
    if hearing is None:
        raise LookupError("nobody was heard")
    return LateUseCharge(
        decision=decision,
        hearing=hearing,
        first=parts[0].first,
        last=parts[-1].last,
        base_rates={half_year(part.first).isoformat(): str(part.base) for part in parts},
        **_columns(draft),
    )


def _columns(draft: ChargeDraft) -> dict[str, Any]:
    return {
        "idle": draft.idle,
        "pay_by": draft.pay_by,
        "pay_to": draft.pay_to.strip(),
        "heard_result": draft.heard_result.strip(),
        "discretion": draft.discretion.strip(),
    }
