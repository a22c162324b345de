"""What administrators do with accounts and authorities, and who else may not."""

import re
from datetime import date

import pytest
from sqlalchemy import select

from grants.actions.account_change import change_role, set_active
from grants.models.authority import Authority
from grants.models.outbox import Mail
from grants.models.person import Person, SignIn
from grants.models.record import Act
from grants.programme.finding import RulesBroken
from grants.programme.people import Role, TeamRole
from tests.makers.cluster import a_cluster
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.makers.round import an_authority

PAGES = (
    "/admin/people", "/admin/people/invite", "/admin/authorities", "/admin/authorities/new",
    "/admin/health", "/account",
)  # fmt: skip
DETAILS = {
    "valid_from": "01.07.2028", "name": "Neues Amt", "street": "Weg 1", "postcode": "10115",
    "city": "Berlin", "email": "amt@example.org", "contact_name": "Referat 1",
    "first_signatory": "A. Ast", "first_signatory_function": "Leiter",
    "second_signatory": "B. Bach", "second_signatory_function": "Referent",
    "remedy": "objection", "remedy_body": "Neues Amt", "remedy_seat": "Berlin",
    "remedy_form": "Schriftlich.", "remedy_form_en": "In writing.",
}  # fmt: skip


@pytest.fixture
def ada(session):
    return a_person(session, "Ada Admin", Role.ADMINISTRATOR)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("address", PAGES)
def test_an_administrators_page_opens_in_both_languages(client_as, ada, address, language):
    assert client_as(ada).get(f"{address}?lang={language}").status_code == 200


def test_people_are_found_by_name_and_role(client_as, session, ada):
    a_person(session, "Jana Juror", Role.JUROR)
    a_person(session, "Jan Applicant")

    page = client_as(ada).get("/admin/people?search=jan&role=juror").text

    assert re.findall(r'<a href="/admin/people/\d+">([^<]+)</a>', page) == ["Jana Juror"]


def test_people_stand_in_the_order_of_a_dictionary(client_as, session, ada):
    for name in ("Vera Vogel", "Ümit Öz", "Ulla Uhl"):
        a_person(session, name, Role.JUROR)

    page = client_as(ada).get("/admin/people?role=juror").text

    names = re.findall(r'<a href="/admin/people/\d+">([^<]+)</a>', page)
    assert names == ["Ulla Uhl", "Ümit Öz", "Vera Vogel"]


def test_sixty_people_stand_on_a_page(client_as, session, ada):
    for at in range(60):
        a_person(session, f"Person {at:02}")

    pages = [client_as(ada).get(f"/admin/people?page={at}").text for at in (1, 2)]

    assert [len(re.findall(r'<a href="/admin/people/\d+">', page)) for page in pages] == [60, 1]


def test_an_invitation_goes_out_and_can_be_withdrawn(client_as, session, ada):
    browser = client_as(ada)
    browser.post("/admin/people/invite",
                 {"name": "Jana", "email": "jana@example.org", "role": "juror"})  # fmt: skip
    page = browser.get("/admin/people").text

    answer = browser.post(re.search(r'action="(/admin/people/invitations/\d+/withdraw)"', page)[1])

    assert session.scalars(select(Mail.recipient)).all() == ["jana@example.org"]
    assert answer.status_code == 303
    assert "/withdraw" not in browser.get("/admin/people").text


def test_a_new_role_signs_the_person_out_at_once(client_as, session, ada):
    anna = a_person(session)
    her_browser = client_as(anna)
    session.commit()

    done = client_as(ada).post(f"/admin/people/{anna.id}/role", {"role": "juror", "reason": "x"})

    assert done.status_code == 303
    assert session.get(Person, anna.id).role is Role.JUROR
    assert her_browser.get("/account").location == "/sign-in?next=/account"


def test_a_closed_account_is_out_at_once_and_needs_a_reason(client_as, session, ada):
    anna = a_person(session)
    her_browser, browser = client_as(anna), client_as(ada)

    silent = browser.post(f"/admin/people/{anna.id}/active", {"why": ""})
    done = browser.post(f"/admin/people/{anna.id}/active", {"why": "left"})

    assert (silent.status_code, done.status_code) == (422, 303)
    assert her_browser.get("/account").status_code == 302


