"""The blank form of a round is printed once in both languages, and anew when its rules change."""

from datetime import timedelta

from sqlalchemy import func, select

from grants.models.blank_form import BlankForm
from grants.models.document import Document, DocumentKind
from grants.programme.stages import RoundState
from grants.queries.blank_form import find_blank_form, rounds_without_form
from grants.worker.blank_forms import fail_blank_form, render_blank_form
from tests.makers.round import a_round


def waiting(work):
    work.commit()
    return list(work.scalars(rounds_without_form()))


def test_a_form_is_made_once_in_both_languages(work, room):
    round_ = a_round(work, state=RoundState.OPEN)
    before = waiting(work)

    render_blank_form(room, round_.id)
    render_blank_form(room, round_.id)

    german, english = (find_blank_form(work, round_, each) for each in ("de", "en"))
    assert (before, waiting(work)) == ([round_.id], [])
    assert work.scalar(select(func.count(Document.id))) == 2
    assert german.file_name.startswith("Leeres-Formular")
    assert english.file_name.startswith("Blank-form")
    assert room.store.get(german.key).startswith(b"%PDF")


def test_a_new_deadline_is_printed_anew_and_the_old_paper_is_not_handed_out(work, room):
    round_ = a_round(work, state=RoundState.OPEN)
    work.commit()
    render_blank_form(room, round_.id)

    round_.closes_at += timedelta(days=7)

    assert waiting(work) == [round_.id]
    assert find_blank_form(work, round_, "de") is None


def test_a_round_that_nobody_may_see_or_that_is_over_needs_none(work):
    a_round(work, state=RoundState.DRAFT)
    a_round(work, state=RoundState.RUNNING)

    assert waiting(work) == []


def test_a_form_that_cannot_be_printed_is_given_up_and_says_why(work, room):
    round_ = a_round(work, state=RoundState.OPEN)
    work.commit()

    fail_blank_form(room, round_.id, "PrintingFailed: too long")

    assert waiting(work) == []
    assert work.scalars(select(BlankForm.failure)).all() == ["PrintingFailed: too long"]
    assert find_blank_form(work, round_, "de") is None


def test_the_paper_keeps_what_it_was_made_from(work, room):
    round_ = a_round(work, state=RoundState.OPEN)
    work.commit()

    render_blank_form(room, round_.id)

    made = work.scalars(select(Document).order_by(Document.file_name)).all()
    assert {each.kind for each in made} == {DocumentKind.BLANK_FORM}
    assert {each.terms_id for each in made} == {round_.terms.id}
    assert (
        made[0].snapshot["sections"][1]["questions"][0]["limit"]["de"] == "höchstens 8.000 Zeichen"
    )
