"""Whose turn it is in a round and with an application, and what comes next."""

import re
from datetime import timedelta

import pytest

from grants.actions.decline import decline_award
from grants.models.decision import DecisionKind
from grants.models.round import Milestone
from grants.programme.calendar import today
from grants.programme.money import eur
from grants.programme.stages import ApplicationState, RoundState
from tests.actions.test_decline import award_of, signs
from tests.makers.decision import a_ranked_application, decided, two_officers
from tests.makers.letter import all_made
from tests.makers.moment import NOON, days
from tests.makers.review import POINTS, a_juror, a_review, an_entry
from tests.makers.round import a_round
from tests.web.shown import strip


@pytest.fixture
def officers(session, clock_at):
    clock_at(NOON)
    return two_officers(session)


@pytest.fixture
def dirk(client_as, officers):
    return client_as(officers[0])


def test_before_the_decisions_the_round_says_what_comes_next(session, dirk):
    a_round(session, 5, state=RoundState.REVIEW)

    shown = strip(dirk.get("/sponsor/rounds/5/decisions"))

    assert shown.startswith("Am Zug Sie")
    assert shown.count("Nächster Schritt Jury einberufen") == 1
    assert (shown.count("Niemand"), shown.count("0 von 0")) == (0, 0)


def test_when_all_is_decided_the_selection_is_due(session, officers, client_as):
    round_ = a_round(session, 5, state=RoundState.RANKED)
    decided(session, a_ranked_application(session, round_), DecisionKind.SELECT, *officers)

    page = client_as(officers[0]).get("/sponsor/rounds/5/decisions")

    assert strip(page).count("Auswahl entscheiden 1 von 1 entschieden") == 1
    assert page.text.count('href="/sponsor/rounds/5/next"') == 1


def test_a_step_that_was_taken_early_is_no_date_ahead(session, dirk):
    round_ = a_round(session, 5, state=RoundState.RANKED)
    with session.no_autoflush:
        session.add_all(
            Milestone(round=round_, on=today(days(ahead)), state=state)
            for state, ahead in ((RoundState.JURY_MEETING, 9), (RoundState.DECIDED, 20))
        )
    session.flush()

    shown = strip(dirk.get("/sponsor/rounds/5"))

    assert (shown.count("Jurysitzung"), shown.count("Auswahl entschieden")) == (0, 1)


def test_before_the_deadline_an_application_is_not_our_turn(session, dirk):
    open_ = a_round(session, 6, closes_at=NOON + timedelta(days=9))
    an_entry(session, open_, number="R6-0001")
    closed = a_round(session, 7, state=RoundState.FORMAL_CHECK)
    an_entry(session, closed, number="R7-0001")

    early = strip(dirk.get("/sponsor/applications/R6-0001"))
    late = strip(dirk.get("/sponsor/applications/R7-0001"))

    assert early.startswith("Am Zug Niemand")
    assert early.count("nach dem Ende der Frist, 26.05.2028") == 1
    assert late.startswith("Am Zug Sie")


def test_the_matrix_counts_against_the_reviews_that_are_needed(session, dirk):
    round_ = a_round(session, 5, state=RoundState.REVIEW)
    application = an_entry(session, round_, ApplicationState.UNDER_REVIEW)
    for name in ("Jana Jahn", "Jonas Jung"):
        a_review(session, application, a_juror(session, name))
    old = a_round(session, 4, state=RoundState.NOTIFIED)
    an_entry(session, old, ApplicationState.SELECTED)

    assert dirk.get("/sponsor/rounds/5/jury").text.count(">2 / 3<") == 1
    assert dirk.get("/sponsor/rounds/4/jury").text.count(" / 3<") == 0


def test_equals_below_the_line_read_what_becomes_of_them(session, dirk):
    round_ = a_round(session, 8, state=RoundState.JURY_MEETING, budget=eur(4_000_000))
    jury = [a_juror(session, name) for name in ("Jana Jahn", "Jonas Jung", "Jule Jost")]
    for _ in range(2):
        application = an_entry(session, round_, ApplicationState.UNDER_REVIEW)
        for juror in jury:
            a_review(session, application, juror, POINTS)

    page = dirk.get("/sponsor/rounds/8/ranking").text

    assert page.count("in der Reserve bis zu einem Votum oder Los") == 2


def test_staff_and_public_count_the_same_applications(session, dirk):
    round_ = a_round(session, 4, state=RoundState.NOTIFIED)
    for state in (ApplicationState.SELECTED, ApplicationState.REJECTED):
        an_entry(session, round_, state)
    an_entry(session, round_, ApplicationState.FORMALLY_REJECTED)

    pages = [dirk.get(address).text for address in ("/sponsor/rounds/4", "/calls/4")]

    for page in pages:
        assert re.search(r"<dd>3<small>davon 1 formal abgelehnt</small>", page)
        assert re.search(r"<dd>50.00\u00a0%<small>1 von 2 verglichenen</small>", page)
    lists = [dirk.get(address).text for address in ("/sponsor/rounds", "/calls")]
    assert [page.count("davon 1 formal abgelehnt") for page in lists] == [1, 2]


@pytest.mark.parametrize(
    "address", ["/calls/99999999999999999999", "/applications/%00", "/applications/%00/check"]
)
def test_an_address_that_names_nothing_is_not_found(client_as, officers, address):
    assert client_as(officers[0]).get(address).status_code == 404


def test_a_place_that_became_free_is_a_task_of_the_day(session, officers, dirk):
    round_ = a_round(session, 5, budget=eur(4_000_000))
    winner = a_ranked_application(session, round_)
    second, third = (
        a_ranked_application(session, round_, state=ApplicationState.RESERVE, rank=at)
        for at in (2, 3)
    )
    decided(session, winner, DecisionKind.SELECT, *officers)
    for each in (second, third):
        decided(session, each, DecisionKind.RESERVE, *officers)
    all_made(session)
    before = dirk.get("/sponsor").text
    decline_award(session, award_of(session, winner), reason="Kein Geld.",
                  by=signs(session, winner), now=days(1))  # fmt: skip

    after = dirk.get("/sponsor").text

    assert "Platz frei" not in before
    assert "Platz frei: Nachrücken prüfen" in after
    assert f"/sponsor/applications/{second.number}/decision" in after
    assert f"/sponsor/applications/{third.number}/decision" not in after
