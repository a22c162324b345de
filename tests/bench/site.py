"""A filled database with the program running on it, and all of them measured in turn."""

from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

from config import settings
from tests.bench.fill import fill
from tests.bench.floor import make_app
from tests.bench.measure import cost_of, pace
from tests.bench.page import floor, pages_of
from tests.bench.plan import PLANS
from tests.bench.project import ready_projects
from tests.bench.server import Database, Server, environ, serving
from tests.bench.visit import Door


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The program on a database of one size."""

    size: int
    url: str
    pages: list
    door: Door
    server: Server
    database: Database
    version: str
    """Of PostgreSQL."""


@contextmanager
def site(url, size, files):
    """The program, serving a database with so many applications."""
    filled = fill(url, size)
    engine = create_engine(url)
    with Session(engine) as session:
        version = session.scalar(text("show server_version"))
        door = Door(settings(environ(url, files)), session)
        pages = pages_of(filled, door, ready_projects(session))
        session.commit()
    engine.dispose()
    with serving(url, files) as server:
        yield Site(size=size, url=url, pages=pages, door=door, server=server,
                   database=Database.at(url), version=version)  # fmt: skip


def measure_in_turn(sites, files, effort, found, say):
    """Every page on every database, one size right after the other.

    A machine that changes its speed within the minutes that this takes changes it for all sizes,
    so that growth is growth of the database.
    """
    found.postgresql = sites[0].version
    found.paces.append(pace())
    _measure(sites, effort, found, say, lambda page: page.name not in PLANS)
    found.memory = max(each.server.memory() for each in sites)
    found.paces.append(pace())
    _measure(sites, effort, found, say, lambda page: page.name in PLANS)
    found.memory_with_plans = max(each.server.memory() for each in sites)
    for each in sites:
        with serving(each.url, files, app="tests.bench.floor:served()", first_page="/") as server:
            app = make_app(settings(environ(each.url, files)))
            found.costs.append(
                cost_of(floor(), each.size, server=server, database=each.database, app=app,
                        effort=effort)
            )  # fmt: skip
    found.paces.append(pace())


def _measure(sites, effort, found, say, wanted):
    for pages in zip(*(each.pages for each in sites), strict=True):
        if not wanted(pages[0]):
            continue
        say(f"  {pages[0].name}")
        found.costs += [
            cost_of(page, each.size, server=each.server, database=each.database,
                    app=each.door.app, effort=effort)
            for page, each in zip(pages, sites, strict=True)
        ]  # fmt: skip
