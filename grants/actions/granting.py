"""Awarding grants: money leaves the cap only here, under the lock of the award's row."""

from datetime import datetime

from sqlalchemy.orm import Session

from grants.actions.ledger_grant import book_grant, of_grant, open_grant
from grants.actions.letter import order_letter
from grants.actions.lock import lock
from grants.actions.move import move
from grants.actions.report_schedule import schedule_reports
from grants.actions.transparency import note_aid
from grants.models.award import Award, PhaseKind
from grants.models.decision import Decision
from grants.models.grant import Grant
from grants.programme.cap import counted_against_cap
from grants.programme.completeness import check_plan_is_in
from grants.programme.finding import Finding, insist
from grants.programme.ledger import EntryKind as K
from grants.programme.people import Actor
from grants.programme.stages import AwardState, GrantState, NoSuchMove
from grants.queries.aid_statement import stated_for
from grants.queries.application import terms_of
from grants.queries.grant_findings import grant_findings
from grants.queries.risk import is_decided_alone, waits_for_plan

READY = {
    "complete": "Antrag vollständig",
    "check_credit": "Bonität geprüft",
    "find_fundable": "Förderfähigkeit festgestellt",
}


def find_fundable(
    session: Session, grant: Grant, *, note: str, by: Actor, now: datetime
) -> list[Finding]:
    """Find the grant complete, the recipient solvent and the plan fundable, step by step.

    Raises RulesBroken when a rule of the programme is broken or the plan was not handed in; then
    nothing is recorded. Raises NoSuchMove for a grant that is decided on together with its project.
    """
    lock(session, grant.award)
    lock(session, grant)
    if not is_decided_alone(grant):
        raise NoSuchMove("find_fundable", grant.state, by.role)
    plan = check_plan_is_in(grant.number, handed_in=not waits_for_plan(grant))
    held = [plan, *grant_findings(session, grant, now=now)]
    insist(held)
    make_fundable(session, grant, note=note, by=by, now=now)
    return held


def make_fundable(session: Session, grant: Grant, *, note: str, by: Actor, now: datetime) -> None:
    """The three findings of an officer before an award, each recorded on its own."""
    for act, meaning in READY.items():
        move_grant(session, grant, act, by=by, now=now, reason=f"{meaning}. {note}".strip())


def award_grant(session: Session, decision: Decision, *, by: Actor, now: datetime) -> list[Finding]:
    """Award the one grant that the decision is about."""
    if decision.grant is None:
        raise LookupError("this decision is not about a grant")
    award = decision.grant.award
    lock(session, award)
    held = commit_grants(session, award, [decision.grant], decision, by=by, now=now)
    if award.state is AwardState.SELECTED:
        of_concept = decision.grant.phase is PhaseKind.CONCEPT
        move_award(session, award, "grant_concept" if of_concept else "grant_whole", by=by, now=now)
    return held


def commit_grants(
    session: Session,
    award: Award,
    grants: list[Grant],
    decision: Decision,
    *,
    by: Actor,
    now: datetime,
) -> list[Finding]:
    """Award these grants together or not at all. The caller holds the lock of the award.

    What is promised may not pass the cap (R-001); the database refuses it once more.
    """
    terms = terms_of(award.terms)
    held: list[Finding] = []
    for grant in grants:
        lock(session, grant)
        held.extend(grant_findings(session, grant, committed=award.committed, now=now))
        asked = counted_against_cap(terms, grant.direct, grant.allowance)
        insist(held)
        if grant.state is GrantState.FUNDABLE:
            move_grant(session, grant, "draft", by=by, now=now)
        open_grant(session, grant, now)
        grant.aid_statement = stated_for(session, grant)
        grant.awarded_at, grant.recipient_size = now, grant.recipient.size
        award.committed += asked
        move_grant(session, grant, "countersign", by=by, now=now)
        move_grant(session, grant, "award", by=by, now=now)
        book_grant(session, grant, of_grant(K.COMMIT, grant, "award_grant", now))
        schedule_reports(session, grant, now=now)
        note_aid(session, grant, now=now)
        order_letter(session, decision, grant=grant, now=now)
    award.changed_at = now
    session.flush()
    return held


def move_grant(
    session: Session,
    grant: Grant,
    act: str,
    *,
    by: Actor | None,
    now: datetime,
    reason: str = "",
    back_to: GrantState | None = None,
) -> None:
    """One recorded step on the road of a grant; `back_to` where it ends a detour."""
    amount = {"amount": str((grant.direct + grant.allowance).decimal)}
    named = ("grant", grant.number)
    move(session, grant, act, named, by=by, now=now, reason=reason, after=amount, back_to=back_to)


def move_award(
    session: Session, award: Award, act: str, *, by: Actor | None, now: datetime, reason: str = ""
) -> None:
    """One recorded step on the road of an award."""
    move(session, award, act, ("award", award.number), by=by, now=now, reason=reason)
