"""Whose turn it is, on the pages of a juror."""

from collections.abc import Sequence
from typing import Final

from flask import url_for

from grants.models.review import Assignment
from grants.programme.jury import JuryAnswer
from grants.programme.words import Words, say
from grants.queries.application import terms_of
from grants.queries.jury import ReviewRow, unreasoned
from grants.queries.jury_member import Place
from grants.queries.review_ready import REVIEWING
from grants.web import filters
from grants.web.strip import NEXT, TURN, YOU, Cell, Step, Strip

OTHERS: Final = Words("Projektträger", "Sponsor staff")


def list_strip(rows: Sequence[ReviewRow], seats: Sequence[Place] = ()) -> Strip:
    """How much is left for this juror, and the first of it; an invitation waits before all."""
    left = [row for row in rows if row.open]
    asked = [seat for seat in seats if seat.answer is JuryAnswer.INVITED]
    if asked:
        answer = Words("Einladung beantworten", "Answer the invitation")
        return Strip(
            "you",
            (
                Cell(TURN, YOU),
                Cell(NEXT, answer, asked[0].round.title),
            ),
            Step(url_for("jury_seat.seat", number=asked[0].round.number), answer),
        )
    if not left:
        nothing = Words("Für Sie ist nichts zu tun", "Nothing to do for you")
        return Strip(
            "wait",
            (
                Cell(TURN, OTHERS),
                Cell(NEXT, nothing),
            ),
        )
    first = left[0]
    return Strip(
        "you",
        (
            Cell(
                TURN,
                YOU,
                say(
                    "{n} Gutachten offen",
                    "{n} {reviews} open",
                    n=len(left),
                    reviews="review" if len(left) == 1 else "reviews",
                ),
            ),
            Cell(NEXT, first.number, first.cluster if first.name != first.number else ""),
        ),
        Step(
            url_for("jury_review.review", number=first.number),
            say("{n} öffnen", "Open {n}", n=first.number),
        ),
    )


def review_strip(assignment: Assignment) -> Strip:
    """How far one review is; the last word is the action once every criterion is scored."""
    application = assignment.application
    criteria = terms_of(application.terms).selection.criteria
    done = sum(bool(score.reason.strip()) for score in assignment.scores)
    progress = say(
        "{n} von {of} Kriterien bewertet", "{n} of {of} criteria scored", n=done, of=len(criteria)
    )
    left = unreasoned(assignment)
    if left:
        progress = say(
            "{done}; Begründung fehlt bei {codes}", "{done}; no reason yet for {codes}",
            done=progress, codes=", ".join(left),
        )  # fmt: skip
    if assignment.final_at is not None or application.round.state not in REVIEWING:
        at = filters.moment(assignment.final_at)
        said = Words(f"endgültig seit {at}", f"final since {at}")
        over = Words("Die Begutachtung ist nicht offen", "The review is not open")
        return Strip(
            "wait",
            (
                Cell(TURN, OTHERS, said if assignment.final_at else over),
                Cell(NEXT, Words("Rangliste der Jury", "The jury's ranking")),
            ),
        )
    complete = done == len(criteria)
    return Strip(
        "you",
        (
            Cell(TURN, YOU, progress),
            Cell(
                NEXT,
                Words("Gutachten abschließen", "Make the review final")
                if complete
                else Words("Punkte und Begründungen", "Points and reasons"),
            ),
        ),
        Step(
            url_for("jury_review.final", number=application.number),
            Words("Gutachten abschließen", "Make the review final"),
        )
        if complete
        else None,
    )
