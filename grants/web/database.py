"""Transactions of a page. Nothing else in the web opens or commits one."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import cast

from flask import Flask, current_app, g
from sqlalchemy.orm import Session, sessionmaker

from grants.documents.store import Store
from grants.models.connection import clock, engine_for

SESSIONS = "grants_sessions"
STORE = "grants_store"


def connect(app: Flask, url: str, files_url: str, *, scanned: bool = False) -> None:
    """Give the app its database and its file store, and close what a request opened."""
    app.extensions[SESSIONS] = sessionmaker(engine_for(url), expire_on_commit=False)
    app.extensions[STORE] = Store.at(files_url, scanned=scanned)
    app.teardown_appcontext(_close)


def session() -> Session:
    """The session of this request. What is read here is not kept unless `saving()` keeps it."""
    if "session" not in g:
        g.session = current_app.extensions[SESSIONS]()
    return cast(Session, g.session)


@contextmanager
def saving() -> Iterator[Session]:
    """Everything inside is kept together, or nothing is."""
    work = session()
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
    """The moment of this request: taken once, by the database, after its body had arrived."""
    if "now" not in g:
        g.now = clock(session())
    return cast(datetime, g.now)


def _close(_error: BaseException | None) -> None:
    opened = g.pop("session", None)
    if opened is not None:
        opened.close()
