"""A round lives through whatever order of acts: its money is always in one place (B5b).

A few lives in each run; TEST_LEDGER_LIVES=2000 TEST_LEDGER_STEPS=50 asks for more.
"""

import os

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from grants.actions.amendment import propose_amendment
from grants.actions.bank_statement import take_statement
from grants.actions.decision import countersign, send_back
from grants.actions.granting import find_fundable
from grants.actions.ledger_round import book_budget
from grants.actions.payment_check import approve, find_correct, reject, take_back
from grants.actions.payment_run import make_run
from grants.actions.proposal import propose_grant, propose_on_application
from grants.actions.record import record
from grants.actions.revocation import continue_grant, propose_revocation
from grants.documents.bank_statement import read_statement
from grants.models.award import Award
from grants.models.decision import DecisionKind
from grants.models.grant import Grant
from grants.models.ledger import LedgerEntry, LedgerPosting
from grants.models.payment import PaymentRequest
from grants.models.round import Round
from grants.programme.finding import RulesBroken
from grants.programme.money import NOTHING, Money, eur, total
from grants.programme.people import TeamRole
from grants.programme.stages import GrantState
from grants.queries.ledger import books_of
from grants.queries.ledger_check import check_ledger
from tests.actions.test_amendment import less
from tests.makers.cluster import joins
from tests.makers.decision import a_ranked_application, told, two_officers
from tests.makers.later import TODAY, a_draft, heard
from tests.makers.ledger import a_booked_round
from tests.makers.moment import NOON, days
from tests.makers.payment import IBAN, a_request, known_account
from tests.makers.person import a_person
from tests.makers.review import an_officer
from tests.makers.statement import ACCOUNT, Booking, a_statement

LIVES = int(os.environ.get("TEST_LEDGER_LIVES", "5"))
STEPS = int(os.environ.get("TEST_LEDGER_STEPS", "15"))
CAP = eur(4_000_000)
CHOICE = st.integers(0, 9)
IN_2029 = days(400)
"""In the first year of the grants; nothing was reported yet, and nothing is due."""
EUROS = st.integers(1, 150_000)


