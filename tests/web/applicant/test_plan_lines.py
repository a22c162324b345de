"""The page of a plan's lines: written without a script, worked out here, kept when refused."""

from datetime import date

import pytest
from sqlalchemy import select

from grants.models.record import Act
from grants.programme.money import eur
from grants.programme.people import TeamRole
from grants.programme.plan_line import sums_of
from grants.programme.stages import ApplicationState, AwardState, GrantState
from grants.queries.grant_plan import plan_of
from grants.queries.plan_line import cells_of, lines_of
from tests.makers.application import an_application
from tests.makers.award import an_award
from tests.makers.cluster import a_cluster
from tests.makers.grant import a_grant
from tests.makers.person import a_person
from tests.makers.project import a_plan


@pytest.fixture
def anna(session):
    return a_person(session)


@pytest.fixture
def grant(session, anna):
    cluster = a_cluster(session, "Photonik Nord", team={anna: TeamRole.SIGNATORY})
    application = an_application(session, cluster, state=ApplicationState.SELECTED)
    award = an_award(session, application, state=AwardState.CONCEPT_RUNNING)
    return a_grant(
        session, award, state=GrantState.APPLIED,
        starts_on=date(2028, 7, 1), ends_on=date(2029, 12, 31),
    )  # fmt: skip


def rows(*lines, revision=1, **more):
    """What the form carries: (year, label, quantity, unit, price, amount, note) of each row."""
    names = ("year", "label", "quantity", "unit", "unit_price", "amount", "note")
    sent = {"revision": str(revision), **more}
    for at, line in enumerate(lines):
        sent |= {f"{name}_{at}": text for name, text in zip(names, line, strict=True)}
    return sent


STAFF = ("2028", "Projektleitung", "5,5", "month", "6.000,01", "", "E 13")
EMPTY = ("", "", "", "", "", "", "")


def address(grant, category="personnel"):
    return f"/grants/{grant.number}/budget/lines/{category}"


def test_lines_are_added_without_a_script_and_summed_into_the_grid(client_as, anna, grant):
    browser = client_as(anna)
    assert browser.get(address(grant)).status_code == 200

    sent = rows(STAFF, EMPTY, ("2028", "Werkvertrag", "", "", "", "0,05", ""))
    assert browser.post(address(grant), sent).status_code == 303

    assert [(line.label, line.amount) for line in lines_of(grant)] == [
        ("Projektleitung", eur("33000.06")), ("Werkvertrag", eur("0.05")),
    ]  # fmt: skip
    assert plan_of(grant).cells == {("personnel", 2028): eur("33000.11")}
    page = browser.get(address(grant)).text
    assert "33.000,11" in page
    assert 'value="Werkvertrag"' in page


def test_more_rows_keep_what_was_typed_and_save_nothing(client_as, anna, grant):
    browser = client_as(anna)

    answer = browser.post(address(grant), rows(STAFF, EMPTY, step="more"))

    assert answer.status_code == 200
    assert 'value="Projektleitung"' in answer.text
    assert 'name="label_11"' in answer.text
    assert lines_of(grant) == ()


def test_working_out_shows_the_sum_and_saves_nothing(client_as, anna, grant):
    browser = client_as(anna)

    answer = browser.post(address(grant), rows(STAFF, step="secondary"))

    assert answer.status_code == 200
    assert "33.000,06" in answer.text
    assert lines_of(grant) == ()


def test_a_total_that_came_along_is_not_believed(client_as, anna, grant):
    sent = rows(("2028", "Projektleitung", "2", "", "10,00", "999.999,00", ""))

    client_as(anna).post(address(grant), sent)

    assert grant.costs == eur(20)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (("2028", "Stelle", "zwölf", "", "1,00", "", ""), "Wir haben „zwölf“ gelesen."),
        (("2028", "Stelle", "12", "month", "", "", ""), "Zur Menge fehlt der Preis."),
        (("2028", "Stelle", "", "", "5,00", "", ""), "Zum Preis fehlt die Menge."),
        (("2028", "Stelle", "", "", "", "", ""), "Geben Sie Menge und Preis ein"),
        (("2028", "", "", "", "", "5,00", ""), "Schreiben Sie, wofür der Betrag ist."),
        (("", "Stelle", "", "", "", "5,00", ""), "Wählen Sie das Jahr."),
        (("2027", "Stelle", "", "", "", "5,00", ""), "Wählen Sie eine der angebotenen"),
        (("2028", "Stelle", "", "", "", "-5,00", ""), "darf nicht unter null liegen"),
        (("2028", "Stelle", "1", "", "4.000", "", ""), "Wir lesen 4.000 als 4.000,00"),
        (("2028", "x" * 121, "", "", "", "5,00", ""), "1 Zeichen zu lang"),
    ],
)
def test_each_mistake_stands_at_its_field_and_nothing_typed_is_lost(
    client_as, anna, grant, line, says
):
    answer = client_as(anna).post(address(grant), rows(line))

    assert answer.status_code == 422
    assert says in answer.text
    assert lines_of(grant) == ()
    assert line[1][:20] in answer.text


