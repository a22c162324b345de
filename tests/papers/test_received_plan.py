"""What was received keeps its lines: frozen, compared, put back, packed and handed on."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from grants.actions.application import start_application, submit_application
from grants.actions.plan_record import as_kept
from grants.actions.reopen import reopen_application
from grants.actions.round import SETTLING, open_and_close_due_rounds
from grants.actions.selection import make_award
from grants.documents.workbook import read_workbook
from grants.models.application import Receipt
from grants.models.grant import Grant
from grants.papers.case_content import case_content
from grants.papers.receipt import FIGURES, fill_receipt
from grants.programme.application_form import BUDGET
from grants.programme.money import eur
from grants.programme.plan_change import ChangeKind
from grants.programme.plan_line import PlannedLine
from grants.programme.plan_sheet import SheetReader
from grants.programme.stages import ApplicationState, NoSuchMove, RoundState
from grants.queries.application import content_of, latest_receipt
from grants.queries.comparison import compare
from grants.queries.frozen import fingerprint, frozen
from grants.queries.grant_plan import plans_beside
from grants.queries.plan_line import cells_of, lines_of, plannable_lines, whole_plan
from tests.makers.finished import a_finished_draft, an_open_round
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.makers.plan import REST, STAFF, TRIP, write_lines


@pytest.fixture
def anna(session):
    return a_person(session)


@pytest.fixture
def draft(session, anna):
    """A finished draft with 600,000 for personnel in 2029 and 200,000 for travel in 2030."""
    return a_finished_draft(session, anna, an_open_round(session, state=RoundState.OPEN))


@pytest.fixture
def received(session, draft, anna):
    """The draft with its lines, received at noon."""
    write_lines(session, draft, anna, STAFF, REST)
    return submit_application(session, draft, by=anna.as_actor(), now=NOON).application


def test_the_receipt_holds_every_line_and_its_fingerprint_covers_them(session, received):
    receipt = latest_receipt(session, received)

    assert receipt.content["lines"][0] == {
        "category": "personnel", "year": 2029, "label": "Leitung", "quantity": "11.5",
        "unit": "month", "unit_price": "5400.33", "fixed": "62103.80", "note": "E 13",
    }  # fmt: skip
    assert receipt.sha256 == fingerprint(receipt.content)
    other = {**receipt.content, "lines": receipt.content["lines"][1:]}
    assert fingerprint(other) != receipt.sha256


def without_lines(session, received, anna):
    """A later receipt as they were before applications had lines."""
    kept = latest_receipt(session, received).content
    content = {name: value for name, value in kept.items() if name != "lines"}
    return another_receipt(session, received, anna, content)


def another_receipt(session, received, anna, content):
    receipt = Receipt(
        application=received, version=latest_receipt(session, received).version + 1,
        received_at=NOON, content=content, sha256=fingerprint(content), submitted_by=anna,
    )  # fmt: skip
    session.add(receipt)
    session.flush()
    return receipt


def test_the_printed_receipt_names_the_budget_with_its_lines(session, anna, received):
    with_lines = latest_receipt(session, received)
    old = without_lines(session, received, anna)
    none = another_receipt(session, received, anna, {**old.content, "lines": []})

    def size(receipt):
        parts = fill_receipt(session, receipt).parts
        return next(part.size for part in parts if part.name == FIGURES["budget"][0])

    assert size(none) == size(old) + len('"lines":[],')
    assert size(with_lines) > size(none) + len("537896.20")


def test_lines_of_what_was_received_do_not_change(session, anna, received):
    with pytest.raises(NoSuchMove):
        write_lines(session, received, anna, TRIP, category="travel_abroad")


def test_what_is_not_submitted_again_is_put_back_with_its_lines(session, anna, received):
    receipt = latest_receipt(session, received)
    reopen_application(session, received, by=anna.as_actor(), now=NOON)
    write_lines(session, received, anna, REST)
    write_lines(session, received, anna, TRIP, category="travel_abroad")
    open_and_close_due_rounds(
        session, now=received.round.closes_at + SETTLING + timedelta(seconds=1)
    )
    session.flush()
    session.expire_all()

    there = frozen(content_of(session, received))
    assert there == {key: value for key, value in receipt.content.items() if key != "signature"}
    assert [line.label for line in lines_of(received)] == ["Leitung", "Übrige"]


def test_a_receipt_from_before_there_were_lines_puts_back_none(session, anna, received):
    without_lines(session, received, anna)
    reopen_application(session, received, by=anna.as_actor(), now=NOON)

    open_and_close_due_rounds(
        session, now=received.round.closes_at + SETTLING + timedelta(seconds=1)
    )

    assert (lines_of(received), cells_of(received)[("personnel", 2029)]) == ((), eur(600_000))


def test_two_versions_show_the_lines_that_differ(session, anna, received):
    reopen_application(session, received, by=anna.as_actor(), now=NOON)
    dearer = PlannedLine(category="personnel", year=2029, label="Übrige", fixed=eur("537896.21"))
    write_lines(session, received, anna, STAFF, dearer)
    before = latest_receipt(session, received).content

    found = compare(before, frozen(content_of(session, received)))

    assert found.sections == (BUDGET,)
    assert [(one.kind, one.line.label, one.difference) for one in found.lines] == [
        (ChangeKind.CHANGED, "Übrige", eur("0.01"))
    ]
    old = {name: value for name, value in before.items() if name != "lines"}
    assert [one.kind for one in compare(old, before).lines] == [ChangeKind.NEW, ChangeKind.NEW]


def test_the_case_file_holds_the_plan_as_it_was_received(session, anna, received):
    packed = case_content(session, received.number, anna.as_actor(), "en", NOON)

    (plan,) = [entry for entry in packed if entry.ending == "xlsx"]
    assert plan.name == f"Financing plan {received.number}, version 1"
    read = SheetReader(
        sheet="Lines", language="en", categories=plannable_lines(received), years=(2029, 2030)
    ).read(read_workbook(plan.content, ["Lines"]).rows)
    assert (read.bad, as_kept(read.lines)) == ((), as_kept(whole_plan(received)))
    (sheet,) = [one for one in packed if one.ending == "html" and "version 1" in one.name]
    page = sheet.content.decode()
    assert all(words in page for words in ("Leitung", "11.5", "months", "5400.33", "62103.80"))


@pytest.mark.parametrize(("first", "copied"), [(date(2029, 1, 1), True), (date(2026, 1, 1), False)])
def test_the_next_application_begins_with_the_lines_that_still_fit(
    session, anna, received, first, copied
):
    received.state = ApplicationState.REJECTED
    received.concept_starts_on = first

    begun = start_application(
        session, received.cluster, an_open_round(session), by=anna.as_actor(), now=NOON,
        previous=received,
    )  # fmt: skip

    assert lines_of(begun) == (lines_of(received) if copied else ())
    assert plans_beside(session, anna.as_actor(), begun) == [received]


def test_the_award_begins_with_the_lines_of_its_application(session, anna, received):
    award = make_award(session, received, by=anna.as_actor(), now=NOON)

    grant = session.scalars(select(Grant).where(Grant.award_id == award.id)).one()
    assert (lines_of(grant), cells_of(grant)) == (lines_of(received), cells_of(received))
    assert len(lines_of(grant)) == 2
