"""Somebody who only reads along sees everything of an award, and nothing to press."""

import re

import pytest
from sqlalchemy import select

from grants.models.grant import Grant
from grants.models.organisation import Membership
from grants.programme.people import TeamRole
from grants.programme.stages import ProjectState, ReportState
from grants.queries.report_content import report_code
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.makers.report import a_report
from tests.web.applicant.joint import address

MAIN = re.compile(r"<main.*?</main>", re.S)
PRESSED = re.compile(r'<button|type="submit"|<input (?!type="hidden")|<textarea')


def main_of(page):
    return MAIN.search(page).group()


@pytest.fixture
def rita(session, client_as, award_and_anna):
    award, _ = award_and_anna
    rita = a_person(session, "Rita Ruhr")
    session.add(Membership(cluster=award.cluster, person=rita, role=TeamRole.READER, since=NOON))
    session.flush()
    return client_as(rita)


@pytest.fixture
def anna(client_as, award_and_anna):
    return client_as(award_and_anna[1])


def pages_of(session, project):
    """What a reader may read of an award and its project, before it is handed in."""
    award, here = project.award, address(project)
    grant = session.scalars(select(Grant).where(Grant.project_id == project.id)).first()
    category = grant.lines[0].category
    return [
        f"/awards/{award.number}",
        here,
        f"{here}/partners/1",
        f"{here}/partners/3",
        f"{here}/partners/2/size",
        f"/grants/{grant.number}/budget/lines/{category}",
        f"/awards/{award.number}/concept",
        f"/awards/{award.number}/aid",
        f"/awards/{award.number}/questions",
    ]


@pytest.mark.parametrize("state", [ProjectState.DRAFT, ProjectState.AT_RISK, ProjectState.ACTIVE])
def test_a_reader_finds_content_and_no_button_on_any_page(session, rita, ready, state):
    ready.state = state
    session.flush()

    for place in pages_of(session, ready):
        assert not PRESSED.search(main_of(rita.get(place).text)), place
    assert "Sie lesen mit" in rita.get(address(ready)).text
    assert "Klein GmbH" in rita.get(address(ready)).text


@pytest.mark.parametrize(
    "page",
    ["edit", "submit", "agreement", "partners/new", "backing", "replacement", "partners/1/leave"],
)
def test_a_page_that_is_only_a_form_leads_a_reader_back(rita, ready, page):
    answer = rita.get(f"{address(ready)}/{page}")

    assert answer.status_code == 303
    assert answer.location.startswith(address(ready))
    assert not answer.location.endswith(page)
    assert "Schreiben können: Anna" in rita.get(address(ready)).text


def test_no_link_on_the_page_of_a_project_leads_a_reader_to_a_form(rita, anna, ready):
    forms = re.compile(rf'href="{address(ready)}/(edit|submit|agreement|partners/new)')

    assert forms.search(anna.get(address(ready)).text)
    assert not forms.search(rita.get(address(ready)).text)


def test_what_a_reader_sends_all_the_same_is_refused_and_changes_nothing(session, rita, ready):
    before = ready.title
    answers = [
        rita.post(f"{address(ready)}/edit", {"title": "Meins", "revision": str(ready.revision)}),
        rita.post(f"{address(ready)}/submit"),
        rita.post(f"{address(ready)}/agreement", {"agreement_signed_on": "01.01.2027"}),
    ]

    assert [answer.status_code for answer in answers] == [422] * 3
    assert (ready.title, ready.state) == (before, ProjectState.DRAFT)


def test_the_ball_lies_with_those_who_write(rita, anna, ready):
    assert re.search(r"Am Zug.{0,200}Sie", anna.get(address(ready)).text, re.S)
    assert re.search(r"Am Zug.{0,200}Anna", rita.get(address(ready)).text, re.S)
    assert "Projekt einreichen" not in main_of(rita.get(address(ready)).text)


def test_a_report_that_is_being_written_is_read_without_its_form(session, rita, anna, ready):
    grant = session.scalars(select(Grant).where(Grant.project_id == ready.id)).first()
    report = a_report(session, grant, year=2028, state=ReportState.OPEN)
    place = f"/grants/{report.grant.number}/reports/{report_code(report)}"

    assert "<textarea" in anna.get(place).text
    page = rita.get(place).text
    assert "<textarea" not in page
    assert "Sie lesen mit" in page
    assert rita.get(f"{place}/submit").location == place
