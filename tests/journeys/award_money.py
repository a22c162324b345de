"""How an award is paid: its letter becomes final, money is asked for, lies idle, is stopped."""

from datetime import date

import pytest

from grants.actions.payment_check import approve
from grants.actions.payment_run import make_run
from grants.actions.payment_use import state_use
from grants.actions.retrieval import retrieve_letter
from grants.models.report import ReportKind
from grants.programme.finding import RulesBroken
from grants.programme.late_use import InterestFrom, late_use_interest
from grants.programme.ledger import Tranche
from grants.programme.money import eur
from grants.programme.stages import GrantState, PaymentState, ReportState
from grants.queries.ledger import tranches_of
from grants.queries.overdue import Order, overdue_board
from tests.makers.life import BASE

P, K = PaymentState, ReportKind


def refused(life, act):
    """The rules that refuse this; nothing of it stays."""
    with pytest.raises(RulesBroken) as raised:
        act()
    life.session.rollback()
    return {one.rule for one in raised.value.findings if one.breaks}


def used(life, request, used_on, told_on):
    """The recipient says on one day that all of it was used on another."""
    life.at(told_on)
    state_use(life.session, request, used_on=used_on, by=life.office.asks, now=life.now)
    life.session.commit()


def the_letter_becomes_final(life):
    life.at(date(2028, 12, 11))
    life.countersigned(life.proposed())
    assert life.grant.state is GrantState.AWARDED
    assert life.due() == {
        # 2029 is touched and owes one; 2030 is the last year and owes none
        ("interim", 2029): date(2030, 4, 30),
        # twelve months from 1 March 2029 end on 28 February 2030
        ("partners", 2030): date(2030, 2, 28),
        # domain 6: each 31 January on which the grant still runs
        ("declaration", 2029): date(2030, 1, 31),
        # December 2030 plus six calendar months, on the last day of June
        ("final", 2030): date(2031, 6, 30),
        # domain 6: with the final proof
        ("success", 2030): date(2031, 6, 30),
    }
    # fetched on Tuesday 12 December, notified on the 13th.: the month ends on
    # 13 January 2029, a Saturday, and so on Monday the 15th; the award is final on the 16th.
    life.at(date(2028, 12, 12))
    retrieve_letter(life.session, life.letter(), by=life.office.asks, now=life.now)
    assert life.on(date(2029, 1, 15), "final") == 0
    assert life.on(date(2029, 1, 16), "final") == 1
    assert life.grant.state is GrantState.FINAL
    assert life.on(date(2029, 2, 28), "grants") == 0
    assert life.on(date(2029, 3, 1), "grants") == 1
    assert life.grant.state is GrantState.ACTIVE


def three_people_pay_what_is_needed(life):
    session, office = life.session, life.office
    # half of 60,000.00 + 40,000.00 is 50,000.00
    costs = {"spent": eur(60_000), "forecast": eur(40_000)}
    monday, wednesday = date(2029, 6, 11), date(2029, 6, 13)
    # the tranche of 2029 is half of 100,000.00, so that a cent more breaks both
    too_much = refused(life, lambda: life.asked(monday, eur("50000.01"), **costs))
    assert too_much == {"R-030", "R-032"}
    first = life.checked(life.asked(monday, eur(50_000), **costs))

    # whoever found it correct does not order it, whoever ordered it does not pay it
    assert refused(
        life, lambda: approve(session, first, by=office.checks, now=life.now)
    ) == {"R-054"}  # fmt: skip
    approve(session, first, by=office.orders, now=life.now)
    session.commit()
    authority = life.grant.award.application.round.authority
    assert refused(
        life, lambda: make_run(session, authority, [first.number], by=office.orders, now=life.now)
    ) == {"R-054"}  # fmt: skip

    run = life.sent(first, wednesday)
    assert run.content.count(b'<InstdAmt Ccy="EUR">50000.00</InstdAmt>') == 1
    assert (first.state, first.paid_on) == (P.PAID, wednesday)
    # 42 days; 17 are left of June, 25 more
    assert first.use_by == date(2029, 7, 25)
    assert tranches_of(session, life.grant.id) == {
        2029: Tranche(paid=eur(50_000)), 2030: Tranche(committed=eur(300_000)),
    }  # fmt: skip
    used(life, first, date(2029, 7, 20), told_on=date(2029, 7, 24))
    assert life.on(date(2029, 7, 26), "idle") == 0
    assert first.state is P.USED
    # half of 150,000.00 would be 75,000.00, but the tranche of 2029 is empty
    more = {"spent": eur(110_000), "forecast": eur(40_000)}
    assert refused(life, lambda: life.asked(date(2029, 11, 5), eur(1), **more)) == {"R-032"}
    assert life.books_agree()


