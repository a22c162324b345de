"""The ranking page, its ties, and what it costs with 500 applications."""

import re
from decimal import Decimal

import pytest
from sqlalchemy import select

from grants.models.application import Application
from grants.programme.money import eur
from grants.programme.stages import ApplicationState, RoundState
from tests.makers.ranking import fill_round
from tests.makers.review import POINTS, a_juror, a_review, an_entry, an_officer
from tests.makers.round import a_round
from tests.web.cost import MOST_BYTES, MOST_STATEMENTS, statements

STRONG = tuple(map(Decimal, ("5.0", "5.0", "5.0", "5.0", "5.0")))


@pytest.fixture
def dirk(session, client_as):
    return client_as(an_officer(session))


@pytest.fixture
def tied(session):
    """Money for one; two are level at the line, a third is behind them."""
    jury = [a_juror(session, name) for name in ("Jana Jahn", "Jonas Jung", "Jule Jost")]
    made = a_round(session, 5, state=RoundState.JURY_MEETING, budget=eur(4_000_000))
    for number, points in (("R5-0001", STRONG), ("R5-0002", STRONG), ("R5-0003", POINTS)):
        entry = an_entry(session, made, state=ApplicationState.UNDER_REVIEW, number=number)
        for juror in jury:
            a_review(session, entry, juror, points)
    return made


def test_r063_a_tie_is_pointed_out_voted_on_and_drawn_by_lot(session, dirk, tied):
    page = dirk.get("/sponsor/rounds/5/ranking")
    assert "Punktgleich sind: Rang 1: R5-0001, R5-0002." in page.text
    assert "Rangliste festhalten</span>" not in page.text

    equals = "R5-0001 R5-0002"
    assert page.text.count('data-label="Ergebnis">Gleichstand') == 2
    early = dirk.post("/sponsor/rounds/5/ranking/ties/lot", {"equals": equals})
    assert early.status_code == 422
    places = {"place_R5_0001": "1", "place_R5_0002": "1"}
    vote = {"equals": equals, **places, "minutes": "Drei zu drei Stimmen."}
    assert dirk.post("/sponsor/rounds/5/ranking/ties/vote", vote).status_code == 303
    assert "Los ziehen" in dirk.get("/sponsor/rounds/5/ranking/ties").text
    drawn = dirk.post("/sponsor/rounds/5/ranking/ties/lot", {"equals": equals})

    assert drawn.status_code == 303
    page = dirk.get("/sponsor/rounds/5/ranking/ties").text
    assert "Kein Gleichstand ist offen." in page
    assert re.search(r"Startwert <span class=\"g-hash\">[0-9a-f]{32}</span>", page)
    decided = dirk.get("/sponsor/rounds/5/ranking").text
    assert decided.count("punktgleich, das Los entscheidet") == 2  # at the winner, too


def test_the_ranking_is_looked_over_before_it_is_fixed_for_good(session, dirk, tied):
    tied.budget = eur(12_000_000)
    session.flush()

    shown = dirk.get("/sponsor/rounds/5/ranking").text
    over = dirk.get("/sponsor/rounds/5/ranking?record=1").text
    recorded = dirk.post("/sponsor/rounds/5/ranking")

    assert 'href="/sponsor/rounds/5/ranking?record=1"' in shown
    assert "Jetzt festhalten" not in shown
    assert "Das lässt sich nicht zurücknehmen" in over
    assert recorded.status_code == 303


def test_r063_a_tie_that_criteria_decide_says_which_one_did(session, dirk):
    made = a_round(session, 5, state=RoundState.JURY_MEETING, budget=eur(4_000_000))
    jury = [a_juror(session, name) for name in ("Jana Jahn", "Jonas Jung", "Jule Jost")]
    for number, third, last in (("R5-0001", "4.0", "4.0"), ("R5-0002", "4.5", "3.0")):
        entry = an_entry(session, made, state=ApplicationState.UNDER_REVIEW, number=number)
        points = tuple(map(Decimal, ("4.0", "4.0", third, "4.0", last)))
        for juror in jury:
            a_review(session, entry, juror, points)

    page = dirk.get("/sponsor/rounds/5/ranking").text

    assert "punktgleich mit R5-0001" in page
    assert "entscheidet C3: 4,50 gegen 4,00" in page
    assert "entscheidet C3: 4,00 gegen 4,50" in page


