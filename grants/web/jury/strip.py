"""Whose turn it is, on the pages of a juror."""

from collections.abc import Sequence
from typing import Any, Final

from flask import url_for

from grants.models.review import Assignment
from grants.programme.words import Words, say
from grants.queries.application import terms_of
from grants.queries.jury import ReviewRow
from grants.queries.review_ready import REVIEWING
from grants.web import filters

BALL: Final = Words("Am Zug", "Whose turn")
NEXT: Final = Words("Nächster Schritt", "Next step")
YOU: Final = Words("Sie", "You")
OTHERS: Final = Words("Projektträger", "Sponsor staff")


def list_strip(rows: Sequence[ReviewRow]) -> dict[str, Any]:
    """How much is left for this juror, and the first of it."""
    left = [row for row in rows if row.open]
    if not left:
        nothing = Words("Für Sie ist nichts zu tun", "Nothing to do for you")
        return {
            "tone": "wait",
            "cells": [
                {"label": BALL, "strong": OTHERS, "more": ""},
                {"label": NEXT, "strong": nothing, "more": ""},
            ],
            "action": None,
        }
    first = left[0]
    return {
        "tone": "you",
        "cells": [
            {
                "label": BALL,
                "strong": YOU,
                "more": say(
                    "{n} Gutachten offen",
                    "{n} {reviews} open",
                    n=len(left),
                    reviews="review" if len(left) == 1 else "reviews",
                ),
            },
            {"label": NEXT, "strong": first.number, "more": first.cluster},
        ],
        "action": {
            "address": url_for("jury_review.review", number=first.number),
            "words": say("{n} öffnen", "Open {n}", n=first.number),
        },
    }


def review_strip(assignment: Assignment) -> dict[str, Any]:
    """How far one review is; the last word is the action once every criterion is scored."""
    application = assignment.application
    criteria = terms_of(application.terms).selection.criteria
    done = sum(bool(score.reason.strip()) for score in assignment.scores)
    progress = say("{n} von {of} Kriterien bewertet", "{n} of {of} criteria scored",
                   n=done, of=len(criteria))  # fmt: skip
    if assignment.final_at is not None or application.round.state not in REVIEWING:
        at = filters.moment(assignment.final_at)
        said = Words(f"endgültig seit {at}", f"final since {at}")
        over = Words("Die Begutachtung ist nicht offen", "The review is not open")
        return {
            "tone": "wait",
            "cells": [
                {"label": BALL, "strong": OTHERS, "more": said if assignment.final_at else over},
                {"label": NEXT, "strong": Words("Rangliste der Jury", "The jury's ranking"),
                 "more": ""},
            ],
            "action": None,
        }  # fmt: skip
    complete = done == len(criteria)
    return {
        "tone": "you",
        "cells": [
            {"label": BALL, "strong": YOU, "more": progress},
            {
                "label": NEXT,
                "strong": Words("Gutachten abschließen", "Make the review final")
                if complete
                else Words("Punkte und Begründungen", "Points and reasons"),
                "more": "",
            },
        ],
        "action": {
            "address": url_for("jury_review.final", number=application.number),
            "words": Words("Gutachten abschließen", "Make the review final"),
        }
        if complete
        else None,
    }