def money_lies_idle_and_bears_interest(life):
    life.on(date(2029, 12, 10), "reminders")
    life.handed_in(life.report(K.PARTNERS))
    life.accepted(life.report(K.PARTNERS))
    assert life.report(K.PARTNERS).state is ReportState.ACCEPTED
    life.at(date(2030, 1, 10))
    life.base_rate(date(2030, 1, 1))
    life.turn("reminders")
    life.handed_in(life.report(K.DECLARATION), declared="nothing")
    life.accepted(life.report(K.DECLARATION))
    # half of 110,000.00 + 390,000.00, less 50,000.00
    idle = life.checked(
        life.asked(date(2030, 1, 10), eur(200_000), spent=eur(110_000), forecast=eur(390_000))
    )
    life.paid(idle, date(2030, 1, 15))
    # 42 days; 16 are left of January, 26 more
    assert idle.use_by == date(2030, 2, 26)
    life.every_day(date(2030, 2, 1), date(2030, 2, 25), "reminders")
    assert life.on(date(2030, 2, 26), "idle") == 0
    assert life.on(date(2030, 2, 27), "idle") == 1
    life.every_day(date(2030, 2, 27), date(2030, 4, 1), "reminders")
    used(life, idle, date(2030, 4, 1), told_on=date(2030, 4, 2))
    assert idle.state is P.IDLE
    days = {"paid_on": idle.paid_on, "use_by": idle.use_by, "used_on": idle.used_on,
            "bases": {date(2030, 1, 1): BASE}}  # fmt: skip
    interest = {
        since: [(one.days, one.rate, one.interest)
                for one in late_use_interest(idle.correct, since, **days)]
        for since in InterestFrom
    }  # fmt: skip
    assert interest == {
        # 16 + 28 + 31 + 1 days; 200,000.00 x 6.27 % x 76 / 365 = 2,611.068...
        InterestFrom.PAYMENT: [(76, BASE + 5, eur("2611.07"))],
        # 2 + 31 + 1 days; 200,000.00 x 6.27 % x 34 / 365 = 1,168.109...
        InterestFrom.GRACE: [(34, BASE + 5, eur("1168.11"))],
    }


STAGES = [
    # due on Tuesday 30 April 2030; the cadence of domain 6, working days of Berlin
    (date(2030, 3, 1), "info"),  # 60 days before, a Friday
    (date(2030, 3, 29), "month"),  # 31 March is a Sunday: back to Friday
    (date(2030, 4, 16), "fortnight"),  # a Tuesday
    (date(2030, 4, 23), "week"),  # the Tuesday after Easter
    (date(2030, 4, 29), "urgent"),  # a Monday
    (date(2030, 5, 2), "overdue"),  # 1 May is a holiday: on to Thursday
    (date(2030, 5, 14), "formal"),  # a Tuesday
    (date(2030, 5, 31), "payment_stop"),  # 30 May is Ascension Day: on to Friday
]
"""It came on 5 June, so that the hearing of 1 July (29 June is a Saturday) is never drafted."""


def a_late_proof_stops_payments(life):
    proof, office = life.report(K.INTERIM, 2029), life.office
    life.every_day(date(2030, 4, 2), date(2030, 4, 30), "reminders")
    assert late(life) == []
    life.on(date(2030, 5, 1), "reminders")
    assert proof.state is ReportState.OVERDUE
    assert late(life) == [(life.grant.number, "2029", 1, False)]
    life.every_day(date(2030, 5, 2), date(2030, 5, 9), "reminders")

    # half of 480,000.00 + 220,000.00, less 250,000.00
    third = life.checked(
        life.asked(date(2030, 5, 10), eur(100_000), spent=eur(480_000), forecast=eur(220_000))
    )

    def order():
        approve(life.session, third, by=office.orders, now=life.now)

    assert refused(life, order) == {"PAYMENT-REPORT"}
    life.every_day(date(2030, 5, 11), date(2030, 5, 31), "reminders")
    assert late(life) == [(life.grant.number, "2029", 31, True)]
    assert refused(life, order) == {"PAYMENT-REPORT"}

    life.every_day(date(2030, 6, 1), date(2030, 6, 5), "reminders")
    life.handed_in(proof, personnel=eur(80_000), travel_abroad=eur(20_000), own=eur(50_000),
                   received=eur(50_000))  # fmt: skip
    assert late(life) == []
    # open again on 6 June; paid on Friday the 7th, 42 days are 23 of June and 19 of July
    life.paid(third, date(2030, 6, 7))
    assert (third.state, third.use_by) == (P.PAID, date(2030, 7, 19))
    life.every_day(date(2030, 6, 29), date(2030, 7, 2), "reminders")
    assert life.reminded(proof) == STAGES
    authority = f"authority/{life.grant.award.application.round.authority.id}"
    assert life.reminded(proof, authority) == STAGES[-3:]
    used(life, third, date(2030, 7, 15), told_on=date(2030, 7, 16))
    life.accepted(proof)
    assert life.books_agree()


def late(life):
    """Grant, report, days and whether payments stop, of each report on the board of the day."""
    board = overdue_board(life.session, life.office.checks, life.now, Order.DAYS)
    return [(one.grant, one.code, one.days, one.stopped) for one in board.with_recipients]
