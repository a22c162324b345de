"""Whoever set up the rules of a round reads, before deciding in it, that others should."""

from grants.actions.proposal import propose_on_application
from grants.models.decision import DecisionKind
from tests.makers.decision import a_ranked_application, two_officers
from tests.makers.moment import NOON
from tests.makers.round import a_round
from tests.web.shown import words_of

SENTENCE = "Sie haben an den Regeln dieser Runde mitgewirkt."


def test_the_page_of_a_proposal_names_the_pair_and_lets_it_be_signed(session, client_as, clock_at):
    clock_at(NOON)
    first, second = two_officers(session)
    application = a_ranked_application(session, a_round(session, published_by=second))
    propose_on_application(session, application, DecisionKind.SELECT, by=first.as_actor(), now=NOON)
    page = f"/sponsor/applications/{application.number}/decision"

    drafter, signer = client_as(first).get(page), client_as(second).get(page)
    signed = client_as(second).post(page, {"act": "sign", "sure": "y"})
    after = client_as(first).get(page)

    assert "Regeln und" not in words_of(drafter)
    assert "Regeln und Mitzeichnung: Berta Beck." in words_of(signer)
    assert signed.status_code == 303
    assert "Regeln und Mitzeichnung: Berta Beck." in words_of(after)


def test_all_decisions_of_a_round_say_it_to_whoever_set_up_its_rules_only(
    session, client_as, clock_at
):
    clock_at(NOON)
    first, second = two_officers(session)
    round_ = a_round(session, published_by=second)
    a_ranked_application(session, round_)
    pages = [f"/sponsor/rounds/{round_.number}/decisions{more}" for more in ("", "/propose")]

    assert [SENTENCE in client_as(first).get(page).text for page in pages] == [False, False]
    assert [SENTENCE in client_as(second).get(page).text for page in pages] == [True, True]
