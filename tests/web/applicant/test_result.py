"""What a cluster learns of the result of its application, and when: from the letter, not before."""

import re
from datetime import date
from html import unescape

import pytest

from grants.actions.decision import countersign
from grants.models.decision import Decision, DecisionKind, Ground, Letter, LetterState
from grants.models.document import Document, DocumentKind
from grants.models.organisation import Membership
from grants.models.person import Person
from grants.models.record import Act
from grants.models.review import FormalCheck, FormalResult
from grants.models.round import Milestone
from grants.programme.people import TeamRole
from grants.programme.stages import ApplicationState, RoundState
from tests.makers.cluster import a_cluster
from tests.makers.decision import (
    REASONS,
    a_ranked_application,
    a_reviewed_application,
    decided,
    rejected,
    told,
    two_officers,
)
from tests.makers.finished import an_open_round
from tests.makers.moment import NOON, days
from tests.makers.person import a_person
from tests.makers.review import an_entry
from tests.makers.round import a_round

A = ApplicationState
RESULTS = ("Aus formalem Grund", "Abgelehnt", "Nicht empfohlen", "Zur Förderung", "Reserve",
           "Ablehnung")  # fmt: skip


@pytest.fixture
def officers(session, clock_at):
    clock_at(NOON)
    return two_officers(session)


@pytest.fixture
def round_(session, officers):
    return a_round(session, 5, state=RoundState.RANKED)


def text_of(answer):
    found = re.search(r"<body.*</body>", answer.text, re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", found[0])))


def without_seconds(answer):
    """The words of a page but for the time of the server, which goes on."""
    return re.sub(r":\d\d Uhr", " Uhr", text_of(answer))


def signatory_of(session, application):
    member = session.query(Membership).filter_by(cluster_id=application.cluster_id).first()
    return session.get(Person, member.person_id)


def what_the_team_reads(session, client_as, application):
    browser = client_as(signatory_of(session, application))
    own = f"/applications/{application.number}"
    pages = ("/home", "/applications", "/letters", own, f"{own}/withdraw")
    answers = [browser.get(page, follow_redirects=True) for page in pages]
    assert {answer.status_code for answer in answers} == {200}
    return " ".join(text_of(answer) for answer in answers)


def sent(session, application):
    """The letter about it is made and on its way, as the worker leaves it."""
    letter = session.query(Letter).filter_by(application_id=application.id).one()
    document = Document(
        kind=DocumentKind.LETTER, file_name="Bescheid.pdf", key=f"aa/{letter.id}", sha256="0" * 64,
        size=1, template_version="1", snapshot={}, created_at=NOON,
    )  # fmt: skip
    session.add(document)
    session.flush()
    letter.state, letter.document_id = LetterState.RENDERED, document.id
    letter.rendered_at = days(1)
    session.flush()


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        (A.FORMALLY_REJECTED, "Eingereicht"),
        (A.RECOMMENDED, "In der Begutachtung"),
        (A.NOT_RECOMMENDED, "In der Begutachtung"),
        (A.RESERVE, "In der Begutachtung"),
    ],
)
def test_what_nobody_has_decided_is_on_no_page_of_the_cluster(
    session, client_as, round_, state, shown
):
    application = an_entry(session, round_, state=state)

    read = what_the_team_reads(session, client_as, application)

    assert shown in read
    assert [word for word in RESULTS if word in read] == []


def test_a_rejection_is_on_no_page_until_its_letter_is_made(session, client_as, round_, officers):
    application = a_reviewed_application(session, round_)
    rejected(session, application, *officers)

    before = what_the_team_reads(session, client_as, application)
    sent(session, application)
    after = what_the_team_reads(session, client_as, application)

    assert application.state is A.REJECTED
    assert [word for word in RESULTS if word in before] == []
    assert "Abgelehnt" in after
    assert "Ablehnungsbescheid" in after


def test_a_formal_rejection_is_on_no_page_until_its_letter_is_made(
    session, client_as, round_, officers
):
    application = a_ranked_application(session, round_, state=A.FORMALLY_REJECTED)
    session.add(
        FormalCheck(
            application=application, result=FormalResult.REJECTED, reason_code="late",
            checked_by=officers[0], checked_at=NOON,
        )
    )  # fmt: skip
    session.flush()
    decided(
        session, application, DecisionKind.REJECT, *officers,
        reasons="Die Unterschrift fehlt.", ground=Ground.FORMAL,
    )  # fmt: skip

    before = what_the_team_reads(session, client_as, application)
    sent(session, application)
    after = what_the_team_reads(session, client_as, application)

    assert [word for word in RESULTS if word in before] == []
    assert "Aus formalem Grund abgelehnt" in after


def test_what_the_sponsor_does_leaves_no_trace_on_the_page_of_the_cluster(
    session, client_as, round_, officers
):
    application = an_entry(session, round_)
    anna = a_person(session, "Anna Ahrens")
    application.cluster = a_cluster(session, team={anna: TeamRole.SIGNATORY})
    session.flush()
    browser, own = client_as(anna), f"/applications/{application.number}"
    before = without_seconds(browser.get(own))

    application.state = A.FORMALLY_REJECTED
    application.changed_at, application.changed_by_id = days(1), officers[0].id
    session.flush()

    assert without_seconds(browser.get(own)) == before
    assert "Bewerbung zurückziehen" in before
    refused = browser.post(f"{own}/withdraw", follow_redirects=True).text
    assert "Über diese Bewerbung wird gerade entschieden." in refused


