"""What the set-up of a round began with, in words."""

from typing import Final

from grants.programme.preset import name_of_preset
from grants.programme.words import Words, say

EMPTY: Final = "empty"
ORIGINS: Final = {
    EMPTY: Words("ohne Vorlage", "without a preset"),
    "file": Words("aus einer Datei", "from a file"),
}


def from_preset(code: str) -> Words:
    """A preset by its name."""
    name = name_of_preset(code)
    return Words(f"Vorlage: {name.de}", f"Preset: {name.en}")


def origin_words(origin: str) -> Words:
    """What stands in `RoundSetup.origin`."""
    kind, _, name = origin.partition(":")
    if kind == "preset":
        return from_preset(name)
    if kind == "round":
        return say("nach Runde {number}", "after round {number}", number=int(name))
    return ORIGINS.get(kind, Words("", ""))
