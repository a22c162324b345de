"""The pages that ask what aid was received from elsewhere: R-025 and R-029."""

from dataclasses import replace

import pytest

from grants.models.aid_statement import AidStatement
from grants.models.person import Person
from grants.programme.money import eur
from grants.programme.preset import preset
from tests.makers.decision import a_fundable_grant
from tests.makers.moment import NOON
from tests.makers.project import (
    a_cluster_with_an_approved_concept,
    a_partner,
    a_plan,
    a_project,
    grant_of,
)
from tests.makers.round import a_round
from tests.web.applicant.joint import address

TERMS = preset("interclust")
SMALL = replace(TERMS, de_minimis=(replace(TERMS.de_minimis[0], used=True),))
ONE = {"rows": "3", "on_0": "17.05.2027", "giver_0": "Land Thüringen", "amount_0": "250.000,00"}


@pytest.fixture
def klein(session, clock_at):
    clock_at(NOON)
    award, anna = a_cluster_with_an_approved_concept(session, a_round(session, terms=SMALL))
    klein = a_partner(session, a_project(session, award, anna), anna, "Klein GmbH")
    a_plan(session, grant_of(session, klein), anna, eur(100_000))
    return klein, session.get(Person, anna.person_id)


def test_r029_a_company_answers_and_the_project_shows_the_figures(client_as, session, klein):
    klein, anna = klein
    browser, here = client_as(anna), f"{address(klein.project)}/partners/1/aid"
    before = browser.get(address(klein.project)).text
    asked = browser.get(here).text

    answer = browser.post(here, ONE)

    assert here in before
    assert "ohne die Zuwendung" in asked
    assert (answer.status_code, answer.location) == (303, here)
    shown = browser.get(here).text
    assert "Land Thüringen" in shown
    assert 'value="250.000,00"' in shown
    after = browser.get(f"{address(klein.project)}?lang=en").text.replace("\u00a0", " ")
    assert (
        "Klein GmbH: EUR 250,000.00 received, EUR 50,000.00 asked for, at most EUR 300,000.00."
        in after
    )
    assert "Aid from elsewhere, stated on 17 May 2028: 17 May 2027, Land Thüringen" in after


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Füllen Sie eine Zeile aus, oder bestätigen Sie, dass es keine gab."),
        ({"none": "y", **ONE}, "Entfernen Sie den Haken oder leeren Sie die Zeilen."),
        ({"giver_0": "Land"}, "Diese Angabe fehlt."),
        ({**ONE, "amount_0": "0,00"}, "Der Betrag muss über null liegen."),
        ({**ONE, "amount_0": "1e3"}, "1e3"),
        ({**ONE, "on_0": "18.05.2028"}, "Der 18.05.2028 liegt in der Zukunft."),
    ],
)
def test_what_does_not_fit_is_refused_and_stays_as_typed(client_as, session, klein, typed, said):
    klein, anna = klein

    answer = client_as(anna).post(
        f"{address(klein.project)}/partners/1/aid", {"rows": "3", **typed}
    )

    assert answer.status_code == 422
    assert said in answer.text
    assert [f'value="{value}"' in answer.text for name, value in typed.items()
            if name not in ("none", "rows")] == [True] * len(
                [name for name in typed if name not in ("none", "rows")])  # fmt: skip
    assert session.query(AidStatement).count() == 0


def test_more_rows_keep_what_was_typed(client_as, klein):
    klein, anna = klein

    page = client_as(anna).post(
        f"{address(klein.project)}/partners/1/aid", {**ONE, "step": "secondary"}
    )

    assert page.status_code == 200
    assert 'name="on_5"' in page.text
    assert 'value="Land Thüringen"' in page.text


def test_r025_a_cluster_names_other_aid_where_its_plan_is(client_as, session, clock_at):
    clock_at(NOON)
    award, anna = a_cluster_with_an_approved_concept(session)
    a_fundable_grant(session, award)
    browser = client_as(session.get(Person, anna.person_id))
    here = f"/awards/{award.number}/aid"

    plan = browser.get(f"/awards/{award.number}/budget").text
    answer = browser.post(here, {**ONE, "amount_0": "9.600.000,01"})
    after = browser.get(f"/awards/{award.number}/budget").text.replace("\u00a0", " ")

    assert here in plan
    assert answer.status_code == 303
    assert "davon 9.600.000,01 € von anderer Stelle: 10.000.000,01 € von höchstens" in after
    assert "R-025" in after
