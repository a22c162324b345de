"""What if, on screen: who comes in and goes out, at what cost, and nothing changes."""

from decimal import Decimal

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DatabaseError

from grants.models.application import Application
from grants.models.record import Act
from grants.models.scenario import Scenario, ScenarioPaper
from grants.programme.money import eur
from grants.programme.stages import ApplicationState, RoundState
from tests.makers.ranking import fill_round
from tests.makers.review import POINTS, a_juror, a_review, an_entry, an_officer
from tests.makers.round import a_round
from tests.web.cost import MOST_BYTES, MOST_STATEMENTS, statements

PAGE = "/sponsor/rounds/5/what-if"
STRONG, GOOD = (tuple(map(Decimal, (each,) * 5)) for each in ("5.0", "4.5"))
SMALLER = {"budget": "8.000.000,00", "cap": "2.600.000,00", "winners": ""}


@pytest.fixture
def dirk(session, client_as):
    return client_as(an_officer(session, "Dirk Dorn"))


@pytest.fixture
def round_(session):
    """Money for two at the cap; three are above the thresholds."""
    jury = [a_juror(session, name) for name in ("Jana Jahn", "Jonas Jung", "Jule Jost")]
    made = a_round(session, 5, state=RoundState.RANKED, budget=eur(8_000_000))
    ranked = (("R5-0001", STRONG), ("R5-0002", GOOD), ("R5-0003", POINTS))
    for rank, (number, points) in enumerate(ranked, 1):
        state = ApplicationState.RECOMMENDED if rank < 3 else ApplicationState.RESERVE
        entry = an_entry(session, made, state=state, number=number, rank=rank)
        entry.cluster.name = f"Cluster Nummer {rank}"
        for juror in jury:
            a_review(session, entry, juror, points)
    return made


def past_round(session, applied, won):
    made = a_round(session, 5, state=RoundState.CLOSED_OUT, budget=None)
    for at in range(applied):
        state = ApplicationState.SELECTED if at < won else ApplicationState.REJECTED
        an_entry(session, made, state=state)
    return made


def words(answer):
    return " ".join(answer.text.replace("\xa0", " ").split())


def test_without_figures_it_is_the_round_as_it_is(dirk, round_):
    page = words(dirk.get(PAGE))

    assert "Kommt hinzu:</strong> niemand" in page
    assert "Fällt heraus:</strong> niemand" in page
    assert "Förderlinie: 2 Cluster, nötig 8.000.000,00 € von 8.000.000,00 €" in page


def test_a_smaller_cap_shows_who_comes_in_and_what_is_left(session, dirk, round_):
    before = session.scalar(select(func.count(Act.id)))

    page = words(dirk.get(PAGE, query_string=SMALLER))

    assert (
        "Förderlinie: 3 Cluster, nötig 7.800.000,00 € von 8.000.000,00 €, frei 200.000,00 €" in page
    )
    assert "Cluster Nummer 3</a>. <br>" in page.replace(".<br>", ". <br>")
    assert "im Szenario neu dabei" in page
    assert session.scalar(select(func.count(Act.id))) == before
    ranks = session.execute(select(Application.rank, Application.state)).all()
    assert sorted(rank for rank, _ in ranks) == [1, 2, 3]


def test_fewer_winners_show_who_goes_out(dirk, round_):
    page = words(dirk.get(PAGE, query_string={**SMALLER, "cap": "4.000.000,00", "winners": "1"}))

    assert "fällt im Szenario heraus" in page
    assert "Fällt heraus:</strong> <a" in page


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"weight_C1": "31"}, "Die Gewichte ergeben 101, nötig sind 100."),
        ({"budget": "viel"}, "viel"),
        ({"cap": "0,00"}, "Die Obergrenze muss über 0,00 € liegen."),
    ],
)
def test_what_cannot_be_reckoned_with_is_said_and_stays(dirk, round_, typed, says):
    answer = dirk.get(PAGE, query_string={**SMALLER, **typed})

    assert answer.status_code == 422
    assert says in words(answer)
    assert 'value="8.000.000,00"' in answer.text or "budget" in typed