def test_a_place_on_the_reserve_list_is_told_once_its_letter_is_made(
    session, client_as, round_, officers
):
    application = a_ranked_application(session, round_, state=A.RESERVE)
    decided(session, application, DecisionKind.RESERVE, *officers)

    before = what_the_team_reads(session, client_as, application)
    sent(session, application)
    after = what_the_team_reads(session, client_as, application)

    assert "Reserve (Nachrücker)" not in before
    assert "Reserve (Nachrücker)" in after
    assert "Reserveschreiben" in after


@pytest.mark.parametrize("state", [A.REJECTED, A.FORMALLY_REJECTED])
def test_a_rejection_of_a_round_that_was_taken_over_is_told_without_a_letter(
    session, client_as, officers, state
):
    application = an_entry(session, a_round(session, 3, state=RoundState.CLOSED_OUT), state=state)

    read = what_the_team_reads(session, client_as, application)

    assert {A.REJECTED: "Abgelehnt"}.get(state, "Aus formalem Grund abgelehnt") in read


def test_a_rejection_is_on_the_page_with_reasons_scores_advice_and_its_letter(
    session, client_as, round_, officers
):
    application = a_reviewed_application(session, round_)
    rejected(session, application, *officers)
    sent(session, application)
    letter = session.query(Letter).filter_by(application_id=application.id).one()

    page = client_as(signatory_of(session, application)).get(f"/applications/{application.number}")

    read = text_of(page)
    assert REASONS in read
    assert "C2" in read
    assert "2,50 von mindestens 3,00 Punkten" in read
    assert "In einer späteren Wettbewerbsrunde können Sie sich erneut bewerben." in read
    assert f'href="/letters/{letter.check_code}/pdf"' in page.text
    assert "Zurzeit ist keine Runde offen" in read


def test_from_the_rejection_a_cluster_starts_again_in_the_open_round(
    session, client_as, round_, officers
):
    application = a_reviewed_application(session, round_)
    rejected(session, application, *officers)
    an_open_round(session, number=7, beside=round_)
    browser = client_as(signatory_of(session, application))
    own = f"/applications/{application.number}"
    again = "Von dieser Bewerbung aus neu beginnen"

    before = browser.get(own).text
    listed = browser.get("/applications").text
    sent(session, application)
    after = browser.get(own).text
    started = browser.post(
        "/applications",
        {"round": "7", "cluster": application.cluster.name, "previous": application.number},
    )

    assert (again in before, again in after) == (False, True)
    assert "Neue Bewerbung" not in listed
    assert started.location == "/applications/R7-0001"
    assert f"Aus {application.number} übernommen" in browser.get(started.location).text
    begun = browser.get(own).text
    assert 'Daraus haben Sie schon neu begonnen: <a href="/applications/R7-0001">' in begun


def test_the_strip_says_since_when_it_lies_with_the_sponsor_and_when_the_decision_is_planned(
    session, client_as, round_
):
    application = an_entry(session, round_, state=A.UNDER_REVIEW)
    session.add(
        Act(
            at=NOON, actor_id=None, actor_name="Uhr", role="clock", act="review_application",
            object_kind="application", object_number=application.number,
        )
    )  # fmt: skip
    session.add(Milestone(round=round_, on=date(2028, 9, 1), state=RoundState.DECIDED))
    session.flush()

    read = text_of(
        client_as(signatory_of(session, application)).get(f"/applications/{application.number}")
    )

    assert "Am Zug Projektträger In der Begutachtung, seit 17.05.2028" in read
    assert "Entscheidung geplant für 01.09.2028" in read


def test_the_advice_of_two_officers_stands_in_the_letter_and_on_the_page(
    session, client_as, round_, officers
):
    application = a_reviewed_application(session, round_)
    dirk, berta = (client_as(one) for one in officers)
    decide = f"/sponsor/applications/{application.number}/decision"

    proposed = dirk.post(
        decide,
        {"act": "propose", "kind": "reject", "ground": "quality", "reasons": "Zu wenig Partner.",
         "advice": "Sprechen Sie früher mit Partnern in Kanada."},
    )  # fmt: skip
    seen = text_of(berta.get(decide))
    decision = session.query(Decision).filter_by(application_id=application.id).one()
    countersign(session, decision, by=officers[1].as_actor(), now=NOON)
    told(session, decision, *officers)
    sent(session, application)
    letter = session.query(Letter).filter_by(application_id=application.id).one()
    read = text_of(
        client_as(signatory_of(session, application)).get(f"/applications/{application.number}")
    )

    assert proposed.status_code == 303
    assert "Sprechen Sie früher mit Partnern in Kanada." in seen
    assert letter.snapshot["advice"]["de"].startswith("Sprechen Sie früher mit Partnern in Kanada.")
    assert "Sprechen Sie früher mit Partnern in Kanada." in read
