"""How an award ends: its final account, what is still paid back, the end of retention."""

from datetime import date

from grants.actions.erasure import carry_out_erasure
from grants.actions.revocation import continue_grant, propose_revocation
from grants.actions.voucher import take_over_vouchers
from grants.models.erasure import Erasure
from grants.models.report import ReportKind
from grants.papers.compliance_award import fill_award_report
from grants.programme.ledger import Tranche
from grants.programme.money import NOTHING, eur
from grants.programme.obligation import ObligationKind, Standing
from grants.programme.people import Role
from grants.programme.stages import GrantState, ReportState
from grants.queries.ledger import books_of, tranches_of
from grants.queries.obligation import DUTY, obligations
from grants.queries.observation_search import look_through
from grants.queries.report_content import report_findings
from grants.queries.settlement import settlement_of
from grants.queries.verify import verify
from grants.queries.voucher import seen_of
from tests.makers.later import a_draft
from tests.makers.person import a_person
from tests.makers.voucher import a_voucher

G, K = GrantState, ReportKind


def the_final_proof_is_asked_for_and_comes_in_time(life):
    grant = life.grant
    # domain 6: 60 days before 28 February 2031 is 30 December 2030; before 31 December 2030, the
    # last day until the extension, it was 1 November
    assert life.on(date(2030, 12, 2), "invitations") == 0
    assert life.on(date(2030, 12, 29), "invitations") == 0
    assert life.on(date(2030, 12, 30), "invitations") == 1
    life.on(date(2031, 1, 30), "reminders")
    life.handed_in(life.report(K.DECLARATION, 2030), declared="nothing")
    life.accepted(life.report(K.DECLARATION, 2030))
    assert life.on(date(2031, 2, 28), "grants") == 0
    assert life.on(date(2031, 3, 1), "grants") == 1
    assert grant.state is G.PERIOD_ENDED
    life.on(date(2031, 4, 10), "reminders")
    proof = life.report(K.INTERIM, 2030)
    life.handed_in(proof, personnel=eur(300_000), travel_abroad=eur(60_000), own=eur(180_000),
                   received=eur(300_000))  # fmt: skip
    life.accepted(proof)

    life.every_day(date(2031, 8, 28), date(2031, 8, 29), "reminders", "grants")
    final = life.final
    assert (grant.state, final.state) == (G.PERIOD_ENDED, ReportState.DUE_SOON)
    vouchers = [
        a_voucher(category=category, amount=amount, invoice=category,
                  invoice_on=date(2030, 5, 2), paid_on=date(2030, 6, 3))
        for category, amount in (("personnel", eur(380_000)), ("travel_abroad", eur(80_000)))
    ]  # fmt: skip
    take_over_vouchers(life.session, final, vouchers, seen=seen_of([]), by=life.office.asks,
                       now=life.now)  # fmt: skip
    # half of 460,000.00 is own money, so that 20,000.00 of the 250,000.00 lie unused
    life.handed_in(final, personnel=eur(380_000), travel_abroad=eur(80_000), own=eur(230_000),
                   received=eur(250_000))  # fmt: skip
    life.handed_in(life.report(K.SUCCESS))
    assert life.on(date(2031, 8, 30), "grants") == 0
    assert grant.state is G.PROOF_SUBMITTED
    told = {one.rule for one in report_findings(life.session, final) if not one.holds}
    assert told == {"R-034"}


def its_account_asks_for_the_rest(life):
    session, grant, office = life.session, life.grant, life.office
    life.at(date(2031, 9, 15))
    life.base_rate(date(2031, 7, 1))
    for report in (life.final, life.report(K.SUCCESS)):
        life.accepted(report)
    assert grant.state is G.PROOF_CHECKED
    account = settlement_of(session, life.final)
    # half of 460,000.00 is 230,000.00; of 250,000.00 received 20,000.00 go back
    assert (account.accepted, account.final, account.back) == (
        eur(460_000), eur(230_000), eur(20_000),
    )  # fmt: skip
    # four weeks from 17 September end on 15 October
    hearing = life.hear(date(2031, 9, 17), date(2031, 10, 15))
    life.answered(hearing, date(2031, 10, 10), known_on=date(2031, 10, 13))
    life.at(date(2031, 10, 20))
    draft = a_draft(
        revoked=account.back, reclaim=account.back, pay_by=date(2031, 11, 28), pay_to="Bundeskasse",
        interest_from=date(2031, 8, 31), interest_until=date(2031, 11, 28),
    )  # fmt: skip
    life.countersigned(propose_revocation(session, grant, draft, by=office.checks, now=life.now))
    # 1 day of August, 30, 31 and 28; 20,000.00 x 6.27 % x 90 / 365 = 309.205...
    assert life.claimed() == (eur(20_000), eur("309.21"))
    continue_grant(session, grant, by=office.checks, now=life.now)
    life.repaid(date(2031, 11, 28), eur("20309.21"), eur("309.21"))
    assert life.claimed() == (NOTHING, NOTHING)
    assert grant.state is G.PROOF_CHECKED
    assert tranches_of(session, grant.id) == {
        2029: Tranche(paid=eur(50_000)), 2030: Tranche(paid=eur(180_000)),
    }  # fmt: skip
    books = books_of(session, grant.award.application.round_id)
    # 40,000,000.00 less the cap of 4,000,000.00 is free; of the cap 230,000.00 are paid for good
    assert (books.available, books.reserved, books.committed, books.paid) == (
        eur(36_000_000), eur(3_770_000), NOTHING, eur(230_000),
    )  # fmt: skip
    assert (books.ordered, books.reclaim, books.interest) == (NOTHING, NOTHING, NOTHING)
    assert books.balanced
    assert life.books_agree()