def test_an_english_page_reads_english_figures(dirk, round_):
    asked = {"budget": "8,000,000.00", "cap": "2,600,000.00", "spoken": "en", "lang": "en"}

    assert "Funding line: 3 clusters, EUR 7,800,000.00 needed" in words(
        dirk.get(PAGE, query_string=asked)
    )


def test_a_scenario_is_kept_with_its_result_and_never_changes(session, dirk, round_):
    kept = dirk.post("/sponsor/rounds/5/scenarios", {**SMALLER, "name": "Obergrenze 2,6 Mio."})

    assert kept.status_code == 303
    scenario = session.scalar(select(Scenario))
    assert scenario.made_by.name == "Dirk Dorn"
    assert scenario.came_to["comes_in"] == [["R5-0003", "Cluster Nummer 3"]]
    assert scenario.came_to["came_to"]["bound"] == "7800000.00"
    again = dirk.post("/sponsor/rounds/5/scenarios", {**SMALLER, "name": "Obergrenze  2,6 Mio."})
    assert again.status_code == 422
    assert "gibt es schon" in again.text
    with pytest.raises(DatabaseError, match="kept as they are"):
        session.execute(text("update scenario set name = 'x'"))


def test_two_scenarios_stand_side_by_side_and_are_ordered_on_paper(session, dirk, round_):
    for name, cap in (("klein", "2.600.000,00"), ("groß", "8.000.000,00")):
        dirk.post("/sponsor/rounds/5/scenarios", {**SMALLER, "cap": cap, "name": name})
    small, large = session.scalars(select(Scenario.id).order_by(Scenario.id)).all()

    page = words(dirk.get(f"/sponsor/rounds/5/scenarios?with={small}&with={large}"))

    assert "7.800.000,00 €" in page
    assert "Cluster Nummer 2" in page
    data = {"with": [str(small), str(large)]}
    assert dirk.post("/sponsor/rounds/5/scenarios/print", data).status_code == 303
    assert session.scalar(select(ScenarioPaper.scenarios)) == [small, large]
    assert dirk.post("/sponsor/rounds/5/scenarios/print", {}).status_code == 422


@pytest.mark.parametrize(
    ("known", "fewer", "each"),
    [((29, 11), 8, "5.500.000,00"), ((18, 11), 6, "7.333.333,33"), ((18, 10), 5, "8.000.000,00")],
)
def test_a_historical_round_answers_with_counts_and_money(session, dirk, known, fewer, each):
    applied, won = known
    past_round(session, applied, won)

    page = words(dirk.get(PAGE))

    assert f"Bekannt: {applied} Bewerbungen, {won} ausgewählte Cluster" in page
    assert "Nicht bekannt: Bewertungen, Beträge der Bewerbungen, Budget der Runde." in page
    assert f"{fewer} Cluster" in page
    assert f"{each} €" in page
    tried = {"budget": f"{won * 4}.000.000,00", "cap": each, "winners": ""}
    tried_page = words(dirk.get(PAGE, query_string=tried))
    assert f'data-label="So war es, Geld angesetzt">{won}</td>' in tried_page
    assert f'data-label="Szenario">{fewer}</td>' in tried_page
    assert dirk.post("/sponsor/rounds/5/scenarios", {**tried, "name": "wenige"}).status_code == 303
    assert session.scalar(select(Scenario)).came_to["came_to"]["winners"] == fewer


def test_a_what_if_over_500_costs_eight_statements_and_60_kb(session, dirk):
    fill_round(session, a_round(session, 5, state=RoundState.RANKED))
    asked = {"budget": "60.000.000,00", "cap": "3.200.000,00", "winners": "15", "page": "2"}
    dirk.get(PAGE, query_string=asked)

    answer, seen = statements(session, lambda: dirk.get(PAGE, query_string=asked))

    assert answer.status_code == 200
    assert len(seen) <= MOST_STATEMENTS
    assert len(answer.data) < MOST_BYTES
