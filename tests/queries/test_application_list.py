"""The list of applications: what a word finds, in which order, and whatever people may write."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grants.programme.people import Actor, Role
from grants.programme.stages import ApplicationState
from grants.queries import application_list
from grants.queries.application_list import Order, Question, application_page
from tests.makers.application import an_application
from tests.makers.round import a_round

OFFICER = Actor(person_id=1, role=Role.SPONSOR, name="Dirk Dienst")
LONGEST = 200 + 30 + 200 + 200
"""A title, a short name, a cluster and its management, as long as the forms allow."""


def numbers(session, **asked):
    session.flush()
    return [row.number for row in application_page(session, OFFICER, Question(**asked)).rows]


@pytest.fixture
def three(session):
    """Three applications of one round, received one after the other; the first changed last."""
    round_ = a_round(session, 6)
    made = [an_application(session, round_=round_, state=ApplicationState.SUBMITTED)
            for _ in range(3)]  # fmt: skip
    for application, words in zip(made, ("Kabine leicht", "Klinik", "Kabine leise"), strict=True):
        application.search_text = f"{application.number} {words}"
    made[0].changed_at = made[2].changed_at.replace(year=made[2].changed_at.year + 1)
    return made


def test_a_word_or_its_beginning_finds_those_that_have_it_the_newest_first(session, three):
    assert numbers(session, words="kabine") == [three[2].number, three[0].number]
    assert numbers(session, words="kab lei") == [three[2].number, three[0].number]
    assert numbers(session, words="kabine", order=Order.CHANGED) == [
        three[0].number,
        three[2].number,
    ]
    assert numbers(session, words="Werft") == []


def test_where_many_have_a_word_the_list_ends_and_says_so(session, three, monkeypatch):
    session.flush()
    monkeypatch.setattr(application_list, "MOST_FOUND", 1)

    found = application_page(session, OFFICER, Question(words="kabine"))
    every = application_page(session, OFFICER, Question())

    assert (found.count, found.pages, found.more) == (1, 1, True)
    assert (every.count, every.more) == (3, False)


def test_a_draft_is_found_by_nobody_but_its_cluster(session, three):
    hidden = an_application(session, round_=three[0].round)
    hidden.search_text = "Kabine"
    assert hidden.number not in numbers(session, words="Kabine")


@pytest.mark.parametrize(
    "text",
    [
        " ".join(f"{chr(0x4E00 + at)}-{chr(0x5E00 + at)}" for at in range(LONGEST // 4)),
        " ".join(chr(0x4E00 + at) for at in range(LONGEST // 2)),
        " ".join(f"{chr(97 + at % 26)}{at}.de/{at}" for at in range(LONGEST // 9)),
        "".join(chr(0x20000 + at) for at in range(LONGEST)),
    ],
    ids=["compounds", "single letters", "addresses", "one long word"],
)
def test_no_text_is_too_long_for_the_index_and_its_number_still_finds_it(session, three, text):
    three[1].search_text = f"{three[1].number} {text}"
    assert numbers(session, words=three[1].number) == [three[1].number]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"),
                    min_size=LONGEST - 60, max_size=LONGEST))  # fmt: skip
def test_whatever_is_written_in_title_and_names_is_kept(session, three, text):
    three[1].search_text = f"{three[1].number} {text}"
    assert len(numbers(session)) == 3