def test_two_who_save_lines_see_both_versions(client_as, anna, grant):
    browser = client_as(anna)
    browser.post(address(grant), rows(STAFF, ("2029", "Hilfe", "", "", "", "7,00", "")))

    mine = rows(("2028", "Leitung", "1", "month", "50,00", "", ""))
    answer = browser.post(address(grant), mine)

    assert answer.status_code == 409
    assert "Zwei Fassungen" in answer.text
    assert ">Hilfe</" in answer.text
    choice = {"revision": "2", "choice": "mine", **{f"mine-{n}": v for n, v in mine.items()}}
    assert browser.post(address(grant), {**mine, **choice}).status_code == 303
    assert [line.label for line in lines_of(grant)] == ["Leitung"]


def test_more_months_than_the_year_has_are_marked_at_the_line(client_as, anna, grant):
    browser = client_as(anna)
    browser.post(address(grant), rows(("2028", "Leitung", "9", "month", "10,00", "", "")))

    page = browser.get(address(grant)).text

    assert "9 Monate in 2028: Der Plan läuft 6 Monate, das ist die Arbeit von 2 Personen." in page


def test_the_page_says_which_bare_amount_its_lines_replace(client_as, session, anna, grant):
    a_plan(session, grant, anna.as_actor(), eur(1000))

    sent = rows(STAFF, revision=3, step="secondary")
    answer = client_as(anna).post(address(grant), sent)

    assert "statt 1.000,00\N{NO-BREAK SPACE}€ ohne Zeilen" in answer.text


def test_a_reader_and_a_stranger_keep_nothing(client_as, session, anna, grant):
    carl = client_as(a_person(session, "Carl Cremer"))
    assert carl.get(address(grant)).status_code == 404
    assert carl.post(address(grant), rows(STAFF)).status_code == 404
    assert client_as(anna).get(address(grant, "allowance")).status_code == 404
    assert lines_of(grant) == ()


def test_lines_of_a_plan_that_was_handed_in_are_read_only(client_as, session, anna, grant):
    browser = client_as(anna)
    browser.post(address(grant), rows(STAFF))
    grant.handed_in_at = grant.changed_at
    session.flush()

    page = browser.get(address(grant)).text

    assert "Projektleitung" in page
    assert 'name="label_0"' not in page
    assert browser.post(address(grant), rows(EMPTY, revision=2)).status_code == 409


def test_an_amount_chosen_over_lines_of_a_grant_stands_and_the_record_keeps_the_lines(
    client_as, session, anna, grant
):
    browser = client_as(anna)
    browser.post(address(grant), rows(STAFF))
    (cell, amount), *_ = sums_of(lines_of(grant)).items()
    name = f"cost_{cell[0]}_{cell[1]}"
    place = f"/awards/{grant.award.number}/budget"
    typed = {name: "7,00", "own_funds": "0"}

    asked = browser.post(place, {**typed, "revision": "1"})
    assert asked.status_code == 409
    assert "entfallen diese Zeilen" in asked.text
    silent = browser.post(place, {**typed, "revision": str(grant.revision)})
    assert (silent.status_code, sums_of(lines_of(grant))[cell]) == (303, amount)
    assert "Dort stehen Zeilen, und ihre Summe gilt: 33.000,06" in browser.get(place).text
    chosen = {**typed, "revision": str(grant.revision), "choice": "merged"}
    answer = browser.post(place, chosen)

    assert (answer.status_code, lines_of(grant)) == (303, ())
    assert cells_of(grant) == {cell: eur(7)}
    act = session.scalars(select(Act).where(Act.act == "save_budget").order_by(Act.id)).all()[-1]
    assert act.before["lines"]
