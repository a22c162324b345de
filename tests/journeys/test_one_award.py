"""One award lived through, from its letter to the day on which its vouchers may go."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from grants.actions.amendment import propose_amendment
from grants.actions.payment_check import approve
from grants.actions.payment_use import state_use
from grants.actions.retrieval import retrieve_letter
from grants.actions.revocation import continue_grant, propose_revocation
from grants.models.report import Report, ReportKind
from grants.programme.finding import RulesBroken
from grants.programme.late_use import InterestFrom, late_use_interest
from grants.programme.money import NOTHING, eur
from grants.programme.stages import GrantState, PaymentState
from grants.queries.amendment import figures_of
from grants.queries.payment import money_of
from grants.queries.report_content import report_findings
from grants.queries.settlement import settlement_of
from grants.queries.verify import verify
from tests.journeys.award_end import the_auditor_reads_the_same_sums
from tests.makers.later import a_draft
from tests.makers.life import BASE, Life

G, K, P = GrantState, ReportKind, PaymentState


@pytest.fixture
def life(engine, tmp_path):
    """An award whose clock stands at its selection."""
    life = Life(engine, tmp_path)
    yield life
    life.session.close()
    life.connection.close()


def test_one_award_from_its_letter_to_the_end_of_retention(life):
    the_letter_becomes_final(life)
    money_is_paid_and_used_in_time(life)
    money_lies_idle(life)
    a_proof_comes_late(life)
    an_extension_and_a_reallocation(life)
    a_part_is_revoked(life)
    the_final_account(life)
    the_end_of_retention(life)
    the_auditor_reads_the_same_sums(life)


def the_letter_becomes_final(life):
    """Fetched on Tuesday 12 December 2028."""
    life.at(date(2028, 12, 11))
    life.countersigned(life.proposed())
    grant = life.grant
    assert grant.state is G.AWARDED
    # fetched on 12 December counts on the 13th.: one month ends on 13 January
    # 2029, a Saturday, and so on Monday the 15th; final on the 16th.
    life.at(date(2028, 12, 12))
    retrieve_letter(life.session, life.letter(), by=life.office.asks, now=life.now)
    assert life.on(date(2029, 1, 15), "final") == 0
    assert life.on(date(2029, 1, 16), "final") == 1
    assert grant.state is G.FINAL
    assert life.on(date(2029, 2, 28), "grants") == 0
    assert life.on(date(2029, 3, 1), "grants") == 1
    assert grant.state is G.ACTIVE
    assert life.books_agree()


def dates(life):
    return {
        (r.kind.value, r.year): (r.named_on.isoformat(), r.due_on.isoformat(), r.state.value)
        for r in life.session.scalars(select(Report).where(Report.grant_id == life.grant.id))
    }


def money_is_paid_and_used_in_time(life):
    first = life.asked(date(2029, 6, 11), eur(50_000), spent=eur(60_000), forecast=eur(40_000))
    life.checked(first)
    life.paid(first, date(2029, 6, 13))
    assert (first.state, first.paid_on, first.use_by) == (
        P.PAID, date(2029, 6, 13), date(2029, 7, 25),
    )  # fmt: skip
    life.at(date(2029, 7, 24))
    state_use(life.session, first, used_on=date(2029, 7, 20), by=life.office.asks, now=life.now)
    assert first.state is P.USED


def money_lies_idle(life):
    life.on(date(2029, 12, 10), "reminders")
    life.handed_in(life.report(K.PARTNERS))
    life.accepted(life.report(K.PARTNERS))
    idle = life.asked(date(2030, 1, 10), eur(200_000), spent=eur(110_000), forecast=eur(390_000))
    life.checked(idle)
    life.paid(idle, date(2030, 1, 15))
    assert idle.use_by == date(2030, 2, 26)
    assert life.on(date(2030, 2, 26), "idle") == 0
    assert life.on(date(2030, 2, 27), "idle") == 1
    life.at(date(2030, 4, 2))
    state_use(life.session, idle, used_on=date(2030, 4, 1), by=life.office.asks, now=life.now)
    assert idle.state is P.IDLE
    days = {"paid_on": idle.paid_on, "use_by": idle.use_by, "used_on": idle.used_on,
            "bases": {date(2030, 1, 1): BASE}}  # fmt: skip
    found = [late_use_interest(idle.correct, since, **days) for since in InterestFrom]
    assert [[(one.days, one.interest) for one in parts] for parts in found] == [
        [(76, eur("2611.07"))], [(34, eur("1168.11"))],
    ]  # fmt: skip


def a_proof_comes_late(life):
    proof = life.report(K.INTERIM, 2029)
    life.at(date(2030, 1, 2))
    third = None
    life.every_day(date(2030, 2, 25), date(2030, 5, 9), "reminders")
    third = life.asked(date(2030, 5, 10), eur(100_000), spent=eur(480_000), forecast=eur(220_000))
    life.checked(third)
    with pytest.raises(RulesBroken):
        approve(life.session, third, by=life.office.orders, now=life.now)
    life.session.rollback()
    life.every_day(date(2030, 5, 11), date(2030, 6, 4), "reminders")
    life.at(date(2030, 6, 5))
    life.handed_in(proof, personnel=eur(80_000), travel_abroad=eur(20_000), own=eur(50_000),
                   received=eur(50_000))  # fmt: skip
    life.paid(third, date(2030, 6, 7))
    life.at(date(2030, 7, 16))
    state_use(life.session, third, used_on=date(2030, 7, 15), by=life.office.asks, now=life.now)
    life.accepted(proof)


def an_extension_and_a_reallocation(life):
    grant = life.grant
    life.at(date(2030, 7, 17))
    now = figures_of(grant)
    decision = propose_amendment(
        life.session, grant, replace(now, ends_on=date(2031, 2, 28)), requested_on=date(2030, 7, 1),
        reasons="", by=life.office.checks, now=life.now,
    )  # fmt: skip
    life.countersigned(decision)
    cells = dict(figures_of(grant).cells)
    cells["personnel", 2030] -= eur(6_000)
    cells["travel_abroad", 2030] += eur(6_000)
    life.countersigned(propose_amendment(
        life.session, grant, replace(figures_of(grant), cells=cells),
        requested_on=date(2030, 7, 1), by=life.office.checks, now=life.now,
    ))  # fmt: skip
    assert life.books_agree()


def a_part_is_revoked(life):
    life.heard(date(2030, 8, 5), date(2030, 9, 2), answered_on=date(2030, 8, 28),
               known_on=date(2030, 9, 2), subject="Teilwiderruf")  # fmt: skip
    life.at(date(2030, 11, 4))
    draft = a_draft(
        revoked=eur(100_000), reclaim=eur(100_000), pay_by=date(2030, 11, 29), pay_to="Bundeskasse",
        interest_from=date(2030, 9, 1), interest_until=date(2030, 11, 29),
        base_rates={date(2030, 7, 1): BASE},
    )  # fmt: skip
    life.countersigned(propose_revocation(life.session, life.grant, draft, by=life.office.checks,
                                          now=life.now))  # fmt: skip
    assert life.claimed() == (eur(100_000), eur("1546.03"))
    continue_grant(life.session, life.grant, by=life.office.checks, now=life.now)
    life.repaid(date(2030, 11, 29), eur("101546.03"), eur("1546.03"))
    assert life.claimed() == (NOTHING, NOTHING)


def the_final_account(life):
    grant = life.grant
    life.every_day(date(2030, 12, 29), date(2030, 12, 31), "invitations", "grants")
    life.on(date(2031, 4, 10), "reminders")
    life.turn("grants")
    proof = life.report(K.INTERIM, 2030)
    life.handed_in(proof, personnel=eur(300_000), travel_abroad=eur(60_000), own=eur(180_000),
                   received=eur(300_000))  # fmt: skip
    life.accepted(proof)
    life.every_day(date(2031, 8, 28), date(2031, 8, 29), "reminders", "grants")
    assert grant.state is G.PERIOD_ENDED
    # 100,000.00 of 350,000.00 was paid back, so 250,000.00 is what was received
    money = money_of(life.session, grant)
    assert (money.granted, money.paid, money.left) == (eur(250_000), eur(350_000), NOTHING)
    life.handed_in(life.final, personnel=eur(380_000), travel_abroad=eur(80_000), own=eur(230_000),
                   received=eur(250_000))  # fmt: skip
    told = {one.rule: one.holds for one in report_findings(life.session, life.final)}
    assert told["REPORT-PAID"]
    assert not told["R-034"]
    life.at(date(2031, 9, 15))
    life.accepted(life.final)
    account = settlement_of(life.session, life.final)
    assert (account.final, account.back) == (eur(230_000), eur(20_000))
    life.heard(date(2031, 9, 17), date(2031, 10, 15), answered_on=date(2031, 10, 10),
               known_on=date(2031, 10, 13), subject="Schlussabrechnung")  # fmt: skip
    life.at(date(2031, 10, 20))
    draft = a_draft(
        revoked=eur(20_000), reclaim=eur(20_000), pay_by=date(2031, 11, 28), pay_to="Bundeskasse",
        interest_from=date(2031, 8, 31), interest_until=date(2031, 11, 28),
        base_rates={date(2031, 7, 1): BASE},
    )  # fmt: skip
    life.countersigned(propose_revocation(life.session, grant, draft, by=life.office.checks,
                                          now=life.now))  # fmt: skip
    assert life.claimed() == (eur(20_000), eur("309.21"))
    continue_grant(life.session, grant, by=life.office.checks, now=life.now)
    life.repaid(date(2031, 11, 28), eur("20309.21"), eur("309.21"))
    assert life.claimed() == (NOTHING, NOTHING)
    account = settlement_of(life.session, life.final)


def the_end_of_retention(life):
    anna = life.office.anna
    life.at(date(2031, 12, 1))
    anna.active = False
    life.turn("seal")
    assert life.on(date(2036, 8, 29), "erasures") == 0
    assert life.on(date(2036, 8, 30), "erasures") == 1
    assert anna.name == "Anna Albrecht"
    life.turn("seal")
    verdict = verify(life.session)
    assert verdict.holds
    assert life.books_agree()