def test_a_name_is_corrected_with_a_reason_and_recorded(client_as, session, ada):
    anna = a_person(session, "Anna Arends")
    browser, here = client_as(ada), f"/admin/people/{anna.id}"

    silent = browser.post(f"{here}/name", {"name": "Anna Ahrens", "name_reason": ""})
    nameless = browser.post(f"{here}/name", {"name": " ", "name_reason": "x"})
    before = anna.name
    done = browser.post(f"{here}/name", {"name": "Anna Ahrens", "name_reason": "Tippfehler"})
    same = browser.post(f"{here}/name", {"name": "Anna Ahrens", "name_reason": "noch einmal"})

    assert [each.status_code for each in (silent, nameless, done, same)] == [422, 422, 303, 303]
    assert (before, anna.name) == ("Anna Arends", "Anna Ahrens")
    act = session.scalars(select(Act).where(Act.act == "correct_name")).one()
    assert (act.before, act.after) == ({"name": "Anna Arends"}, {"name": "Anna Ahrens"})
    assert (act.reason, act.actor_name, act.object_number) == ("Tippfehler", ada.name, str(anna.id))


def test_what_was_typed_about_a_person_stays_when_the_language_changes(client_as, session, ada):
    anna = a_person(session)
    typed = {"name": "Anna A.", "name_reason": "Heirat", "role": "juror", "reason": "Wechsel",
             "why": "Ende"}  # fmt: skip

    browser, here = client_as(ada), f"/admin/people/{anna.id}"
    switched = browser.post(here, {**typed, "spoken": "de", "speak": "en"})
    entered = browser.post(here, typed)
    refused = browser.post(f"{here}/active", {**typed, "why": ""})

    assert (switched.status_code, entered.status_code, refused.status_code) == (200, 422, 422)
    assert '<html lang="en"' in switched.text
    assert ("Press the button" in switched.text, "Press the button" in entered.text) == (
        False, True,
    )  # fmt: skip
    for page in (switched, entered, refused):
        for text in ("Anna A.", "Heirat", "Wechsel"):
            assert f'value="{text}"' in page.text
        assert '<option value="juror" selected>' in page.text
    assert 'value="Ende"' in switched.text
    assert (anna.name, anna.active, anna.role) == ("Anna Albrecht", True, Role.APPLICANT)


def test_an_administrator_ends_somebodys_sign_ins(client_as, session, ada):
    anna = a_person(session)
    client_as(anna)

    client_as(ada).post(f"/admin/people/{anna.id}/sign-out")

    live = select(SignIn).where(SignIn.person_id == anna.id, SignIn.ended_at.is_(None))
    assert session.scalars(live).all() == []
    assert (
        session.scalar(select(Act.actor_name).where(Act.act == "sign_out_everywhere")) == ada.name
    )


def test_nobody_else_opens_the_administration(client_as, session):
    anna = a_person(session)

    statuses = [client_as(anna).get(address).status_code for address in PAGES[:5]]

    assert statuses == [404] * 5


def test_an_authority_is_entered_and_followed_by_a_new_version(client_as, session, ada, clock_at):
    clock_at(NOON)
    browser = client_as(ada)
    made = browser.post("/admin/authorities/new",
                        {**DETAILS, "code": "amt", "valid_from": "01.01.2020"})  # fmt: skip

    late = browser.post("/admin/authorities/amt/versions/new",
                        {**DETAILS, "valid_from": "17.05.2028"})  # fmt: skip
    followed = browser.post("/admin/authorities/amt/versions/new", DETAILS)
    corrected = browser.post("/admin/authorities/amt/versions/2028-07-01",
                             {**DETAILS, "name": "Amt Neu"})  # fmt: skip

    statuses = [each.status_code for each in (made, late, followed, corrected)]
    assert statuses == [303, 422, 303, 303]
    authority = session.scalars(select(Authority)).one()
    assert [(each.valid_from, each.name) for each in authority.versions] == [
        (date(2020, 1, 1), "Neues Amt"), (date(2028, 7, 1), "Amt Neu"),
    ]  # fmt: skip
    shown = browser.get("/admin/authorities/amt").text
    assert shown.count("So steht es in Bescheiden") == len(authority.versions)
    assert "Gegen diesen Bescheid kann innerhalb eines Monats nach Bekanntgabe" in shown


