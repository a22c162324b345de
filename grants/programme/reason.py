"""Who decides against somebody, or moves a date, says why."""

from typing import Final

from grants.programme.finding import Finding
from grants.programme.words import Words

GIVE_REASON: Final = Words("Geben Sie den Grund an.", "Give the reason.")


def check_reason(
    text: str, place: str = "reason", *, source: Words, says: Words = GIVE_REASON
) -> Finding:
    """Was a reason written into the field at `place`?"""
    return Finding(
        rule="REASON",
        holds=bool(text.strip()),
        claim=Words("Jeder Schritt hat seine Begründung.", "Every step has its reason."),
        says=says,
        source=source,
        place=place,
    )
