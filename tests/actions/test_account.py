"""Accounts: opened by their owner, changed at once, guessed slowly."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from grants.actions.account import (
    NewCluster,
    change_password,
    open_account,
    register,
)  # fmt: skip
from grants.actions.account_change import change_role, set_active
from grants.actions.invitation import (
    accept_invitation,
    ask_for_password,
    ask_to_register,
    invite,
    invite_to_team,
)  # fmt: skip
from grants.actions.link import hash_of
from grants.actions.sign_in import sign_in
from grants.models.organisation import Membership, Organisation
from grants.models.outbox import Mail
from grants.models.person import Invitation, Person, SignIn, SignInAttempt
from grants.programme.finding import RulesBroken
from grants.programme.organisation import OrganisationKind
from grants.programme.people import Role, TeamRole
from grants.queries.people import find_invitation
from tests.makers.moment import NOON
from tests.makers.person import a_person

PASSWORD = "korrekt pferd batterie"
HERE = {"public_url": "https://portal.example", "now": NOON}


def an_account(session, email="anna@example.org", role=Role.APPLICANT):
    return open_account(
        session, email=email, name="Anna Albrecht", role=role, password=PASSWORD, now=NOON
    )


def details(cluster="Photonik Süd", organisation="Photonik Süd e. V.", **more):
    return NewCluster(
        organisation=organisation, kind=OrganisationKind.ASSOCIATION, cluster=cluster, **more
    )


def registered(session, email="anna@example.org", **more):
    return register(
        session, details(**more), email=email, name="Anna Albrecht", password=PASSWORD, now=NOON
    )


def tries(session, password, *, address="192.0.2.1", email="anna@example.org", now=NOON):
    return sign_in(session, email=email, password=password, address=address, now=now)


def guessed(session, times, *, address="192.0.2.1", email="anna@example.org"):
    """So many wrong guesses at noon."""
    for _ in range(times):
        session.add(SignInAttempt(email=email, address=address, at=NOON, succeeded=False))


def link_in(session, kind):
    """The invitation behind the link in the latest mail of this kind."""
    mail = session.scalars(select(Mail).where(Mail.kind == kind).order_by(Mail.id.desc())).first()
    token = re.search(r"https://portal\.example/invitation/(\S+)", mail.body)[1]
    return find_invitation(session, hash_of(token), NOON)


def test_registering_makes_account_organisation_and_cluster_and_its_signatory(session):
    anna = registered(session)

    member = session.scalars(select(Membership)).one()
    assert (member.person, member.role) == (anna, TeamRole.SIGNATORY)
    assert (member.cluster.name, member.cluster.management.name) == (
        "Photonik Süd", "Photonik Süd e. V.",
    )  # fmt: skip
    assert tries(session, PASSWORD) is anna


def test_an_organisation_that_is_known_is_used_again(session):
    registered(session, register_number="VR 12 345, Jena")
    registered(
        session, "carl@example.org", cluster="Optik Ost", organisation="Photonik Sued",
        register_number="vr12345 jena",
    )  # fmt: skip

    assert len(session.scalars(select(Organisation)).all()) == 1


def test_every_broken_rule_of_a_registration_is_named_at_once(session):
    registered(session)

    with pytest.raises(RulesBroken) as broken:
        register(
            session,
            NewCluster(
                organisation="X", kind=OrganisationKind.COMPANY, cluster="photonik süd"
            ),
            email="carla@example.org", name="Carla", password="carla geht", now=NOON,
        )  # fmt: skip

    assert [finding.rule for finding in broken.value.findings] == ["K-01", "K-02", "R-026", "K-05"]


@pytest.mark.parametrize(
    ("characters", "opened"), [(11, False), (12, True), (256, True), (257, False)]
)
def test_a_password_has_twelve_to_256_characters(session, characters, opened):
    try:
        open_account(
            session, email="a@example.org", name="A", role=Role.JUROR,
            password=("Moos Kran Ziege Fluss " * 12)[:characters], now=NOON,
        )  # fmt: skip
        done = True
    except RulesBroken:
        done = False

    assert done is opened


def test_ten_guesses_are_free_then_one_waits_and_five_minutes_later_not(session):
    anna = an_account(session)
    guessed(session, 9)
    tries(session, "guess")

    assert tries(session, PASSWORD).wait == timedelta(minutes=5)
    assert tries(session, PASSWORD, now=NOON + timedelta(minutes=5)) is anna


def test_a_strangers_guesses_do_not_keep_a_colleague_out(session):
    anna = an_account(session)
    tries(session, PASSWORD, address="192.0.2.7")
    guessed(session, 20, address="198.51.100.1")

    assert tries(session, PASSWORD, address="192.0.2.7") is anna


def test_one_place_that_tries_many_accounts_waits(session):
    an_account(session)
    guessed(session, 30, email="somebody@example.org")

    assert tries(session, PASSWORD).wait == timedelta(minutes=5)


def test_a_closed_account_does_not_sign_in_and_its_browsers_are_out(session):
    anna, ada = an_account(session), a_person(session, "Ada Admin", Role.ADMINISTRATOR)
    session.add(SignIn(token_hash="x", person=anna, started_at=NOON, seen_at=NOON))

    set_active(session, anna, False, reason="left", anyway=True, by=ada.as_actor(), now=NOON)

    assert session.scalars(select(SignIn.ended_at)).all() == [NOON]
    assert tries(session, PASSWORD).wait is None


def test_a_new_role_ends_teams_and_browsers(session):
    anna, ada = registered(session), a_person(session, "Ada Admin", Role.ADMINISTRATOR)
    session.add(SignIn(token_hash="x", person=anna, started_at=NOON, seen_at=NOON))

    change_role(
        session, anna, Role.JUROR, reason="new job", anyway=True, by=ada.as_actor(), now=NOON
    )

    session.expire_all()
    assert session.scalars(select(SignIn.ended_at)).all() == [NOON]
    assert session.scalars(select(Membership.until)).all() == [NOON]


def test_nobody_changes_their_own_role(session):
    ada = a_person(session, "Ada Admin", Role.ADMINISTRATOR)

    with pytest.raises(RulesBroken):
        change_role(session, ada, Role.AUDITOR, reason="x", by=ada.as_actor(), now=NOON)


def test_a_new_password_keeps_this_browser_and_ends_the_others(session):
    anna = an_account(session)
    here = SignIn(token_hash="here", person=anna, started_at=NOON, seen_at=NOON)
    session.add_all([here, SignIn(token_hash="y", person=anna, started_at=NOON, seen_at=NOON)])

    change_password(
        session, anna, old=PASSWORD, new="ein ganz neues Wort", keep=here, by=anna.as_actor(),
        now=NOON,
    )  # fmt: skip

    session.expire_all()
    ended = session.execute(select(SignIn.token_hash, SignIn.ended_at).order_by(SignIn.token_hash))
    assert [tuple(row) for row in ended] == [("here", None), ("y", NOON)]


def test_asking_to_register_mails_the_owner_of_an_account_something_else(session):
    an_account(session)

    for email in ("anna@example.org", "new@example.org"):
        ask_to_register(session, email=email, name="N", **HERE)

    kinds = session.execute(select(Mail.recipient, Mail.kind).order_by(Mail.recipient))
    assert [tuple(row) for row in kinds] == [
        ("anna@example.org", "account"), ("new@example.org", "register"),
    ]  # fmt: skip


def test_a_fourth_mail_within_an_hour_is_not_sent(session):
    for _ in range(4):
        ask_to_register(session, email="new@example.org", name="N", **HERE)

    assert len(session.scalars(select(Mail)).all()) == 3


def test_a_link_for_a_password_works_once_and_an_older_one_not_at_all(session):
    anna = an_account(session)
    ask_for_password(session, email="ANNA@example.org", **HERE)
    older = link_in(session, "password")
    ask_for_password(session, email="anna@example.org", **HERE)
    link = link_in(session, "password")

    with pytest.raises(RulesBroken):
        accept_invitation(session, older, password="noch ein Wort mehr", now=NOON)
    accept_invitation(session, link, password="noch ein Wort mehr", now=NOON)
    with pytest.raises(RulesBroken):
        accept_invitation(session, link, password="und noch ein Wort", now=NOON)

    assert tries(session, "noch ein Wort mehr") is anna


def test_a_link_for_a_password_is_over_after_an_hour(session):
    an_account(session)
    ask_for_password(session, email="anna@example.org", **HERE)
    link = link_in(session, "password")

    with pytest.raises(RulesBroken):
        accept_invitation(
            session, link, password="noch ein Wort mehr", now=NOON + timedelta(hours=1)
        )


def test_a_juror_takes_the_role_of_the_invitation(session):
    ada = a_person(session, "Ada Admin", Role.ADMINISTRATOR)
    invite(session, email="J@example.org", name="Jana", role=Role.JUROR, by=ada.as_actor(), **HERE)

    jana = accept_invitation(session, link_in(session, "invitation"), password=PASSWORD, now=NOON)

    assert (jana.email, jana.role) == ("j@example.org", Role.JUROR)


def test_a_member_of_another_team_joins_and_keeps_the_password(session):
    anna = registered(session)
    bert = registered(session, "bert@example.org", cluster="Optik Ost", organisation="Optik")
    cluster = (
        session.scalars(select(Membership).where(Membership.person_id == anna.id)).one().cluster
    )
    invite_to_team(
        session, cluster, email=bert.email, name="Bert", role=TeamRole.AUTHOR, by=anna.as_actor(),
        **HERE,
    )  # fmt: skip

    accept_invitation(session, link_in(session, "team"), password=None, now=NOON)

    team = session.execute(
        select(Person.email, Membership.role).join(Membership.person)
        .where(Membership.cluster_id == cluster.id).order_by(Membership.id)
    )  # fmt: skip
    assert [tuple(row) for row in team] == [
        (anna.email, TeamRole.SIGNATORY), (bert.email, TeamRole.AUTHOR),
    ]  # fmt: skip
    assert tries(session, PASSWORD, email=bert.email) is bert


def test_only_a_signatory_invites_to_the_team(session):
    anna, carl = registered(session), a_person(session, "Carl")
    cluster = session.scalars(select(Membership)).one().cluster

    with pytest.raises(RulesBroken):
        invite_to_team(
            session, cluster, email="x@example.org", name="X", role=TeamRole.READER,
            by=carl.as_actor(), **HERE,
        )  # fmt: skip

    assert (anna.active, session.scalars(select(Invitation)).all()) == (True, [])
