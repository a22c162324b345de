"""What is done with a round: it is made from a preset and goes its road to the archive."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.actions.formal_check import pass_on_for_review
from grants.actions.ledger_round import book_budget
from grants.actions.lock import lock
from grants.actions.move import move
from grants.actions.record import record
from grants.actions.reopen import restore_received
from grants.models.application import Application
from grants.models.authority import Authority
from grants.models.round import Milestone, Programme, Round, TermsVersion
from grants.programme.calendar import today
from grants.programme.currency import check_grant_currency
from grants.programme.finding import Finding, insist
from grants.programme.lateness import takes_late
from grants.programme.money import CURRENCY, Money
from grants.programme.people import Actor
from grants.programme.reason import check_reason
from grants.programme.round_setup import (
    SOURCE,
    check_budget,
    check_ends_ahead,
    check_milestones,
    check_opens_first,
)
from grants.programme.stages import (
    ROUND_MOVES,
    ApplicationState,
    RoundState,
    step,
)
from grants.programme.terms import Terms, terms_as
from grants.programme.words import Words, say
from grants.queries.application import terms_of
from grants.queries.frozen import fingerprint
from grants.queries.round_ready import findings_before

SETTLING = timedelta(minutes=2)
"""So long after the deadline the round closes and drafts expire: what arrived in time may still be
waiting for its turn. Nothing that came later is taken in meanwhile."""
TAKING_IN = (RoundState.OPEN, RoundState.EXTENDED)


def make_round(
    session: Session,
    terms: Terms,
    *,
    programme: Programme,
    number: int,
    ordinal: int | None = None,
    title: Words,
    authority: Authority,
    opens_at: datetime,
    closes_at: datetime,
    budget: Money | None,
    milestones: Mapping[RoundState, date],
    by: Actor | None,
    now: datetime,
) -> Round:
    """A new round in draft with version 1 of its terms.

    `ordinal` is its number within its programme; None where it is the number of its address, too.
    `milestones` names the planned day on which each state begins. `budget` is in EUR; None where
    no figure is known. Raises RulesBroken when the number is taken, a date is out of order, an
    officer names an end that has passed, or the terms pay in another currency than grants are kept
    in (R-017).
    """
    insist([
        _number_is_free(session, number),
        check_opens_first(opens_at, closes_at),
        *([check_ends_ahead(closes_at, now)] if by else []),
        check_budget(budget),
        check_grant_currency(terms, CURRENCY),
        *check_milestones(milestones, today(closes_at)),
    ])  # fmt: skip
    body = terms_as(terms)
    made = Round(
        programme=programme,
        authority=authority,
        number=number,
        ordinal=number if ordinal is None else ordinal,
        title_de=title.de,
        title_en=title.en,
        opens_at=opens_at,
        closes_at=closes_at,
        budget=budget,
        changed_at=now,
    )
    TermsVersion(
        round=made,
        version=1,
        body=body,
        sha256=fingerprint(body),
        created_at=now,
        created_by_id=by.person_id if by else None,
    )
    for state, on in milestones.items():
        Milestone(round=made, on=on, state=state)
    session.add(made)
    session.flush()
    record(
        session,
        "make_round",
        "round",
        str(number),
        by=by,
        now=now,
        after={
            "preset": terms.code,
            "terms_sha256": made.terms.sha256,
            "opens_at": opens_at.isoformat(),
            "closes_at": closes_at.isoformat(),
            "budget": str(budget.decimal) if budget is not None else None,
        },
    )
    book_budget(session, made, "make_round", now)
    return made


def move_round(
    session: Session,
    round_: Round,
    act: str,
    *,
    by: Actor | None,
    now: datetime,
    reason: str = "",
) -> Round:
    """One step on the road of the round; `by` is None when the clock acts.

    Beginning the review passes every application on that is formally in order. Closing lets the
    drafts expire, or the beginning of the formal check where the round takes late ones. Raises
    NoSuchMove when the road has no such step, RulesBroken when something that the step needs is
    missing.
    """
    lock(session, round_)
    step(ROUND_MOVES, act, round_.state, by.role if by else None)
    more = [check_reason(reason, source=SOURCE)] if act == "cancel" else []
    if act == "announce" and by is not None:
        more.append(check_ends_ahead(round_.closes_at, now))
    insist([*findings_before(session, round_, act), *more])
    if act == "review":
        pass_on_for_review(session, round_, by=by, now=now)
    if act in ("close", "check"):
        _expire_drafts(session, round_, spare_late=act == "close", now=now)
    move(session, round_, act, ("round", str(round_.number)), by=by, now=now, reason=reason)
    session.flush()
    return round_


def open_and_close_due_rounds(session: Session, *, now: datetime) -> int:
    """What the clock does: open and close every round whose time has come.

    A round closes a little after its deadline. Returns how many steps were taken. A round that
    opened and closed while the clock stood still takes both steps, in their order. Each round is
    asked again under its lock: its dates may have been changed while the clock waited for it.
    """
    steps = 0
    due = (
        select(Round)
        .where(Round.state == RoundState.ANNOUNCED, Round.opens_at <= now)
        .order_by(Round.number)
    )
    for round_ in session.scalars(due).all():
        lock(session, round_)
        if round_.state is RoundState.ANNOUNCED and round_.opens_at <= now:
            move_round(session, round_, "open", by=None, now=now)
            steps += 1
    over = (
        select(Round)
        .where(
            Round.state.in_(TAKING_IN),
            Round.closes_at < now - SETTLING,
        )
        .order_by(Round.number)
    )
    for round_ in session.scalars(over).all():
        lock(session, round_)
        if round_.state in TAKING_IN and round_.closes_at < now - SETTLING:
            move_round(session, round_, "close", by=None, now=now)
            steps += 1
    return steps


def note_told_rounds(session: Session, *, now: datetime) -> int:
    """What the clock does: a round is told once all that was decided is released and printed.

    Returns how many rounds went on.
    """
    decided = select(Round).where(Round.state == RoundState.DECIDED).order_by(Round.number)
    told = 0
    for round_ in session.scalars(decided).all():
        if all(finding.holds for finding in findings_before(session, round_, "notify")):
            move_round(session, round_, "notify", by=None, now=now)
            told += 1
    return told


def _expire_drafts(session: Session, round_: Round, *, spare_late: bool, now: datetime) -> None:
    drafts = (
        select(Application)
        .where(Application.round_id == round_.id, Application.state == ApplicationState.DRAFT)
        .order_by(Application.id)
        .with_for_update()
    )
    for draft in session.scalars(drafts).all():
        if restore_received(session, draft, now=now):
            continue
        if spare_late and takes_late(terms_of(draft.terms)):
            continue
        move(session, draft, "expire", ("application", draft.number), by=None, now=now)


def _number_is_free(session: Session, number: int) -> Finding:
    taken = session.scalar(select(Round.id).where(Round.number == number)) is not None
    return Finding(
        rule="ROUND-NUMBER",
        holds=number >= 1 and not taken,
        claim=Words("Jede Runde hat ihre eigene Nummer.", "Each round has its own number."),
        says=say("Runde {number} gibt es schon.", "There is a round {number} already.",
                 number=str(number)),
        source=SOURCE,
        place="number",
    )  # fmt: skip
