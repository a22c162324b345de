"""`grants let-read`: a database role that reads every record, no secret, and changes none."""

import pytest
from sqlalchemy import create_engine, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import Session

from grants.demo import scratch
from grants.models.every import Base
from grants.models.person import Person
from grants.models.reader import SECRETS, NotForReading, let_read
from grants.models.schema import migrate
from grants.programme.people import Role
from tests.makers.person import a_person

ROLE = "outside_auditor"
WORD = "read-only-please"
SECRET_NAMES = ("password", "token", "secret")


@pytest.fixture(scope="module")
def owner(server):
    """The database as its owner sees it, with somebody in it and a role that may do nothing yet."""
    with scratch.database(server) as fresh:
        engine = create_engine(fresh)
        migrate(engine)
        with Session(engine) as session:
            a_person(session, "Aylin Aydin", role=Role.AUDITOR)
            session.commit()
        with engine.begin() as connection:
            connection.execute(
                text("create role outside_auditor login password 'read-only-please'")
            )
        yield engine
        with engine.begin() as connection:
            connection.execute(text("drop owned by outside_auditor"))
            connection.execute(text("drop role outside_auditor"))
        engine.dispose()


@pytest.fixture(scope="module")
def auditor(owner):
    """The same database as the role sees it."""
    with owner.begin() as connection:
        let_read(connection, ROLE)
    engine = create_engine(make_url(owner.url).set(username=ROLE, password=WORD))
    yield engine
    engine.dispose()


def ask(engine, question):
    with engine.connect() as connection:
        return connection.execute(question).all()


def test_every_record_can_be_read(auditor):
    for table in Base.metadata.sorted_tables:
        shown = [one for one in table.columns if (table.name, one.name) not in SECRETS]
        ask(auditor, select(*shown).limit(1))

    assert ask(auditor, select(Person.name)) == [("Aylin Aydin",)]


@pytest.mark.parametrize(("table", "column"), sorted(SECRETS))
def test_no_secret_can_be_read(auditor, table, column):
    with pytest.raises(ProgrammingError, match="permission denied"):
        ask(auditor, select(Base.metadata.tables[table].c[column]))


def test_every_column_that_sounds_like_a_secret_is_one():
    sounding = {
        (table.name, column.name)
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if any(name in column.name for name in SECRET_NAMES)
    }

    assert sounding <= SECRETS


@pytest.mark.parametrize(
    "attempt",
    ["update person set name = 'x'", "delete from act", "insert into act default values",
     "truncate act", "create table mine (id int)", "select nextval('person_id_seq')",
     "select * from procrastinate_jobs"],
)  # fmt: skip
def test_nothing_can_be_changed_even_by_a_role_that_unsets_its_setting(auditor, attempt):
    with auditor.connect() as connection:
        connection.execute(text("set default_transaction_read_only = off"))
        connection.commit()
        with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"):
            connection.execute(text(attempt))


def test_a_role_that_is_not_there_or_owns_the_tables_is_refused(owner):
    with owner.connect() as connection:
        me = connection.scalar(text("select current_user"))
        with pytest.raises(NotForReading, match="CREATE ROLE"):
            let_read(connection, "nobody_of_this_name")
        with pytest.raises(NotForReading, match="more than read"):
            let_read(connection, me)
