"""Duties that one person should not hold in the same case, where nothing can be refused.

Whoever set up the rules of a round should not decide, check or score in it (domain 7.5). An office
of two officers could not work otherwise, so it is said and recorded instead.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from grants.programme.finding import Finding
from grants.programme.words import Words, join, say

APART: Final = Words(
    "Trennung der Aufgaben, Vier-Augen-Prinzip", "Segregation of duties, four-eyes principle"
)


class Duty(StrEnum):
    """What a person does in a case beside setting up its rules."""

    DRAFT = "draft"
    COUNTERSIGN = "countersign"
    CHECK = "check"
    SCORE = "score"


DUTY_WORDS: Final = {
    Duty.DRAFT: Words("Entwurf", "draft"),
    Duty.COUNTERSIGN: Words("Mitzeichnung", "countersignature"),
    Duty.CHECK: Words("Prüfung", "check of a report"),
    Duty.SCORE: Words("Gutachten", "review"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubled:
    """One person who set up the rules and did this as well."""

    duty: Duty
    name: str
    number: str = ""
    """Of the case; nothing where only one can be meant."""


def check_rules_apart(doubled: Sequence[Doubled]) -> Finding:
    """Did other people set up the rules than those who decide, check and score? A hint only."""
    pairs = list(dict.fromkeys((one.duty, one.name) for one in doubled))
    pairs.sort(key=lambda pair: list(Duty).index(pair[0]))
    return Finding(
        rule="DUTIES-APART",
        holds=not doubled,
        warns=True,
        claim=Words(
            "Wer die Regeln einer Runde festlegt, entscheidet, prüft und begutachtet nicht in ihr.",
            "Whoever sets up the rules of a round does not decide, check or review in it.",
        ),
        says=join((_pair(duty, name, doubled) for duty, name in pairs), " ")
        if doubled
        else Words("Niemand tat beides.", "Nobody did both."),
        source=APART,
    )


def _pair(duty: Duty, name: str, doubled: Sequence[Doubled]) -> Words:
    numbers = dict.fromkeys(
        one.number for one in doubled if (one.duty, one.name) == (duty, name) and one.number
    )
    cases = f" ({', '.join(numbers)})" if numbers else ""
    return say(
        "Regeln und {duty}: {name}.", "Rules and {duty}: {name}.",
        duty=DUTY_WORDS[duty], name=f"{name}{cases}",
    )  # fmt: skip
