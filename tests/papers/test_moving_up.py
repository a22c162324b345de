"""A selection letter says where the cluster comes from: from the round, or from the reserve."""

from datetime import date

from grants.actions.proposal import propose_on_application
from grants.models.decision import DecisionKind, LetterKind
from grants.papers.letter import preview_letter
from grants.programme.stages import ApplicationState
from tests.makers.decision import a_ranked_application, two_officers
from tests.makers.letter import a_letter
from tests.makers.moment import NOON
from tests.makers.round import a_round


def selected(session, application):
    first, second = two_officers(session)
    decision = propose_on_application(
        session,
        application,
        DecisionKind.SELECT,
        reasons="Mittel sind frei geworden.",
        by=first.as_actor(),
        now=NOON,
    )
    return preview_letter(session, decision, None, second=second, now=NOON)


def test_who_moves_up_from_the_reserve_reads_which_letter_is_superseded(session):
    application = a_ranked_application(session, a_round(session), state=ApplicationState.RESERVE)
    earlier = a_letter(session)
    earlier.kind, earlier.application, earlier.grant = LetterKind.RESERVE, application, None
    earlier.number, earlier.dated = "5-2026/0007", date(2026, 11, 23)
    session.flush()

    said = selected(session, application).moves_up

    assert said.de == (
        "Sie rücken von der Reserveliste nach. Unser Reserveschreiben 5-2026/0007 vom 23.11.2026"
        " ist damit überholt."
    )
    assert said.en.endswith("our reserve letter 5-2026/0007 of 23 November 2026.")


def test_who_was_never_in_reserve_reads_nothing_of_it(session):
    application = a_ranked_application(session, a_round(session))

    assert selected(session, application).moves_up is None
