"""Transactions of pages, on a database of their own: reading, keeping, and what a driver keeps."""

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import InternalError

from grants.demo import scratch
from grants.web.database import SESSIONS, connect, saving, session

WRITE = text("insert into programme (code, name_de, name_en) values ('x', 'X', 'X')")
READ = text("select count(*) from programme where code = 'x'")
PLANS = text("select count(*) from pg_prepared_statements where statement like '%programme%'")


@pytest.fixture
def app(server, template, tmp_path):
    app = Flask(__name__)
    with scratch.database(server, like=template) as copy:
        connect(app, copy.render_as_string(hide_password=False), str(tmp_path))
        yield app
        app.extensions[SESSIONS].kw["bind"].dispose()


def asked(app, statement, method="GET"):
    with app.test_request_context("/", method=method):
        return session().execute(statement).scalar()


def test_a_page_that_only_reads_is_refused_to_write_by_the_database(app):
    with app.test_request_context("/"), pytest.raises(InternalError, match="read-only"):
        session().execute(WRITE)

    assert asked(app, READ) == 0


def test_what_a_form_does_without_keeping_it_is_gone(app):
    with app.test_request_context("/", method="POST"):
        session().execute(WRITE)

    assert asked(app, READ) == 0


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_is_kept_is_kept_whatever_the_request(app, method):
    with app.test_request_context("/", method=method):
        session().execute(READ)
        with saving() as work:
            work.execute(WRITE)

    assert asked(app, READ) == 1


def test_the_plan_of_a_statement_outlives_the_page(app):
    for _ in range(4):
        asked(app, READ)

    assert asked(app, PLANS) == 1


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_database_that_goes_after_the_answer_was_made_takes_nothing_from_it(app, method):
    engine = app.extensions[SESSIONS].kw["bind"]
    with app.test_request_context("/", method=method):
        gone = session().execute(text("select pg_backend_pid()")).scalar()
        with engine.connect() as other:
            other.execute(text("select pg_terminate_backend(:pid, 5000)"), {"pid": gone})

    assert asked(app, READ) == 0
