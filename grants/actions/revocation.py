"""Revoking or withdrawing a grant after the hearing, within the year, by two people (5.5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from grants.actions.granting import move_grant
from grants.actions.later_proposal import check_proposer, grant_of, own_equal, propose_later
from grants.actions.ledger_grant import (
    book_claim,
    book_grant,
    insist_on_nothing_ordered,
    of_grant,
    open_grant,
)
from grants.actions.letter import order_letter
from grants.actions.lock import lock
from grants.actions.proposal_rule import check_state
from grants.actions.record import record
from grants.models.decision import Decision, DecisionKind
from grants.models.grant import Grant
from grants.models.hearing import Hearing
from grants.models.revocation import Revocation
from grants.programme.calendar import today
from grants.programme.cap import counted_against_cap
from grants.programme.finding import Finding, insist
from grants.programme.ledger import EntryKind as K
from grants.programme.money import NOTHING, Money
from grants.programme.people import Actor
from grants.programme.reason import check_said
from grants.programme.reclaim import (
    RECLAIM_LAW,
    check_interest,
    check_payment,
    check_pieces,
    check_rates_hold,
    check_reclaim,
)
from grants.programme.reclaim_interest import half_years
from grants.programme.revocation import (
    HEARING_LAW,
    LIMIT_LAW,
    Measure,
    check_extent,
    check_hearing,
    check_limit,
)
from grants.programme.roads.grant import GrantState
from grants.programme.words import Words
from grants.queries.application import terms_of
from grants.queries.base_rate import known_base_rates
from grants.queries.hearing import (
    bases_of,
    hearings_of,
    open_hearing,
    revocation_under,
    revoked_allowance,
)

Rates = Mapping[date, Decimal]

TEXTS = {
    "facts": (Words("den Sachverhalt", "the facts"), RECLAIM_LAW),
    "heard_result": (Words("das Ergebnis der Anhörung", "what the hearing gave"), HEARING_LAW),
    "legal_basis": (Words("die Rechtsgrundlage", "the legal basis"), LIMIT_LAW),
    "discretion": (Words("die Ermessenserwägungen", "the exercise of discretion"), LIMIT_LAW),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RevocationDraft:
    """What an officer writes down; texts in German."""

    measure: Measure
    revoked: Money
    allowance: Money = NOTHING
    """How much of it is project allowance."""
    effective_from: date | None = None
    reclaim: Money = NOTHING
    pay_by: date | None = None
    pay_to: str = ""
    facts: str
    heard_result: str
    legal_basis: str
    discretion: str
    interest_from: date | None = None
    interest_until: date | None = None
    interest_waived: str = ""


def propose_revocation(
    session: Session, grant: Grant, draft: RevocationDraft, *, by: Actor, now: datetime
) -> Decision:
    """Propose to take back a grant, as a whole or in part.

    Raises RulesBroken while the hearing is not over, after the last day of the year, or when an
    amount, a text or a base rate is missing or makes no sense.
    """
    lock(session, grant.award)
    lock(session, grant)
    known = known_base_rates(session)
    mine = own_equal(session, Decision.grant_id == grant.id, DecisionKind.REVOKE_GRANT, by,
                     reasons=draft.discretion, amount=draft.revoked)  # fmt: skip
    if mine is not None and _says(revocation_under(session, mine), draft, known):
        return mine
    hearing = open_hearing(session, grant)
    held = [
        check_state(grant.state is GrantState.HEARING and hearing is not None),
        *check_proposer(session, grant, by),
        *(check_said(getattr(draft, name), name, *said) for name, said in TEXTS.items()),
        *_check_amounts(session, draft, grant),
        check_payment(draft.reclaim, draft.pay_by, draft.pay_to, today(now)),
        check_interest(draft.reclaim, draft.interest_from, draft.interest_until,
                       known, draft.interest_waived),
        *limits_on(grant, hearing, today(now)),
    ]  # fmt: skip
    insist(held)
    decision = propose_later(
        session,
        grant,
        DecisionKind.REVOKE_GRANT,
        held=held,
        reasons=draft.discretion,
        amount=draft.revoked,
        by=by,
        now=now,
    )
    session.add(_kept(decision, grant, hearing, draft, known))
    session.flush()
    return decision


def revoke_grant(
    session: Session, decision: Decision, *, by: Actor, now: datetime
) -> list[Finding]:
    """Take the money back: what was committed is free again, and the letter is ordered."""
    grant = grant_of(decision)
    award = grant.award
    lock(session, award)
    lock(session, grant)
    revocation = revocation_under(session, decision)
    hearing = revocation.hearing
    lock(session, hearing)
    held = [
        check_state(grant.state is GrantState.HEARING and hearing.ended_at is None),
        check_extent(revocation.revoked, left_of(grant)),
        _check_pieces(revocation, grant, revoked_allowance(session, grant, but=decision)),
        *limits_on(grant, hearing, today(now)),
        check_rates_hold(bases_of(revocation), known_base_rates(session)),
    ]
    insist(held)
    whole = revocation.revoked == left_of(grant)
    freed = counted_against_cap(
        terms_of(award.terms), revocation.revoked - revocation.allowance, revocation.allowance
    )
    insist_on_nothing_ordered(session, grant)
    open_grant(session, grant, now)
    grant.revoked += revocation.revoked
    award.committed -= freed
    award.changed_at = hearing.ended_at = now
    act = "revoke_partly"
    if whole:
        act = "revoke" if revocation.measure is Measure.REVOKE else "withdraw_award"
    move_grant(session, grant, act, by=by, now=now, reason=decision.reasons)
    session.flush()
    record(
        session,
        "take_back_grant",
        "grant",
        grant.number,
        by=by,
        now=now,
        after={
            "measure": revocation.measure.value,
            "revoked": str(revocation.revoked.decimal),
            "reclaim": str(revocation.reclaim.decimal),
            "committed": str(award.committed.decimal),
        },
        reason=decision.reasons,
    )
    cause = of_grant(K.REVOKE, grant, "take_back_grant", now, decision.id)
    book_grant(session, grant, cause, claimed=revocation.reclaim)
    book_claim(session, revocation, now)
    order_letter(session, decision, now=now)
    return held


def continue_grant(session: Session, grant: Grant, *, by: Actor, now: datetime) -> None:
    """Let a partly revoked grant go on, with what is left of it, where it stood."""
    lock(session, grant)
    heard = hearings_of(session, grant)
    move_grant(session, grant, "continue", by=by, now=now,
               back_to=heard[0].heard_from if heard else None)  # fmt: skip


def left_of(grant: Grant) -> Money:
    """What is left of a grant after earlier revocations, EUR."""
    return grant.direct + grant.allowance - grant.revoked


def limits_on(grant: Grant, hearing: Hearing | None, day: date) -> list[Finding]:
    """Is the hearing over (R-052), and the year not (R-053)? What must come before a proposal."""
    terms = terms_of(grant.award.terms).notification
    heard = check_hearing(
        answer_until=hearing.answer_until if hearing else None,
        answered_on=hearing.answered_on if hearing else None,
        waived=hearing is not None and hearing.waived,
        today=day,
    )
    if hearing is None or hearing.known_on is None:
        return [heard, _unknown()]
    return [heard, check_limit(hearing.known_on, today=day, deceit=hearing.deceit, terms=terms)]


def _check_amounts(session: Session, draft: RevocationDraft, grant: Grant) -> list[Finding]:
    """Its amount first: what is part of it is judged once there is an amount to be part of."""
    extent = check_extent(draft.revoked, left_of(grant))
    if extent.breaks:
        return [extent]
    return [
        extent,
        _check_pieces(draft, grant, revoked_allowance(session, grant)),
        check_reclaim(draft.reclaim, draft.revoked),
    ]


def _check_pieces(
    wanted: RevocationDraft | Revocation, grant: Grant, gone_allowance: Money
) -> Finding:
    """Is each piece of it no more than what earlier revocations left of that piece?"""
    gone_direct = grant.revoked - gone_allowance
    return check_pieces(
        wanted.revoked,
        wanted.allowance,
        granted=max(grant.direct - gone_direct, NOTHING),
        granted_allowance=max(grant.allowance - gone_allowance, NOTHING),
    )


def _unknown() -> Finding:
    return Finding(
        rule="R-053",
        holds=False,
        claim=Words("Der Beginn der Jahresfrist steht fest.", "The limit of one year has begun."),
        says=Words(
            "Tragen Sie bei der Anhörung ein, seit wann alle Tatsachen bekannt sind.",
            "Enter with the hearing since when all facts are known.",
        ),
        source=LIMIT_LAW,
    )


def _kept(
    decision: Decision, grant: Grant, hearing: Hearing | None, draft: RevocationDraft, known: Rates
) -> Revocation:
    if hearing is None:
        raise LookupError("nobody was heard")
    return Revocation(decision=decision, grant=grant, hearing=hearing,
                      **_columns(draft, known))  # fmt: skip


def _says(kept: Revocation, draft: RevocationDraft, known: Rates) -> bool:
    """Is this very revocation what was proposed?"""
    said = _columns(draft, known)
    return all(getattr(kept, name) == said[name] for name in said)


def _columns(draft: RevocationDraft, known: Rates) -> dict[str, Any]:
    """The columns of its record."""
    first, last = draft.interest_from, draft.interest_until
    touched = half_years(first, last) if draft.reclaim and first and last else []
    return {
        "measure": draft.measure,
        "revoked": draft.revoked,
        "allowance": draft.allowance,
        "effective_from": draft.effective_from,
        "reclaim": draft.reclaim,
        "pay_by": draft.pay_by if draft.reclaim else None,
        "pay_to": draft.pay_to.strip() if draft.reclaim else "",
        "interest_from": draft.interest_from if draft.reclaim else None,
        "interest_until": draft.interest_until if draft.reclaim else None,
        "base_rates": {
            begins.isoformat(): str(known[begins]) for begins in touched if begins in known
        },
        "interest_waived": draft.interest_waived.strip(),
        **{name: getattr(draft, name).strip() for name in TEXTS},
    }
