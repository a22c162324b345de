"""A programme of one phase is set up in the browser: the first row of the phases stays empty."""

import pytest

from grants.programme.preset import draft_of
from grants.programme.setup_change import compare_terms
from tests.makers.moment import NOON
from tests.makers.review import an_officer
from tests.web.sponsor.test_setup import begun, fields_of, page

CONCEPT_ROW = ("phases__0__name__de", "phases__0__name__en", "phases__0__max_months")
"""What somebody can empty; no browser takes a chosen yes or no back."""


@pytest.fixture
def dirk(session, client_as, clock_at):
    """The browser of Dirk, sponsor staff."""
    clock_at(NOON)
    return client_as(an_officer(session))


def sent_without_concept(session, dirk, **more):
    """A set-up of InterClust of which the first phase was emptied."""
    setup = begun(session, dirk)
    filled = fields_of(dirk.get(page(setup, "phases")))
    assert filled["phases__0__may_overlap"] == ["no"]
    filled |= dict.fromkeys(CONCEPT_ROW, "") | more
    answer = dirk.post(page(setup, "phases"), filled)
    session.refresh(setup)
    return setup, answer


def test_the_first_row_left_empty_leaves_the_implementation_alone(session, dirk):
    setup, answer = sent_without_concept(session, dirk, total_months="36")

    assert answer.status_code == 303, answer.text
    assert [phase["code"] for phase in setup.body["phases"]] == ["implementation"]
    shown = fields_of(dirk.get(page(setup, "phases")))
    assert (shown["phases__0__name__de"], shown["phases__1__name__de"]) == ("", "Umsetzungsphase")
    again = dirk.post(page(setup, "phases"), shown)
    assert again.status_code == 303
    session.refresh(setup)
    assert [phase["code"] for phase in setup.body["phases"]] == ["implementation"]


def test_own_funds_in_the_phase_that_went_are_named_until_they_are_taken_out(session, dirk):
    setup, _ = sent_without_concept(session, dirk, total_months="36")

    said = dirk.get(page(setup, "matching")).text
    assert "Eigenmittel sind nur in Phasen der Runde gefordert" in said
    filled = fields_of(dirk.get(page(setup, "matching"))) | {"matching__phases": ["implementation"]}
    dirk.post(page(setup, "matching"), filled)

    assert "Eigenmittel sind nur in Phasen" not in dirk.get(page(setup, "matching")).text


@pytest.mark.parametrize(("months", "says"), [("35", True), ("36", False), ("37", True)])
def test_one_phase_lasts_as_long_as_all_together(session, dirk, months, says):
    setup, _ = sent_without_concept(session, dirk, total_months=months)

    said = dirk.get(page(setup, "phases")).text

    wrong = f"Alle Phasen zusammen müssen so lange dauern wie sie: 36 Monate, Sie haben {months}."
    assert (wrong in said) is says


def test_an_open_figure_of_the_only_phase_is_asked_for_in_its_own_row(session, dirk):
    setup = begun(session, dirk, "preset:regions")

    said = dirk.get(page(setup, "phases")).text

    assert 'href="#phases__1__max_months"' in said
    assert "#phases__0__" not in said


def test_a_phase_that_goes_is_compared_with_nothing_and_the_other_with_itself():
    before = draft_of("interclust")
    after = before | {"phases": before["phases"][1:]}

    changes = compare_terms(before, after)

    assert [
        (change.label.en, change.after.en) for change in changes if change.place == "phases"
    ] == [
        ("Phase 1, Name", "–"),
        ("Phase 1, At most so many months", "–"),
        ("Phase 1, May it overlap with the one before?", "–"),
    ]
