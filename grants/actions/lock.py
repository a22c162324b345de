"""Taking a record for oneself until the transaction ends."""

from sqlalchemy.orm import Session

from grants.models.base import Base


def lock(session: Session, record: Base) -> None:
    """Wait until nobody else holds the record, and read it as it is then.

    Only its own row is locked, not the rows that were loaded together with it.
    """
    session.flush()  # a refresh would throw away what this transaction has changed but not sent
    session.refresh(record, with_for_update={"of": type(record)})


def hold(session: Session, record: Base) -> None:
    """Let others read and hold the record, but change it only when we are done."""
    session.flush()
    session.refresh(record, with_for_update={"of": type(record), "read": True})
