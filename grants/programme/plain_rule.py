"""One rule of a round as a reader meets it on a call's page."""

from dataclasses import dataclass

from grants.programme.sources import TERMS_OF_ROUND
from grants.programme.words import Figure, Words, english, german


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule as a reader meets it."""

    number: str
    sentence: Words
    figure: Words
    """The figure that the round sets, or a dash where it is a plain yes or no."""
    source: Words


def plain_rule(
    number: str, sentence: Words, figure: Figure, source: Words = TERMS_OF_ROUND
) -> Rule:
    """A rule with its figure written as each language writes it."""
    figures = Words(german(figure), english(figure))
    return Rule(number=number, sentence=sentence, figure=figures, source=source)
