"""Makes the papers that compare scenarios, each once."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from grants.documents.printing import prepare
from grants.models.connection import clock
from grants.models.document import DocumentKind
from grants.models.scenario import ScenarioPaper
from grants.papers.scenario import fill_comparison
from grants.queries.scenario import chosen_of, scenarios_of
from grants.worker.making import make_checkable
from grants.worker.room import Room


def ordered_scenario_papers(_now: datetime) -> Select[int]:
    """Papers that somebody ordered and nobody has made yet."""
    return (
        select(ScenarioPaper.id)
        .where(ScenarioPaper.document_id.is_(None), ScenarioPaper.failure == "")
        .order_by(ScenarioPaper.id)
    )


def render_scenario_paper(room: Room, paper_id: int) -> None:
    """Make the PDF of an ordered paper; nothing happens when it is made, or being made."""
    with room.sessions.begin() as session:
        order = _ordered(session, paper_id)
        if order is None:
            return
        now = clock(session)
        kept = chosen_of(scenarios_of(session, order.round), order.scenarios)
        paper = fill_comparison(order.round, kept, made_for=order.ordered_by.name, now=now)
        document = make_checkable(
            room,
            session,
            lambda check: prepare(replace(paper, check=check)),
            kind=DocumentKind.SCENARIO,
            file_name=f"Szenarien {order.round.name}",
            terms_id=order.round.terms.id,
            now=now,
        )
        order.document_id = document.id


def fail_scenario_paper(room: Room, paper_id: int, reason: str) -> None:
    """Give up on a paper after the last try; the page says so, and it may be ordered anew."""
    with room.sessions.begin() as session:
        order = _ordered(session, paper_id)
        if order is not None:
            order.failure = reason


def _ordered(session: Session, paper_id: int) -> ScenarioPaper | None:
    return session.scalar(
        select(ScenarioPaper)
        .where(
            ScenarioPaper.id == paper_id,
            ScenarioPaper.document_id.is_(None),
            ScenarioPaper.failure == "",
        )
        .with_for_update(skip_locked=True)
    )
