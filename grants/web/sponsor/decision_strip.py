"""Whose turn it is with one decision."""

from datetime import datetime
from typing import Any, Final

from grants.models.decision import Decision, DecisionState
from grants.programme.words import Words
from grants.queries.decision import KIND_WORDS, Standing
from grants.web import filters
from grants.web.language import t
from grants.web.sponsor.decision_subject import Subject

BALL: Final = Words("Am Zug", "Whose turn")
NEXT: Final = Words("Nächster Schritt", "Next step")
PROPOSAL: Final = Words("Vorschlag", "Proposal")
OTHERS: Final = Words("Eine zweite Person", "A second person")
YOU_AS_SECOND: Final = Words("Sie, als zweite Person", "You, as the second person")


def decision_strip(
    subject: Subject, decision: Decision | None, standing: Standing | None, now: datetime
) -> dict[str, Any]:
    """The cells of the strip; the buttons stand in the page, beside what they need."""
    if decision is None:
        return _without(subject)
    since = filters.since(decision.proposed_at, now)
    proposal = {
        "label": PROPOSAL,
        "strong": KIND_WORDS[decision.kind],
        "more": t(f"{decision.proposed_by.name}, {since}", f"{decision.proposed_by.name}, {since}"),
    }
    if decision.state is DecisionState.COUNTERSIGNED:
        signed = decision.countersigned_by
        cells = [
            {"label": BALL, "strong": Words("Niemand", "Nobody"),
             "more": Words("Zwei Personen haben entschieden.", "Two people have decided.")},
            proposal,
            {"label": Words("Mitgezeichnet", "Countersigned"), "strong": signed.name if signed
             else "", "more": filters.moment(decision.countersigned_at)},
        ]  # fmt: skip
        return {"tone": "wait", "cells": cells, "action": None}
    mine = standing is not None and standing.may_countersign
    cells = [
        {"label": BALL, "strong": YOU_AS_SECOND if mine else OTHERS,
         "more": t(f"seit {since}", f"since {since}")},
        {"label": NEXT, "strong": Words("Prüfen, dann mitzeichnen", "Check, then countersign"),
         "more": Words("oder mit Grund zurückgeben", "or send back with a reason")},
        proposal,
    ]  # fmt: skip
    return {"tone": "you" if mine else "wait", "cells": cells, "action": None}


def _without(subject: Subject) -> dict[str, Any]:
    if not subject.ready:
        cells = [
            {"label": BALL, "strong": Words("Noch niemand", "Nobody yet"), "more": ""},
            {"label": NEXT, "strong": Words("Ein Schritt davor", "A step before"),
             "more": subject.not_ready},
        ]  # fmt: skip
        return {"tone": "wait", "cells": cells, "action": None}
    cells = [
        {"label": BALL, "strong": Words("Sie", "You"),
         "more": Words("als erste Person", "as the first person")},
        {"label": NEXT, "strong": Words("Entscheidung vorschlagen", "Propose a decision"),
         "more": Words("danach zeichnet eine zweite Person mit", "then a second person signs")},
    ]  # fmt: skip
    return {"tone": "you", "cells": cells, "action": None}
