"""The form of a joint project: what it needs besides the rules on partners and money."""

from collections.abc import Collection

from grants.programme.finding import Finding
from grants.programme.money import Money
from grants.programme.sources import TERMS_OF_ROUND
from grants.programme.words import Words, say


def check_title(title: str) -> Finding:
    """Does the project have a title?"""
    holds = bool(title.strip())
    return Finding(
        rule="PROJECT-TITLE",
        holds=holds,
        claim=Words("Das Projekt hat einen Titel.", "The project has a title."),
        says=Words("Der Titel steht da.", "The title is there.")
        if holds
        else Words("Geben Sie dem Projekt einen Titel.", "Give the project a title."),
        source=TERMS_OF_ROUND,
        place="edit#title",
        missing=not holds,
    )


def check_takes_part(name: str, costs: Money) -> Finding:
    """Does a partner at home bear anything of the project? Else it is one by name only."""
    return Finding(
        rule="PARTNER-COSTS",
        holds=bool(costs),
        claim=Words("Jeder Partner trägt Kosten.", "Every partner bears costs."),
        says=say("{name}: {costs}.", "{name}: {costs}.", name=name, costs=costs)
        if costs
        else say(
            "{name} hat noch keinen Plan. Tragen Sie Kosten ein.",
            "{name} has no plan yet. Enter costs.",
            name=name,
        ),
        source=TERMS_OF_ROUND,
        place="budget#costs",
        missing=not costs,
    )


def check_parts(open_parts: Collection[str]) -> Finding:
    """Has every partner that keeps its part itself said that it is finished?"""
    return Finding(
        rule="PARTS",
        holds=not open_parts,
        claim=Words(
            "Jeder Partner hat seinen Teil abgeschlossen.", "Every partner has finished its part."
        ),
        says=say("Noch nicht: {names}.", "Not yet: {names}.", names=", ".join(sorted(open_parts)))
        if open_parts
        else Words("Alle Teile sind abgeschlossen.", "All parts are finished."),
        source=Words("Zusammenarbeit im Verbundprojekt", "Working together in a project"),
        place="partners",
        missing=bool(open_parts),
    )
