"""What every scene of the demonstration needs at hand."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from grants.demo.calendar import Days
from grants.demo.cast import Cast
from grants.documents.store import Store
from grants.models.authority import Authority
from grants.models.round import Programme
from grants.programme.terms import Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """The session, the store, the programme, the people and the days of the demonstration."""

    session: Session
    store: Store
    terms: Terms
    programme: Programme
    authority: Authority
    cast: Cast
    days: Days
