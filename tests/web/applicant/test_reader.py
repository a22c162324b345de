"""Somebody who only reads along sees everything of a draft, and nothing to press."""

import re

import pytest

from grants.models.organisation import Membership
from grants.programme.people import TeamRole
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.web.applicant.draft import PAGE, the_draft


@pytest.fixture
def rita(session, client_as, anna):
    rita = a_person(session, "Rita Ruhr")
    cluster = the_draft(session).cluster
    session.add(Membership(cluster=cluster, person=rita, role=TeamRole.READER, since=NOON))
    session.flush()
    return client_as(rita)


def test_a_reader_reads_the_draft_and_who_may_write(rita, session):
    page = rita.get(PAGE).text

    assert "Sie lesen mit. Schreiben können: Anna" in page
    assert the_draft(session).outline[:40] in page
    assert not re.search(rf'href="{PAGE}/(profile|outline|budget|concept|files|submit)', page)
    assert "Entwurf löschen" not in page
    assert re.search(r"Am Zug.{0,200}Anna", page, re.S)


@pytest.mark.parametrize(
    "section", ["profile", "outline", "countries", "concept", "files", "budget", "declarations"]
)
def test_no_section_opens_a_form_for_a_reader(rita, section):
    answer = rita.get(f"{PAGE}/{section}")

    assert (answer.status_code, answer.location) == (303, PAGE)


def test_a_reader_has_no_task_on_the_overview(rita, browser):
    assert "einreichen" in browser.get("/home").text
    assert "Bewerbung R7-0001 einreichen" not in rita.get("/home").text


def test_those_who_write_still_find_their_sections(browser):
    page = browser.get(PAGE).text

    assert f'href="{PAGE}/outline"' in page
    assert "Sie lesen mit" not in page
