"""The figures of a round add up, also after a selected cluster has declined."""

import pytest

from grants.actions.decline import decline_award
from grants.actions.record import record
from grants.models.decision import DecisionKind, Ground
from grants.programme.money import eur
from grants.programme.stages import ApplicationState, RoundState
from grants.queries.round import counts_of
from grants.web.sponsor.round_picture import funnel
from tests.actions.test_decline import award_of, signs
from tests.makers.decision import (
    PARTNERS_POINTS,
    REASONS,
    a_reviewed_application,
    decided,
    two_officers,
)
from tests.makers.letter import all_made
from tests.makers.moment import NOON, days
from tests.makers.review import POINTS, an_entry
from tests.makers.round import a_round

A, K = ApplicationState, DecisionKind


@pytest.fixture
def round_(session):
    """Eight came: two selected, one in reserve, one rejected beside the ranking, two below."""
    officers = two_officers(session)
    made = a_round(session, 5, state=RoundState.DECIDED, budget=eur(8_000_000))
    ranked = [
        a_reviewed_application(
            session, made, PARTNERS_POINTS if rank > 4 else POINTS, state=state, rank=rank
        )
        for rank, state in enumerate(
            (A.RECOMMENDED, A.RECOMMENDED, A.RESERVE, A.RESERVE, *[A.NOT_RECOMMENDED] * 2), 1
        )
    ]
    for below in ranked[4:]:
        record(session, "not_recommend", "application", below.number, by=None, now=NOON)
    for at, kind, ground in (
        (0, K.SELECT, None), (1, K.SELECT, None), (2, K.RESERVE, None),
        (3, K.REJECT, Ground.OTHER), (4, K.REJECT, Ground.QUALITY), (5, K.REJECT, Ground.QUALITY),
    ):  # fmt: skip
        reasons = REASONS if kind is K.REJECT else ""
        decided(session, ranked[at], kind, *officers, ground=ground, reasons=reasons)
    an_entry(session, made, A.FORMALLY_REJECTED)
    an_entry(session, made, A.WITHDRAWN, withdrawn_at=NOON)
    all_made(session)
    return made, ranked[0]


def figures(session, round_):
    drawn = funnel(counts_of(session, round_), round_)
    return [(each.bar.name.de, each.bar.figures[0], each.bar.note.de) for each in drawn]


def test_the_funnel_adds_up(session, round_):
    assert figures(session, round_[0])[1:] == [
        ("Formal in Ordnung", "6", "1 formal abgelehnt, 1 vorher zurückgezogen"),
        ("Über den Schwellen", "4", "2 darunter"),
        ("Ausgewählt", "2", "1 auf der Reserveliste"),
    ]


def test_who_declines_stays_where_the_ranking_put_it_and_is_named(session, round_):
    made, winner = round_
    anna = signs(session, winner)

    decline_award(session, award_of(session, winner), reason="Kein Geld.", by=anna, now=days(1))

    counts = counts_of(session, made)
    assert figures(session, made)[1:] == [
        ("Formal in Ordnung", "6", "1 formal abgelehnt, 1 vorher zurückgezogen"),
        ("Über den Schwellen", "4", "2 darunter"),
        ("Ausgewählt", "1", "1 auf der Reserveliste, 1 danach abgesagt"),
    ]
    assert counts.received_of_which.de == (
        "davon 1 formal abgelehnt, 1 zurückgezogen, 1 nach der Auswahl abgesagt"
    )
