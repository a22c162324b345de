"""What a page may cost: statements that do not grow with the rows, bytes, memory of a worker."""

import os
import subprocess
import sys

import pytest
from alembic.script import ScriptDirectory

from grants.models.decision import DecisionKind
from grants.models.schema import MIGRATIONS, newest
from grants.programme.stages import ApplicationState, RoundState
from grants.settings import WEB_SERVER
from tests.bench.server import AS_INSTALLED
from tests.makers.cluster import joins
from tests.makers.decision import a_ranked_application, signed, two_officers
from tests.makers.jury import a_profile, a_seat
from tests.makers.person import a_person
from tests.makers.review import a_juror, an_entry, an_officer
from tests.makers.round import a_round
from tests.web.cost import MOST_BYTES, MOST_STATEMENTS, statements

MOST_MEGABYTES = 116
"""Before the first request; the pages of the bench add about four, and 120 is the most."""
FEW, MANY = 3, 60
STATES = (ApplicationState.SUBMITTED, ApplicationState.UNDER_REVIEW, ApplicationState.WITHDRAWN)

MEMORY = """
import psutil
import grants.app
print(psutil.Process().memory_info().rss // 1_000_000)
"""


@pytest.fixture
def count_statements(session):
    """`count_statements(ask)` is the answer, and how many statements it took."""

    def count(ask):
        answer, seen = statements(session, ask)
        return answer, len(seen)

    return count


def entries(session, count):
    """So many applications in a round, in several states, with long titles and names."""
    round_ = a_round(session)
    return [
        an_entry(
            session,
            round_,
            title=f"Photonische Sensoren für die Landwirtschaft mit Partnern in Kanada, Teil {at}",
            state=STATES[at % 2],
        )
        for at in range(count)
    ]


@pytest.mark.parametrize(
    "address",
    [
        "/sponsor/applications",
        "/sponsor/applications?q=Photonische",
        "/sponsor/applications?order=changed",
        "/sponsor/applications?state=submitted",
    ],
)
def test_the_sponsors_list_costs_the_same_with_three_rows_and_with_sixty(
    session,
    client_as,
    count_statements,
    address,
):
    dirk = client_as(an_officer(session))
    entries(session, FEW)
    dirk.get(address)

    _, few = count_statements(lambda: dirk.get(address))
    entries(session, MANY)
    answer, many = count_statements(lambda: dirk.get(address))

    assert answer.status_code == 200
    assert few == many
    assert many <= MOST_STATEMENTS
    assert len(answer.data) < MOST_BYTES


@pytest.mark.parametrize("page", ["release", "memo", "decisions"])
def test_telling_results_costs_the_same_with_three_of_them_and_with_nine(
    session, client_as, count_statements, page
):
    officers, round_ = two_officers(session), a_round(session, state=RoundState.RANKED)
    dirk = client_as(officers[0])

    def decide_three():
        for _ in range(3):
            kept = a_ranked_application(session, round_, state=ApplicationState.RESERVE)
            signed(session, kept, DecisionKind.RESERVE, *officers)

    def ask():
        return dirk.get(f"/sponsor/rounds/{round_.number}/{page}")

    decide_three()
    ask()
    _, few = count_statements(ask)
    decide_three()
    decide_three()
    answer, many = count_statements(ask)

    assert answer.status_code == 200
    assert many <= few <= MOST_STATEMENTS + 3  # the round itself is four


WITH_HINTS = 12
"""Hints at conflicts read clusters, awards and teams, the jury's table who has reviewed what."""


@pytest.mark.parametrize(
    ("page", "more"),
    [("jury", WITH_HINTS), ("jury/members", 3), ("jury/proposal", 3 + WITH_HINTS), ("meeting", 3)],
)
def test_the_pages_of_a_jury_cost_the_same_with_three_applications_and_jurors_and_with_nine(
    session, client_as, count_statements, page, more
):
    round_ = a_round(session, state=RoundState.REVIEW)
    dirk = client_as(an_officer(session))

    def three_more():
        for _ in range(FEW):
            juror = a_juror(session)
            a_seat(session, round_, juror)
            a_profile(session, juror, topics=("Optik",))
            an_entry(session, round_, state=ApplicationState.UNDER_REVIEW)

    def ask():
        return dirk.get(f"/sponsor/rounds/{round_.number}/{page}")

    three_more()
    ask()
    _, few = count_statements(ask)
    three_more()
    three_more()
    answer, many = count_statements(ask)

    assert answer.status_code == 200
    assert many <= few <= MOST_STATEMENTS + more


@pytest.mark.parametrize("address", ["/applications", "/home"])
def test_an_applicants_pages_cost_the_same_with_three_applications_and_with_sixty(
    session,
    client_as,
    count_statements,
    address,
):
    anna = a_person(session)
    browser = client_as(anna)

    def asks_with(count):
        for entry in entries(session, count):
            joins(session, anna, entry.cluster)
        browser.get(address)
        return count_statements(lambda: browser.get(address))

    _, few = asks_with(FEW)
    answer, many = asks_with(MANY)

    assert answer.status_code == 200
    assert few == many
    assert many <= MOST_STATEMENTS


def test_the_calls_cost_the_same_with_three_rounds_and_with_twenty(
    session,
    client_as,
    count_statements,
):
    browser = client_as()
    for _ in range(FEW):
        a_round(session)
    browser.get("/calls")

    _, few = count_statements(lambda: browser.get("/calls"))
    for _ in range(20 - FEW):
        a_round(session)
    answer, many = count_statements(lambda: browser.get("/calls"))

    assert few == many
    assert many <= MOST_STATEMENTS
    assert len(answer.data) < MOST_BYTES


def test_a_worker_that_has_loaded_every_page_is_small():
    loaded = subprocess.run(
        [sys.executable, WEB_SERVER[0], "-c", MEMORY],
        env={**os.environ, "PYTHONPATH": AS_INSTALLED}, capture_output=True, check=True,
    )  # fmt: skip

    assert int(loaded.stdout) < MOST_MEGABYTES


def test_pages_load_nothing_that_prints_or_migrates():
    asked = "import sys, grants.app; print(*(sys.modules.keys() & set(sys.argv[1:])))"
    heavy = ("weasyprint", "obstore", "pikepdf", "fontTools.ttLib", "alembic", "lxml")
    loaded = subprocess.run(
        [sys.executable, "-c", asked, *heavy], capture_output=True, check=True, text=True
    )

    assert loaded.stdout.split() == []


def test_the_newest_migration_by_name_is_the_one_that_alembic_finds():
    assert newest() == ScriptDirectory(str(MIGRATIONS)).get_current_head()
