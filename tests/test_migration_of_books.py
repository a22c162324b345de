"""Books that are opened over what is there say the same as books that were kept all along."""

from alembic import command
from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.actions.amendment import propose_amendment
from grants.actions.decision import countersign
from grants.actions.revocation import propose_revocation
from grants.models.decision import DecisionKind
from grants.models.ledger import LedgerAccount, LedgerEntry
from grants.programme.ledger import EntryKind
from grants.programme.money import NOTHING
from grants.queries.ledger_check import check_ledger
from tests.actions.test_amendment import less
from tests.actions.test_revocation import RECLAIM
from tests.makers.decision import a_ranked_application, signed, two_officers
from tests.makers.later import TODAY, a_draft, heard
from tests.makers.ledger import a_booked_grant, a_booked_round
from tests.makers.moment import NOON
from tests.test_migrations import go


def balances(session):
    """Every account that holds money, and how much."""
    kinds = (LedgerAccount.round_id, LedgerAccount.kind, LedgerAccount.application_id,
             LedgerAccount.grant_id, LedgerAccount.year)  # fmt: skip
    found = select(*kinds, LedgerAccount.balance).where(LedgerAccount.balance != NOTHING)
    return {tuple(row[:-1]): row[-1] for row in session.execute(found)}


def test_an_older_database_is_opened_with_what_its_pages_say(engine):
    with Session(engine) as session:
        first, second = two_officers(session)
        round_ = a_booked_round(session)
        a_booked_round(session, budget=None)
        signed(session, a_ranked_application(session, round_), DecisionKind.SELECT, first, second)
        grant, other = a_booked_grant(session, round_), a_booked_grant(session, round_)
        amendment = propose_amendment(session, other, less(other), requested_on=TODAY,
                                      reasons="Weniger Personal.", by=first.as_actor(),
                                      now=NOON)  # fmt: skip
        countersign(session, amendment, by=second.as_actor(), now=NOON)
        heard(session, grant, first)
        back = propose_revocation(session, grant, a_draft(**RECLAIM), by=first.as_actor(),
                                  now=NOON)  # fmt: skip
        countersign(session, back, by=second.as_actor(), now=NOON)
        session.commit()
        kept = balances(session)
        assert check_ledger(session) == []

    go(engine, command.downgrade, "0044_decision_kind")
    go(engine, command.upgrade, "head")

    with Session(engine) as session:
        assert set(session.scalars(select(LedgerEntry.kind))) == {EntryKind.OPENING}
        assert balances(session) == kept
        assert check_ledger(session) == []
