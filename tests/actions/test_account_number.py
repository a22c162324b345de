"""An account changes by two people, and everybody of the organisation hears of it."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from grants.actions.account_number import (
    confirm_account,
    propose_account,
    refuse_account,
    withdraw_account,
)
from grants.models.account_change import AccountState
from grants.models.organisation import Cluster
from grants.models.outbox import Mail
from grants.models.record import Act
from grants.programme.finding import RulesBroken
from grants.programme.people import TeamRole
from grants.queries.account_change import open_change
from grants.queries.payment import blocks_of
from tests.makers.cluster import a_cluster, joins
from tests.makers.moment import NOON, days
from tests.makers.payment import Office, a_paying_grant
from tests.makers.person import a_person
from tests.makers.review import an_officer

IBAN, OTHER = "DE89370400440532013000", "DE02500105170137075030"
URL = "https://portal.example.org"


@pytest.fixture
def anna(session):
    return a_person(session)


@pytest.fixture
def organisation(session, anna):
    return a_cluster(session, team={anna: TeamRole.SIGNATORY}).management


@pytest.fixture
def dirk(session):
    return an_officer(session).as_actor()


def named(session, organisation, by, iban=IBAN, now=NOON):
    return propose_account(session, organisation, iban, by=by.as_actor(), now=now, public_url=URL)


def confirmed(session, change, by, remark="Zurückgerufen.", now=NOON):
    confirm_account(session, change, remark=remark, by=by, now=now, public_url=URL)


def told(session, organisation):
    return session.query(Mail).filter_by(kind="account_number").order_by(Mail.id).all()


def test_a_new_account_holds_once_an_officer_has_verified_it(session, organisation, anna, dirk):
    change = named(session, organisation, anna)
    assert (organisation.iban, change.state) == ("", AccountState.PROPOSED)

    confirmed(session, change, dirk)
    assert (organisation.iban, change.state) == (IBAN, AccountState.CONFIRMED)
    acts = session.query(Act).filter(Act.act.like("%_account")).order_by(Act.id).all()
    assert [one.act for one in acts] == ["propose_account", "confirm_account"]
    assert [one.after for one in acts] == [{"iban": "DE89 … 3000"}] * 2


def test_everybody_of_the_organisation_hears_of_it_and_who_named_the_old_one(
    session, organisation, anna, dirk
):
    confirmed(session, named(session, organisation, anna), dirk)
    bert = a_person(session)
    cluster = anna_s_cluster(session, organisation)
    joins(session, bert, cluster, TeamRole.SIGNATORY)
    leave(session, cluster, anna)

    change = named(session, organisation, bert, OTHER, now=days(2))
    confirmed(session, change, dirk, now=days(3))
    last = [mail for mail in told(session, organisation) if f"account/{change.id}/" in mail.key]
    for moment in ("proposed", "confirmed"):
        of_it = {mail.recipient for mail in last if f"/{moment}" in mail.key}
        assert of_it == {anna.email, bert.email}
    assert not any(OTHER in mail.body or IBAN in mail.body for mail in last)
    assert all("DE02 … 5030" in mail.body for mail in last)


def anna_s_cluster(session, organisation):
    return session.query(Cluster).filter_by(management_id=organisation.id).one()


def leave(session, cluster, person):
    for member in cluster.team:
        if member.person is person:
            member.until = NOON
    session.flush()


def test_a_change_without_a_remark_or_by_the_same_person_is_refused(
    session, organisation, anna, dirk
):
    change = named(session, organisation, anna)

    with pytest.raises(RulesBroken):
        confirmed(session, change, dirk, remark=" ")
    with pytest.raises(RulesBroken) as refused:
        confirmed(session, change, anna.as_actor())
    assert {one.rule for one in refused.value.findings} == {"R-054"}
    with pytest.raises(IntegrityError, match="two_people"), session.begin_nested():
        session.execute(
            text("update account_change set state = 'confirmed', decided_at = proposed_at,"
                 " decided_by_id = proposed_by_id, remark = 'x' where id = :id"),
            {"id": change.id},
        )  # fmt: skip


def test_the_database_takes_no_account_that_nobody_confirmed(session, organisation, anna, dirk):
    named(session, organisation, anna)

    with pytest.raises(IntegrityError, match="second person"), session.begin_nested():
        session.execute(text("update organisation set iban = :iban"), {"iban": IBAN})


def test_a_refused_one_leaves_the_old_one_and_is_settled_once(session, organisation, anna, dirk):
    confirmed(session, named(session, organisation, anna), dirk)
    change = named(session, organisation, anna, OTHER, now=days(1))
    refuse_account(session, change, remark="Niemand kennt es.", by=dirk, now=days(1),
                   public_url=URL)  # fmt: skip

    assert organisation.iban == IBAN
    with pytest.raises(RulesBroken):
        confirmed(session, change, dirk, now=days(1))


def test_a_second_one_replaces_what_waits_and_the_known_one_withdraws_it(
    session, organisation, anna, dirk
):
    confirmed(session, named(session, organisation, anna), dirk)
    first = named(session, organisation, anna, OTHER, now=days(1))
    assert named(session, organisation, anna, OTHER, now=days(1)) is None

    assert named(session, organisation, anna, IBAN, now=days(2)) is None
    assert (first.state, open_change(session, organisation)) == (AccountState.WITHDRAWN, None)
    assert named(session, organisation, anna, "", now=days(2)) is None


def test_who_does_not_keep_the_organisation_names_and_withdraws_nothing(
    session, organisation, anna
):
    change = named(session, organisation, anna)
    stranger = a_person(session)

    with pytest.raises(RulesBroken):
        named(session, organisation, stranger, OTHER)
    with pytest.raises(RulesBroken):
        withdraw_account(session, change, by=stranger.as_actor(), now=NOON)
    withdraw_account(session, change, by=anna.as_actor(), now=NOON)
    assert change.state is AccountState.WITHDRAWN


def test_nothing_is_paid_while_a_new_account_waits(session):
    office = Office(session)
    grant = a_paying_grant(session, office)
    assert all(one.holds for one in blocks_of(session, grant, NOON))

    named(session, grant.recipient, office.anna, OTHER)
    broken = [one.rule for one in blocks_of(session, grant, NOON) if one.breaks]
    assert broken == ["PAYMENT-ACCOUNT"]


@pytest.mark.parametrize(
    "change",
    [
        "update account_change set iban = 'DE02500105170137075030'",
        "update account_change set remark = 'x'",
        "delete from account_change",
    ],
)
def test_what_was_decided_on_an_account_stays(session, organisation, anna, dirk, change):
    confirmed(session, named(session, organisation, anna), dirk)

    with pytest.raises(IntegrityError, match="kept"), session.begin_nested():
        session.execute(text(change))


def test_an_account_given_up_does_not_come_back_unseen(session, organisation, anna, dirk):
    confirmed(session, named(session, organisation, anna), dirk)
    confirmed(session, named(session, organisation, anna, OTHER, now=days(1)), dirk, now=days(1))

    with pytest.raises(IntegrityError, match="second person"), session.begin_nested():
        session.execute(text("update organisation set iban = :iban"), {"iban": IBAN})


def test_an_account_from_before_is_named_again_before_anything_is_paid_to_it(session):
    office = Office(session)
    grant = a_paying_grant(session, office)
    session.execute(text("alter table account_change disable trigger kept"))
    session.execute(text("delete from account_change"))
    session.execute(text("alter table account_change enable trigger kept"))
    assert [one.rule for one in blocks_of(session, grant, NOON) if one.breaks] == [
        "PAYMENT-ACCOUNT"
    ]

    change = named(session, grant.recipient, office.anna, grant.recipient.iban)
    confirmed(session, change, office.checks)
    assert [one.rule for one in blocks_of(session, grant, NOON) if one.breaks] == []
