"""The chapters of a call's rules: which rules of the rulebook stand together."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from grants.programme.plain_rule import Rule
from grants.programme.rulebook import UNNUMBERED, rules_in_plain_words
from grants.programme.terms import Terms
from grants.programme.words import Words


@dataclass(frozen=True, slots=True)
class Chapter:
    """Rules on one subject."""

    title: Words
    rules: tuple[Rule, ...]


def rules_of(terms: Terms) -> list[Chapter]:
    """Every rule of these terms that an applicant has to know, by chapter and number."""
    return chapters_of(rules_in_plain_words(terms))


def chapters_of(rules: Iterable[Rule]) -> list[Chapter]:
    """These rules by chapter."""
    every = list(rules)
    return [
        Chapter(title, tuple(rule for rule in every if rule.number in numbers))
        for title, numbers in CHAPTERS
    ]


def _numbers(*spans: tuple[int, int]) -> frozenset[str]:
    return frozenset(f"R-{n:03}" for first, last in spans for n in range(first, last + 1))


CHAPTERS: Final = (
    (Words("Geld", "Money"), _numbers((1, 4), (15, 15), (17, 19))),
    (Words("Fördersätze und Beihilferecht", "Rates and State aid law"), _numbers((20, 29))),
    (Words("Phasen", "Phases"), _numbers((11, 11))),
    (Words("Projekte und Partner", "Projects and partners"), _numbers((5, 10))),
    (Words("Bewerbung", "Application"), _numbers((12, 14)) | {"LABEL"}),
    (Words("Auswahl", "Selection"), _numbers((16, 16), (60, 64))),
    (Words("Verwendung und Nachweise", "Use and reports"), _numbers((30, 59)) | {UNNUMBERED}),
)
"""Which rules stand together."""
