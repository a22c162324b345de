"""Changing a vote among equals that is on record: a reason, and a second person (R-054, R-063)."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from grants.actions.lock import lock
from grants.actions.ranking_tie import keep_settlement, minuted
from grants.actions.record import record
from grants.models.person import Person
from grants.models.ranking_tie import TieSettlement
from grants.models.round import Round
from grants.models.tie_change import TieChange
from grants.programme.criteria import TieBreak
from grants.programme.finding import Finding, insist
from grants.programme.four_eyes import FOUR_EYES, check_open, check_other_person
from grants.programme.people import Actor
from grants.programme.ranking_tie import Tie, check_places
from grants.programme.reason import check_reason
from grants.programme.stages import ROUND_MOVES, step
from grants.programme.words import Words
from grants.queries.tie_change import may_change, no_change_waits, settled_in


def propose_vote_change(
    session: Session,
    vote: TieSettlement,
    places: Mapping[str, int],
    *,
    minutes: str,
    reason: str,
    by: Actor,
    now: datetime,
) -> TieChange:
    """Propose what a recorded vote should have said; a second person confirms it.

    Raises NoSuchMove when the jury no longer meets, RulesBroken when the vote no longer counts or
    a lot followed it, the places are no result of a vote, or the reason is missing.
    """
    round_ = vote.round
    _insist_on_the_vote(session, round_, vote, by)
    tie = Tie(rank=1, numbers=tuple(sorted(vote.places)), at_the_line=True)
    insist([
        no_change_waits(session, round_),
        check_places(tie, places),
        minuted(minutes),
        check_reason(reason, source=FOUR_EYES),
    ])  # fmt: skip
    made = TieChange(
        settlement=vote,
        places=dict(places),
        minutes=minutes.strip(),
        reason=reason.strip(),
        proposed_by=session.get_one(Person, by.person_id),
        proposed_at=now,
    )
    session.add(made)
    session.flush()
    _record(session, "propose_vote_change", made, by=by, now=now)
    return made


def confirm_vote_change(
    session: Session, change: TieChange, *, by: Actor, now: datetime
) -> TieSettlement:
    """Confirm as another person; the vote is entered anew, and the earlier one stays readable.

    Raises NoSuchMove when the jury no longer meets, RulesBroken for whoever proposed it, and when
    the change no longer waits or the vote no longer counts.
    """
    vote = change.settlement
    _insist_on_the_vote(session, vote.round, vote, by)
    lock(session, change)
    insist([
        check_open("TIE-CHANGE", waits=change.confirmed is None),
        another_confirms(change, by),
    ])  # fmt: skip
    _answer(session, change, confirmed=True, by=by, now=now)
    _record(session, "confirm_vote_change", change, by=by, now=now)
    return keep_settlement(
        session, vote.round, TieBreak.BALANCE, change.places, minutes=change.minutes,
        by=by, now=now,
    )  # fmt: skip


def drop_vote_change(session: Session, change: TieChange, *, by: Actor, now: datetime) -> None:
    """Take the proposal back, or refuse it; the vote stays as it is.

    Raises RulesBroken when it no longer waits.
    """
    lock(session, change.settlement.round)
    lock(session, change)
    insist([check_open("TIE-CHANGE", waits=change.confirmed is None)])
    _answer(session, change, confirmed=False, by=by, now=now)
    _record(session, "drop_vote_change", change, by=by, now=now)


def another_confirms(change: TieChange, by: Actor) -> Finding:
    """Is it another person than the one who proposed the change?"""
    return check_other_person(
        change.proposed_by_id == by.person_id,
        claim=Words("Eine zweite Person bestätigt die Änderung.",
                    "A second person confirms the change."),
        refused=Words("Sie haben die Änderung vorgeschlagen. Eine zweite Person muss bestätigen.",
                      "You proposed the change. A second person must confirm it."),
        fine=Words("Sie sind die zweite Person.", "You are the second person."),
    )  # fmt: skip


def _insist_on_the_vote(session: Session, round_: Round, vote: TieSettlement, by: Actor) -> None:
    lock(session, round_)
    step(ROUND_MOVES, "rank", round_.state, by.role)
    insist([
        Finding(
            rule="R-063",
            holds=may_change(vote, settled_in(session, round_)),
            claim=Words("Geändert wird das Votum, das zählt, vor dem Los.",
                        "The vote that counts is changed, before the lot."),
            says=Words("Dieses Votum zählt nicht mehr, oder das Los ist schon gezogen.",
                       "This vote no longer counts, or the lot has been drawn already."),
            source=FOUR_EYES,
        )
    ])  # fmt: skip


def _answer(
    session: Session, change: TieChange, *, confirmed: bool, by: Actor, now: datetime
) -> None:
    person = session.get_one(Person, by.person_id)
    change.confirmed, change.answered_by, change.answered_at = confirmed, person, now
    session.flush()


def _record(session: Session, act: str, change: TieChange, *, by: Actor, now: datetime) -> None:
    record(
        session, act, "round", str(change.settlement.round.number), by=by, now=now,
        before={"order": _order(change.settlement.places)},
        after={"order": _order(change.places)},
        reason=change.reason,
    )  # fmt: skip


def _order(places: Mapping[str, int]) -> list[str]:
    in_order = sorted(places, key=lambda number: (places[number], number))
    return [f"{places[number]}. {number}" for number in in_order]
