"""Two officers in their browsers: one proposes, the other one countersigns."""

import re

import pytest
from sqlalchemy import select

from grants.actions.proposal import propose_grant, propose_on_application
from grants.models.application import Application
from grants.models.decision import Decision, DecisionKind, DecisionState, Ground, Letter
from grants.models.round import Round
from grants.programme.money import eur
from grants.programme.stages import ApplicationState, GrantState, RoundState
from tests.documents.reading import text_of
from tests.makers.decision import (
    REASONS,
    a_fundable_grant,
    a_ranked_application,
    a_reviewed_application,
    two_officers,
)
from tests.makers.moment import NOON
from tests.makers.round import a_round

A = ApplicationState


@pytest.fixture
def officers(session, clock_at):
    clock_at(NOON)
    return two_officers(session)


def states(session):
    """How far every decision is."""
    return session.scalars(select(Decision.state).order_by(Decision.id)).all()


def test_one_officer_proposes_and_another_countersigns(client_as, session, officers):
    first, second = officers
    page = f"/sponsor/applications/{a_ranked_application(session).number}/decision"

    proposed = client_as(first).post(page, {"act": "propose", "kind": "select"})
    own = client_as(first).get(page)
    signed = client_as(second).post(page, {"act": "sign", "sure": "y"})

    assert proposed.status_code == 303
    assert "Eine zweite Person muss mitzeichnen." in own.text
    assert 'value="sign"' not in own.text
    assert signed.status_code == 303
    assert states(session) == [DecisionState.COUNTERSIGNED]


def test_the_second_person_reads_the_whole_letter_of_an_award_before_signing(
    client_as, session, officers
):
    first, second = officers
    grant = a_fundable_grant(session)
    draft = f"/sponsor/grants/{grant.number}/draft-letter"
    assert client_as(second).get(draft).status_code == 303
    propose_grant(session, grant, by=first.as_actor(), now=NOON)
    browser = client_as(second)

    assert draft in browser.get(f"/sponsor/grants/{grant.number}/decision").text
    text = text_of(browser.get(draft).data)

    assert "vierhunderttausend Euro" in text
    assert "Entwurf, nicht erlassen" in text
    assert "Berta Beck" in text


def test_the_second_person_sees_what_the_letter_will_say(client_as, session, officers):
    first, second = officers
    grant = a_fundable_grant(session)
    propose_grant(session, grant, by=first.as_actor(), now=NOON)

    page = client_as(second).get(f"/sponsor/grants/{grant.number}/decision").text

    assert "vierhunderttausend Euro" in page
    assert "Dirk Dorn, Referent; Berta Beck, Referatsleiterin" in page
    assert "01.01.2029 bis 31.12.2030" in page


def test_a_forged_countersignature_by_the_drafter_is_refused(client_as, session, officers):
    first, _ = officers
    grant = a_fundable_grant(session)
    propose_grant(session, grant, by=first.as_actor(), now=NOON)

    answer = client_as(first).post(
        f"/sponsor/grants/{grant.number}/decision", {"act": "sign", "sure": "y"}
    )

    assert answer.status_code == 422
    assert "Sie haben diese Entscheidung entworfen." in answer.text
    assert states(session) == [DecisionState.PROPOSED]


def test_a_rejection_without_reasons_keeps_what_was_typed(client_as, session, officers):
    first, _ = officers
    number = a_reviewed_application(session).number

    answer = client_as(first).post(
        f"/sponsor/applications/{number}/decision",
        {"act": "propose", "kind": "reject", "ground": "budget", "reasons": " "},
    )

    assert answer.status_code == 422
    assert "Nennen Sie den Ablehnungsgrund und die wesentlichen Gründe." in answer.text
    assert '<option value="budget" selected>' in answer.text


def test_nothing_is_offered_that_the_state_does_not_allow(client_as, session, officers):
    first, _ = officers
    weak, good = a_reviewed_application(session).number, a_ranked_application(session).number

    offered = {
        number: re.findall(r'type="radio"[^>]*value="(\w+)"', client_as(first).get(
            f"/sponsor/applications/{number}/decision").text)
        for number in (weak, good)
    }  # fmt: skip

    assert offered == {weak: ["reject"], good: ["select", "reserve", "reject"]}


def test_the_form_suggests_the_reasons_from_the_scores(client_as, session, officers):
    first, _ = officers
    number = a_reviewed_application(session).number

    page = client_as(first).get(f"/sponsor/applications/{number}/decision").text

    assert "Schwellen nicht: beim Kriterium „" in page
    assert "2,50 statt" not in page


def test_a_proposal_is_sent_back_with_a_reason(client_as, session, officers):
    first, second = officers
    grant = a_fundable_grant(session)
    propose_grant(session, grant, by=first.as_actor(), now=NOON)
    page = f"/sponsor/grants/{grant.number}/decision"

    empty = client_as(second).post(page, {"act": "send_back", "reason": ""})
    back = client_as(second).post(page, {"act": "send_back", "reason": "Auflage fehlt."})

    assert (empty.status_code, back.status_code) == (422, 303)
    assert session.get_one(type(grant), grant.id).state is GrantState.FUNDABLE
    read = client_as(first).get(page).text
    assert f"zurückgegeben von {second.name} am" in read
    assert "Auflage fehlt." in read


def a_ranked_round(session, budget=eur(8_000_000)):
    """Two above the line, one reserve, one below the thresholds, one formally out."""
    round_ = a_round(session, state=RoundState.RANKED, budget=budget)
    for rank in (1, 2):
        a_ranked_application(session, round_, rank=rank)
    a_ranked_application(session, round_, state=A.RESERVE, rank=3)
    a_reviewed_application(session, round_, rank=4)
    return round_


