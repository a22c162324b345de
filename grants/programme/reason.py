"""Who decides against somebody, or moves a date, says why; a letter says all it has to (R-056)."""

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


def check_said(text: str, place: str, what: Words, source: Words) -> Finding:
    """Was a text written that the letter cannot do without?"""
    return Finding(
        rule="R-056",
        holds=bool(text.strip()),
        claim=Words(f"Der Bescheid nennt: {what.de}.", f"The letter says: {what.en}."),
        says=Words(
            f"Schreiben Sie{',' * what.de.startswith('was ')} {what.de}.", f"Write {what.en}."
        )
        if not text.strip()
        else Words("Die Angabe steht da.", "The entry is there."),
        source=source,
        place=place,
    )
