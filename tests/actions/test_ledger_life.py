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
from grants.actions.decision import countersign, send_back
from grants.actions.granting import find_fundable
from grants.actions.ledger_round import book_budget
from grants.actions.proposal import propose_grant, propose_on_application
from grants.actions.record import record
from grants.actions.revocation import continue_grant, propose_revocation
from grants.models.award import Award
from grants.models.decision import DecisionKind
from grants.models.grant import Grant
from grants.models.ledger import LedgerEntry, LedgerPosting
from grants.models.round import Round
from grants.programme.finding import RulesBroken
from grants.programme.money import NOTHING, Money, eur, total
from grants.programme.stages import GrantState
from grants.queries.ledger import books_of
from grants.queries.ledger_check import check_ledger
from tests.actions.test_amendment import less
from tests.makers.decision import a_ranked_application, told, two_officers
from tests.makers.later import TODAY, a_draft, heard
from tests.makers.ledger import a_booked_round
from tests.makers.moment import NOON

LIVES = int(os.environ.get("TEST_LEDGER_LIVES", "5"))
STEPS = int(os.environ.get("TEST_LEDGER_STEPS", "15"))
CAP = eur(4_000_000)
CHOICE = st.integers(0, 9)
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
        assert books.committed == total(self.grants.values())
        assert books.reserved == promised - books.committed
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
