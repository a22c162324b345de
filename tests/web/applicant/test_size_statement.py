"""The page on which a company says how large it is."""

import pytest

from grants.models.size_statement import SizeStatement
from grants.programme.organisation import Size
from tests.makers.moment import NOON
from tests.makers.project import (
    UNIVERSITY,
    a_partner,
    a_project,
)
from tests.web.applicant.joint import address

FIGURES = {
    "rows": "3", "year": "2025", "staff": "40,5", "turnover": "8.000.000,00",
    "balance": "3.000.000,00", "name_0": "Z GmbH", "share_0": "40", "staff_0": "30",
    "turnover_0": "1.000.000,00", "balance_0": "500.000,00",
}  # fmt: skip


@pytest.fixture
def klein(session, award_and_anna):
    """A company in a draft, so far taken for a small one."""
    award, anna = award_and_anna
    project = a_project(session, award, anna.as_actor())
    return a_partner(session, project, anna.as_actor(), "Klein GmbH", size=Size.SMALL)


@pytest.fixture
def anna_at_noon(client_as, award_and_anna, clock_at):
    clock_at(NOON)
    return client_as(award_and_anna[1])


def size_page(partner):
    return f"{address(partner.project)}/partners/1/size"


def test_r026_a_company_answers_and_reads_how_its_size_comes_about(
    client_as, session, award_and_anna, klein
):
    browser = client_as(award_and_anna[1])
    browser.get(size_page(klein))

    answer = browser.post(size_page(klein), FIGURES)
    page = browser.get(size_page(klein)).text.replace("\u00a0", " ")

    assert (answer.status_code, answer.location) == (303, size_page(klein))
    assert klein.organisation.size is Size.MEDIUM
    assert "Ergebnis: Mittleres Unternehmen" in page
    assert "Z GmbH (40 %) ist Partner und zählt zu diesem Teil: 12,00 Mitarbeitende." in page
    assert "Zusammen: 52,50 Mitarbeitende, 8.400.000,00 € Umsatz" in page
    assert 'value="40,5"' in page
    assert 'value="8.000.000,00"' in page


def test_r026_more_rows_keep_what_was_typed_and_save_nothing(
    client_as, session, award_and_anna, klein
):
    browser = client_as(award_and_anna[1])
    browser.get(size_page(klein))

    page = browser.post(size_page(klein), {**FIGURES, "staff": "vierzig", "step": "secondary"})

    assert page.status_code == 200
    assert 'name="rows" value="6"' in page.text
    assert 'value="Z GmbH"' in page.text
    assert 'value="vierzig"' in page.text
    assert session.query(SizeStatement).count() == 0


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"staff": ""}, "staff"),
        ({"staff": "1e3"}, "staff"),
        ({"staff": "1,234"}, "staff"),
        ({"turnover": "-1"}, "turnover"),
        ({"share_0": "100,01"}, "share_0"),
        ({"share_0": ""}, "share_0"),
        ({"staff_0": "-1"}, "staff_0"),
        ({"year": "2028"}, "year"),
        ({"name_2": "Halb GmbH"}, "share_2"),
    ],
)
def test_r026_what_cannot_be_read_is_asked_for_at_its_field(anna_at_noon, klein, wrong, field):
    anna_at_noon.get(size_page(klein))

    answer = anna_at_noon.post(size_page(klein), {**FIGURES, **wrong})

    assert answer.status_code == 422
    assert f'<a href="#{field}">' in answer.text
    assert klein.organisation.size is Size.SMALL


def test_r026_only_companies_are_asked(client_as, session, award_and_anna):
    award, anna = award_and_anna
    project = a_project(session, award, anna.as_actor())
    university = a_partner(session, project, anna.as_actor(), "Uni", kind=UNIVERSITY)

    answer = client_as(anna).get(size_page(university))

    assert answer.location == f"{address(project)}/partners/1"
