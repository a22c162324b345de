"""Lines beneath the budget of an application: for those who want them, frozen with the rest."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from grants.actions.application import save_section, start_application, submit_application
from grants.actions.case_content import case_content
from grants.actions.conflict import Conflict
from grants.actions.freeze import fingerprint, frozen
from grants.actions.plan_line import save_lines, take_over
from grants.actions.plan_record import as_kept
from grants.actions.receipt_document import FIGURES, fill_receipt
from grants.actions.reopen import reopen_application
from grants.actions.round import SETTLING, open_and_close_due_rounds
from grants.actions.selection import make_award
from grants.documents.workbook import read_workbook
from grants.models.application import Receipt
from grants.models.grant import Grant, PlanLine
from grants.models.organisation import Part
from grants.models.record import Act
from grants.programme.application_form import BUDGET, OUTLINE
from grants.programme.finding import RulesBroken
from grants.programme.money import eur
from grants.programme.plan_change import ChangeKind
from grants.programme.plan_line import PlannedLine, Unit
from grants.programme.plan_sheet import SheetReader
from grants.programme.stages import ApplicationState, NoSuchMove, RoundState
from grants.queries.application import content_of, latest_receipt
from grants.queries.comparison import compare
from grants.queries.grant_plan import plans_beside
from grants.queries.plan_line import cells_of, lines_of, plannable_lines, whole_plan
from tests.makers.application import an_application
from tests.makers.cluster import joins
from tests.makers.finished import a_finished_draft, an_open_round
from tests.makers.moment import NOON
from tests.makers.person import a_person

# 11.5 x 5,400.33 is 62,103.795: half a cent is rounded up, as every spreadsheet does it.
STAFF = PlannedLine(
    category="personnel", year=2029, label="Leitung", quantity=Decimal("11.50"),
    unit=Unit.MONTH, unit_price=eur("5400.33"), note="E 13",
)  # fmt: skip
REST = PlannedLine(category="personnel", year=2029, label="Übrige", fixed=eur("537896.20"))
TRIP = PlannedLine(
    category="travel_abroad", year=2030, label="Tokio", quantity=Decimal(3), unit=Unit.TRIP,
    unit_price=eur("2000.01"),
)  # fmt: skip
BARE = {("travel_abroad", 2030): eur(200_000)}


@pytest.fixture
def anna(session):
    return a_person(session)


@pytest.fixture
def draft(session, anna):
    """A finished draft with 600,000 for personnel in 2029 and 200,000 for travel in 2030."""
    return a_finished_draft(session, anna, an_open_round(session, state=RoundState.OPEN))


def save(session, draft, anna, *lines, category="personnel", revision=None, now=NOON):
    revision = draft.revision if revision is None else revision
    return save_lines(
        session, draft, category, lines, revision=revision, by=anna.as_actor(), now=now
    )


def save_cells(session, draft, anna, cells, *, revision=None):
    revision = draft.revision if revision is None else revision
    return save_section(
        session, draft, BUDGET, {"cells": cells}, revision=revision, by=anna.as_actor(), now=NOON
    )


def test_an_amount_with_lines_is_their_sum_to_the_cent_and_the_others_stay(session, draft, anna):
    assert save(session, draft, anna, STAFF)
    session.expire_all()

    assert cells_of(draft) == {("personnel", 2029): eur("62103.80"), **BARE}
    assert [line.amount for line in lines_of(draft)] == [eur("62103.80")]
    assert not save(session, draft, anna, STAFF, revision=1)


def test_whoever_thinks_in_amounts_goes_on_typing_them(session, draft, anna):
    save(session, draft, anna, STAFF)

    save_cells(session, draft, anna, {
        ("personnel", 2029): eur(5), ("personnel", 2030): eur(7), ("travel_abroad", 2029): eur(9),
    })  # fmt: skip

    assert cells_of(draft) == {
        ("personnel", 2029): eur("62103.80"),
        ("personnel", 2030): eur(7),
        ("travel_abroad", 2029): eur(9),
    }
    assert [line.label for line in lines_of(draft)] == ["Leitung"]


def test_two_at_the_same_budget_see_both_versions(session, draft, anna):
    save(session, draft, anna, STAFF)

    with pytest.raises(Conflict) as lines:
        save(session, draft, anna, TRIP, category="travel_abroad", revision=1)
    with pytest.raises(Conflict) as amounts:
        save_cells(session, draft, anna, {("personnel", 2029): eur(600_000), **BARE}, revision=1)

    assert lines.value.yours["cells"][("travel_abroad", 2030)] == eur("6000.03")
    assert lines.value.theirs.answers["cells"] == cells_of(draft)
    assert amounts.value.theirs.revision == 2
    assert [line.label for line in lines_of(draft)] == ["Leitung"]


def test_somebody_in_another_section_is_not_in_the_way(session, draft, anna):
    save_section(session, draft, OUTLINE, {"outline": "Neu."}, revision=1, by=anna.as_actor(),
                 now=NOON)  # fmt: skip

    assert save(session, draft, anna, STAFF, revision=1)


def test_a_reader_writes_no_lines_and_nobody_does_after_the_deadline(session, draft, anna):
    rita = a_person(session, "Rita Reader")
    joins(session, rita, draft.cluster, Part.READER)

    with pytest.raises(RulesBroken):
        save(session, draft, rita, STAFF)
    with pytest.raises(RulesBroken) as late:
        save(session, draft, anna, STAFF, now=draft.round.closes_at + timedelta(seconds=1))

    assert [finding.rule for finding in late.value.findings] == ["R-014"]
    assert save(session, draft, anna, STAFF, now=draft.round.closes_at)


def test_lines_outside_the_phase_are_refused(session, draft, anna):
    with pytest.raises(RulesBroken) as refused:
        save(session, draft, anna, PlannedLine(category="personnel", year=2031, label="x"))

    assert [one.place for one in refused.value.findings] == ["lines#year_0"]


def test_without_days_lines_lie_in_the_years_after_the_call(session, draft, anna):
    draft.concept_starts_on = draft.concept_ends_on = None

    assert save(session, draft, anna, STAFF)
    with pytest.raises(RulesBroken):
        save(session, draft, anna, PlannedLine(category="personnel", year=2031, label="x"))


def test_a_whole_plan_is_taken_over_with_its_bare_amounts(session, draft, anna):
    bare = PlannedLine(category="rent", year=2029, fixed=eur("0.01"))

    def take():
        return take_over(session, draft, [bare, TRIP], revision=draft.revision,
                         by=anna.as_actor(), now=NOON)  # fmt: skip

    assert take()
    session.expire_all()

    assert cells_of(draft) == {("rent", 2029): eur("0.01"), ("travel_abroad", 2030): eur("6000.03")}
    assert {line.label for line in whole_plan(draft)} == {"", "Tokio"}
    assert not take()


def test_the_record_says_which_lines_came_and_went(session, draft, anna):
    save(session, draft, anna, STAFF, REST)
    save(session, draft, anna, REST)

    acts = session.query(Act).filter_by(act="save_section").order_by(Act.id).all()

    said = "personnel 2029, Leitung, 11.5 x 5400.33, EUR 62103.80, E 13"
    rest = "personnel 2029, Übrige, EUR 537896.20"
    assert [(act.before["lines"], act.after["lines"]) for act in acts] == [
        ([], [said, rest]), ([said], []),
    ]  # fmt: skip
    assert [sorted(act.after) for act in acts] == [
        ["lines", "revision", "section"],  # the sum of the cell is the 600,000.00 it was
        ["cells", "lines", "revision", "section"],
    ]


@pytest.fixture
def received(session, draft, anna):
    """The draft with its lines, received at noon."""
    save(session, draft, anna, STAFF, REST)
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
        save(session, received, anna, TRIP, category="travel_abroad")


def test_what_is_not_submitted_again_is_put_back_with_its_lines(session, anna, received):
    receipt = latest_receipt(session, received)
    reopen_application(session, received, by=anna.as_actor(), now=NOON)
    save(session, received, anna, REST)
    save(session, received, anna, TRIP, category="travel_abroad")
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
    save(session, received, anna, STAFF, dearer)
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


def test_the_database_refuses_a_line_without_a_plan(session, draft, anna):
    save(session, draft, anna, STAFF)

    with pytest.raises(IntegrityError, match="one_owner"), session.begin_nested():
        session.execute(update(PlanLine).values(application_id=None))


def test_lines_go_with_what_they_belong_to(session, draft, anna):
    other = an_application(session, draft.cluster, an_open_round(session))
    save(session, other, anna, PlannedLine(category="rent", year=2030, label="Halle", fixed=eur(3)),
         category="rent")  # fmt: skip

    save(session, draft, anna, STAFF)
    save(session, draft, anna)

    assert [line.label for line in session.query(PlanLine)] == ["Halle"]
