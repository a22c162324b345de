"""The books of a round: what each act does to its money, and that nobody can change them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import IntegrityError, InternalError

from grants.actions.amendment import propose_amendment
from grants.actions.decision import countersign, send_back
from grants.actions.decline import decline_award
from grants.actions.ledger import Cause, post
from grants.actions.ledger_round import AVAILABLE, BUDGET
from grants.actions.proposal import propose_on_application
from grants.actions.revocation import propose_revocation
from grants.models.award import Award
from grants.models.decision import DecisionKind
from grants.models.ledger import LedgerAccount, LedgerEntry, LedgerPosting
from grants.models.organisation import Membership
from grants.programme.finding import RulesBroken
from grants.programme.ledger import AccountKind, EntryKind, Transfer
from grants.programme.money import NOTHING, eur
from grants.programme.people import TeamRole
from grants.queries.amendment import figures_of
from grants.queries.ledger import books_of, tranches_of
from grants.queries.ledger_check import check_ledger
from tests.makers.decided import an_awarded_case
from tests.makers.decision import a_ranked_application, decided, signed, two_officers
from tests.makers.later import TODAY, a_draft, heard
from tests.makers.ledger import a_booked_grant, a_booked_round
from tests.makers.moment import NOON
from tests.makers.person import a_person

K = DecisionKind
RECLAIM = {
    "reclaim": eur(20_000),
    "pay_by": TODAY + timedelta(days=30),
    "pay_to": "Bundeskasse, IBAN DE02 1203 0000 0000 2020 51",
    "interest_from": date(2028, 1, 1),
    "interest_until": date(2028, 3, 30),
}
"""All of what is revoked was paid: 90 days of interest at 6.27 per cent."""


def figures(session, round_):
    """Available, reserved and committed of the round, after asking whether everything agrees."""
    session.flush()
    books = books_of(session, round_.id)
    assert books.balanced
    assert check_ledger(session) == []
    return books.available, books.reserved, books.committed


def years(session, grant):
    """What is committed to the grant, by year."""
    return {year: each.committed for year, each in tranches_of(session, grant.id).items()}


def entries(session):
    """What was entered, in its order."""
    return list(session.scalars(select(LedgerEntry.kind).order_by(LedgerEntry.id)))


def taken_back(session, grant, **more):
    """Two officers revoke 20,000.00, or what else is said."""
    first, second = two_officers(session)
    heard(session, grant, first)
    decision = propose_revocation(session, grant, a_draft(**more), by=first.as_actor(), now=NOON)
    countersign(session, decision, by=second.as_actor(), now=NOON)


def test_a_selection_reserves_the_cap_and_an_award_commits_it_by_year(session):
    round_ = a_booked_round(session)
    application = a_ranked_application(session, round_)
    signed(session, application, K.SELECT, *two_officers(session))

    assert figures(session, round_) == (eur(36_000_000), eur(4_000_000), NOTHING)

    grant = a_booked_grant(session, round_)

    assert figures(session, round_) == (eur(32_000_000), eur(7_600_000), eur(400_000))
    assert years(session, grant) == {2029: eur(200_000), 2030: eur(200_000)}
    assert books_of(session, round_.id).own_funds == eur(400_000)


def test_a_selection_sent_back_before_it_is_told_frees_its_money(session):
    first, second = two_officers(session)
    round_ = a_booked_round(session)
    application = a_ranked_application(session, round_)
    decision = signed(session, application, K.SELECT, first, second)

    send_back(session, decision, reason="Die Rangliste war noch offen.", by=second.as_actor(),
              now=NOON)  # fmt: skip

    assert figures(session, round_) == (eur(40_000_000), NOTHING, NOTHING)


def test_a_cluster_that_declines_frees_its_money_and_a_reserve_that_moves_up_takes_it(session):
    first, second = two_officers(session)
    round_ = a_booked_round(session, budget=eur(4_000_000))
    winner = a_ranked_application(session, round_)
    decided(session, winner, K.SELECT, first, second)
    anna = a_person(session, "Anna Ahrens")
    session.add(Membership(cluster=winner.cluster, person=anna, role=TeamRole.SIGNATORY,
                           since=NOON))  # fmt: skip
    session.flush()
    award = session.scalars(select(Award).where(Award.application_id == winner.id)).one()

    decline_award(session, award, reason="Wir sagen ab.", by=anna.as_actor(), now=NOON)
    assert figures(session, round_) == (eur(4_000_000), NOTHING, NOTHING)

    an_awarded_case(session, round_)
    assert figures(session, round_) == (NOTHING, eur(3_600_000), eur(400_000))


def test_an_amendment_moves_money_between_years_and_gives_the_rest_back_to_the_cap(session):
    first, second = two_officers(session)
    round_ = a_booked_round(session)
    grant = a_booked_grant(session, round_)
    now = figures_of(grant)
    cells = dict(now.cells)
    cells["personnel", 2029] -= eur(100_000)
    after = replace(now, cells=cells, direct=now.direct - eur(50_000))

    decision = propose_amendment(
        session, grant, after, requested_on=TODAY, reasons="Eine Stelle weniger.",
        by=first.as_actor(), now=NOON,
    )  # fmt: skip
    countersign(session, decision, by=second.as_actor(), now=NOON)

    assert figures(session, round_) == (eur(36_000_000), eur(3_650_000), eur(350_000))
    assert years(session, grant) == {2029: eur(150_000), 2030: eur(200_000)}


def test_a_revocation_frees_the_last_years_first_and_asks_money_back(session):
    round_ = a_booked_round(session)
    grant = a_booked_grant(session, round_)

    taken_back(session, grant, **RECLAIM)

    assert figures(session, round_) == (eur(36_000_000), eur(3_620_000), eur(380_000))
    assert years(session, grant) == {2029: eur(200_000), 2030: eur(180_000)}
    books = books_of(session, round_.id)
    assert (books.reclaim, books.interest) == (eur(20_000), eur("309.21"))
    assert entries(session)[-2:] == [EntryKind.REVOKE, EntryKind.CLAIM]


def test_money_below_nothing_is_refused_by_the_database_itself(session):
    round_ = a_booked_round(session, budget=eur(100))
    cause = Cause(kind=EntryKind.BUDGET, key="too much", act="make_round", object_kind="round",
                  object_number=str(round_.number), at=NOON)  # fmt: skip

    with pytest.raises(IntegrityError, match="never_overdrawn"):
        post(session, round_.id, cause, [Transfer(BUDGET, AVAILABLE, eur("100.01"))])


def test_the_same_act_is_entered_once(session):
    round_ = a_booked_round(session, budget=eur(100))
    cause = Cause(kind=EntryKind.BUDGET, key="once", act="make_round", object_kind="round",
                  object_number=str(round_.number), at=NOON)  # fmt: skip
    post(session, round_.id, cause, [Transfer(AVAILABLE, BUDGET, eur(1))])

    with pytest.raises(IntegrityError, match="uq_ledger_entry_key"):
        post(session, round_.id, cause, [Transfer(AVAILABLE, BUDGET, eur(1))])


def test_money_does_not_move_between_rounds(session):
    one, other = a_booked_round(session), a_booked_round(session)
    theirs, entry = (
        session.scalars(select(LedgerAccount.id).where(
            LedgerAccount.round_id == round_.id, LedgerAccount.kind == kind)).one()
        for round_, kind in ((one, AccountKind.AVAILABLE), (other, AccountKind.AVAILABLE))
    )  # fmt: skip
    last = session.scalars(select(LedgerEntry).order_by(LedgerEntry.id.desc())).first()
    session.add(LedgerPosting(entry=last, debit_id=theirs, credit_id=entry, amount=eur(1)))

    with pytest.raises(IntegrityError, match="between rounds"):
        session.flush()


@pytest.mark.parametrize("change", [
    update(LedgerEntry).values(key="another"),
    update(LedgerPosting).values(amount=eur(1)),
    update(LedgerAccount).values(balance=eur(1)),
    update(LedgerAccount).values(year=2031),
    delete(LedgerPosting), delete(LedgerEntry), delete(LedgerAccount),
    text("truncate ledger_posting"), text("truncate ledger_entry cascade"),
])  # fmt: skip
def test_history_cannot_be_changed_or_removed(session, change):
    a_booked_round(session)
    session.execute(text("set constraints all immediate"))

    with pytest.raises((IntegrityError, InternalError)):
        session.execute(change)


def test_no_entry_without_its_act(session):
    round_ = a_booked_round(session)
    post(session, round_.id, Cause(kind=EntryKind.BUDGET, key="made up", act="change_terms",
         object_kind="round", object_number=str(round_.number), at=NOON),
         [Transfer(AVAILABLE, BUDGET, eur(1))])  # fmt: skip

    with pytest.raises(IntegrityError, match="no act stands behind"):
        session.execute(text("set constraints all immediate"))


def test_an_account_begins_at_nothing(session):
    round_ = a_booked_round(session)
    grant = a_booked_grant(session, round_)
    session.add(LedgerAccount(round_id=round_.id, kind=AccountKind.RECLAIM, grant_id=grant.id,
                              balance=eur(5)))  # fmt: skip

    with pytest.raises((IntegrityError, InternalError), match="moves by postings only"):
        session.flush()


def test_a_second_selection_of_the_last_money_is_refused_and_books_nothing(session):
    first, second = two_officers(session)
    round_ = a_booked_round(session, budget=eur(4_000_000))
    early, late = (
        propose_on_application(
            session, a_ranked_application(session, round_, rank=rank), K.SELECT,
            by=first.as_actor(), now=NOON,
        )
        for rank in (1, 2)
    )  # fmt: skip
    countersign(session, early, by=second.as_actor(), now=NOON)
    before = entries(session)

    with pytest.raises(RulesBroken):
        countersign(session, late, by=second.as_actor(), now=NOON)

    assert entries(session) == before
