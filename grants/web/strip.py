"""The strip on top of a case: whose turn it is, what comes next, and the one act that does it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from grants.programme.finding import Finding
from grants.programme.words import Words, counted, say

TURN: Final = Words("Am Zug", "Whose turn")
NEXT: Final = Words("Nächster Schritt", "Next step")
UNTIL: Final = Words("Frist", "Deadline")
YOU: Final = Words("Sie", "You")
COLLEAGUES: Final = Words("Andere im Projektträger", "Others of the sponsor's staff")
SPONSOR: Final = Words("Projektträger", "Sponsor")
RECIPIENT: Final = Words("Der Empfänger", "The recipient")
NOBODY: Final = Words("Niemand", "Nobody")
NOTHING_TO_DO: Final = Words("Keiner", "None")


def nothing_broken(findings: Iterable[Finding]) -> Words:
    """What is said where no rule refuses: all hold, or so many are not to be judged yet."""
    left = sum(not finding.judged for finding in findings)
    if not left:
        return Words("alle Regeln sind erfüllt", "every rule holds")
    one, many = Words("Regel", "rule"), Words("Regeln", "rules")
    return say(
        "{rules} noch nicht geprüft", "{rules} not checked yet", rules=counted(left, one, many)
    )


@dataclass(frozen=True, slots=True)
class Step:
    """Something a person can do next, and the page on which they do it."""

    address: str
    words: Words
    note: Words | str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One of at most three cells of the strip."""

    label: Words
    strong: Words | str
    more: Words | str = ""


@dataclass(frozen=True, slots=True)
class Strip:
    """Up to three cells, and a step where it is the visitor's turn."""

    tone: str
    """you, late or wait; a strip that waits shows no step."""
    cells: Sequence[Cell]
    action: Step | None = None
