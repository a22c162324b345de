"""Everybody decides at the same moment, or the power fails: the money holds, nothing is half."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import create_engine, func, select, text
from sqlalchemy.orm import Session

from grants.actions.decision import countersign
from grants.actions.proposal import propose_on_application
from grants.actions.release import ask_for_release, confirm_release
from grants.models.application import Application
from grants.models.award import Award
from grants.models.decision import Decision, DecisionKind, DecisionState, Ground, Letter
from grants.models.grant import Grant
from grants.models.person import Person
from grants.models.record import Act
from grants.models.release import Release
from grants.models.round import Round
from grants.programme.finding import RulesBroken
from grants.programme.money import eur
from grants.programme.stages import ApplicationState, GrantState
from tests.makers.award import an_award
from tests.makers.decision import (
    REASONS,
    a_memo,
    a_ranked_application,
    a_reviewed_application,
    signed,
    two_officers,
)
from tests.makers.many import a_small_proposal
from tests.makers.moment import NOON
from tests.makers.round import a_round
from tests.power import cut, fails_at, keeping, stop

pytestmark = pytest.mark.alone

MANY, FEWER, AT_ONCE, MONEY_FOR = 200, 80, 40, 10
K = DecisionKind
EVERYTHING = text(
    "select md5(string_agg(row::text, '' order by row::text)) from ("
    " select to_jsonb(d) as row from decision d union all select to_jsonb(r) from round r"
    " union all select to_jsonb(a) from application a union all select to_jsonb(w) from award w"
    " union all select to_jsonb(g) from grant_to_recipient g"
    " union all select to_jsonb(l) from letter l union all select to_jsonb(e) from release e"
    " union all select to_jsonb(t) from act t) everything"
)


@pytest.fixture
def many(database):
    """An engine for many people at once."""
    engine = create_engine(database, pool_size=AT_ONCE, max_overflow=0)
    yield engine
    engine.dispose()


def all_at_once(engine, numbers, act):
    """What became of each: "done", or the rules that refused it."""
    together = Barrier(AT_ONCE)

    def one(number):
        with Session(engine) as session:
            together.wait(timeout=120)
            try:
                act(session, number)
                session.commit()
            except RulesBroken as broken:
                return broken.findings[0].rule
        return "done"

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, numbers))


def signing(by):
    """The second officer countersigns the decision of this number."""

    def sign(session, number):
        decision = session.get_one(Decision, number)
        countersign(session, decision, by=session.get_one(Person, by).as_actor(), now=NOON)

    return sign


def count(session, column, *narrowed):
    return session.scalar(select(func.count(column)).where(*narrowed))


def test_of_200_selections_at_once_ten_fit_into_the_money_of_the_round(many):
    with Session(many) as session:
        first, second = two_officers(session)
        round_ = a_round(session, budget=eur(40_000_000))
        numbers = [
            propose_on_application(
                session, a_ranked_application(session, round_, rank=rank), K.SELECT,
                by=first.as_actor(), now=NOON,
            ).id
            for rank in range(1, MANY + 1)
        ]  # fmt: skip
        by = second.id
        session.commit()

    outcomes = all_at_once(many, numbers, signing(by))

    with Session(many) as session:
        assert (outcomes.count("done"), outcomes.count("R-015")) == (MONEY_FOR, MANY - MONEY_FOR)
        assert session.scalars(select(Round.promised)).one() == eur(40_000_000)
        signed_ones = Decision.state == DecisionState.COUNTERSIGNED
        assert count(session, Decision.id, signed_ones) == MONEY_FOR


def test_of_80_grants_at_once_ten_fit_under_the_cap_of_the_cluster(many):
    with Session(many) as session:
        first, second = two_officers(session)
        application = a_ranked_application(session, state=ApplicationState.SELECTED)
        award = an_award(session, application, cap=eur(4_000_000), committed=eur(3_000_000))
        numbers = [a_small_proposal(session, award, at, first).id for at in range(FEWER)]
        by = second.id
        session.commit()

    outcomes = all_at_once(many, numbers, signing(by))

    with Session(many) as session:
        assert (outcomes.count("done"), outcomes.count("R-001")) == (MONEY_FOR, FEWER - MONEY_FOR)
        assert session.scalars(select(Award.committed)).one() == eur(4_000_000)
        assert count(session, Letter.id) == MONEY_FOR
        assert count(session, Grant.id, Grant.state == GrantState.AWARDED) == MONEY_FOR


def test_a_release_pressed_40_times_at_once_happens_once(many):
    release, by = a_release_asked_for(many)

    def confirm(session, number):
        officer = session.get_one(Person, by).as_actor()
        confirm_release(session, session.get_one(Release, number), by=officer, now=NOON)

    outcomes = all_at_once(many, [release] * AT_ONCE, confirm)

    with Session(many) as session:
        assert outcomes == ["done"] * AT_ONCE
        assert count(session, Act.id, Act.act == "confirm_release") == 1
        assert count(session, Letter.id) == len(set(session.scalars(select(Letter.decision_id))))
        assert count(session, Award.id) == 1


def test_a_countersignature_pressed_40_times_at_once_is_one(many):
    with Session(many) as session:
        first, second = two_officers(session)
        application = a_ranked_application(session)
        decision = propose_on_application(
            session, application, K.SELECT, by=first.as_actor(), now=NOON
        ).id
        by = second.id
        session.commit()

    outcomes = all_at_once(many, [decision] * AT_ONCE, signing(by))

    assert outcomes == ["done"] * AT_ONCE
    with Session(many) as session:
        assert count(session, Act.id, Act.act == "countersign_decision") == 1


def a_release_asked_for(engine):
    """A winner, a reserve and a rejected one, waiting for Berta to release them."""
    with Session(engine) as session:
        officers = first, second = two_officers(session)
        round_ = a_round(session)
        weak = a_reviewed_application(session, round_, rank=3)
        reserve = a_ranked_application(session, round_, rank=2, state=ApplicationState.RESERVE)
        decisions = [
            signed(session, a_ranked_application(session, round_), K.SELECT, *officers),
            signed(session, reserve, K.RESERVE, *officers),
            signed(session, weak, K.REJECT, *officers, reasons=REASONS, ground=Ground.QUALITY),
        ]
        a_memo(session, round_, {one.number: one.kind for one in decisions}, *officers)
        release = ask_for_release(session, round_, by=first.as_actor(), now=NOON)
        kept = release.id, second.id
        session.commit()
    return kept


@pytest.mark.parametrize(("fail", "step"), [(stop, 1), (cut, 25)])
@pytest.mark.parametrize("act", ["countersign", "release"])
def test_a_power_failure_before_any_statement_leaves_everything_as_it_was(many, act, fail, step):
    release, by = a_release_asked_for(many)
    with Session(many) as session:
        first = session.scalars(select(Person).order_by(Person.id)).first()
        other = a_ranked_application(session, a_round(session))
        proposal = propose_on_application(
            session, other, K.SELECT, by=first.as_actor(), now=NOON
        ).id
        session.commit()

    def do(session):
        if act == "countersign":
            signing(by)(session, proposal)
        else:
            officer = session.get_one(Person, by).as_actor()
            confirm_release(session, session.get_one(Release, release), by=officer, now=NOON)

    with many.connect() as connection:
        before = connection.scalar(EVERYTHING)
    moment = 1
    while fails_at(many, moment, keeping(many, do), fail):
        with many.connect() as connection:
            assert connection.scalar(EVERYTHING) == before, moment
        moment += step

    with Session(many) as session:
        assert moment > 10
        assert count(session, Letter.id) == (0 if act == "countersign" else 3)
        told = Application.state == ApplicationState.SELECTED
        assert count(session, Application.id, told) == (0 if act == "countersign" else 1)
