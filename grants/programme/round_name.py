"""What a round is called: its programme as people say it, and its number within it."""

import re
from typing import Final

from grants.programme.words import Words, say

AFTER: Final = re.compile(r" [–(]")
"""Where the part of a programme's name begins that people leave out."""


def short_name(programme: Words) -> Words:
    """InterClust, of "InterClust – Internationalisierung von Spitzenclustern"."""
    return Words(AFTER.split(programme.de)[0], AFTER.split(programme.en)[0])


def round_name(programme: Words, ordinal: int) -> Words:
    """INNET, Runde 1: the round with this number within this programme."""
    if not programme.de:
        return say("Runde {n}", "Round {n}", n=str(ordinal))
    return say(
        "{programme}, Runde {n}", "{programme}, round {n}",
        programme=short_name(programme), n=str(ordinal),
    )  # fmt: skip
