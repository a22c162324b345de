"""What must hold for a meeting of the jury: a quorum, and nobody who votes in their own matter."""

from fractions import Fraction
from math import ceil

from grants.programme.criteria import Selection
from grants.programme.finding import Finding
from grants.programme.sources import TERMS_OF_ROUND
from grants.programme.words import Words, say


def needed_for_quorum(quorum: Fraction, size: int) -> int:
    """How many of the jury must be there; at least one."""
    return max(1, ceil(quorum * size))


def check_quorum(selection: Selection, present: int, size: int) -> Finding:
    """Are enough of the jury there?"""
    needed = needed_for_quorum(selection.quorum, size)
    return Finding(
        rule="JURY-QUORUM",
        holds=present >= needed,
        claim=Words("Die Jury ist beschlussfähig.", "The jury has its quorum."),
        says=say(
            "{present} von {size} Mitgliedern sind anwesend, nötig sind {needed}.",
            "{present} of {size} members are present, {needed} are needed.",
            present=present, size=size, needed=needed,
        ),
        source=TERMS_OF_ROUND,
        place="present",
    )  # fmt: skip
