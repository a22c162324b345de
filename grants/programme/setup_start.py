"""What the set-up of a round needs to begin."""

from typing import Any

from grants.programme.finding import Finding
from grants.programme.round_setup import SOURCE
from grants.programme.words import Words


def check_programme_named(has_one: bool, code: str, names: Any) -> Finding:
    """Is it clear whose round it is: of a programme that is known, or of a new one with a name?"""
    if code:
        holds, place = bool(names), "name_de"
        says = Words(
            "Geben Sie den Namen des neuen Programms in beiden Sprachen ein.",
            "Enter the name of the new programme in both languages.",
        )
    else:
        holds, place = has_one, "code"
        says = Words(
            "Wer leer beginnt, gibt dem neuen Programm ein Kürzel und einen Namen.",
            "Who begins with nothing gives the new programme a code and a name.",
        )
    return Finding(
        rule="PROGRAMME-NAME",
        holds=holds,
        claim=Words("Jede Runde gehört zu einem Programm.", "Each round belongs to a programme."),
        says=says,
        source=SOURCE,
        place=place,
    )
