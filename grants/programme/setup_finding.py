"""The finding of a rule about terms that are being set up."""

from grants.programme.finding import Finding
from grants.programme.sources import TERMS_OF_ROUND
from grants.programme.words import Figure, Words, say


def has_to_hold(
    rule: str,
    place: str,
    holds: bool,
    de: str,
    en: str,
    *,
    warns: bool = False,
    wrong: Words | None = None,
    **figures: Figure,
) -> Finding:
    """A finding whose sentence says what has to be true; `wrong` says what is and has to be."""
    claim = say(de, en, **figures) if figures else Words(de, en)
    return Finding(
        rule=rule,
        holds=holds,
        claim=claim,
        says=claim
        if holds
        else wrong or say("Gilt noch nicht: {claim}", "Not so yet: {claim}", claim=claim),
        source=TERMS_OF_ROUND,
        place=place,
        warns=warns,
    )
