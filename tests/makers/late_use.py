"""Money that was paid and used late, for tests of its interest."""

from datetime import date, timedelta

from grants.actions.bank_statement import take_statement
from grants.actions.late_use import ChargeDraft
from grants.actions.late_use_hearing import hear_on_late_use
from grants.actions.payment_use import find_idle_payments, state_use
from grants.documents.bank_statement import read_statement
from grants.programme.money import eur
from tests.makers.moment import NOON, days
from tests.makers.payment import a_paying_grant, in_a_run
from tests.makers.statement import Booking, a_statement

LETTER = NOON.date() + timedelta(days=60)
SPENT = {"requested": eur(200_000), "spent": eur(300_000), "forecast": eur(200_000)}


def paid_and_used_late(session, office):
    """The worked example: 200,000.00 EUR paid on 15 January 2026 and used on 1 April."""
    made, _ = in_a_run(session, a_paying_grant(session, office), office, **SPENT)
    data = a_statement(Booking(amount=made.correct, end_to_end=made.end_to_end,
                               booked_on=NOON.date(), iban=made.iban))  # fmt: skip
    take_statement(session, read_statement(data), content=data, file_name="a.xml",
                   by=office.checks, now=NOON)  # fmt: skip
    find_idle_payments(session, now=days(43))
    state_use(session, made, used_on=NOON.date() + timedelta(days=50), by=office.asks,
              now=days(50))  # fmt: skip
    made.paid_on, made.use_by = date(2026, 1, 15), date(2026, 2, 26)
    made.used_on = date(2026, 4, 1)
    session.flush()
    return made


def heard_on(session, request, office):
    """The hearing letter of day 60 that leaves four weeks."""
    return hear_on_late_use(
        session, request, subject="Zinsen auf 200.000,00 EUR.", letter_on=LETTER,
        answer_until=LETTER + timedelta(days=28), public_url="https://portal.example",
        by=office.checks, now=days(60),
    )  # fmt: skip


def a_charge(**changes):
    """All of it lay idle."""
    return ChargeDraft(**{
        "idle": eur(200_000),
        "pay_by": LETTER + timedelta(days=90),
        "pay_to": "Bundeskasse, IBAN DE02 1203 0000 0000 2020 51",
        "heard_result": "Der Lieferant kam in Verzug.",
        "discretion": "Der Empfänger hätte später anfordern können.",
    } | changes)  # fmt: skip
