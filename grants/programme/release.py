"""When results may be told: everybody has one outcome, the ministry decided, two people release."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from grants.programme.finding import Finding
from grants.programme.four_eyes import check_other_person
from grants.programme.words import Words, say

TELLING: Final = Words("Mitteilung der Ergebnisse", "Telling the results")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What became of everything a round received; the parts must add up to the whole."""

    received: int
    withdrawn: int
    told: int
    """Released before."""
    ready: int
    """Decided by two people and not released."""

    @property
    def open(self) -> int:
        """Forgotten, or not decided by two people yet."""
        return self.received - self.withdrawn - self.told - self.ready


def check_nobody_forgotten(tally: Tally) -> Finding:
    """Does every application of the round have exactly one outcome?"""
    return Finding(
        rule="RELEASE-ALL",
        holds=tally.open == 0,
        claim=Words(
            "Jede Bewerbung der Runde hat genau ein Ergebnis.",
            "Every application of the round has exactly one outcome.",
        ),
        says=say(
            "{received} eingegangen = {ready} zur Freigabe + {told} schon mitgeteilt"
            " + {withdrawn} zurückgezogen + {open} offen.",
            "{received} received = {ready} to be released + {told} told already"
            " + {withdrawn} withdrawn + {open} open.",
            received=tally.received,
            ready=tally.ready,
            told=tally.told,
            withdrawn=tally.withdrawn,
            open=tally.open,
        ),
        source=TELLING,
    )


def check_something_ready(ready: int) -> Finding:
    """Is there anything to release?"""
    return Finding(
        rule="RELEASE-SOME",
        holds=ready > 0,
        claim=Words("Etwas ist zur Freigabe bereit.", "Something is ready for release."),
        says=say("Bereit: {ready}.", "Ready: {ready}.", ready=ready),
        source=TELLING,
    )


def check_memo_covers(left: Sequence[str]) -> Finding:
    """Did the ministry decide so? `left` are applications of which its memo says something else."""
    return Finding(
        rule="RELEASE-MEMO",
        holds=not left,
        claim=Words(
            "Ein bestätigter Entscheidungsvermerk des Ministeriums deckt jedes Ergebnis.",
            "A confirmed decision memo of the ministry covers every outcome.",
        ),
        says=say("Nicht gedeckt: {left}.", "Not covered: {left}.", left=", ".join(left))
        if left
        else Words("Der Vermerk deckt alles.", "The memo covers everything."),
        source=Words("Ministerium entscheidet, Jury empfiehlt", "The ministry decides"),
    )


def check_goes_alone(alone: bool) -> Finding:
    """May one result be told by itself, apart from the others of its round?"""
    return Finding(
        rule="RELEASE-ALONE",
        holds=alone,
        claim=Words(
            "Ergebnisse einer Runde werden zusammen mitgeteilt.",
            "Results of a round are told together.",
        ),
        says=Words(
            "Dieses Ergebnis darf allein mitgeteilt werden."
            if alone
            else "Einzeln geht nur eine formale Ablehnung, oder was nach der gemeinsamen Freigabe"
            " entschieden wird.",
            "This result may be told by itself."
            if alone
            else "By itself goes only a rejection on formal grounds, or what is decided after the"
            " joint release.",
        ),
        source=TELLING,
    )


def check_another_releases(same: bool, first: str) -> Finding:
    """Does another person confirm than the one who took the first step, `first` (R-054)?"""
    return check_other_person(
        same,
        claim=Words("Zwei Personen geben frei.", "Two people release."),
        refused=Words(
            "Sie haben den ersten Schritt getan. Eine zweite Person muss bestätigen.",
            "You took the first step. A second person must confirm.",
        ),
        fine=say("Den ersten Schritt tat {first}.", "{first} took the first step.", first=first),
    )
