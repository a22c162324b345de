"""Whose turn it is with one decision."""

from datetime import datetime
from typing import Final

from grants.models.decision import Decision, DecisionState
from grants.programme.words import Words
from grants.queries.decision import KIND_WORDS, Standing, is_untold
from grants.web import filters
from grants.web.language import t
from grants.web.sponsor.decision_subject import Subject
from grants.web.strip import COLLEAGUES, NEXT, NOBODY, TURN, YOU, Cell, Strip

PROPOSAL: Final = Words("Vorschlag", "Proposal")
OTHERS: Final = Words("Eine zweite Person", "A second person")
YOU_AS_SECOND: Final = Words("Sie, als zweite Person", "You, as the second person")


def decision_strip(
    subject: Subject, decision: Decision | None, standing: Standing | None, now: datetime
) -> Strip:
    """The cells of the strip; the buttons stand in the page, beside what they need."""
    if decision is None:
        return _without(subject)
    since = filters.since(decision.proposed_at, now)
    proposal = Cell(
        PROPOSAL,
        KIND_WORDS[decision.kind],
        t(f"{decision.proposed_by.name}, {since}", f"{decision.proposed_by.name}, {since}"),
    )
    if decision.state is DecisionState.COUNTERSIGNED:
        signed = decision.countersigned_by
        untold = is_untold(decision)
        cells = [
            Cell(
                TURN,
                Words("Die Freigabe", "The release") if untold else NOBODY,
                Words("Zwei Personen haben entschieden.", "Two people have decided."),
            ),
            proposal,
            Cell(
                Words("Mitgezeichnet", "Countersigned"),
                signed.name if signed else "",
                filters.moment(decision.countersigned_at),
            ),
        ]
        return Strip("wait", cells)
    mine = standing is not None and standing.may_countersign
    cells = [
        Cell(TURN, YOU_AS_SECOND if mine else OTHERS, t(f"seit {since}", f"since {since}")),
        Cell(
            NEXT,
            Words("Prüfen, dann mitzeichnen", "Check, then countersign"),
            Words("oder mit Grund zurückgeben", "or send back with a reason"),
        ),
        proposal,
    ]
    return Strip("you" if mine else "wait", cells)


def _without(subject: Subject) -> Strip:
    if subject.barred:
        return Strip("wait", [Cell(TURN, COLLEAGUES, subject.not_ready)])
    if not subject.ready:
        cells = [
            Cell(TURN, Words("Noch niemand", "Nobody yet")),
            Cell(NEXT, Words("Ein Schritt davor", "A step before"), subject.not_ready),
        ]
        return Strip("wait", cells)
    cells = [
        Cell(TURN, YOU, Words("als erste Person", "as the first person")),
        Cell(
            NEXT,
            Words("Entscheidung vorschlagen", "Propose a decision"),
            Words("danach zeichnet eine zweite Person mit", "then a second person signs"),
        ),
    ]
    return Strip("you", cells)
