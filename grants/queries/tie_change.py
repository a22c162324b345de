"""Votes among equals that are on record, and changes of them that wait for a second person."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from grants.models.ranking_tie import TieSettlement
from grants.models.round import Round
from grants.models.tie_change import TieChange
from grants.programme.calendar import ZONE
from grants.programme.criteria import TieBreak
from grants.programme.finding import Finding
from grants.programme.four_eyes import FOUR_EYES
from grants.programme.words import Words, say


def vote_on(session: Session, round_: Round, numbers: frozenset[str]) -> TieSettlement | None:
    """The vote on exactly these that counts, if there is one."""
    return session.scalar(
        select(TieSettlement)
        .where(
            TieSettlement.round_id == round_.id,
            TieSettlement.way == TieBreak.BALANCE,
            TieSettlement.equals == " ".join(sorted(numbers)),
        )
        .order_by(TieSettlement.id.desc())
        .limit(1)
    )


def may_change(vote: TieSettlement, settled: Sequence[TieSettlement]) -> bool:
    """Is it the vote that counts on these, and did no lot follow it?"""
    equals = set(vote.places)
    later = [each for each in settled if each.id > vote.id]
    return vote.way is TieBreak.BALANCE and not any(
        each.equals == vote.equals or (each.way is TieBreak.LOT and equals & set(each.places))
        for each in later
    )


def settled_in(session: Session, round_: Round) -> list[TieSettlement]:
    """Every vote and every lot of the round, the latest first."""
    return list(
        session.scalars(
            select(TieSettlement)
            .where(TieSettlement.round_id == round_.id)
            .options(joinedload(TieSettlement.settled_by))
            .order_by(TieSettlement.id.desc())
        )
    )


def changes_in(session: Session, round_: Round) -> list[TieChange]:
    """What was proposed to change votes of the round, the latest first."""
    return list(
        session.scalars(
            select(TieChange)
            .join(TieChange.settlement)
            .where(TieSettlement.round_id == round_.id)
            .options(joinedload(TieChange.proposed_by), joinedload(TieChange.answered_by))
            .order_by(TieChange.id.desc())
        )
    )


def no_change_waits(session: Session, round_: Round) -> Finding:
    """Does no change of a vote wait for its second person?"""
    waits = any(each.confirmed is None for each in changes_in(session, round_))
    return Finding(
        rule="R-063",
        holds=not waits,
        claim=Words("Keine Änderung eines Votums ist offen.", "No change of a vote is open."),
        says=Words(
            "Die Änderung eines Votums wartet auf die zweite Person. Bestätigen oder verwerfen Sie"
            " sie zuerst.",
            "The change of a vote waits for the second person. Confirm or drop it first.",
        ),
        source=FOUR_EYES,
    )


def nobody_has_entered(there: TieSettlement) -> Finding:
    """Has nobody else recorded a vote on these? Said where somebody has."""
    at = there.settled_at.astimezone(ZONE)
    order = sorted(there.places, key=lambda number: (there.places[number], number))
    return Finding(
        rule="R-063",
        holds=False,
        claim=Words("Ein Votum wird einmal festgehalten.", "A vote is recorded once."),
        says=say(
            "Das Votum ist inzwischen festgehalten: {name}, {day}, {time} Uhr ({order})."
            " Ändern lässt es sich unten, mit Grund und zweiter Person.",
            "The vote has been recorded meanwhile: {name}, {day}, {time} ({order})."
            " It can be changed below, with a reason and a second person.",
            name=there.settled_by.name,
            day=at.date(),
            time=f"{at:%H:%M}",
            order=", ".join(f"{there.places[number]}. {number}" for number in order),
        ),
        source=FOUR_EYES,
    )
