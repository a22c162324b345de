"""How an award changes: an extension, a reallocation, and a part of it that is taken back."""

from dataclasses import replace
from datetime import date

from grants.actions.amendment import propose_amendment
from grants.actions.late_use import ChargeDraft, propose_charge
from grants.actions.late_use_hearing import answer_on_late_use, hear_on_late_use
from grants.actions.revocation import continue_grant, propose_revocation
from grants.programme.ledger import Tranche
from grants.programme.money import NOTHING, eur
from grants.programme.obligation import ObligationKind
from grants.programme.stages import GrantState, PaymentState
from grants.queries.amendment import figures_of
from grants.queries.ledger import tranches_of
from grants.queries.obligation import DUTY, obligations
from grants.queries.payment import blocks_of, money_of, payments_of
from tests.journeys.award_money import refused
from tests.makers.later import a_draft


def amendment(life, after):
    """What one officer proposes because the recipient asked for it on 1 July 2030."""
    decision = propose_amendment(
        life.session, life.grant, after, requested_on=date(2030, 7, 1), by=life.office.checks,
        now=life.now,
    )  # fmt: skip
    life.session.commit()
    return decision


def an_extension_moves_what_is_due(life):
    grant = life.grant
    life.at(date(2030, 7, 17))
    # 24 months of this phase from 1 March 2029 end on 28 February 2031
    longer = replace(figures_of(grant), ends_on=date(2031, 2, 28))
    too_long = replace(longer, ends_on=date(2031, 3, 1))
    assert refused(life, lambda: amendment(life, too_long)) == {"R-011"}
    before, decision = life.due(), amendment(life, longer)
    assert (grant.ends_on, life.due()) == (date(2030, 12, 31), before)
    life.countersigned(decision)
    assert grant.ends_on == date(2031, 2, 28)
    assert life.due() == {
        ("interim", 2029): date(2030, 4, 30),
        ("partners", 2030): date(2030, 2, 28),
        # 2030 is no longer the last year, so that it owes one, too; a Wednesday
        ("interim", 2030): date(2031, 4, 30),
        # domain 6: on 31 January 2031 the grant still runs now
        ("declaration", 2029): date(2030, 1, 31),
        ("declaration", 2030): date(2031, 1, 31),
        # February 2031 plus six calendar months ends on 31 August (not on the 28th), a
        # Sunday; R-040: a Frist, so Monday 1 September
        ("final", 2031): date(2031, 9, 1),
        ("success", 2031): date(2031, 9, 1),
    }
    assert life.final.named_on == date(2031, 8, 31)


def a_reallocation_waits_for_the_second_person(life):
    grant, now = life.grant, figures_of(life.grant)
    # travel was planned with 20,000.00 + 80,000.00; 106,000.00 lies within the 20 % and
    # changes no sum
    cells = dict(now.cells)
    cells["personnel", 2030] -= eur(6_000)
    cells["travel_abroad", 2030] += eur(6_000)
    decision = amendment(life, replace(now, cells=cells))
    assert figures_of(grant) == now
    life.countersigned(decision)
    assert figures_of(grant).by_category == {
        "personnel": eur(594_000), "travel_abroad": eur(106_000),
    }  # fmt: skip
    assert (grant.costs, grant.amount) == (eur(700_000), eur(350_000))
    table = [tuple(each[side]["en"] for side in ("what", "old", "new"))
             for each in life.letter().snapshot["changes"]]  # fmt: skip
    assert [tuple(cell.replace("\u00a0", " ") for cell in row) for row in table] == [
        ("Personnel", "EUR 600,000.00", "EUR 594,000.00"),
        ("Travel abroad", "EUR 100,000.00", "EUR 106,000.00"),
    ]
    assert life.books_agree()


