"""Officers and people of an organisation act on one account at the same moment: one is heard."""

import pytest
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session

from grants.actions.account_number import confirm_account, propose_account, refuse_account
from grants.models.account_change import AccountChange, AccountState
from grants.models.organisation import Organisation
from grants.models.record import Act
from grants.programme.people import TeamRole
from tests.actions.test_paying_at_once import all_at_once
from tests.makers.cluster import a_cluster
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.makers.review import an_officer

pytestmark = pytest.mark.alone

IBAN, OTHER = "DE89370400440532013000", "DE02500105170137075030"
URL = "https://portal.example.org"
OFFICERS = 6


@pytest.fixture
def many(database):
    """An engine for several people at once."""
    engine = create_engine(database, pool_size=OFFICERS, max_overflow=0)
    yield engine
    engine.dispose()


def test_officers_who_confirm_and_refuse_at_once_decide_it_once(many):
    with Session(many) as session:
        anna = a_person(session)
        named = a_cluster(session, team={anna: TeamRole.SIGNATORY}).management
        propose_account(session, named, IBAN, by=anna.as_actor(), now=NOON, public_url=URL)
        officers = [an_officer(session).as_actor() for _ in range(OFFICERS)]
        session.commit()

    def act(session, by):
        decide = refuse_account if officers.index(by) % 2 else confirm_account
        change = session.scalars(select(AccountChange)).one()
        decide(session, change, remark="Zurückgerufen.", by=by, now=NOON, public_url=URL)

    became = all_at_once(many, act, officers)

    assert sorted(became) == sorted(["done"] + ["ACCOUNT-OPEN"] * (OFFICERS - 1))
    with Session(many) as session:
        change = session.scalars(select(AccountChange)).one()
        holds = IBAN if change.state is AccountState.CONFIRMED else ""
        assert session.scalars(select(Organisation.iban).where(
            Organisation.id == change.organisation_id)).one() == holds  # fmt: skip
        decided = Act.act.in_(("confirm_account", "refuse_account"))
        assert session.scalar(select(func.count(Act.id)).where(decided)) == 1


def test_two_who_name_an_account_at_once_leave_one_that_waits(many):
    with Session(many) as session:
        anna, bert = a_person(session), a_person(session)
        team = {anna: TeamRole.SIGNATORY, bert: TeamRole.SIGNATORY}
        named = a_cluster(session, team=team).management.id
        people = [anna.as_actor(), bert.as_actor()]
        session.commit()

    def act(session, by):
        iban = OTHER if people.index(by) else IBAN
        organisation = session.get_one(Organisation, named)
        propose_account(session, organisation, iban, by=by, now=NOON, public_url=URL)

    assert all_at_once(many, act, people) == ["done", "done"]
    with Session(many) as session:
        states = session.scalars(select(AccountChange.state)).all()
        assert sorted(states) == [AccountState.PROPOSED, AccountState.WITHDRAWN]
