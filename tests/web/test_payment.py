"""A payment in the browser: asked for, found correct, ordered, paid, and booked by the bank."""

import io
import re
from html import unescape

import pytest

from grants.models.organisation import Membership
from grants.models.outbox import Mail
from grants.models.payment import PaymentRequest, PaymentRun
from grants.models.person import Person
from grants.programme.money import eur
from grants.programme.people import TeamRole
from grants.programme.stages import GrantState, PaymentState
from tests.makers.moment import NOON
from tests.makers.payment import IBAN, Office, a_paying_grant, a_request, an_order, in_a_run
from tests.makers.person import a_person
from tests.makers.statement import Booking, a_statement
from tests.web.cost import statements
from tests.web.shown import words_of

P = PaymentState
TYPED = {"spent": "100.000,00", "forecast": "50.000,00", "requested": "75.000,00", "note": "Löhne"}


@pytest.fixture
def office(session, clock_at):
    clock_at(NOON)
    return Office(session)


@pytest.fixture
def grant(session, office):
    return a_paying_grant(session, office)


@pytest.fixture
def people(session, office, client_as):
    """Browsers of everybody who takes part."""
    return {
        name: client_as(session.get_one(Person, getattr(office, name).person_id))
        for name in ("asks", "checks", "orders", "pays")
    }


def the_one(session):
    session.expire_all()
    return session.query(PaymentRequest).one()


def test_a_payment_goes_its_whole_way_through_the_pages(session, grant, people):
    anna, dirk, berta, clara = (people[name] for name in ("asks", "checks", "orders", "pays"))
    mine, theirs = f"/grants/{grant.number}/payments", f"/sponsor/payments/{grant.number}/1"

    assert anna.post(mine).location.endswith("/payments/1")
    assert anna.post(f"{mine}/1", TYPED | {"revision": "1"}).status_code == 303
    assert "75.000,00" in anna.get(f"{mine}/1").text
    assert anna.post(f"{mine}/1/submit").status_code == 303
    assert "Prüfung durch den Projektträger" in anna.get(f"{mine}/1").text

    assert "Über eine Zahlungsanforderung entscheiden" in dirk.get("/sponsor").text
    dirk.post(theirs, {"act": "check", "correct": "70.000,00", "remark": "Eine Reise später."})
    assert "Über eine Zahlungsanforderung entscheiden" not in dirk.get("/sponsor").text
    assert "Eine andere Person ordnet an" in dirk.get(theirs).text
    assert berta.post(theirs, {"act": "approve"}).status_code == 303

    listed = clara.get("/sponsor/payments").text
    assert f'name="payment" value="{grant.number}-1"' in listed
    authority = grant.award.application.round.authority.code
    made = clara.post(
        "/sponsor/payment-runs", {"authority": authority, "payment": f"{grant.number}-1"}
    )
    file = clara.post(f"{made.location}/file")
    assert (file.status_code, b"70000.00" in file.data) == (200, True)
    assert file.data == session.query(PaymentRun).one().content

    request = the_one(session)
    data = a_statement(Booking(amount=request.correct, end_to_end=request.end_to_end, iban=IBAN))
    taken = clara.post("/sponsor/bank-statements", {"file": (io.BytesIO(data), "auszug.xml")})
    assert taken.status_code == 303
    assert "unsere Zahlung" in clara.get(taken.location).text
    assert (the_one(session).state, the_one(session).correct) == (P.PAID, eur(70_000))
    assert "05.01.2027" in anna.get(f"{mine}/1").text  # 42 days after 24 November 2026


def test_too_much_is_refused_with_the_figures_and_nothing_typed_is_lost(session, grant, people):
    anna, mine = people["asks"], f"/grants/{grant.number}/payments"
    anna.post(mine)

    wrong = anna.post(f"{mine}/1", TYPED | {"revision": "1", "requested": "viel"})
    assert wrong.status_code == 422
    assert 'value="viel"' in wrong.text
    anna.post(f"{mine}/1", TYPED | {"revision": "1", "requested": "75.000,01"})
    refused = anna.post(f"{mine}/1/submit")
    assert refused.status_code == 422
    assert "folgen höchstens 75.000,00" in unescape(refused.text).replace("\xa0", " ")
    assert the_one(session).state is P.DRAFT


def test_who_may_not_sign_is_refused_when_taking_a_request_back(session, grant, office, client_as):
    a_request(session, grant, office)
    writer = a_person(session, "Wilma Weber")
    session.add(Membership(cluster=grant.award.cluster, person=writer, role=TeamRole.AUTHOR,
                           since=NOON))  # fmt: skip
    session.flush()

    refused = client_as(writer).post(f"/grants/{grant.number}/payments/1/withdraw")
    assert refused.status_code == 422
    assert the_one(session).state is P.SUBMITTED


