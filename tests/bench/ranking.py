"""The ranking of a large round: 500 applications, five reviews each, five criteria."""

from urllib.parse import urlencode

from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

from config import settings
from grants.models.schema import migrate
from grants.programme.stages import RoundState
from tests.bench.measure import cost_of
from tests.bench.page import ready
from tests.bench.server import Database, environ, serving
from tests.bench.visit import Door
from tests.makers.ranking import fill_round
from tests.makers.review import an_officer
from tests.makers.round import a_round

APPLICATIONS, REVIEWS_OF_EACH, JURORS = 500, 5, 60
RANKING, WHAT_IF = "Ranking page", "What-if"
ASSUMED = urlencode({
    "budget": "60.000.000,00", "cap": "3.200.000,00", "winners": "", "total_threshold": "3,25",
    "weight_C1": "20", "weight_C2": "20", "weight_C3": "20", "weight_C4": "20", "weight_C5": "20",
})  # fmt: skip
"""Other money, another cap, other weights and a lower threshold."""


def ranking_costs(url, files, effort):
    """What the pages around the ranking cost, on a database of their own."""
    engine = create_engine(url)
    migrate(engine)
    with Session(engine) as session:
        fill_round(
            session,
            a_round(session, 1, state=RoundState.JURY_MEETING),
            size=APPLICATIONS,
            each=REVIEWS_OF_EACH,
            panel=JURORS,
        )
        door = Door(settings(environ(url, files)), session)
        by = door.open_to(an_officer(session).id)
        session.commit()
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("vacuum analyze"))
    engine.dispose()
    base = "/sponsor/rounds/1"
    pages = [
        ready(RANKING, f"{base}/ranking", by),
        ready(WHAT_IF, f"{base}/what-if?{ASSUMED}", by),
    ]
    with serving(url, files) as server:
        ask = {"server": server, "app": door.app, "database": Database.at(url), "effort": effort}
        return [cost_of(page, APPLICATIONS, **ask) for page in pages]
