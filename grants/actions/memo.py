"""Putting the ministry's decision on file: one officer records the memo, a second one confirms."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.actions.lock import lock
from grants.actions.record import record
from grants.models.memo import Memo, MemoState
from grants.models.person import Person
from grants.models.round import Round
from grants.programme.calendar import today
from grants.programme.finding import Finding, insist
from grants.programme.four_eyes import FOUR_EYES, check_open
from grants.programme.memo import check_decided_on, check_same_outcomes
from grants.programme.people import Actor
from grants.programme.reason import check_reason
from grants.programme.release import check_another_releases
from grants.programme.words import Words
from grants.queries.memo import line_of, lines_of, memo_findings, ranked_on, ranking_of
from grants.queries.officer_conflict import check_unbiased_in

KIND = "round"
RULE = "MEMO-OPEN"


def record_memo(
    session: Session,
    round_: Round,
    *,
    author: str,
    file_number: str,
    decided_on: date,
    wording: str,
    by: Actor,
    now: datetime,
) -> Memo:
    """Put down what the ministry decided on everything that is proposed in the round.

    `author` is who decided there. Raises RulesBroken when an application has no proposal, when one
    leaves the ranking without a reason, when the day cannot be, or when a memo waits already.
    """
    lock(session, round_)
    ranking, lines = ranking_of(session, round_), lines_of(session, round_)
    insist([
        _check_none_waits(session, round_),
        check_unbiased_in(session, round_.id, (line.number for line in lines), by),
        *memo_findings(lines),
        check_decided_on(decided_on, ranked_on=ranked_on(ranking), today=today(now)),
    ])  # fmt: skip
    memo = Memo(
        round=round_,
        recommended_by=ranking.by,
        recommended_at=ranking.at,
        author=author.strip(),
        file_number=file_number.strip(),
        decided_on=decided_on,
        wording=wording.strip(),
        outcomes=[line.plain() for line in lines],
        recorded_by=session.get_one(Person, by.person_id),
        recorded_at=now,
    )
    session.add(memo)
    session.flush()
    _record(session, "record_memo", memo, by=by, now=now)
    return memo


def confirm_memo(session: Session, memo: Memo, *, by: Actor, now: datetime) -> Memo:
    """Confirm as the second person that the memo says what the ministry decided.

    Raises RulesBroken when the same person recorded it, when it no longer waits, or when a proposal
    has changed since.
    """
    lock(session, memo.round)
    lock(session, memo)
    same = memo.recorded_by_id == by.person_id
    insist([
        _check_waits(memo),
        check_another_releases(same, memo.recorded_by.name),
        check_unbiased_in(session, memo.round_id, (each["number"] for each in memo.outcomes), by),
        check_same_outcomes(changed_since(session, memo)),
    ])  # fmt: skip
    second = session.get_one(Person, by.person_id)
    memo.state = MemoState.CONFIRMED
    memo.confirmed_by, memo.confirmed_at = second, now
    _record(session, "confirm_memo", memo, by=by, now=now)
    session.flush()
    return memo


def drop_memo(session: Session, memo: Memo, *, reason: str, by: Actor, now: datetime) -> None:
    """Refuse to confirm, or take one's own memo back; the reason is recorded.

    Raises RulesBroken when it no longer waits or no reason is given.
    """
    lock(session, memo.round)
    lock(session, memo)
    insist([_check_waits(memo), check_reason(reason, source=FOUR_EYES)])
    memo.state, memo.voided_at = MemoState.VOID, now
    _record(session, "drop_memo", memo, by=by, now=now, reason=reason)
    session.flush()


def changed_since(session: Session, memo: Memo) -> list[str]:
    """Numbers of applications of which something else is proposed now than the memo says."""
    then = {each["number"]: line_of(each).kind for each in memo.outcomes}
    now = {line.number: line.kind for line in lines_of(session, memo.round)}
    return sorted(
        number for number in then.keys() | now.keys() if then.get(number) is not now.get(number)
    )


def _record(
    session: Session, act: str, memo: Memo, *, by: Actor, now: datetime, reason: str = ""
) -> None:
    record(
        session,
        act,
        KIND,
        str(memo.round.number),
        by=by,
        now=now,
        after={
            "author": memo.author,
            "file_number": memo.file_number,
            "decided_on": memo.decided_on.isoformat(),
            "outcomes": len(memo.outcomes),
        },
        reason=reason,
    )


def _check_none_waits(session: Session, round_: Round) -> Finding:
    waits = session.scalar(
        select(Memo.id).where(Memo.round_id == round_.id, Memo.state == MemoState.RECORDED)
    )
    return Finding(
        rule=RULE,
        holds=waits is None,
        claim=Words("Es wartet kein anderer Vermerk.", "No other memo waits."),
        says=Words(
            "Ein Vermerk dieser Runde wartet schon auf die zweite Person.",
            "A memo of this round already waits for the second person.",
        )
        if waits
        else Words("Keiner wartet.", "None waits."),
        source=FOUR_EYES,
    )


def _check_waits(memo: Memo) -> Finding:
    return check_open(RULE, waits=memo.state is MemoState.RECORDED)
