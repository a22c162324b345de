"""A comparison of scenarios is printed once, for those who may see the round."""

from sqlalchemy import func, select

from grants.actions.scenario import keep_scenario, order_scenario_paper
from grants.models.document import Document, DocumentKind
from grants.models.scenario import ScenarioPaper
from grants.programme.money import eur
from grants.programme.people import Role
from grants.programme.stages import ApplicationState, RoundState
from grants.programme.what_if import Assumption
from grants.queries.file import find_document
from grants.worker.scenario import (
    fail_scenario_paper,
    ordered_scenario_papers,
    render_scenario_paper,
)
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.makers.review import an_entry, an_officer
from tests.makers.round import a_round


def an_order(work):
    """Half as many winners with twice the money, in a round whose scores nobody knows."""
    round_ = a_round(work, state=RoundState.CLOSED_OUT, budget=None)
    for at in range(3):
        state = ApplicationState.SELECTED if at < 2 else ApplicationState.REJECTED
        an_entry(work, round_, state=state)
    by = an_officer(work).as_actor()
    assumed = Assumption(budget=eur(8_000_000), cap=eur(8_000_000), winners=None)
    kept = keep_scenario(work, round_, assumed, "Ein Cluster", by=by, now=NOON)
    order = order_scenario_paper(work, round_, [kept], by=by, now=NOON)
    work.commit()
    return order


def test_a_paper_is_made_once_and_handed_to_staff_only(work, room):
    order = an_order(work)
    anna, aylin = a_person(work), a_person(work, "Aylin", Role.AUDITOR)
    work.commit()
    assert work.scalars(ordered_scenario_papers(NOON)).all() == [order.id]

    render_scenario_paper(room, order.id)
    render_scenario_paper(room, order.id)

    work.expire_all()
    paper = work.get_one(ScenarioPaper, order.id)
    document = work.get_one(Document, paper.document_id)
    assert work.scalar(select(func.count(Document.id))) == 1
    assert document.kind is DocumentKind.SCENARIO
    assert document.snapshot["scenarios"][0]["winners"] == 1
    assert document.snapshot["scenarios"][0]["before_winners"] == 2
    assert room.store.get(document.key).startswith(b"%PDF")
    assert find_document(work, aylin.as_actor(), document.id) is not None
    assert find_document(work, anna.as_actor(), document.id) is None


def test_a_paper_that_cannot_be_printed_says_so_and_is_not_tried_for_ever(work, room):
    order = an_order(work)

    fail_scenario_paper(room, order.id, "PrintingFailed: too long")

    work.expire_all()
    assert work.scalars(ordered_scenario_papers(NOON)).all() == []
    assert work.get_one(ScenarioPaper, order.id).failure == "PrintingFailed: too long"