AMOUNTS = {
    "Awarded": eur(350_000),
    "Of these by amendments": NOTHING,
    # 100,000.00 in 2030 and 20,000.00 in 2031
    "Revoked or withdrawn": eur(120_000),
    "Reclaimed": eur(120_000),
    # 1,546.03 + 309.21
    "Interest on reclaims": eur("1855.24"),
    #
    "Interest on late use": eur("1168.11"),
    "Own funds in the plans": eur(350_000),
    # 50,000.00 + 200,000.00 + 100,000.00
    "Paid through this system": eur(350_000),
    # of the final report alone, which is about all years: 380,000.00 + 80,000.00
    "Used, as recipients report": eur(460_000),
    "Own funds used, as recipients report": eur(230_000),
    "Received, as recipients report": eur(250_000),
}


def the_auditor_reads_the_same_sums(life):
    """The compliance report of the grant, against the figures that this life was made of."""
    grant = life.grant
    report = fill_award_report(life.session, grant.award, cut_off=life.now, grant=grant)
    amounts = {one.label.en: one.money for one in report.amounts}
    assert {name: amounts[name] for name in AMOUNTS} == AMOUNTS
    assert [(one.paid_on, one.use_by, one.used_on, one.correct) for one in report.payments] == [
        (date(2029, 6, 13), date(2029, 7, 25), date(2029, 7, 20), eur(50_000)),
        (date(2030, 1, 15), date(2030, 2, 26), date(2030, 4, 1), eur(200_000)),
        (date(2030, 6, 7), date(2030, 7, 19), date(2030, 7, 15), eur(100_000)),
    ]
    assert [(one.issued_on, one.new, one.reclaim, one.interest) for one in report.later] == [
        (date(2030, 7, 17), eur(350_000), NOTHING, NOTHING),
        (date(2030, 7, 17), eur(350_000), NOTHING, NOTHING),
        (date(2030, 8, 1), eur(350_000), NOTHING, eur("1168.11")),
        (date(2030, 11, 4), eur(250_000), eur(100_000), eur("1546.03")),
        (date(2031, 10, 20), eur(230_000), eur(20_000), eur("309.21")),
    ]
    # F-06: 34 days after 26 February; F-07: 36 days after 30 April; F-21, R-045: awarded on
    # 11 December 2028 and by 11 June 2029 noted nowhere as published; nothing else was wrong
    assert [(one.code, one.subject) for one in look_through(life.session, life.now)] == [
        ("F-06", grant.number), ("F-07", f"{grant.number}/interim/2029"),
        ("F-21", grant.number),
    ]  # fmt: skip


def nothing_goes_by_itself_when_retention_ends(life):
    session, anna = life.session, life.office.anna
    life.at(date(2031, 12, 1))
    anna.active = False
    life.turn("seal")
    head = verify(session).head
    # the proof came on 29 August 2031; five years end with 29 August 2036
    assert life.on(date(2036, 8, 29), "erasures") == 0
    assert keeping(life) == [(date(2036, 8, 29), Standing.OPEN)]
    assert life.on(date(2036, 8, 30), "erasures") == 1
    assert keeping(life) == [(date(2036, 8, 29), Standing.DONE)]
    (proposal,) = session.query(Erasure).all()
    assert (proposal.person, proposal.done_at, anna.name) == (anna, None, "Anna Albrecht")
    assert life.on(date(2036, 10, 1), "erasures") == 0
    assert anna.name == "Anna Albrecht"

    somebody = a_person(session, "Adam Ahrens", Role.ADMINISTRATOR).as_actor()
    carry_out_erasure(session, proposal, by=somebody, now=life.now)
    session.commit()
    assert anna.name == f"Person {anna.id}"
    life.turn("seal")
    verdict = verify(session, head=head)
    assert (verdict.holds, verdict.unsealed) == (True, 0), verdict.sentence
    assert verdict.acts > 100
    assert life.books_agree()
    the_auditor_reads_the_same_sums(life)


def keeping(life):
    """Until when vouchers are kept, and how that stands today."""
    of_grant = (DUTY.grant_id == life.grant.id, DUTY.kind == ObligationKind.RETENTION)
    found = obligations(life.session, life.office.checks, *of_grant)
    return [(one.due_on, one.standing(life.now.date())) for one in found]
