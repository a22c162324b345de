"""Every dated duty of every award, read from the records that make it."""

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Integer,
    MetaData,
    String,
    Table,
)

OBLIGATION: Final = Table(
    "obligation",
    MetaData(),  # a view is nobody's table: no migration makes or drops it by comparing
    Column("open", Boolean),
    Column("code", String, primary_key=True),
    Column("kind", String),
    Column("side", String),
    Column("grant_id", BigInteger),
    Column("award_id", BigInteger),
    Column("subject_id", BigInteger),
    Column("what", String),
    Column("year", Integer),
    Column("named_on", Date),
    Column("due_on", Date),
    Column("deadline_kind", String),
    Column("due_version", Integer),
    Column("since", DateTime(timezone=True)),
    Column("done_at", DateTime(timezone=True)),
    Column("waived", Boolean),
    Column("changed_at", DateTime(timezone=True)),
)
"""The view of migration 0059: nobody writes to it, so it can never differ from the records."""
