"""Whoever set up the rules of a round reads, before deciding in it, that others should."""

from grants.actions.proposal import propose_on_application
from grants.models.decision import DecisionKind
from grants.programme.stages import ApplicationState, ReportState
from tests.makers.award import an_award
from tests.makers.decision import a_fundable_grant, a_ranked_application, two_officers
from tests.makers.later import heard
from tests.makers.later_form import CONDITION
from tests.makers.moment import NOON
from tests.makers.report import a_report
from tests.makers.review import an_officer
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


DRAFT = "Regeln und Entwurf: Berta Beck."


def test_a_decision_without_a_proposal_says_it_to_whoever_may_propose(session, client_as, clock_at):
    clock_at(NOON)
    first, second = two_officers(session)
    application = a_ranked_application(session, a_round(session, published_by=second))
    page = f"/sponsor/applications/{application.number}/decision"

    assert DRAFT in words_of(client_as(second).get(page))
    assert "Regeln und" not in words_of(client_as(first).get(page))


def test_conditional_and_later_decisions_say_it_before_and_while_they_wait(
    session, client_as, clock_at
):
    clock_at(NOON)
    first, second = two_officers(session)
    application = a_ranked_application(
        session, a_round(session, published_by=second), state=ApplicationState.SELECTED
    )
    grant = a_fundable_grant(session, an_award(session, application))
    page = f"/sponsor/grants/{grant.number}"
    drafter, maker = client_as(first), client_as(second)

    def said(place):
        return [words_of(one.get(f"{page}/{place}")) for one in (drafter, maker)]

    for place in ("decision", "conditional-award"):
        assert [DRAFT in page for page in said(place)] == [False, True]
    assert drafter.post(f"{page}/conditional-award", CONDITION).status_code == 303
    assert ["Regeln und Mitzeichnung: Berta Beck." in page for page in said("later")] == [
        False, True,
    ]  # fmt: skip
    assert maker.post(f"{page}/later", {"act": "sign", "sure": "y"}).status_code == 303
    assert [DRAFT in page for page in said("amendment")] == [False, True]
    heard(session, grant, first)
    assert [DRAFT in page for page in said("revocation")] == [False, True]


def test_a_report_says_it_to_whoever_would_check_it(session, client_as, clock_at):
    clock_at(NOON)
    maker = an_officer(session, "Berta Beck")
    application = a_ranked_application(
        session, a_round(session, published_by=maker), state=ApplicationState.SELECTED
    )
    grant = a_fundable_grant(session, an_award(session, application))
    report = a_report(session, grant, due_on=NOON.date(), state=ReportState.SUBMITTED,
                      submitted_at=NOON)  # fmt: skip
    page = f"/sponsor/reports/{grant.number}/{report.year}"
    sentence = "Regeln und Prüfung: Berta Beck."

    assert sentence in words_of(client_as(maker).get(page))
    assert sentence not in words_of(client_as(an_officer(session, "Cara Cordes")).get(page))
