"""A second officer countersigns several at once: what they have read, and nothing they may not."""

import re

import pytest

from grants.actions.proposal import propose_on_application
from grants.models.decision import DecisionKind, Ground
from grants.models.officer_conflict import OfficerConflict
from grants.programme.stages import RoundState
from tests.makers.decision import a_ranked_application, two_officers
from tests.makers.moment import NOON
from tests.makers.round import a_round
from tests.web.shown import strip


@pytest.fixture
def officers(session, clock_at):
    clock_at(NOON)
    return two_officers(session)


@pytest.fixture
def proposed(session, officers):
    """Two selections that the first officer proposed, by rank."""
    round_ = a_round(session, 5, state=RoundState.RANKED)
    made = [a_ranked_application(session, round_, rank=rank) for rank in (1, 2)]
    for application in made:
        propose_on_application(
            session, application, DecisionKind.SELECT, by=officers[0].as_actor(), now=NOON
        )
    return made


def test_the_second_person_ticks_what_they_have_read_and_is_offered_nothing_with_a_conflict(
    client_as, session, officers, proposed
):
    first, second = officers
    conflicted, _ = proposed
    numbers = [application.number for application in proposed]
    session.add(OfficerConflict(application=conflicted, officer=second, ground="Schwager",
                                declared_at=NOON))  # fmt: skip
    session.flush()
    page, browser = "/sponsor/rounds/5/decisions", client_as(second)
    boxes = re.compile(r'name="number" value="([^"]+)"( checked)?>')

    shown, every = browser.get(page), browser.get(f"{page}?all=1")

    assert boxes.findall(shown.text) == [(numbers[1], "")]
    assert boxes.findall(every.text) == [(numbers[1], " checked")]
    assert "Ihr Konflikt: eine andere Person zeichnet mit" in shown.text
    turn = {n: strip(client_as(who).get(f"/sponsor/applications/{n}"))
            for n, who in ((numbers[0], second), (numbers[1], first))}  # fmt: skip
    for shown_turn in turn.values():
        assert shown_turn.startswith("Am Zug Eine zweite Person")
    assert strip(browser.get(f"/sponsor/applications/{numbers[1]}")).startswith("Am Zug Sie")


def test_who_countersigns_reads_that_a_proposal_leaves_the_ranking_and_no_ground_of_rejection(
    client_as, session, officers, proposed
):
    first, second = officers
    third = a_ranked_application(session, proposed[0].round, rank=3)
    held = propose_on_application(
        session, third, DecisionKind.RESERVE, ground=Ground.OTHER,
        reasons="Erst der Nachweis der Mittel.", by=first.as_actor(), now=NOON,
    )  # fmt: skip
    browser = client_as(second)

    batch = browser.get("/sponsor/rounds/5/decisions").text
    page = browser.get(f"/sponsor/applications/{third.number}/decision").text

    assert held.ground is None
    assert batch.count("weicht von der Rangliste ab") == 1
    assert "weicht von der Rangliste ab" in page
    follows = browser.get(f"/sponsor/applications/{proposed[0].number}/decision").text
    assert "weicht von der Rangliste ab" not in follows