def test_a_version_that_holds_cannot_be_corrected(client_as, session, ada):
    authority = an_authority(session)

    answer = client_as(ada).get(f"/admin/authorities/{authority.code}/versions/2010-01-01")

    assert answer.status_code == 404


def test_one_person_cannot_sign_twice(client_as, ada):
    answer = client_as(ada).post(
        "/admin/authorities/new", {**DETAILS, "code": "amt", "second_signatory": "a. ast"}
    )

    assert (answer.status_code, "zwei verschiedene Personen" in answer.text) == (422, True)


def test_an_empty_form_of_the_remedy_gets_a_sentence_to_check_and_is_not_kept(
    client_as, session, ada
):
    answers = {**DETAILS, "code": "amt", "remedy": "court_action", "remedy_form": " "}

    answer = client_as(ada).post("/admin/authorities/new", answers)

    assert answer.status_code == 422
    assert "Er ist von einer Juristin oder einem Juristen zu prüfen." in answer.text
    assert "Die Klage ist schriftlich" in answer.text
    assert session.scalars(select(Authority)).all() == []


@pytest.mark.parametrize(
    ("answers", "refused"),
    [
        (("court_action", "Der Widerspruch ist einzulegen."), "gewählt ist die Klage"),
        (("objection", "Die Klage ist zu erheben."), "gewählt ist der Widerspruch"),
        (("court_action", "Die Klage ist ohne Widerspruch zu erheben."), ""),
    ],
)
def test_r051_the_form_of_another_remedy_is_refused(client_as, session, ada, answers, refused):
    answers = {**DETAILS, "code": "amt", "remedy": answers[0], "remedy_form": answers[1]}

    answer = client_as(ada).post("/admin/authorities/new", answers)

    assert answer.status_code == (422 if refused else 303)
    assert refused in answer.text
    assert len(session.scalars(select(Authority)).all()) == (0 if refused else 1)


def test_an_authority_shows_its_names_in_both_languages(client_as, session, ada, clock_at):
    clock_at(NOON)
    more = {"acting_for": "das Ministerium", "acting_for_en": "the ministry",
            "first_signatory_function_en": "Head"}  # fmt: skip
    browser = client_as(ada)
    browser.post("/admin/authorities/new", {**DETAILS, **more, "code": "amt"})

    page = browser.get("/admin/authorities/amt").text

    assert "das Ministerium (the ministry)" in page
    assert "A. Ast, Leiter (Head)" in page
    assert "Schriftlich. (In writing.)" in page


def test_where_a_remedy_goes_stands_there_once(client_as, ada, clock_at):
    clock_at(NOON)
    whole = "Weg 1, 10115 Berlin"
    browser = client_as(ada)
    details = {**DETAILS, "city": "Bonn", "remedy_seat": whole, "remedy_address": whole}
    browser.post("/admin/authorities/new", {**details, "code": "amt"})

    page = browser.get("/admin/authorities/amt").text

    assert page.count(f"Widerspruch: Neues Amt, {whole}<") == 1
    assert page.count(whole) == 2  # there, and in the sentence that letters print


def test_the_last_administrator_stays(session, ada):
    other = a_person(session, "Bo", Role.ADMINISTRATOR)
    set_active(session, other, False, reason="left", by=ada.as_actor(), now=NOON)

    with pytest.raises(RulesBroken) as refused:
        change_role(session, ada, Role.SPONSOR, reason="", by=other.as_actor(), now=NOON)

    assert [finding.rule for finding in refused.value.findings] == ["K-04"]


def test_the_last_signatory_of_a_cluster_is_named_before_and_officers_are_told(client_as, session):
    anna = a_person(session, "Anna")
    a_cluster(session, "Nord", team={anna: TeamRole.SIGNATORY})
    a_person(session, "Dirk", Role.SPONSOR)
    browser, here = (
        client_as(a_person(session, "Ada", Role.ADMINISTRATOR)),
        f"/admin/people/{anna.id}",
    )

    shown = browser.get(here).text
    refused = browser.post(f"{here}/active", {"why": "left"})
    done = browser.post(f"{here}/active", {"why": "left", "close_anyway": "y"})

    assert "Danach kann niemand mehr zeichnen für: Nord." in shown
    assert (refused.status_code, done.status_code, anna.active) == (422, 303, False)
    assert session.scalars(select(Mail.kind)).all() == [
        "cluster_unsigned",
        "account_closed",
    ]