def interest_on_idle_money_is_charged(life):
    session, office = life.session, life.office
    idle = next(one for one in payments_of(session, life.grant, drafts=False) if one.ordinal == 2)
    draft = ChargeDraft(
        idle=eur(200_000), pay_by=date(2030, 8, 30), pay_to="Bundeskasse",
        heard_result="Der Lieferant kam in Verzug.", discretion="Es war später anzufordern.",
    )  # fmt: skip

    def charge():
        return propose_charge(session, idle, draft, by=office.checks, now=life.now)

    thursday = date(2030, 7, 18)
    life.at(thursday)
    # four weeks from 18 July end on 15 August
    hear_on_late_use(
        session, idle, subject="Zinsen auf 200.000,00 EUR.", letter_on=thursday,
        answer_until=date(2030, 8, 15), public_url="https://portal.example", by=office.checks,
        now=life.now,
    )  # fmt: skip
    session.commit()
    assert refused(life, charge) == {"R-052"}
    answered = life.at(date(2030, 8, 1))
    answer_on_late_use(session, idle, answered_on=answered.date(), answer="Lieferverzug.",
                       by=office.checks, now=life.now)  # fmt: skip
    life.countersigned(charge())
    # from the end of the six weeks, as the terms of the round say
    assert (idle.state, life.claimed()) == (
        PaymentState.INTEREST_NOTICE, (NOTHING, eur("1168.11")),
    )  # fmt: skip
    life.repaid(date(2030, 8, 2), eur("1168.11"), eur("1168.11"))
    assert life.claimed() == (NOTHING, NOTHING)
    assert life.books_agree()


def a_part_is_revoked(life):
    session, grant, office = life.session, life.grant, life.office
    letter = date(2030, 8, 5)
    life.base_rate(date(2030, 7, 1))
    # four weeks from 5 August end on 2 September
    assert refused(life, lambda: life.hear(letter, date(2030, 9, 1))) == {"R-052"}
    hearing = life.hear(letter, date(2030, 9, 2))
    assert grant.state is GrantState.HEARING
    assert {one.rule for one in blocks_of(session, grant, life.now) if one.breaks} == {
        "PAYMENT-STATE"
    }
    draft = a_draft(
        revoked=eur(100_000), reclaim=eur(100_000), pay_by=date(2030, 11, 29), pay_to="Bundeskasse",
        interest_from=date(2030, 9, 1), interest_until=date(2030, 11, 29),
    )  # fmt: skip

    def revoke():
        return propose_revocation(session, grant, draft, by=office.checks, now=life.now)

    # nothing before an answer or 3 September; R-053: nothing before the year has begun
    life.at(date(2030, 9, 2))
    assert refused(life, revoke) == {"R-052", "R-053"}
    life.answered(hearing, date(2030, 9, 2), known_on=date(2030, 9, 3))
    limit = (DUTY.grant_id == grant.id, DUTY.kind == ObligationKind.LIMIT)
    # known on 3 September 2030
    assert [one.due_on for one in obligations(session, office.checks, *limit)] == [date(2031, 9, 3)]
    life.at(date(2030, 11, 4))
    life.countersigned(revoke())
    # 30 days of September, 31 of October, 29 of November;
    # 100,000.00 x 6.27 % x 90 / 365 = 1,546.027...
    assert life.claimed() == (eur(100_000), eur("1546.03"))
    assert (grant.state, grant.revoked) == (GrantState.PARTLY_REVOKED, eur(100_000))
    # the last year loses first; what is paid already is claimed
    assert tranches_of(session, grant.id) == {
        2029: Tranche(paid=eur(50_000)), 2030: Tranche(paid=eur(200_000)),
    }  # fmt: skip
    assert life.books_agree()
    continue_grant(session, grant, by=office.checks, now=life.now)
    assert grant.state is GrantState.ACTIVE


def it_is_paid_back_in_two_parts(life):
    # 41,546.03 with all the interest, then the rest; a cent more is refused
    life.repaid(date(2030, 11, 15), eur("41546.03"), eur("1546.03"))
    assert life.claimed() == (eur(60_000), NOTHING)
    rest = date(2030, 11, 28)
    assert refused(life, lambda: life.repaid(rest, eur("60000.01"), NOTHING)) == {"REPAYMENT-CLAIM"}
    life.repaid(date(2030, 11, 29), eur(60_000), NOTHING)
    assert life.claimed() == (NOTHING, NOTHING)
    money = money_of(life.session, life.grant)
    # 350,000.00 were paid, 100,000.00 came back: the 250,000.00 that are left of the grant
    assert (money.granted, money.paid, money.repaid, money.left) == (
        eur(250_000), eur(350_000), eur(100_000), NOTHING,
    )  # fmt: skip
    assert life.books_agree()
