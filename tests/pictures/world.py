"""The demonstration on a scratch database, always on the same day, so that pictures compare."""

import tempfile
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from config import settings
from grants.demo import scratch
from grants.demo.seed import plant, tell
from grants.models.decision import Letter
from grants.models.schema import migrate
from grants.worker.letters import render_letter
from grants.worker.room import room_for
from tests.journeys.product import product_on
from tests.pictures.stage import set_the_stage

DAY = datetime(2028, 5, 15, 8, 40, tzinfo=UTC)
"""The Monday on which all pictures are taken."""
PORTAL = "http://foerderportal.example"
"""The address that letters name; the port of a test would change with every picture."""


@contextmanager
def demonstration(server=None):
    """The running program with the demo data, its letters made; on this server, or on its own."""
    with (
        nullcontext(server) if server else scratch.server() as here,
        scratch.database(here) as database,
        tempfile.TemporaryDirectory() as folder,
    ):
        address = database.render_as_string(hide_password=False)
        with product_on(
            address, Path(folder), environment="demo", prepare=_plant, public_url=PORTAL
        ) as product:
            yield product


def _plant(product):
    room = room_for(settings(product.environ))
    migrate(room.engine)
    product.set_clock_to(DAY)
    with room.sessions.begin() as session:
        plant(session, room.store)
    with room.sessions() as session:
        letters = list(session.scalars(select(Letter.id).order_by(Letter.id)))
    for letter in letters:
        render_letter(room, letter)
    with room.sessions.begin() as session:
        tell(session)
        set_the_stage(session, room.store)
    room.close()
