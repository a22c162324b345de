"""Whose turn it is before the results of a round are told."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from grants.models.decision import Decision
from grants.models.release import Release
from grants.programme.finding import Finding
from grants.programme.words import Words, say
from grants.web import filters
from grants.web.language import t
from grants.web.strip import NEXT, NOBODY, TURN, YOU, Cell, Strip

OTHERS = Words("Eine zweite Person", "A second person")
READ = Words("Bescheide lesen, dann freigeben", "Read the letters, then release")


def release_strip(
    pending: Sequence[Decision],
    waiting: Sequence[Release],
    seconds: Mapping[int, Finding],
    *,
    ready: bool,
    now: datetime,
) -> Strip:
    """The cells of the strip; the buttons stand in the page, beside what they need."""
    results = Cell(
        Words("Entschieden, nicht mitgeteilt", "Decided, not told"),
        str(len(pending)),
        Words("Bis zur Freigabe erfährt niemand etwas.", "Nobody is told before the release."),
    )
    if waiting:
        mine = any(second.holds for second in seconds.values())
        since = filters.since(waiting[0].asked_at, now)
        turn = Cell(TURN, YOU if mine else OTHERS, t(f"seit {since}", f"since {since}"))
        asked = say("angefragt von {name}", "asked for by {name}", name=waiting[0].asked_by.name)
        return Strip("you" if mine else "wait", [turn, Cell(NEXT, READ, asked), results])
    if ready:
        turn = Cell(TURN, YOU, Words("als erste Person", "as the first person"))
        step = Words("Freigabe anfragen", "Ask for the release")
        more = Words("danach bestätigt eine zweite Person", "then a second person confirms")
        return Strip("you", [turn, Cell(NEXT, step, more), results])
    turn = Cell(TURN, NOBODY)
    missing = Words("Es fehlt noch etwas", "Something is missing")
    below = Words("siehe unten", "see below")
    return Strip("wait", [turn, Cell(NEXT, missing, below) if pending else Cell(NEXT, NOBODY),
                          results])  # fmt: skip
