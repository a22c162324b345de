"""Taking a record for oneself until the transaction ends."""

from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import Mapper, RelationshipDirection, RelationshipProperty, Session

from grants.models.base import Base


def lock(session: Session, record: Base) -> None:
    """Wait until nobody else holds the record, and read it as it is then.

    Only its own row is locked and read again, not the rows that were loaded together with it.
    """
    _read_again(session, record, read=False)


def hold(session: Session, record: Base) -> None:
    """Let others read and hold the record, but change it only when we are done."""
    _read_again(session, record, read=True)


def _read_again(session: Session, record: Base, *, read: bool) -> None:
    """Its columns at once; its lists, and whatever it points to anew, when they are asked for."""
    session.flush()  # a refresh would throw away what this transaction has changed but not sent
    mapper: Mapper[Base] = inspect(type(record))
    session.refresh(
        record, mapper.column_attrs.keys(), with_for_update={"of": type(record), "read": read}
    )
    stale = [each.key for each in mapper.relationships if _stale(each, mapper, record)]
    if stale:
        session.expire(record, stale)


def _stale(relationship: RelationshipProperty[Any], mapper: Mapper[Base], record: Base) -> bool:
    """Is this relationship loaded, and may the row, as it is now, say something else?"""
    if relationship.key not in record.__dict__:
        return False
    if relationship.direction is not RelationshipDirection.MANYTOONE:
        return True
    loaded = record.__dict__[relationship.key]
    ((own, remote),) = relationship.local_remote_pairs or ()
    points_to = getattr(record, mapper.get_property_by_column(own).key)
    theirs = loaded and getattr(loaded, relationship.mapper.get_property_by_column(remote).key)
    return bool(points_to != theirs)
