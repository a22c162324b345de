"""Settling a tie in the ranking: a vote of the jury is entered, a lot is drawn (R-063)."""

import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from grants.actions.lock import lock
from grants.actions.record import record
from grants.models.person import Person
from grants.models.ranking_tie import TieSettlement
from grants.models.round import Round
from grants.programme.criteria import TieBreak
from grants.programme.finding import Finding, RulesBroken, insist
from grants.programme.people import Actor
from grants.programme.ranking_tie import Tie, check_places, drawn, next_way, open_ties
from grants.programme.sources import TERMS_OF_ROUND
from grants.programme.stages import ROUND_MOVES, step
from grants.programme.words import Words
from grants.queries.application import terms_of
from grants.queries.ranking import field_of, rank_round
from grants.queries.round_reviewed import scored
from grants.queries.tie_change import no_change_waits, nobody_has_entered, vote_on

SEED_BYTES = 16
NO_TIE = Words(
    "Diese Bewerbungen sind nicht mehr punktgleich.", "These applications are no longer level."
)
NOT_THIS_WAY = Words(
    "Die Regeln der Runde sehen das für diesen Gleichstand jetzt nicht vor.",
    "The terms of the round do not provide for this at this point of the tie.",
)
NO_MINUTES = Words(
    "Schreiben Sie, wie die Jury gestimmt hat und warum.", "Write how the jury voted and why."
)


def enter_vote(
    session: Session,
    round_: Round,
    places: Mapping[str, int],
    minutes: str,
    *,
    by: Actor,
    now: datetime,
) -> TieSettlement:
    """Enter how the jury voted on balance among equals, once; sent twice, it is kept once.

    Raises NoSuchMove when the jury does not meet, RulesBroken when these are not level, reviews
    are missing, the places are no result of a vote, nothing is minuted, or a vote is on record:
    see `tie_change`.
    """
    lock(session, round_)
    there = vote_on(session, round_, frozenset(places))
    if there is not None:
        if (there.places, there.minutes) == (dict(places), minutes.strip()):
            return there
        insist([nobody_has_entered(there)])
    tie = _tie(session, round_, frozenset(places), TieBreak.BALANCE, by=by)
    insist([check_places(tie, places), minuted(minutes)])
    return keep_settlement(
        session, round_, TieBreak.BALANCE, places, minutes=minutes.strip(), by=by, now=now
    )


def draw_lot(
    session: Session, round_: Round, numbers: frozenset[str], *, by: Actor, now: datetime
) -> TieSettlement:
    """Draw a lot among equals, once; its seed is kept, so that anybody can draw it again.

    Raises NoSuchMove when the jury does not meet, RulesBroken when these are not level, reviews
    are missing, the jury has not voted first where the terms say so, or the change of a vote waits
    to be confirmed.
    """
    _tie(session, round_, numbers, TieBreak.LOT, by=by)
    insist([no_change_waits(session, round_)])
    seed = secrets.token_hex(SEED_BYTES)
    return keep_settlement(
        session, round_, TieBreak.LOT, drawn(seed, numbers), seed=seed, by=by, now=now
    )


def _tie(
    session: Session, round_: Round, numbers: frozenset[str], way: TieBreak, *, by: Actor
) -> Tie:
    """The tie among exactly these, as it stands now, whose turn it is to be settled in this way."""
    lock(session, round_)
    step(ROUND_MOVES, "rank", round_.state, by.role)
    insist([replace(scored(session, round_), place="")])  # a late review would undo the lot
    field = field_of(session, round_)
    known = field.settlements
    for tie in open_ties(rank_round(round_, field.candidates)):
        if frozenset(tie.numbers) == numbers:
            turn = next_way(terms_of(round_.terms).selection, tie, known)
            insist([_finding(holds=turn is way, says=NOT_THIS_WAY)])
            return tie
    raise RulesBroken([_finding(holds=False, says=NO_TIE)])


def minuted(minutes: str) -> Finding:
    """Is it written down how the jury voted and why?"""
    return _finding(holds=bool(minutes.strip()), says=NO_MINUTES, place="minutes")


def _finding(*, holds: bool, says: Words, place: str = "") -> Finding:
    return Finding(
        rule="R-063",
        holds=holds,
        claim=Words(
            "Gleichstände werden nach den Regeln der Runde gelöst.",
            "Ties are settled by the terms of the round.",
        ),
        says=says,
        source=TERMS_OF_ROUND,
        place=place,
    )


def keep_settlement(
    session: Session,
    round_: Round,
    way: TieBreak,
    places: Mapping[str, int],
    *,
    by: Actor,
    now: datetime,
    seed: str = "",
    minutes: str = "",
) -> TieSettlement:
    """Write down what a vote or a lot came to; it stays as it is."""
    made = TieSettlement(
        round=round_,
        way=way,
        equals=" ".join(sorted(places)),
        places=dict(places),
        seed=seed,
        minutes=minutes,
        settled_by=session.get_one(Person, by.person_id),
        settled_at=now,
    )
    session.add(made)
    session.flush()
    in_order = sorted(places, key=lambda number: (places[number], number))
    record(
        session,
        "draw_lot" if way is TieBreak.LOT else "enter_vote",
        "round",
        str(round_.number),
        by=by,
        now=now,
        after={"order": [f"{places[number]}. {number}" for number in in_order], "seed": seed},
        reason=minutes,
    )
    return made
