"""Plans that outlive a rollback.

Every request of the matrix is undone by a rollback, after which the driver forgets the plans of all
statements, and planning costs the database more than running them. The tables stay as they are, so
here a connection keeps its plans, as one of a served program does.
"""

from sqlalchemy import event


def keep_plans(engine):
    """Let every connection of this engine keep the plans of what it was asked before."""
    event.listen(engine, "connect", _keep)


def _keep(connection, _record):
    # The driver asks here, and is told that nothing was forgotten.
    connection._prepared.clear = bool  # noqa: SLF001 - it has no other way to keep them
