"""Whose turn it is in a round, what comes next, and when."""

from datetime import datetime
from typing import Any, Final

from flask import url_for
from sqlalchemy.orm import Session

from grants.models.round import Round
from grants.programme.calendar import today
from grants.programme.people import Actor, Role
from grants.programme.stages import ROUND_MOVES, Move, RoundState, holder, label, moves_from
from grants.programme.words import Words, say
from grants.queries.round_ready import findings_before
from grants.web import filters
from grants.web.language import t

R = RoundState
Item = dict[str, Any]
BALL: Final = Words("Am Zug", "Whose turn")
NEXT: Final = Words("Nächster Schritt", "Next step")
NEXT_DATE: Final = Words("Nächster Termin", "Next date")
NONE: Final = Words("Keiner", "None")
WAITING: Final = {
    R.ANNOUNCED: Words("Die Uhr öffnet die Einreichung", "The clock opens the submission"),
    R.OPEN: Words("Die Cluster reichen ein", "Clusters submit"),
    R.EXTENDED: Words("Die Cluster reichen ein", "Clusters submit"),
    R.CLOSED_OUT: Words("Die Uhr archiviert", "The clock archives"),
}


def next_move(round_: Round) -> Move[RoundState] | None:
    """The step that sponsor staff take next; nothing while only time passes."""
    for move in moves_from(ROUND_MOVES, round_.state):
        if Role.SPONSOR in move.by and not move.side:
            return move
    return None


def act_address(round_: Round, move: Move[RoundState]) -> str:
    """Where the step is taken: the ranking has its own page, every other step one for all."""
    if move.act == "rank":
        return url_for("sponsor_ranking.ranking", number=round_.number)
    return url_for("sponsor_round.move", number=round_.number)


def strip_of(session: Session, round_: Round, _actor: Actor, now: datetime) -> Item:
    """The cells of the strip, and the one action where it is our turn."""
    move = next_move(round_)
    return {
        "tone": "you" if move else "wait",
        "cells": [
            {"label": BALL, "strong": _who(round_), "more": _since(round_, now)},
            _next_cell(session, round_, move),
            _date_cell(round_, now),
        ],
        "action": {"address": act_address(round_, move), "words": move.label} if move else None,
    }


def _who(round_: Round) -> Words:
    if round_.state in WAITING:
        return WAITING[round_.state]
    if holder(round_.state) is None:
        return Words("Niemand", "Nobody")
    return Words("Sie", "You")


def _since(round_: Round, now: datetime) -> str:
    since = filters.since(round_.changed_at, now)
    return t(f"seit {since}", f"since {since}")


def _next_cell(session: Session, round_: Round, move: Move[RoundState] | None) -> Item:
    if move is None:
        clocked = [each.label for each in moves_from(ROUND_MOVES, round_.state) if each.system]
        return {"label": NEXT, "strong": [*clocked, NONE][0], "more": ""}
    open_ = [finding for finding in findings_before(session, round_, move.act) if finding.breaks]
    more = open_[0].says if open_ else Words("Alles liegt vor.", "Everything is there.")
    return {"label": NEXT, "strong": move.label, "more": more}


def _date_cell(round_: Round, now: datetime) -> Item:
    if round_.state in (R.DRAFT, R.ANNOUNCED):
        at, words = round_.opens_at, Words("Einreichung öffnet", "Submission opens")
    elif round_.state in (R.OPEN, R.EXTENDED):
        at, words = round_.closes_at, Words("Einreichung endet", "Submission ends")
    else:
        return _milestone_cell(round_, now)
    return {
        "label": words,
        "strong": filters.moment(at),
        "more": filters.distance(at, now),
    }


def _milestone_cell(round_: Round, now: datetime) -> Item:
    ahead = [stone for stone in round_.milestones if stone.on >= today(now)]
    if not ahead:
        none = Words("Keiner geplant", "None planned")
        return {"label": NEXT_DATE, "strong": none, "more": ""}
    more = say(
        "{what}, {distance}",
        "{what}, {distance}",
        what=label(ahead[0].state),
        distance=filters.distance(ahead[0].on, now),
    )
    return {"label": NEXT_DATE, "strong": filters.day(ahead[0].on), "more": more}
