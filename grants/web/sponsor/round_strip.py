"""Whose turn it is in a round, what comes next, and when."""

from datetime import datetime
from typing import Final

from flask import url_for
from sqlalchemy.orm import Session

from grants.models.round import Round
from grants.programme.calendar import today
from grants.programme.finding import Finding
from grants.programme.people import Role
from grants.programme.stages import ROUND_MOVES, Move, RoundState, label, moves_from
from grants.programme.words import Words, say
from grants.queries.formal_check import awaited_until
from grants.queries.round_ready import findings_before
from grants.web import filters
from grants.web.language import t
from grants.web.strip import NEXT, NOBODY, NOTHING_TO_DO, TURN, YOU, Cell, Step, Strip

R = RoundState
NEXT_DATE: Final = Words("Nächster Termin", "Next date")
NONE: Final = NOTHING_TO_DO
WAITING: Final = {
    R.ANNOUNCED: Words("Die Uhr öffnet die Einreichung", "The clock opens the submission"),
    R.OPEN: Words("Die Cluster reichen ein", "Clusters submit"),
    R.EXTENDED: Words("Die Cluster reichen ein", "Clusters submit"),
    R.DECIDED: Words("Der Versand der Bescheide", "The making of the letters"),
    R.RUNNING: Words("Empfänger und wir, in den Fällen", "Recipients and we, in the cases"),
    R.CLOSED_OUT: Words("Die Uhr archiviert", "The clock archives"),
}
PLACES: Final = {
    "formal-check": Words("Formale Prüfung öffnen", "Open the formal check"),
    "jury": Words("Jury öffnen", "Open the jury"),
    "meeting": Words("Jurysitzung öffnen", "Open the jury meeting"),
    "ranking": Words("Rangliste öffnen", "Open the ranking"),
    "release": Words("Freigabe öffnen", "Open the release"),
    "decisions": Words("Entscheidungen öffnen", "Open the decisions"),
}
"""Where something that is missing is healed, and what the button there says."""


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


def strip_of(session: Session, round_: Round, now: datetime, *, here: str = "") -> Strip:
    """The cells of the strip, and the one action where it is our turn.

    While something is missing, the action leads to where it is healed, unless that is `here`.
    """
    move = next_move(round_)
    missing = _missing(session, round_, move)
    papers = _papers(session, round_, now)
    ours = move is not None and (missing is None or bool(missing.place)) and papers is None
    return Strip(
        "you" if ours else "wait",
        (
            papers or Cell(TURN, YOU if ours else _who(round_), _since(round_, now)),
            _next_cell(round_, move, missing),
            _date_cell(round_, now),
        ),
        _action(round_, move, missing, here) if ours and move else None,
    )


def _papers(session: Session, round_: Round, now: datetime) -> Cell | None:
    """Whose turn it is while the check only waits for papers of applicants."""
    if round_.state is not R.FORMAL_CHECK:
        return None
    day = awaited_until(session, round_, today(now))
    more = day and say("Unterlagen bis {day}", "papers by {day}", day=day)
    return Cell(TURN, Words("Bewerber", "Applicants"), more) if more else None


def _missing(session: Session, round_: Round, move: Move[RoundState] | None) -> Finding | None:
    """What is missing first for the next step; the ranking itself is that step."""
    if move is None:
        return None
    for finding in findings_before(session, round_, move.act):
        if finding.breaks and finding.rule != "ROUND-RANKED":
            return finding
    return None


def _action(
    round_: Round, move: Move[RoundState], missing: Finding | None, here: str
) -> Step | None:
    if missing is None:
        return Step(act_address(round_, move), move.label)
    if missing.place == here:
        return None
    address = url_for("sponsor_round.round_", number=round_.number)
    return Step(f"{address}/{missing.place}", PLACES[missing.place])


def _who(round_: Round) -> Words:
    return WAITING.get(round_.state, NOBODY)


def _since(round_: Round, now: datetime) -> str:
    since = filters.since(round_.changed_at, now)
    return t(f"seit {since}", f"since {since}")


def _next_cell(round_: Round, move: Move[RoundState] | None, missing: Finding | None) -> Cell:
    if move is None:
        clocked = [each.label for each in moves_from(ROUND_MOVES, round_.state) if each.system]
        return Cell(NEXT, [*clocked, NONE][0])
    more = missing.says if missing else Words("Alles liegt vor.", "Everything is there.")
    return Cell(NEXT, move.label, more)


def _date_cell(round_: Round, now: datetime) -> Cell:
    if round_.state in (R.DRAFT, R.ANNOUNCED):
        at, words = round_.opens_at, Words("Einreichung öffnet", "Submission opens")
    elif round_.state in (R.OPEN, R.EXTENDED):
        at, words = round_.closes_at, Words("Einreichung endet", "Submission ends")
    else:
        return _milestone_cell(round_, now)
    return Cell(words, filters.ends(at), filters.distance(at, now))


def _milestone_cell(round_: Round, now: datetime) -> Cell:
    road = list(R)
    reached = road.index(round_.state)
    # A step that was taken early has no date ahead any more.
    ahead = [
        stone
        for stone in round_.milestones
        if stone.on >= today(now) and road.index(stone.state) > reached
    ]
    if not ahead:
        none = Words("Keiner geplant", "None planned")
        return Cell(NEXT_DATE, none)
    more = say(
        "{what}, {distance}",
        "{what}, {distance}",
        what=label(ahead[0].state),
        distance=filters.distance(ahead[0].on, now),
    )
    return Cell(NEXT_DATE, filters.day(ahead[0].on), more)
