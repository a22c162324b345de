"""A role of the database that may read and nothing else: for auditors with tools of their own."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Final

from psycopg.sql import SQL, Composed, Identifier
from sqlalchemy import Connection, Table, inspect, text

from grants.models.base import Base
from grants.models.obligation import OBLIGATION

SECRETS: Final = frozenset({
    ("feed", "token_hash"),
    ("invitation", "token_hash"),
    ("mail", "body"),  # may hold a link that works once
    ("person", "password_hash"),
    ("sign_in", "token_hash"),
})  # fmt: skip
"""What opens an account or a door; nobody has to read it to audit a programme."""
VIEWS: Final = (OBLIGATION,)
MILLISECONDS_FOR_A_QUESTION: Final = 300_000
TOO_MUCH: Final = text(
    "select rolsuper or rolcreaterole or rolcreatedb or rolreplication"
    " or pg_has_role(rolname, current_user, 'member')"
    " or exists (select from pg_class where relowner = pg_roles.oid) as too_much"
    " from pg_roles where rolname = :role"
)


class NotForReading(Exception):
    """A role that does not exist, or that could do more than read."""


def let_read(connection: Connection, role: str) -> int:
    """Let this role read every record except secrets, and take every other right; how many tables.

    To be called again after each migration: new tables are closed until then. Raises NotForReading
    when there is no such role, when it has rights of an administrator, owns a table or is a member
    of the role that we are.
    """
    found = connection.execute(TOO_MUCH, {"role": role}).one_or_none()
    if found is None:
        raise NotForReading(
            f"there is no role {role}; make one: CREATE ROLE {role} LOGIN PASSWORD '…'"
        )
    if found.too_much:
        raise NotForReading(f"the role {role} may do more than read; take another one")
    found_there = inspect(connection)
    there = {*found_there.get_table_names(), *found_there.get_view_names()}
    tables = [each for each in (*Base.metadata.sorted_tables, *VIEWS) if each.name in there]
    with closing(connection.connection.cursor()) as cursor:
        for rule in _rules(role, tables):
            cursor.execute(rule)
    return len(tables)


def _rules(role: str, tables: Sequence[Table]) -> Iterator[Composed]:
    name = Identifier(role)
    yield SQL("revoke all on all tables in schema public from {}").format(name)
    yield SQL("revoke all on all sequences in schema public from {}").format(name)
    yield SQL("grant usage on schema public to {}").format(name)
    for table in tables:
        shown = [
            Identifier(column.name)
            for column in table.columns
            if (table.name, column.name) not in SECRETS
        ]
        yield SQL("grant select ({}) on {} to {}").format(
            SQL(", ").join(shown), Identifier(table.name), name
        )
    yield SQL("alter role {} set default_transaction_read_only = on").format(name)
    yield SQL("alter role {} set statement_timeout = {}").format(name, MILLISECONDS_FOR_A_QUESTION)
