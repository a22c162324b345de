"""Plants a label, in the register of another programme than the demonstration's."""

from datetime import date

from sqlalchemy import select

from grants.actions.label import propose_label
from grants.models.connection import clock
from grants.models.organisation import Cluster
from grants.models.person import Person
from grants.programme.stages import RoundState
from tests.makers.label import a_register


def plant_label(session):
    """A label that waits for its second person, in the register of another programme."""
    dirk = session.scalars(select(Person).where(Person.email == "dirk@example.org")).one()
    register = a_register(session, state=RoundState.ARCHIVED)
    cluster = session.scalars(select(Cluster).order_by(Cluster.id).limit(1)).one()
    made = propose_label(
        session, register, cluster, level="bronze", areas=("A1",), granted_for=date(2026, 1, 1),
        evidence="Bericht", by=dirk.as_actor(), now=clock(session),
    )  # fmt: skip
    return {"label": made.id}
