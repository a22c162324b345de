"""Lets the application work on a database that a test has chosen."""

from sqlalchemy.orm import sessionmaker

from grants.web.database import READING, SESSIONS


def wire(app, bind):
    """What pages read and keep goes through this engine, or this connection of a test."""
    app.extensions[SESSIONS] = sessionmaker(
        bind, join_transaction_mode="create_savepoint", expire_on_commit=False
    )
    app.extensions[READING] = bind
