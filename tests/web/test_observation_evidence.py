"""Evidence of a finding: every link leads to a page that this person may open."""

import re
from html import unescape

import pytest

from grants.models.decision import Letter
from grants.models.observation import Observation
from grants.programme.observation import Severity, SubjectKind
from grants.programme.stages import ProjectState
from tests.makers.decided import LATER, an_auditor, an_awarded_case
from tests.makers.moment import NOON
from tests.makers.project import a_cluster_with_an_approved_concept, a_ready_project
from tests.makers.review import an_officer

AIMS = r'href="(/(?:audit|sponsor)/[^"]+)"'


@pytest.fixture
def one(session):
    """A finding that relies on a record of every kind."""
    award = an_awarded_case(session)
    other, applicant = a_cluster_with_an_approved_concept(session, number="03INT777")
    project = a_ready_project(session, other, applicant)
    project.state, project.submitted_at = ProjectState.ACTIVE, NOON
    project.agreement_signed_on = NOON.date()
    letter = session.query(Letter).first()
    kinds = {
        SubjectKind.APPLICATION: award.application.number,
        SubjectKind.AWARD: award.number,
        SubjectKind.DECISION: f"{award.number}A",
        SubjectKind.GRANT: f"{award.number}A",
        SubjectKind.LETTER: letter.number,
        SubjectKind.PROJECT: project.number,
        SubjectKind.RECORD: "seal 1",
        SubjectKind.REPORT: f"{award.number}A/partners/2029",
        SubjectKind.ROUND: str(award.application.round.number),
    }
    assert set(kinds) == set(SubjectKind)
    made = Observation(
        code="F-07", subject_kind=SubjectKind.REPORT, subject=f"{award.number}A/interim/2029",
        award=award.number, severity=Severity.HIGH, first_de="Fehlt.", first_en="Missing.",
        says_de="Fehlt.", says_en="Missing.", first_seen=LATER, last_seen=LATER,
        round=award.application.round,
        links=[[kind.value, number] for kind, number in kinds.items()],
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made


@pytest.mark.parametrize("someone", [an_auditor, an_officer])
def test_every_link_opens(session, client_as, clock_at, one, someone):
    clock_at(LATER)
    browser = client_as(someone(session))
    rail = browser.get(f"/findings/{one.id}").text.split('id="proof"')[1].split("</section>")[0]

    aims = [unescape(aim) for aim in re.findall(AIMS, rail)]

    assert len(aims) >= 5
    assert {aim: browser.get(aim).status_code for aim in aims} == dict.fromkeys(aims, 200)


def test_every_link_of_the_auditor_leads_to_something(session, client_as, clock_at, one):
    """A search of the record that finds nothing proves nothing."""
    clock_at(LATER)
    browser = client_as(an_auditor(session))
    rail = browser.get(f"/findings/{one.id}").text.split('id="proof"')[1].split("</section>")[0]

    for aim in re.findall(AIMS, rail):
        if "record?number=" in aim:
            assert "Mit diesen Filtern" not in browser.get(unescape(aim)).text, aim


def test_a_report_that_nobody_ever_touched_is_seen_among_the_dates_of_its_case(
    session, client_as, clock_at, one
):
    clock_at(LATER)
    page = client_as(an_auditor(session)).get(f"/findings/{one.id}").text

    assert f'href="/audit/awards/{one.award}#dates"' in page
