"""A scratch database full of applications, and who of its people is asked to look at them."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine, create_engine, text
from sqlalchemy.orm import Session

from grants.actions.tally import fold_tally
from grants.models.connection import clock
from grants.models.schema import migrate
from grants.programme.stages import RoundState
from tests.makers.round import a_round

STATEMENTS = Path(__file__).with_name("fill.sql")
APPLICATIONS_OF_A_CLUSTER = 4
FEWEST_JURORS = 12
ROUNDS = (RoundState.RUNNING, RoundState.RANKED, RoundState.REVIEW, RoundState.OPEN)
WORD = "Quantenbauteile"
"""What the list is searched for: it stands in one title of ten, so that every size fills a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What stands in the database, by how it was made (fill.sql)."""

    size: int
    clusters: int

    @property
    def officer(self):
        """The id of a person of the sponsor's staff."""
        return 2 * self.clusters + 1

    @property
    def winner(self):
        """The id of an applicant with an award, a report waiting to be written, and a draft."""
        return 10

    @property
    def planned(self):
        """The number of the winner's award, whose grant B has a plan of 200 lines."""
        return "03INT401"

    @property
    def drafts(self):
        """Applicants who may sign, each with the number of a complete draft; the winner last."""
        people = [n for n in range(self.clusters, 0, -1) if n % 5 != 3]
        return [(n, f"R4-{n:04}") for n in people]

    @property
    def reviewed(self):
        """The number of an application with a check, a review and a proposed decision."""
        return "R2-0001"


def fill(url, size):
    """Bring an empty database to the newest migration and put `size` applications into it."""
    engine = create_engine(url)
    migrate(engine)
    clusters = size // APPLICATIONS_OF_A_CLUSTER
    with Session(engine) as session:
        now = clock(session)
        _make_rounds(session, now)
        figures = {
            "size": size,
            "clusters": clusters,
            "jurors": max(FEWEST_JURORS, size // 500),
            "now": now,
            "year": now.year + 2,
        }
        for statement in STATEMENTS.read_text().split(";\n\n"):
            session.execute(text(statement.rstrip().rstrip(";")), figures)
        fold_tally(session)
        session.commit()
    _tidy(engine)
    engine.dispose()
    return Filled(size=size, clusters=clusters)


def _make_rounds(session, now):
    """Rounds 1 to 4: the last is open for another month, the others closed a year apart."""
    for number, state in enumerate(ROUNDS, start=1):
        closes_at = now + timedelta(days=30 - 365 * (len(ROUNDS) - number))
        a_round(
            session, number, state=state, opens_at=closes_at - timedelta(days=120),
            closes_at=closes_at.astimezone(UTC).replace(microsecond=0), budget=None,
        )  # fmt: skip
    session.flush()


def _tidy(engine: Engine) -> None:
    """What the database does by itself in quiet hours, so that it does not do it now."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("vacuum analyze"))
        connection.execute(text("checkpoint"))


def sign_in(session, person_id, token_hash):
    """A signed-in browser of this person."""
    session.execute(
        text(
            "insert into sign_in (token_hash, person_id, started_at, seen_at)"
            " values (:token_hash, :person_id, :now, :now)"
        ),
        {"token_hash": token_hash, "person_id": person_id, "now": datetime.now(UTC)},
    )
