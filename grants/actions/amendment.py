"""Amending an awarded grant: proposed by one officer, carried out by a second under the locks."""

from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from grants.actions.amendment_request import AMENDABLE, draft_from_request, grant_request
from grants.actions.later_proposal import check_proposer, grant_of, own_equal, propose_later
from grants.actions.ledger_grant import book_grant, insist_on_nothing_ordered, of_grant, open_grant
from grants.actions.letter import order_letter
from grants.actions.lock import lock
from grants.actions.plan_record import keep_cells
from grants.actions.proposal_rule import check_state
from grants.actions.record import record
from grants.actions.report_schedule import move_reports
from grants.actions.transparency import note_aid
from grants.models.amendment import Amendment
from grants.models.award import Award
from grants.models.decision import Decision, DecisionKind
from grants.models.grant import Grant
from grants.programme.amendment import (
    LAW,
    GrantFigures,
    as_kept,
    check_changes,
    check_financed,
    check_not_below_revoked,
    check_positions,
    check_unchanged,
    from_kept,
)
from grants.programme.cap import counted_against_cap
from grants.programme.finding import Finding, insist
from grants.programme.flexibility import check_gains
from grants.programme.ledger import EntryKind as K
from grants.programme.money import Money
from grants.programme.people import Actor
from grants.programme.reason import check_said
from grants.programme.words import Words
from grants.queries.amendment import amendment_under, figures_of
from grants.queries.application import terms_of
from grants.queries.grant_findings import grant_findings
from grants.queries.plan_line import plannable_lines

REASONS = Words("die Begründung der Abweichung", "the reasons for departing")


def propose_amendment(
    session: Session,
    grant: Grant,
    after: GrantFigures,
    *,
    requested_on: date | None,
    deviates: bool = False,
    reasons: str = "",
    by: Actor,
    now: datetime,
) -> Decision:
    """Propose other figures for an awarded grant; nothing changes before a second person signs.

    Every rule of the programme is asked as if the grant had them already. Raises RulesBroken when
    one is broken, or when the letter has to give reasons and there are none (R-056).
    """
    lock(session, grant.award)
    lock(session, grant)
    mine = own_equal(session, Decision.grant_id == grant.id, DecisionKind.AMEND_GRANT, by,
                     reasons=reasons, amount=after.amount)  # fmt: skip
    if mine is not None and _asks_for(
        amendment_under(session, mine), after, requested_on=requested_on, deviates=deviates
    ):
        return mine
    before = figures_of(grant)
    needs = deviates or requested_on is None or after.amount < before.amount
    held = [
        check_state(grant.state in AMENDABLE),
        *check_proposer(session, grant, by),
        check_changes(before, after),
        _known(grant, before, after),
        check_financed(after),
        check_not_below_revoked(after, grant.revoked),
        *([check_said(reasons, "reasons", REASONS, LAW)] if needs else []),
    ]
    insist(held)
    held += [*findings_as_if(session, grant, after, now), *_gains(grant, before, after)]
    insist(held)
    decision = propose_later(
        session,
        grant,
        DecisionKind.AMEND_GRANT,
        held=held,
        reasons=reasons,
        amount=after.amount,
        by=by,
        now=now,
    )
    session.add(
        Amendment(
            decision=decision,
            grant=grant,
            requested_on=requested_on,
            deviates=deviates,
            before=as_kept(before),
            after=as_kept(after),
        )
    )
    session.flush()
    draft_from_request(session, decision, grant, requested_on)
    return decision


