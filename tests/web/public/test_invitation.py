"""The way from a mail to an account, as a newcomer walks it."""

import re

from sqlalchemy import select

from grants.actions.account import NewCluster, register
from grants.actions.invitation import invite_administrator
from grants.models.connection import clock
from grants.models.organisation import Cluster
from grants.models.outbox import Mail
from grants.models.person import Person
from grants.programme.organisation import OrganisationKind
from grants.programme.people import Role
from tests.makers.moment import NOON
from tests.makers.person import a_person

PASSWORD = "korrekt pferd batterie"
FORM = {
    "password": PASSWORD, "organisation": "Photonik Süd e. V.", "kind": "association", "size": "",
    "register_number": "VR 1", "register_court": "Jena", "street": "Ring 1", "postcode": "07743",
    "city": "Jena",
    "country": "DE", "cluster": "Photonik Süd", "field": "Photonik", "region": "Thüringen",
}  # fmt: skip


def link(session):
    body = session.scalars(select(Mail.body).order_by(Mail.id.desc())).first()
    return re.search(r"http://localhost(/invitation/\S+)", body)[1]


def a_registered_person(session):
    details = NewCluster(
        organisation="Optik e. V.", kind=OrganisationKind.ASSOCIATION, cluster="Optik Ost"
    )
    return register(
        session, details, email="anna@example.org", name="Anna", password=PASSWORD, now=NOON
    )


def test_the_first_administrator_takes_the_role_from_the_operators_link(client_as, session):
    moment = clock(session)
    token = invite_administrator(session, email="carla@example.org", name="Carla", now=moment)

    answer = client_as().post(f"/invitation/{token}", {"name": "Carla", "password": PASSWORD})

    person = session.scalars(select(Person).where(Person.email == "carla@example.org")).one()
    assert (answer.status_code, person.role) == (303, Role.ADMINISTRATOR)


def test_a_newcomer_registers_and_is_signed_in(client_as, session):
    browser = client_as()
    asked = browser.post("/register", {"name": "Carla", "email": "carla@example.org"})
    assert (asked.status_code, asked.location) == (303, "/register/sent")

    assert browser.get(link(session)).status_code == 200
    weak = browser.post(link(session), {**FORM, "password": "short"})
    done = browser.post(link(session), FORM)

    assert (weak.status_code, weak.text.count('value="Photonik Süd e. V."')) == (422, 1)
    assert done.status_code == 303
    assert browser.get("/account").text.count("Photonik Süd") > 0
    assert client_as().get(link(session)).status_code == 404


def test_the_same_answer_whether_an_address_has_an_account_or_not(client_as, session):
    a_registered_person(session)

    answers = [
        client_as().post(address, {"name": "X", "email": email}).location
        for address in ("/register", "/password")
        for email in ("anna@example.org", "nobody@example.org")
    ]

    assert answers == ["/register/sent"] * 2 + ["/password/sent"] * 2


def test_a_new_password_is_chosen_by_the_link(client_as, session):
    a_registered_person(session)
    browser = client_as()
    browser.post("/password", {"email": "anna@example.org"})

    done = browser.post(link(session), {"password": "ein ganz neues Wort"})
    again = client_as().post(
        "/sign-in", {"email": "anna@example.org", "password": "ein ganz neues Wort"}
    )

    assert (done.status_code, again.status_code) == (303, 303)


def test_a_signatory_invites_somebody_who_joins(client_as, session):
    anna = a_registered_person(session)
    invite = {
        "cluster": "Optik Ost",
        "name": "Bert",
        "email": "bert@example.org",
        "team_role": "author",
    }

    sent = client_as(anna).post("/account/team", invite)
    joined = client_as().post(link(session), {"name": "Bert B.", "password": PASSWORD})

    assert (sent.location, joined.status_code) == ("/account", 303)
    cluster = session.scalars(select(Cluster)).one()
    assert [member.person.name for member in cluster.team] == ["Anna", "Bert B."]


def test_nobody_invites_to_a_team_of_others(client_as, session):
    a_registered_person(session)
    carl = a_person(session, "Carl Kühn")

    answer = client_as(carl).post(
        "/account/team",
        {"cluster": "Optik Ost", "name": "X", "email": "x@example.org", "team_role": "author"},
    )

    assert answer.status_code == 422


def test_language_and_password_are_changed_on_the_account_page(client_as, session):
    anna = a_registered_person(session)
    browser = client_as(anna)

    browser.post("/account/language", {"language": "en"})
    changed = browser.post(
        "/account/password", {"old_password": PASSWORD, "password": "ein ganz neues Wort"}
    )
    wrong = browser.post("/account/password", {"old_password": "x", "password": "y"})

    assert session.scalars(select(Person.language)).all() == ["en"]
    assert (changed.status_code, wrong.status_code) == (303, 422)
    assert '<html lang="en"' in browser.get("/account").text


def test_an_administrator_has_no_team_to_invite_to(client_as, session):
    ada = a_person(session, "Ada Admin", Role.ADMINISTRATOR)

    assert client_as(ada).post("/account/team", {}).status_code == 404