class RoundLife(RuleBasedStateMachine):
    """Acts in any order beside a model that counts by itself."""

    engine = None

    def __init__(self):
        super().__init__()
        self.connection = self.engine.connect()
        self.everything = self.connection.begin()
        self.session = Session(self.connection, join_transaction_mode="create_savepoint")
        self.first, self.second = two_officers(self.session)
        self.budget = eur(12_000_000)
        round_ = a_booked_round(self.session, budget=self.budget)
        self.round_id, self.rank, self.untold, self.selected = round_.id, 0, [], 0
        self.grants, self.history = {}, []
        self.ordered, self.paid, self.said = {}, {}, 0
        self.third, self.anna = an_officer(self.session, "Clara Cohn"), a_person(self.session)
        for version in round_.authority.versions:
            version.account_holder, version.account_iban = "Behörde", ACCOUNT

    def teardown(self):
        self.session.close()
        self.everything.rollback()
        self.connection.close()

    @property
    def round(self):
        return self.session.get_one(Round, self.round_id)

    def tried(self, act):
        """Was it done? What is refused leaves no trace."""
        try:
            with self.session.begin_nested():
                act()
        except (RulesBroken, IntegrityError):
            self.session.expire_all()
            return False
        return True

    @rule()
    def select(self):
        self.rank += 1
        application = a_ranked_application(self.session, self.round, rank=self.rank)

        def act():
            decision = propose_on_application(
                self.session, application, DecisionKind.SELECT, by=self.first.as_actor(), now=NOON
            )
            countersign(self.session, decision, by=self.second.as_actor(), now=NOON)
            self.untold.append(decision)

        done = self.tried(act)
        assert done is (CAP.cents * (self.selected + 1) <= self.budget.cents)
        self.selected += done

    @precondition(lambda self: self.untold)
    @rule(at=CHOICE)
    def fall_away(self, at):
        decision = self.untold.pop(at % len(self.untold))
        send_back(self.session, decision, reason="Neu beraten.", by=self.second.as_actor(),
                  now=NOON)  # fmt: skip
        self.selected -= 1

    @precondition(lambda self: self.untold)
    @rule(at=CHOICE)
    def award(self, at):
        decision = self.untold.pop(at % len(self.untold))
        told(self.session, decision, self.first, self.second)
        award = self.session.scalars(
            select(Award).where(Award.application_id == decision.application_id)
        ).one()
        grant = self.session.scalars(select(Grant).where(Grant.award_id == award.id)).one()
        grant.handed_in_at = NOON
        find_fundable(self.session, grant, note="", by=self.first.as_actor(), now=NOON)
        proposal = propose_grant(self.session, grant, by=self.first.as_actor(), now=NOON)
        countersign(self.session, proposal, by=self.second.as_actor(), now=NOON)
        self.grants[grant.id] = eur(400_000)
        joins(self.session, self.anna, award.cluster, TeamRole.SIGNATORY)

    @precondition(lambda self: self.grants)
    @rule(at=CHOICE, amount=EUROS)
    def amend(self, at, amount):
        grant = self.session.get_one(Grant, list(self.grants)[at % len(self.grants)])

        def act():
            decision = propose_amendment(
                self.session, grant, less(grant, amount), requested_on=TODAY,
                reasons="Weniger Personal.", by=self.first.as_actor(), now=NOON,
            )  # fmt: skip
            countersign(self.session, decision, by=self.second.as_actor(), now=NOON)

        if self.tried(act):
            self.grants[grant.id] -= eur(amount)

    @precondition(lambda self: self.grants)
    @rule(at=CHOICE, amount=EUROS)
    def revoke(self, at, amount):
        grant = self.session.get_one(Grant, list(self.grants)[at % len(self.grants)])
        taken = min(eur(amount), self.grants[grant.id])

        def act():
            heard(self.session, grant, self.first)
            decision = propose_revocation(
                self.session, grant, a_draft(revoked=taken), by=self.first.as_actor(), now=NOON
            )
            countersign(self.session, decision, by=self.second.as_actor(), now=NOON)
            if grant.state is GrantState.PARTLY_REVOKED:
                continue_grant(self.session, grant, by=self.first.as_actor(), now=NOON)

        if self.tried(act):
            self.grants[grant.id] -= taken

    @precondition(lambda self: self.grants)
    @rule(at=CHOICE, spent=EUROS, requested=EUROS)
    def order_a_payment(self, at, spent, requested):
        grant = self.session.get_one(Grant, list(self.grants)[at % len(self.grants)])

        def act():
            grant.state = GrantState.ACTIVE
            if not grant.recipient.iban:
                known_account(self.session, grant.recipient, IBAN, self)
            made = a_request(
                self.session, grant, self, requested=eur(requested), spent=eur(spent),
                forecast=NOTHING, now=IN_2029,
            )  # fmt: skip
            find_correct(self.session, made, correct=made.requested, remark="",
                         by=self.first.as_actor(), now=IN_2029)  # fmt: skip
            approve(self.session, made, by=self.second.as_actor(), now=IN_2029)
            self.ordered[made.id] = made.requested

        before = self.asked_of(grant)
        if self.tried(act):
            assert before + eur(requested) <= self.grants[grant.id]
            assert before + eur(requested) <= eur(spent).share(grant.rate_share)

    @precondition(lambda self: self.ordered)
    @rule(at=CHOICE, end=st.sampled_from(["paid", "bounced", "taken back", "back when paid"]))
    def end_an_order(self, at, end):
        request = self.session.get_one(PaymentRequest, list(self.ordered)[at % len(self.ordered)])
        if end == "taken back":
            take_back(self.session, request, reason="Doch nicht.", by=self.second.as_actor(),
                      now=IN_2029)  # fmt: skip
        else:
            authority = self.round.authority
            make_run(self.session, authority, [request.number], by=self.third.as_actor(),
                     now=IN_2029)  # fmt: skip
            if end != "bounced":
                self.bank_says(request)
            if end != "paid":
                self.bank_says(request, credit=True, returned="AC04")
        amount = self.ordered.pop(request.id)
        if end == "paid":
            self.paid[request.id] = (request.grant_id, amount)
        else:
            reject(self.session, request, reason="Neu anfordern.", by=self.first.as_actor(),
                   now=IN_2029)  # fmt: skip

    def bank_says(self, request, **more):
        self.said += 1
        data = a_statement(
            Booking(amount=request.correct, end_to_end=request.end_to_end, iban=request.iban,
                    booked_on=IN_2029.date(), **more),
            message=f"A-{self.said}",
        )  # fmt: skip
        take_statement(self.session, read_statement(data), content=data, file_name="a.xml",
                       by=self.third.as_actor(), now=IN_2029)  # fmt: skip

    def asked_of(self, grant):
        """What was paid or ordered of this grant."""
        ordered = [amount for key, amount in self.ordered.items()
                   if self.session.get_one(PaymentRequest, key).grant_id == grant.id]  # fmt: skip
        return total([*ordered, *(amount for of, amount in self.paid.values() if of == grant.id)])

    @property
    def checks(self):
        """Whoever verifies an account."""
        return self.first.as_actor()

    @property
    def asks(self):
        """Whoever signs for the cluster of any grant."""
        return self.anna.as_actor()

    @rule(millions=st.integers(1, 20))
    def new_budget(self, millions):
        wanted = eur(millions * 1_000_000)

        def act():
            round_ = self.round
            round_.budget = wanted
            number = str(round_.number)
            record(self.session, "change_terms", "round", number, by=None, now=NOON)
            book_budget(self.session, round_, "change_terms", NOON)

        if self.tried(act):
            self.budget = wanted
        else:
            assert wanted.cents < CAP.cents * self.selected

    @invariant()
    def every_cent_is_in_one_place(self):
        self.session.flush()
        books = books_of(self.session, self.round_id)
        promised = Money(CAP.cents * self.selected)
        assert books.budget == self.budget
        assert books.available == self.budget - promised >= NOTHING
        assert books.ordered == total(self.ordered.values())
        assert books.committed + books.ordered + books.paid == total(self.grants.values())
        assert books.reserved == promised - total(self.grants.values())
        assert check_ledger(self.session) == []

    @invariant()
    def history_only_grows_and_each_entry_has_its_act(self):
        self.session.execute(text("set constraints all immediate"))
        self.session.execute(text("set constraints all deferred"))
        rows = self.session.execute(
            select(LedgerPosting.id, LedgerPosting.debit_id, LedgerPosting.credit_id,
                   LedgerPosting.amount, LedgerEntry.key)
            .join(LedgerEntry).order_by(LedgerPosting.id)
        ).all()  # fmt: skip
        assert rows[: len(self.history)] == self.history
        self.history = rows
        assert self.session.scalar(select(func.count(LedgerEntry.id))) == len(
            {row.key for row in rows}
        )


def test_whatever_happens_to_a_round_its_money_is_in_one_place(shared_engine):
    RoundLife.engine = shared_engine
    run_state_machine_as_test(
        RoundLife,
        settings=settings(
            max_examples=LIVES, stateful_step_count=STEPS, deadline=None, derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
