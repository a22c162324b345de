"""Resolved ties stay on the page of ties: what decided, by whom and when (R-063)."""

import re
from decimal import Decimal

import pytest

from grants.programme.money import eur
from grants.programme.stages import ApplicationState, RoundState
from tests.makers.moment import NOON
from tests.makers.review import a_juror, a_review, an_entry, an_officer
from tests.makers.round import a_round

PAGE = "/sponsor/rounds/5/ranking/ties"
STRONG = tuple(map(Decimal, ("5.0", "5.0", "5.0", "5.0", "5.0")))
FIRST = tuple(map(Decimal, ("4.0", "3.5", "3.0", "4.0", "3.0")))
THEN = tuple(map(Decimal, ("3.0", "3.5", "4.5", "4.0", "3.0")))
"""The same total as FIRST, with less in the weightiest criterion."""
EQUALS = "R5-0001 R5-0002"


@pytest.fixture
def dirk(session, client_as, clock_at):
    clock_at(NOON)
    return client_as(an_officer(session))


def a_meeting(session, *points):
    jury = [a_juror(session, name) for name in ("Jana Jahn", "Jonas Jung", "Jule Jost")]
    made = a_round(session, 5, state=RoundState.JURY_MEETING, budget=eur(4_000_000))
    for number, given in enumerate(points, 1):
        entry = an_entry(
            session, made, state=ApplicationState.UNDER_REVIEW, number=f"R5-000{number}"
        )
        for juror in jury:
            a_review(session, entry, juror, given)
    return made


def resolved(page):
    found = re.search(r'<section aria-labelledby="resolved".*?</section>', page, re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", found[0]).split()) if found else ""


def test_a_tie_that_a_criterion_resolved_is_listed_with_both_figures(session, dirk):
    a_meeting(session, THEN, FIRST)

    shown = resolved(dirk.get(PAGE).text)

    assert "1 Gesamtnote, die mehrere haben" in shown
    assert re.search(r"Gesamtnote 3,58 .* 1 .* R5-0002 steht vorn – 2 .* R5-0001", shown)
    assert "entscheidet C1: 3,00 gegen 4,00 aus den Punkten errechnet" in shown


def test_a_vote_and_a_lot_name_who_recorded_them_and_when(session, dirk):
    a_meeting(session, STRONG, STRONG)
    assert resolved(dirk.get(PAGE).text) == ""

    vote = {"equals": EQUALS, "minutes": "Fünf zu zwei.",
            "place_R5_0001": "2", "place_R5_0002": "1"}  # fmt: skip
    assert dirk.post(f"{PAGE}/vote", vote).status_code == 303

    shown = resolved(dirk.get(PAGE).text)
    assert "Votum der Jury: Platz 2 nach Platz 1 Dirk Dorn 17.05.2028, 12:00" in shown


def test_a_lot_after_a_vote_that_left_them_level_counts_as_the_lot(session, dirk):
    a_meeting(session, STRONG, STRONG)
    vote = {"equals": EQUALS, "minutes": "Drei zu drei.",
            "place_R5_0001": "1", "place_R5_0002": "1"}  # fmt: skip
    dirk.post(f"{PAGE}/vote", vote)
    dirk.post(f"{PAGE}/lot", {"equals": EQUALS})

    shown = resolved(dirk.get(PAGE).text)

    assert "Los: Platz 2 nach Platz 1 Dirk Dorn 17.05.2028, 12:00" in shown
    assert "Votum der Jury" not in shown


def test_who_is_level_on_purpose_or_not_at_all_is_no_resolved_tie(session, dirk):
    a_meeting(session, STRONG, FIRST)

    assert resolved(dirk.get(PAGE).text) == ""