def test_what_one_person_saved_another_does_not_overwrite_unseen(session, grant, people):
    anna, mine = people["asks"], f"/grants/{grant.number}/payments"
    anna.post(mine)
    anna.post(f"{mine}/1", TYPED | {"revision": "1"})

    late = anna.post(f"{mine}/1", TYPED | {"revision": "1", "requested": "10,00"})
    assert late.status_code == 409
    assert the_one(session).requested == eur(75_000)


@pytest.mark.parametrize("act", ["hold", "send_back", "reject"])
def test_the_recipient_reads_why_a_request_goes_another_way(session, grant, office, people, act):
    a_request(session, grant, office)
    theirs = f"/sponsor/payments/{grant.number}/1"

    assert people["checks"].post(theirs, {"act": act, "reason": " "}).status_code == 422
    done = people["checks"].post(theirs, {"act": act, "reason": "Der Vertrag fehlt."})
    assert done.status_code == 303
    mails = session.query(Mail).filter_by(kind="payment").all()
    assert {f"{grant.number}-1" in mail.subject for mail in mails} == {True}
    assert {"Der Vertrag" in mail.body for mail in mails} == {False}
    assert "Der Vertrag fehlt." in people["asks"].get(f"/grants/{grant.number}/payments/1").text


def test_a_second_click_finds_it_done_and_a_stale_page_says_so(session, grant, office, people):
    a_request(session, grant, office)
    theirs = f"/sponsor/payments/{grant.number}/1"
    correct = {"act": "check", "correct": "75.000,00", "remark": ""}

    people["checks"].post(theirs, correct)
    again = people["checks"].post(theirs, correct, follow_redirects=True)
    assert the_one(session).state is P.CHECKED
    assert again.status_code == 200


def test_an_order_that_something_stands_in_the_way_of_says_what(session, grant, office, people):
    made = an_order(session, grant, office)
    grant.state = GrantState.HEARING
    session.flush()
    authority = grant.award.application.round.authority.code

    people["pays"].post("/sponsor/payment-runs", {"authority": authority, "payment": made.number})
    assert "In Anhörung" in people["pays"].get("/sponsor/payments").text
    assert the_one(session).run_id is None


def test_a_file_that_is_no_statement_is_refused_beside_the_field(session, grant, office, people):
    in_a_run(session, grant, office)
    for content in (b"", b"%PDF-1.7", a_statement(account="DE02500105170137075030")):
        answer = people["pays"].post(
            "/sponsor/bank-statements", {"file": (io.BytesIO(content), "x.xml")}
        )
        assert answer.status_code == 422
    assert "Keine Behörde zahlt von dem Konto" in answer.text


def test_a_stranger_on_the_statement_is_explained_by_a_person(session, grant, office, people):
    in_a_run(session, grant, office)
    data = a_statement(Booking(amount=eur(7), name="Sparkasse Muster", text="Gebühr", credit=True))
    taken = people["pays"].post("/sponsor/bank-statements", {"file": (io.BytesIO(data), "a.xml")})

    assert "1 ungeklärt" in people["pays"].get(taken.location).text
    assert people["pays"].post(f"{taken.location}/1", {"explanation": ""}).status_code == 422
    nobody = people["pays"].post(f"{taken.location}/1", {"grant": "03INT999Z"})
    assert "Eine Zuwendung 03INT999Z gibt es nicht" in nobody.text
    too_much = people["pays"].post(f"{taken.location}/1", {"grant": grant.number})
    assert "Zurückgefordert sind noch 0,00" in too_much.text
    assert 'href="#interest-1"' in too_much.text
    assert re.search('aria-invalid="true"[^>]* id="interest-1"', too_much.text)
    part = {"grant": grant.number, "interest": "7,01"}
    beyond = words_of(people["pays"].post(f"{taken.location}/1", part))
    assert "Gebucht sind 7,00" in beyond
    assert "gebucht würden" not in beyond
    people["pays"].post(f"{taken.location}/1", {"explanation": "Kontogebühr des Monats"})
    page = people["pays"].get(taken.location).text
    assert re.search("alles geklärt.*Kontogebühr des Monats", page, re.S)


def test_a_booking_that_is_nearly_ours_names_the_payment_and_what_differs(
    session, grant, office, people
):
    made, _run = in_a_run(session, grant, office)
    data = a_statement(Booking(amount=made.correct - eur(1_000), end_to_end=made.end_to_end))
    taken = people["pays"].post("/sponsor/bank-statements", {"file": (io.BytesIO(data), "a.xml")})

    page = words_of(people["pays"].get(taken.location))
    assert f"Nennt die Zahlung {made.number} , aber gebucht sind 74.000,00" in page
    assert "statt 75.000,00" in page
    assert made.state is P.APPROVED


def test_the_list_of_payments_needs_few_statements_however_many_there_are(
    session, grant, office, people
):
    def ask():
        assert people["checks"].get("/sponsor/payments").status_code == 200

    few = statements(session, ask)
    in_a_run(session, grant, office)
    an_order(session, grant, office, requested=eur(10), spent=eur(200_000))
    assert len(statements(session, ask)) <= len(few) + 3