def test_all_are_proposed_by_the_ranking_and_signed_at_once(client_as, session, officers):
    first, second = officers
    round_ = a_ranked_round(session)
    page = f"/sponsor/rounds/{round_.number}/decisions"
    drafts, signing = client_as(first), client_as(second)
    numbers = session.scalars(select_numbers(round_)).all()

    proposed = drafts.post(f"{page}/propose", {
        **{f"kind-{number}": kind for number, kind in
           zip(numbers, ("select", "select", "reserve", "reject"), strict=True)},
        f"reasons-{numbers[3]}": REASONS,
    })  # fmt: skip
    own = drafts.get(page)
    signed = signing.post(page, {"number": numbers, "sure": "y"})
    after = signing.get(page)

    assert proposed.status_code == 303
    assert 'name="number"' not in own.text
    assert signed.status_code == 303
    assert states(session) == [DecisionState.COUNTERSIGNED] * 4
    assert session.scalars(select(Letter)).all() == []
    assert "4 noch nicht mitgeteilt" in after.text


def select_numbers(round_):
    """The numbers of a round's applications by rank."""
    return (
        select(Application.number)
        .where(Application.round_id == round_.id)
        .order_by(Application.rank)
    )


def test_nothing_is_proposed_when_one_proposal_is_wrong(client_as, session, officers):
    first, _ = officers
    round_ = a_ranked_round(session)
    numbers = session.scalars(select_numbers(round_)).all()

    answer = client_as(first).post(
        f"/sponsor/rounds/{round_.number}/decisions/propose",
        {
            f"kind-{numbers[0]}": "select",
            f"kind-{numbers[3]}": "reject",
            f"reasons-{numbers[3]}": "",
        },
    )

    assert answer.status_code == 422
    assert states(session) == []


def test_what_no_longer_fits_the_budget_stays_open_and_is_named(client_as, session, officers):
    first, second = officers
    round_ = a_ranked_round(session)
    numbers = session.scalars(select_numbers(round_)).all()
    for application in _applications(session, numbers[:2]):
        propose_on_application(
            session, application, DecisionKind.SELECT, by=first.as_actor(), now=NOON
        )
    session.get_one(Round, round_.id).budget = eur(4_000_000)

    answer = client_as(second).post(
        f"/sponsor/rounds/{round_.number}/decisions", {"number": numbers[:2], "sure": "y"}
    )

    assert answer.status_code == 422
    assert "Im Rundenbudget sind 0,00" in answer.text
    assert states(session) == [DecisionState.COUNTERSIGNED, DecisionState.PROPOSED]


def _applications(session, numbers):
    return session.scalars(select(Application).where(Application.number.in_(numbers))).all()


def test_nobody_signs_without_ticking_anything(client_as, session, officers):
    first, second = officers
    round_ = a_ranked_round(session)
    numbers = session.scalars(select_numbers(round_)).all()
    for application in _applications(session, numbers[:1]):
        propose_on_application(
            session, application, DecisionKind.SELECT, by=first.as_actor(), now=NOON
        )

    answer = client_as(second).post(f"/sponsor/rounds/{round_.number}/decisions", {"sure": "y"})

    assert answer.status_code == 422
    assert "Wählen Sie mindestens einen Vorschlag." in answer.text


def test_what_is_ticked_and_typed_in_a_batch_stays_when_the_language_changes(
    client_as, session, officers
):
    first, second = officers
    round_ = a_ranked_round(session)
    page = f"/sponsor/rounds/{round_.number}/decisions"
    numbers = session.scalars(select_numbers(round_)).all()
    speak = {"spoken": "de", "speak": "en"}
    typed = {f"kind-{numbers[0]}": "reject", f"reasons-{numbers[0]}": "Angefangen"}

    drafted = client_as(first).post(f"{page}/propose", {**typed, **speak})
    for application in _applications(session, numbers[:2]):
        propose_on_application(
            session, application, DecisionKind.SELECT, by=first.as_actor(), now=NOON
        )
    signing = client_as(second)
    shown = signing.get(page)
    ticked = signing.post(page, {"number": numbers[1], "sure": "y", **speak})
    none = signing.post(page, {**speak})

    assert 'id="entry"' in shown.text
    assert [each.status_code for each in (drafted, ticked, none)] == [200, 200, 200]
    assert "Angefangen</textarea>" in drafted.text.replace("\r\n", "")
    assert '<html lang="en"' in ticked.text
    boxes = re.findall(r'name="number" value="([^"]+)"( checked)?>', ticked.text)
    assert sorted(boxes) == sorted([(numbers[0], ""), (numbers[1], " checked")])
    assert re.search(r'name="sure"[^>]* checked|checked[^>]* name="sure"', ticked.text)
    assert "Tick at least one proposal." not in none.text
    assert states(session) == [DecisionState.PROPOSED] * 2


def test_a_proposed_rejection_shows_its_ground_and_not_what_a_selection_needs(
    client_as, session, officers
):
    first, second = officers
    application = a_reviewed_application(session)
    propose_on_application(
        session, application, DecisionKind.REJECT, ground=Ground.QUALITY, reasons="Zu schwach.",
        by=first.as_actor(), now=NOON,
    )  # fmt: skip

    page = client_as(second).get(f"/sponsor/applications/{application.number}/decision").text

    assert "Der Ablehnungsgrund entspricht dem Ergebnis." in page
    assert "R-015" not in page
    assert "R-016" not in page
