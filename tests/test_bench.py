"""The database that is measured is one that the program could have written itself."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from grants.models.application import Application
from grants.models.decision import Decision, DecisionState, Letter
from tests.bench.fill import fill

SIZE = 200


def test_the_measured_database_keeps_every_rule_of_the_database(database, engine):
    filled = fill(database, SIZE)

    with Session(engine) as session:
        applications = session.scalar(select(func.count(Application.id)))
        letters = session.scalar(select(func.count(Letter.id)))
        told = session.scalar(
            select(func.count(Decision.id)).where(
                Decision.state == DecisionState.COUNTERSIGNED, Decision.release_id.is_not(None)
            )
        )
        reviewed = session.scalar(select(Application).filter_by(number=filled.reviewed))

    assert applications >= SIZE
    assert letters == told > 0
    assert reviewed is not None
