"""The power fails before one statement of an act, whichever it is (B9)."""

from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session


class PowerFailure(Exception):
    """The machine stops before this statement."""


def stop(_connection):
    """The process comes no further."""
    raise PowerFailure


def cut(connection):
    """The database is told to end this connection."""
    with connection.engine.connect() as other:
        pid = connection.connection.dbapi_connection.info.backend_pid
        other.execute(text("select pg_terminate_backend(:pid)"), {"pid": pid})


def fails_at(engine, moment, act, fail=stop):
    """Do it, and let the power fail before its statement of this number; did it fail?"""
    seen = 0

    def note(connection, *_more):
        nonlocal seen
        seen += 1
        if seen == moment:
            fail(connection)

    event.listen(engine, "before_cursor_execute", note)
    try:
        act()
    except (PowerFailure, DBAPIError):
        return True
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return False


def keeping(engine, act, *given):
    """The act in a session of its own whose work is kept."""

    def do():
        with Session(engine) as session:
            act(session, *given)
            session.commit()

    return do
