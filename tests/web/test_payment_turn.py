"""Whose turn it is with a payment, on every page that says so, also in a tab that is old."""

from datetime import timedelta

import pytest

from grants.actions.account_number import propose_account
from grants.models.payment import PaymentRequest
from grants.models.person import Person
from grants.models.report import Report, ReportKind, ReportLine
from grants.programme.calendar import today
from grants.programme.money import eur
from grants.programme.stages import PaymentState, ReportState
from grants.queries.payment import hints_of, money_of
from grants.web.sponsor.acting import TOO_LATE
from tests.makers.cluster import an_organisation
from tests.makers.moment import NOON, days
from tests.makers.payment import (
    Office,
    a_paying_grant,
    a_request,
    an_order,
    in_a_run,
    known_account,
)
from tests.makers.report import a_report
from tests.web.shown import strip, words_of

P = PaymentState
BACK = {"act": "send_back", "reason": "Bitte die Reise erklären."}


@pytest.fixture
def office(session, clock_at):
    clock_at(NOON)
    return Office(session)


@pytest.fixture
def grant(session, office):
    return a_paying_grant(session, office)


@pytest.fixture
def anna(session, office, client_as):
    return client_as(session.get_one(Person, office.asks.person_id))


@pytest.fixture
def dirk(session, office, client_as):
    return client_as(session.get_one(Person, office.checks.person_id))


def paid(session, grant, office, *, ago=10):
    """A payment that reached the recipient some days ago."""
    made, _ = in_a_run(session, grant, office)
    made.state, made.paid_on = P.PAID, today(NOON) - timedelta(days=ago)
    made.use_by = made.paid_on + timedelta(days=42)
    session.flush()
    return made


def test_who_sends_a_request_back_lands_on_the_payments_of_the_grant(
    session, grant, office, anna, dirk
):
    a_request(session, grant, office)
    theirs = f"/sponsor/payments/{grant.number}/1"

    sent = dirk.post(theirs, BACK, follow_redirects=True)
    assert sent.status_code == 200
    assert sent.request.path == f"/sponsor/grants/{grant.number}/payments"
    stale = dirk.post(theirs, {"act": "check", "correct": "1,00"}, follow_redirects=True)
    assert stale.status_code == 200
    assert TOO_LATE.de in words_of(stale)

    home = words_of(anna.get("/home"))
    assert f"Auszahlung korrigieren: {grant.number}-1" in home
    assert "Bitte die Reise erklären." in home


def test_what_was_never_here_looks_missing(dirk, grant):
    assert dirk.post(f"/sponsor/payments/{grant.number}/1", BACK).status_code == 404


def test_money_that_was_paid_is_the_recipients_turn_until_its_use_is_stated(
    session, grant, office, anna
):
    made = paid(session, grant, office)
    page = anna.get(f"/grants/{grant.number}/payments/1")

    assert "Sie" in strip(page)
    assert "Sagen, wann das Geld verwendet wurde" in strip(page)
    assert f"Sagen, wann das Geld verwendet wurde: {made.number}" in words_of(anna.get("/home"))

    used = made.paid_on + timedelta(days=3)
    anna.post(f"/grants/{grant.number}/payments/1", {})
    anna.post(f"/grants/{grant.number}/payments/1/use", {"used_on": f"{used:%d.%m.%Y}"})
    assert made.number not in words_of(anna.get("/home"))


def test_a_request_that_lies_with_the_sponsor_stands_among_what_waits(session, grant, office, anna):
    made = a_request(session, grant, office)

    assert f"Auszahlung {made.number} über 75.000,00" in words_of(anna.get("/home"))


def test_an_old_tab_is_told_that_nothing_was_saved(session, grant, office, anna):
    a_request(session, grant, office)
    typed = {"spent": "1,00", "forecast": "", "requested": "60.000,00", "note": "", "revision": "2"}

    answer = anna.post(f"/grants/{grant.number}/payments/1", typed)

    assert answer.status_code == 409
    assert "lässt sich zurzeit nicht ändern" in words_of(answer)


def test_a_rejection_is_no_breach(session, grant, office, anna, dirk):
    a_request(session, grant, office)
    dirk.post(f"/sponsor/payments/{grant.number}/1",
              {"act": "reject", "reason": "Es fehlt der Bescheid."})  # fmt: skip

    for page in (anna.get(f"/grants/{grant.number}/payments/1"),
                 dirk.get(f"/sponsor/payments/{grant.number}/1")):  # fmt: skip
        assert "Verstoß: Ablehnen" not in words_of(page)
        assert "Verstoß: Zahlung" not in words_of(page)


def test_whoever_decides_sees_unused_money_and_what_reports_say(session, grant, office):
    first = paid(session, grant, office, ago=60)
    report = a_report(session, grant, year=2027, state=ReportState.SUBMITTED, submitted_at=NOON)
    session.add(ReportLine(report=report, category="personnel", spent=eur(300_000)))
    session.flush()
    second = PaymentRequest(grant=grant, ordinal=2, changed_at=NOON, spent=eur(200_000))
    session.add(second)
    session.flush()

    unused, reported = hints_of(session, second, days(1))

    assert first.number in unused.says.de
    assert not unused.holds
    assert "300.000,00" in reported.says.de
    assert not reported.holds


def test_what_the_final_account_leaves_is_the_most_that_is_paid(session, grant):
    report = session.query(Report).filter_by(grant_id=grant.id, kind=ReportKind.FINAL).one()
    report.state, report.submitted_at, report.check_remark = ReportState.ACCEPTED, NOON, "geprüft"
    session.add(ReportLine(report=report, category="personnel", spent=eur(780_000)))
    session.flush()

    assert money_of(session, grant).granted == eur(390_000)  # half of 780,000.00


def test_an_order_of_one_year_is_not_paid_in_the_next(session, grant, office, client_as, clock_at):
    made = an_order(session, grant, office)
    clock_at(NOON.replace(year=2029, month=1, day=11))
    clara = client_as(session.get_one(Person, office.pays.person_id))
    code = grant.award.application.round.authority.code

    page = words_of(clara.get(f"/sponsor/payments/{grant.number}/1"))
    assert f"{made.number} ist für 2028 angeordnet, gezahlt würde 2029" in page
    clara.post("/sponsor/payment-runs", {"authority": code, "payment": made.number})
    session.refresh(made)
    assert made.run_id is None


def test_whoever_confirms_an_account_sees_who_else_has_it(session, grant, office, anna, dirk):
    other = an_organisation(session, "Musteruniversität Nord")
    known_account(session, other, "DE02500105170137075030", office)
    change = propose_account(
        session,
        grant.recipient,
        iban=other.iban,
        by=office.asks,
        now=NOON,
        public_url="https://x.y",
    )

    page = words_of(dirk.get(f"/sponsor/accounts/{change.id}"))
    assert "Dieses Konto hat schon: Musteruniversität Nord." in page


def test_a_run_says_whether_its_file_was_fetched_and_by_whom(session, grant, office, client_as):
    _, run = in_a_run(session, grant, office)
    clara = client_as(session.get_one(Person, office.pays.person_id))
    address = f"/sponsor/payment-runs/{run.message}"

    assert "Datei noch nicht geholt" in words_of(clara.get(address))
    clara.post(f"{address}/file")
    page = words_of(clara.get(address))
    assert "bei der Bank" in page
    assert "Geholt: Clara Cohn" in page
    assert "nur einmal an die Bank" in page