def amend_grant(session: Session, decision: Decision, *, by: Actor, now: datetime) -> list[Finding]:
    """Give the grant its new figures, under the locks of award and grant.

    More money is held against the cap once more (R-001), and with it against the round's budget:
    selecting the cluster promised it the whole cap (R-015). Less money frees what was committed.
    """
    grant = grant_of(decision)
    award = grant.award
    lock(session, award)
    lock(session, grant)
    amendment = amendment_under(session, decision)
    before, after = from_kept(amendment.before), from_kept(amendment.after)
    held = [
        check_state(grant.state in AMENDABLE),
        check_unchanged(before, figures_of(grant)),
        _known(grant, before, after),
        check_not_below_revoked(after, grant.revoked),
        check_financed(after),
    ]
    insist(held)
    more = counted(award, after) - counted(award, before)
    insist_on_nothing_ordered(session, grant)
    open_grant(session, grant, now)
    _apply(grant, after, now)
    held += grant_findings(session, grant, committed=award.committed + more, now=now)
    held += _gains(grant, before, after)
    insist(held)
    award.committed += more
    award.changed_at = now
    amendment.ordinal = _next_ordinal(session, grant)
    session.flush()
    if after.ends_on != before.ends_on:
        move_reports(session, grant, now=now)
    record(
        session,
        "amend_grant",
        "grant",
        grant.number,
        by=by,
        now=now,
        before=amendment.before,
        after={**amendment.after, "ordinal": amendment.ordinal},
        reason=decision.reasons,
    )
    note_aid(session, grant, now=now)
    book_grant(session, grant, of_grant(K.AMEND, grant, "amend_grant", now, amendment.ordinal))
    grant_request(session, decision, grant, by=by, now=now)
    order_letter(session, decision, now=now)
    return held


def findings_as_if(
    session: Session, grant: Grant, after: GrantFigures, now: datetime
) -> list[Finding]:
    """What the rules would say of the grant with these figures; nothing stays changed."""
    award, before = grant.award, figures_of(grant)
    more = counted(award, after) - counted(award, before)
    lines, parts = [(line, line.amount) for line in grant.lines], list(grant.plan_lines)
    revision, changed_at, own_funds = grant.revision, grant.changed_at, grant.own_funds
    with session.no_autoflush:
        _apply(grant, after, now)
        found = grant_findings(session, grant, committed=award.committed + more, now=now)
        _apply(grant, before, changed_at)
        grant.lines, grant.plan_lines = [line for line, _ in lines], parts
        for line, amount in lines:
            line.amount = amount
        grant.revision, grant.own_funds = revision, own_funds
    return found


def counted(award: Award, figures: GrantFigures) -> Money:
    """What a grant with these figures takes from the cluster's cap."""
    return counted_against_cap(terms_of(award.terms), figures.direct, figures.allowance)


def _asks_for(
    amendment: Amendment, after: GrantFigures, *, requested_on: date | None, deviates: bool
) -> bool:
    asked = (amendment.requested_on, amendment.deviates, amendment.after)
    return asked == (requested_on, deviates, as_kept(after))


def _known(grant: Grant, before: GrantFigures, after: GrantFigures) -> Finding:
    return check_positions(before, after, [line.code for line in plannable_lines(grant)])


def _gains(grant: Grant, before: GrantFigures, after: GrantFigures) -> list[Finding]:
    """What becomes free in each position that gets more (R-035)."""
    old, new, terms = before.by_category, after.by_category, terms_of(grant.award.terms)
    names = {line.code: line.name for line in plannable_lines(grant)}
    names = {code: names.get(code, Words(code, code)) for code in new}
    return check_gains(terms, old, new, names)


def _apply(grant: Grant, after: GrantFigures, now: datetime) -> None:
    cells = {cell: money for cell, money in after.cells.items() if money}
    old = {(line.category, line.year): line.amount for line in grant.lines}
    grant.ends_on = after.ends_on
    grant.costs, grant.direct, grant.allowance = after.costs, after.direct, after.allowance
    grant.own_funds, grant.own_in_kind = after.own_funds, after.own_in_kind
    grant.third_party, grant.other_public = after.third_party, after.other_public
    keep_cells(grant, cells)
    grant.plan_lines = [
        line
        for line in grant.plan_lines
        if cells.get((line.category, line.year)) == old.get((line.category, line.year))
    ]
    grant.revision += 1
    grant.changed_at = now


def _next_ordinal(session: Session, grant: Grant) -> int:
    last = session.scalar(select(func.max(Amendment.ordinal)).where(Amendment.grant_id == grant.id))
    return (last or 0) + 1
