"""The list of applications: searched, filtered, sorted, sixty on a page.

Its cost does not grow with the table: every order has an index to walk along, pages end where the
count ends, and the count stops at six hundred.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, String, bindparam, func, select
from sqlalchemy.orm import Session

from grants.models.application import Application
from grants.models.organisation import Cluster
from grants.models.round import Round
from grants.programme.lateness import lateness
from grants.programme.money import Money
from grants.programme.people import Actor
from grants.programme.stages import ApplicationState
from grants.programme.words import Words
from grants.queries.round_name import names_of_rounds
from grants.queries.visible import BEFORE_RECEIPT, visible_applications

ROWS_ON_A_PAGE = 60
MOST_COUNTED = 600
MOST_FOUND = 300
"""The same among those with a word: where more have it, another word is the shorter way."""
STATES = tuple(state for state in ApplicationState if state not in BEFORE_RECEIPT)
"""What a list can be filtered by: drafts are their cluster's own business."""


class Order(StrEnum):
    """How the list is sorted."""

    NEWEST = "newest"
    """Received last, first."""
    CHANGED = "changed"
    """Changed last, first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What somebody asks of the list."""

    words: str = ""
    round_number: int | None = None
    state: ApplicationState | None = None
    order: Order = Order.NEWEST
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationRow:
    """One application in the list."""

    number: str
    cluster: str
    title: str
    round_number: int
    state: ApplicationState
    submitted_at: datetime
    late: bool
    closes_at: datetime
    """The deadline of its round."""
    changed_at: datetime
    requested: Money
    """Asked for in the concept phase, EUR."""
    requested_later: Money
    """Expected for the implementation phase, EUR."""
    synthetic: bool

    @property
    def requested_in_all(self) -> Money:
        """Asked for over both phases, EUR."""
        return self.requested + self.requested_later

    @property
    def late_by(self) -> Words | None:
        """How long after the deadline it came; None when it came in time."""
        return lateness(self.submitted_at, self.closes_at) if self.late else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationPage:
    """One page of the list."""

    rows: tuple[ApplicationRow, ...]
    rounds: dict[int, Words]
    """What each round is called, by its number, the newest first: the list's filter."""
    page: int
    pages: int
    count: int
    """How many there are, as far as they are counted."""
    more: bool
    """There are more than were counted."""


def application_page(session: Session, actor: Actor, question: Question) -> ApplicationPage:
    """The page of the list that the question asks for; three statements."""
    rounds = names_of_rounds(session)
    by_number = {number: named.id for number, named in rounds.items()}
    found = _narrow(visible_applications(actor), question, by_number)
    most = MOST_FOUND if question.words else MOST_COUNTED
    counted = found.with_only_columns(Application.id).limit(most + 1).subquery()
    count = session.scalar(select(func.count()).select_from(counted)) or 0
    reachable = min(count, most)
    pages = max(-(-reachable // ROWS_ON_A_PAGE), 1)
    page = min(max(question.page, 1), pages)
    rows = session.execute(_with_columns(found, question.order, page))
    return ApplicationPage(
        rows=tuple(ApplicationRow(**row) for row in rows.mappings()),
        rounds={number: named.name for number, named in rounds.items()},
        page=page,
        pages=pages,
        count=reachable,
        more=count > most,
    )


def prefix_query(words: str) -> str:
    """What people typed as a query for the search column: every word may be a beginning."""
    kept = [re.sub(r"[^\w.@-]", "", word) for word in words.split()]
    return " & ".join(f"'{word}':*" for word in kept if re.search(r"[^\W_]", word))


def _narrow(
    found: Select[Application], question: Question, by_number: Mapping[int, int]
) -> Select[Application]:
    query = prefix_query(question.words)
    if query:
        # Written into the statement, so that the database plans for this word and not for any.
        words = bindparam("words", query, literal_execute=True, type_=String)
        found = found.where(Application.search.op("@@")(func.to_tsquery("simple", words)))
    if question.round_number is not None:
        found = found.where(Application.round_id == by_number.get(question.round_number))
    if question.state is not None:
        # Naming every round as well lets a rare state be found by the index on round and state.
        found = found.where(
            Application.state == question.state, Application.round_id.in_(by_number.values())
        )
    return found


def _with_columns(found: Select[Application], order: Order, page: int) -> Select[*tuple[Any, ...]]:
    """The rows of one page. Which they are is found first: an index alone can tell."""
    moment = Application.changed_at if order is Order.CHANGED else Application.submitted_at
    on_page = (
        found.with_only_columns(Application.id)
        .order_by(moment.desc(), Application.id.desc())
        .limit(ROWS_ON_A_PAGE)
        .offset((page - 1) * ROWS_ON_A_PAGE)
        .subquery()
    )
    return (
        select(
            Application.number,
            Cluster.name.label("cluster"),
            Application.title,
            Round.number.label("round_number"),
            Application.state,
            Application.submitted_at,
            Application.late,
            Round.closes_at,
            Application.changed_at,
            Application.requested.label("requested"),
            Application.requested_later.label("requested_later"),
            Application.synthetic,
        )
        .join(on_page, on_page.c.id == Application.id)
        .join(Cluster, Application.cluster_id == Cluster.id)
        .join(Round, Application.round_id == Round.id)
        .order_by(moment.desc(), Application.id.desc())
    )
