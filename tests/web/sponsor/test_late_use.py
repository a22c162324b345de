"""The page on which officers hear a recipient on interest and propose to charge it."""

import re
from datetime import date

import pytest

from tests.makers.decision import two_officers
from tests.makers.late_use import heard_on, paid_and_used_late
from tests.makers.moment import days
from tests.makers.payment import Office
from tests.web.shown import strip

CHARGE = {
    "act": "charge", "charge-idle": "200.000,00", "charge-heard_result": "Lieferverzug.",
    "charge-discretion": "Vermeidbar.", "charge-pay_by": "20.09.2028",
    "charge-pay_to": "Bundeskasse, IBAN DE02 1203 0000 0000 2020 51",
}  # fmt: skip


@pytest.fixture
def office(session):
    return Office(session)


@pytest.fixture
def late(session, office):
    return paid_and_used_late(session, office)


def test_r036_hear_answer_propose_sign_and_the_recipient_reads_it(
    session, office, late, client_as, clock_at
):
    clock_at(days(60))
    first, second = two_officers(session)
    dirk, berta = client_as(first), client_as(second)
    grant = late.grant.number
    page = f"/sponsor/payments/{grant}/{late.ordinal}/interest"
    assert page in dirk.get(f"/sponsor/payments/{grant}/{late.ordinal}").text
    shown = dirk.get(page).text
    hear = dict(re.findall(r'name="(hear-[^"]+)"[^>]*value="([^"]*)"', shown))
    assert all(each in shown for each in ("verwendet am 01.04.2026", "Tage zu 6,27 %"))
    hear |= {"act": "hear", "hear-subject": "Zinsen auf die Zahlung."}
    assert dirk.post(page, CHARGE).status_code == 422
    assert dirk.post(page, hear).status_code == 303
    assert 'name="charge-idle"' not in dirk.get(page).text
    anna = client_as(office.anna)
    mine = f"/grants/{grant}/payments/{late.ordinal}"
    assert "dazu Stellung nehmen" in anna.get(mine).text
    sent = {"act": "answer", "answer-answered_on": "16.07.2028", "answer-answer": "Verzug."}
    assert dirk.post(page, sent).status_code == 303

    refused = dirk.post(page, CHARGE | {"charge-idle": "200.000,01"})
    assert refused.status_code == 422
    assert "Ausgezahlt sind 200.000,00" in refused.text.replace("\N{NO-BREAK SPACE}", " ")
    assert "Vermeidbar." in refused.text
    assert dirk.post(page, CHARGE).status_code == 303
    assert "Eine zweite Person zeichnet mit" in dirk.get(page).text

    later = berta.get(f"/sponsor/grants/{grant}/later").text
    number = re.search(r'name="decision" value="(\d+)"', later)[1]
    answer = berta.post(f"/sponsor/grants/{grant}/later",
                        {"act": "sign", "sure": "y", "decision": number})  # fmt: skip
    assert answer.status_code == 303
    assert "zahlbar bis 20.09.2028" in dirk.get(page).text
    assert "Gefordert sind 1.168,11" in anna.get(mine).text


def test_r036_whose_turn_it_is_says_every_page_from_late_use_to_the_second_signature(
    session, office, late, client_as, clock_at
):
    clock_at(days(60))
    first, second = two_officers(session)
    dirk, berta, anna = client_as(first), client_as(second), client_as(office.anna)
    grant = late.grant.number
    theirs, mine = f"/sponsor/payments/{grant}/1", f"/grants/{grant}/payments/1"
    page = f"{theirs}/interest"
    late.used_on = None
    session.flush()
    assert "Am Zug Der Empfänger" in strip(dirk.get(theirs))
    assert "Am Zug Sie" in strip(anna.get(mine))
    late.used_on = date(2026, 4, 1)
    session.flush()
    assert "Am Zug Sie Nicht rechtzeitig verwendet Nächster Schritt Über Zinsen entscheiden" in (
        strip(dirk.get(theirs))
    )
    assert "Am Zug Projektträger" in strip(anna.get(mine))
    assert "Über Zinsen entscheiden" in dirk.get("/sponsor").text

    heard_on(session, late, office)
    assert "Zu den Zinsen Stellung nehmen" in strip(dirk.get(theirs))
    assert "Am Zug Sie" in strip(anna.get(mine))
    assert "Über Zinsen entscheiden" not in dirk.get("/sponsor").text
    clock_at(days(89))
    dirk, berta = client_as(first), client_as(second)
    assert "Über Zinsen entscheiden" in dirk.get("/sponsor").text
    assert dirk.post(page, CHARGE).status_code == 303
    assert "Den Zinsbescheid mitzeichnen" in strip(berta.get(theirs))
    assert "Über Zinsen entscheiden" not in dirk.get("/sponsor").text
