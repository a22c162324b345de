"""Transactions of a page. Nothing else in the web opens or commits one."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import cast

import structlog
from flask import Flask, current_app, g, request
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker

from grants.documents.store import Store
from grants.models.connection import clock, engine_for
from grants.web.arrival import moment_of_arrival

log = structlog.get_logger()
SESSIONS = "grants_sessions"
READING = "grants_reading"
"""The same connections, in transactions that the database lets nobody write in."""
STORE = "grants_store"
ASKING = ("GET", "HEAD")
"""Requests that change nothing, unless a page says `saving()`."""


def connect(app: Flask, url: str, files_url: str, *, scanned: bool = False) -> None:
    """Give the app its database and its file store, and close what a request opened."""
    engine = engine_for(url)
    app.extensions[SESSIONS] = sessionmaker(engine, expire_on_commit=False)
    app.extensions[READING] = engine.execution_options(postgresql_readonly=True)
    app.extensions[STORE] = Store.at(files_url, scanned=scanned)
    app.teardown_appcontext(_close)


def session() -> Session:
    """The session of this request. What is read here is not kept unless `saving()` keeps it."""
    if "session" not in g:
        g.session = current_app.extensions[SESSIONS]()
        g.only_reads = request.method in ASKING
        if g.only_reads:
            g.session.bind = current_app.extensions[READING]
    return cast(Session, g.session)


@contextmanager
def saving() -> Iterator[Session]:
    """Everything inside is kept together, or nothing is."""
    work = session()
    if g.only_reads:
        work.commit()
        work.bind, g.only_reads = current_app.extensions[SESSIONS].kw["bind"], False
    try:
        yield work
        work.commit()
    except BaseException:
        work.rollback()
        raise


def store() -> Store:
    """Where uploads and documents lie."""
    return cast(Store, current_app.extensions[STORE])


def now() -> datetime:
    """The moment of this request: by the database's clock, when its last byte had arrived."""
    if "now" not in g:
        set_now(clock(session()))
    return cast(datetime, g.now)


def set_now(by_the_clock: datetime) -> None:
    """Note the moment of this request from what the database's clock has just shown."""
    g.now = moment_of_arrival(by_the_clock, request.environ)


def _close(error: BaseException | None) -> None:
    """Let go of the connection.

    A transaction that only read ends with a commit: there is nothing to keep, but after a rollback
    the driver forgets the plans of all statements, and planning costs more than reading.
    """
    opened = g.pop("session", None)
    if opened is None:
        return
    try:
        if error is None and g.pop("only_reads"):
            opened.commit()
    except SQLAlchemyError as failed:  # the page has its answer already, a fault its number
        log.warning("reading_ended_badly", error=str(failed.__cause__ or failed))
    try:
        opened.close()
    except SQLAlchemyError as failed:  # the database has gone since, and with it what to let go of
        log.warning("closed_badly", error=str(failed.__cause__ or failed))
        opened.invalidate()