def test_the_funding_line_does_not_count_who_was_rejected_above_it(session, dirk, tied):
    tied.budget = eur(8_000_000)
    entry = session.scalars(select(Application).filter_by(number="R5-0001")).one()
    entry.state, entry.rank = ApplicationState.REJECTED, 1
    session.flush()

    page = dirk.get("/sponsor/rounds/5/ranking").text

    assert "Förderlinie: 1 Cluster, nötig 4.000.000,00" in page


def test_r063_what_is_no_vote_comes_back_as_it_was_typed(dirk, tied):
    vote = {
        "equals": "R5-0001 R5-0002",
        "place_R5_0001": "1",
        "place_R5_0002": "3",
        "minutes": "Ja",
    }

    answer = dirk.post("/sponsor/rounds/5/ranking/ties/vote", vote)

    assert answer.status_code == 422
    assert "Vergeben Sie die Plätze 1 bis 2." in answer.text
    assert 'value="3"' in answer.text


def test_r063_a_recorded_vote_is_changed_with_a_reason_by_two_people(
    session, dirk, client_as, tied
):
    doris = client_as(an_officer(session, "Doris Decker"))
    there = "/sponsor/rounds/5/ranking/ties"
    vote = {"equals": "R5-0001 R5-0002", "place_R5_0001": "1", "place_R5_0002": "2",
            "minutes": "Drei zu zwei."}  # fmt: skip
    dirk.post(f"{there}/vote", vote)
    late = doris.post(f"{there}/vote", vote | {"place_R5_0001": "2", "place_R5_0002": "1"})
    prefix = re.search(r'name="(c\d+-)reason"', doris.get(there).text)[1]
    change = {"equals": "R5-0001 R5-0002", f"{prefix}place_R5_0001": "2",
              f"{prefix}place_R5_0002": "1", f"{prefix}minutes": "Zwei zu drei."}  # fmt: skip

    bare = doris.post(f"{there}/change", change)
    proposed = doris.post(f"{there}/change", change | {f"{prefix}reason": "Vertauscht."})
    waits = dirk.get("/sponsor").text
    number = re.search(r'name="change" value="(\d+)"', dirk.get(there).text)[1]
    alone = doris.post(f"{there}/answer", {"act": "confirm", "change": number})
    confirmed = dirk.post(f"{there}/answer", {"act": "confirm", "change": number})

    statuses = [one.status_code for one in (late, bare, proposed, alone, confirmed)]
    assert statuses == [422, 422, 303, 422, 303]
    assert "Das Votum ist inzwischen festgehalten: Dirk Dorn" in late.text
    assert "Geben Sie den Grund an." in bare.text
    assert "Geändertes Votum der Jury bestätigen" in waits
    page = dirk.get(there).text
    assert "Inzwischen geändert" in page
    assert "Grund: Vertauscht." in page


@pytest.mark.parametrize("state", [RoundState.JURY_MEETING, RoundState.RANKED])
def test_the_ranking_of_500_costs_eight_statements_and_60_kb(session, dirk, state):
    round_ = a_round(session, 5, state=state)
    fill_round(session, round_)
    dirk.get("/sponsor/rounds/5/ranking")

    answer, seen = statements(session, lambda: dirk.get("/sponsor/rounds/5/ranking?page=2"))

    assert answer.status_code == 200
    assert len(seen) <= MOST_STATEMENTS, "\n".join(each[:90] for each in seen)
    assert len(answer.data) < MOST_BYTES


def test_the_funding_line_is_drawn_once_over_all_pages(session, dirk):
    fill_round(session, a_round(session, 5, state=RoundState.RANKED), size=85)

    texts = [dirk.get(f"/sponsor/rounds/5/ranking?page={at}").text for at in (1, 2, 3, 99)]

    assert sum(text.count("Förderlinie: ") for text in texts[:3]) == 1
    assert sum(text.count("Unter einer Schwelle: ") for text in texts[:3]) == 1
    assert texts[2].count("g-rank") == 25
    assert texts[3].count("g-rank") == 25
