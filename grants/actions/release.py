"""Telling what was decided: one officer asks, a second one confirms, and all of it happens at once.

Until then nothing of a result leaves the house: no state changes, no award, no letter. Locks are
taken in this order: the release, its decisions by their numbers, the round, the applications.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from grants.actions.letter import order_letter
from grants.actions.lock import lock
from grants.actions.record import record
from grants.actions.round import move_round
from grants.actions.selection import put_on_reserve, reject_application, select_application
from grants.models.decision import Decision, DecisionKind
from grants.models.person import Person
from grants.models.release import Release, ReleaseScope, ReleaseState
from grants.models.round import Round
from grants.papers.letter import KINDS
from grants.programme.finding import Finding, insist
from grants.programme.four_eyes import FOUR_EYES, check_open, nothing_open
from grants.programme.people import Actor
from grants.programme.reason import check_reason
from grants.programme.release import check_another_releases
from grants.programme.stages import RoundState
from grants.programme.words import Words
from grants.queries.officer_conflict import check_unbiased_in
from grants.queries.release import batch_findings, in_order, pending_of, single_findings

TELL = {
    DecisionKind.SELECT: select_application,
    DecisionKind.RESERVE: put_on_reserve,
    DecisionKind.REJECT: reject_application,
}
"""What becomes of the application at the moment of its release."""
RULE = "RELEASE-OPEN"


def ask_for_release(session: Session, round_: Round, *, by: Actor, now: datetime) -> Release:
    """Ask to tell everything that is decided in the round, all at one moment.

    Raises RulesBroken when an application has no outcome yet, when the ministry's memo does not
    cover one of them, or when it was asked for before by somebody else. Asked for twice by the same
    person, it is asked for once.
    """
    decisions = _held(session, round_)
    lock(session, round_)
    mine = _asked_just_now(decisions, ReleaseScope.BATCH, by)
    if mine is not None:
        return mine
    insist([
        _check_not_asked(decisions),
        check_unbiased_in(session, round_.id, (one.number for one in decisions), by),
        *batch_findings(session, round_, decisions),
    ])  # fmt: skip
    return _ask(session, round_, ReleaseScope.BATCH, decisions, by=by, now=now)


def ask_for_single_release(
    session: Session, decision: Decision, *, by: Actor, now: datetime
) -> Release:
    """Ask to tell one result by itself: a formal rejection, or what came after the batch.

    Raises RulesBroken when it is told together with the others, or when it was asked for before.
    """
    lock(session, decision)
    if decision.application is None:
        raise LookupError("only the outcome of an application is released")
    round_ = decision.application.round
    lock(session, round_)
    mine = _asked_just_now([decision], ReleaseScope.SINGLE, by)
    if mine is not None:
        return mine
    untold = decision in session.scalars(pending_of(round_.id)).all()
    insist([
        check_open(RULE, waits=untold and decision.release_id is None),
        check_unbiased_in(session, round_.id, [decision.number], by),
        *single_findings(session, round_, decision),
    ])  # fmt: skip
    return _ask(session, round_, ReleaseScope.SINGLE, [decision], by=by, now=now)


def confirm_release(session: Session, release: Release, *, by: Actor, now: datetime) -> Release:
    """Tell the results as the second person: states, awards and letters in this transaction.

    With the joint release the selection of the round is decided; no press is needed for that.
    Raises RulesBroken when the same person asked, when it is no longer open, or when a rule that
    held then is broken now; then nothing happens and nobody is told anything.
    """
    lock(session, release)
    if release.state is ReleaseState.RELEASED and release.released_by_id == by.person_id:
        return release
    insist([_check_waits(release), check_second(release, by)])
    decisions = _held(session, release.round, release)
    lock(session, release.round)
    numbers = (one.number for one in decisions)
    insist([
        check_unbiased_in(session, release.round_id, numbers, by),
        *_findings(session, release, decisions),
    ])  # fmt: skip
    second = session.get_one(Person, by.person_id)
    release.state = ReleaseState.RELEASED
    release.released_by, release.released_at = second, now
    session.flush()
    for decision in decisions:
        TELL[decision.kind](session, decision, by=by, now=now)
        decision.released_at = now
    session.flush()
    for decision in decisions:
        if decision.kind in KINDS:
            order_letter(session, decision, now=now)
    _record(session, "confirm_release", release, decisions, by=by, now=now)
    session.flush()
    if release.scope is ReleaseScope.BATCH and release.round.state is RoundState.RANKED:
        move_round(session, release.round, "decide", by=by, now=now)
    return release


def drop_release(
    session: Session, release: Release, *, reason: str, by: Actor, now: datetime
) -> None:
    """Refuse to confirm, or take one's own request back; the decisions stay as they are.

    Raises RulesBroken when it is no longer open or no reason is given.
    """
    lock(session, release)
    insist([_check_waits(release), check_reason(reason, source=FOUR_EYES)])
    decisions = _held(session, release.round, release)
    release.state, release.voided_at = ReleaseState.VOID, now
    _record(session, "drop_release", release, decisions, by=by, now=now, reason=reason)
    for decision in decisions:
        decision.release = None
    session.flush()


def check_second(release: Release, by: Actor) -> Finding:
    """Does another person confirm than the one who asked (R-054)?"""
    return check_another_releases(release.asked_by_id == by.person_id, release.asked_by.name)


def _asked_just_now(
    decisions: Sequence[Decision], scope: ReleaseScope, by: Actor
) -> Release | None:
    """The release of exactly these that this very person asked for: a button pressed twice."""
    asked = {decision.release for decision in decisions}
    if len(asked) != 1:
        return None
    (release,) = asked
    same = release is not None and release.scope is scope
    return release if same and release and release.asked_by_id == by.person_id else None


def _held(session: Session, round_: Round, release: Release | None = None) -> list[Decision]:
    """What is decided and not told, locked by number; all of the round or all of one release."""
    found = pending_of(round_.id)
    if release is not None:
        found = found.where(Decision.release_id == release.id)
    locked = found.with_for_update(of=Decision).execution_options(populate_existing=True)
    return in_order(list(session.scalars(locked)))


def _ask(
    session: Session,
    round_: Round,
    scope: ReleaseScope,
    decisions: Sequence[Decision],
    *,
    by: Actor,
    now: datetime,
) -> Release:
    release = Release(
        round=round_,
        scope=scope,
        asked_by=session.get_one(Person, by.person_id),
        asked_at=now,
    )
    session.add(release)
    for decision in decisions:
        decision.release = release
    session.flush()
    _record(session, "ask_for_release", release, decisions, by=by, now=now)
    return release


def _findings(
    session: Session, release: Release, decisions: Sequence[Decision]
) -> Sequence[Finding]:
    if release.scope is ReleaseScope.BATCH:
        return batch_findings(session, release.round, decisions)
    if not decisions:
        return [nothing_open(RULE)]
    return single_findings(session, release.round, decisions[0])


def _record(
    session: Session,
    act: str,
    release: Release,
    decisions: Sequence[Decision],
    *,
    by: Actor,
    now: datetime,
    reason: str = "",
) -> None:
    told = {kind.value: _numbers(decisions, kind) for kind in TELL}
    record(
        session,
        act,
        "round",
        str(release.round.number),
        by=by,
        now=now,
        after={"scope": release.scope.value, "asked_by": release.asked_by.name, **told},
        reason=reason,
    )


def _numbers(decisions: Sequence[Decision], kind: DecisionKind) -> list[str]:
    return [decision.number for decision in decisions if decision.kind is kind]


def _check_waits(release: Release) -> Finding:
    if release.state is not ReleaseState.VOID:
        return check_open(RULE, waits=release.state is ReleaseState.ASKED)
    return Finding(
        rule=RULE,
        holds=False,
        claim=Words("Die Freigabe ist noch offen.", "The release is still open."),
        says=Words(
            "Diese Freigabe gilt nicht mehr: Sie wurde zurückgenommen, oder eines ihrer Ergebnisse"
            " wurde zurückgegeben. Freigegeben ist nichts.",
            "This release no longer holds: it was taken back, or one of its results was returned."
            " Nothing was released.",
        ),
        source=FOUR_EYES,
    )


def _check_not_asked(decisions: Sequence[Decision]) -> Finding:
    asked = any(decision.release_id is not None for decision in decisions)
    return Finding(
        rule=RULE,
        holds=not asked,
        claim=Words("Keine andere Freigabe ist offen.", "No other release is open."),
        says=Words(
            "Für diese Runde wartet schon eine Freigabe auf die zweite Person.",
            "A release of this round already waits for the second person.",
        )
        if asked
        else Words("Keine wartet.", "None waits."),
        source=FOUR_EYES,
    )
