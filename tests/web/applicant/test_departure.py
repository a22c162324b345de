"""From the page on which a partner leaves to the officer who sees it."""

from datetime import date, timedelta

import pytest

from grants.models.record import Act
from grants.programme.money import eur
from grants.programme.organisation import Size
from grants.programme.people import Role
from grants.programme.stages import ProjectState
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.makers.project import (
    COMPANY,
    UNIVERSITY,
    a_cluster_with_an_approved_concept,
    a_partner,
    a_ready_project,
)
from tests.web.shown import strip


@pytest.fixture
def running(client_as, session, clock_at):
    """A project that runs, who acts for its cluster, and the browsers of Anna and an officer."""
    clock_at(NOON)
    award, actor = a_cluster_with_an_approved_concept(session)
    at_home = [("Klein GmbH", COMPANY, Size.SMALL, eur(500_000)),
               ("Uni A", UNIVERSITY, None, eur(300_000))]  # fmt: skip
    project = a_ready_project(session, award, actor, *at_home)
    project.state = ProjectState.ACTIVE
    session.flush()
    anna = client_as(award.cluster.team[0].person)
    return project, actor, anna, client_as(a_person(session, "Dirk", Role.SPONSOR))


def places(project):
    """The page of the project for its cluster, and for sponsor staff."""
    number = project.award.number
    return (
        f"/awards/{number}/projects/{project.code}",
        f"/sponsor/cases/{number}/projects/{project.code}",
    )


SENT = {"left_on": f"{NOON:%d.%m.%Y}", "reason": "Insolvenz"}


def test_a_partner_leaves_is_replaced_and_the_project_goes_on(session, running):
    project, actor, anna, dirk = running
    here, case = places(project)
    page = anna.get(f"{here}/partners/3").text
    assert f"{here}/partners/3/leave" in page

    assert "90 Tage" in anna.get(f"{here}/partners/3/leave").text
    empty = anna.post(f"{here}/partners/3/leave", {"left_on": "", "reason": ""})
    done = anna.post(f"{here}/partners/3/leave", SENT)

    assert (empty.status_code, done.status_code) == (422, 303)
    until = f"{project.replace_by:%d.%m.%Y}"
    assert f"Finden Sie bis {until} einen anderen." in anna.get(here).text
    assert "Gefährdete Verbundprojekte" in dirk.get("/sponsor").text
    assert until in dirk.get(case).text
    early = dirk.post(case, {"act": "restore", "restore-note": "geprüft"})
    assert early.status_code == 422

    a_partner(session, project, actor, "Turin Ottica", country="IT")
    restored = dirk.post(case, {"act": "restore", "restore-note": "geprüft"})

    assert restored.status_code == 303
    assert "Gefährdete" not in dirk.get("/sponsor").text
    assert anna.get(f"{here}/partners/3/leave").status_code == 303


def test_the_cluster_has_the_ball_until_another_partner_is_there(session, running):
    project, actor, anna, dirk = running
    here, case = places(project)
    anna.post(f"{here}/partners/3/leave", SENT)

    assert strip(anna.get(here)).startswith("Am Zug Sie Gefährdet Nächster Schritt Partner ersetz")
    assert f"Partner in {project.code} ersetzen" in anna.get("/home").text
    assert strip(dirk.get(case)).startswith("Am Zug Das Cluster Gefährdet")

    a_partner(session, project, actor, "Turin Ottica", country="IT")

    whole = anna.get(here)
    assert strip(whole).startswith("Am Zug Projektträger")
    assert "Ersatz ist vollständig" in whole.text
    assert "Finden Sie bis" not in whole.text
    assert "überfällig" not in strip(whole)
    assert strip(dirk.get(case)).startswith("Am Zug Sie")


def test_nobody_is_invited_for_a_partner_that_left(running):
    project, _, anna, _ = running
    here = f"{places(project)[0]}/partners/3"
    before = anna.get(here).text
    anna.post(f"{here}/leave", SENT)

    after = anna.get(here).text

    assert ("Einladung senden" in before, "Einladung senden" in after) == (True, False)
    assert "Ausgeschieden" in after


def test_who_left_stands_there_with_its_day_and_not_as_secured(running):
    project, _, anna, dirk = running
    here, case = places(project)
    before = [page.text.count("g-icon-ok") for page in (anna.get(here), dirk.get(case))]
    anna.post(f"{here}/partners/3/leave", SENT)

    for page, were in zip((anna.get(here), dirk.get(case)), before, strict=True):
        assert f"ausgeschieden am {NOON:%d.%m.%Y}" in page.text
        assert page.text.count("g-icon-ok") < were


def test_a_day_before_the_project_is_refused_and_stays_typed(running):
    project, _, anna, _ = running
    project.starts_on = NOON.date()
    here, _ = places(project)

    refused = anna.post(f"{here}/partners/3/leave", {**SENT, "left_on": "01.01.2020"})

    assert refused.status_code == 422
    assert "Der 01.01.2020 liegt vor dem 17.05.2028" in refused.text
    assert 'value="01.01.2020"' in refused.text
    assert project.state is ProjectState.ACTIVE


def test_staff_put_a_wrong_day_right_with_a_reason_and_the_time_to_replace_stays(session, running):
    project, _, anna, dirk = running
    project.starts_on = (NOON - timedelta(days=900)).date()
    here, case = places(project)
    assert "Tag des Ausscheidens berichtigen" not in dirk.get(case).text
    anna.post(f"{here}/partners/3/leave", {**SENT, "left_on": "01.01.2027"})
    until = project.replace_by
    sent = {"act": "correct_departure", "leaving-partner": "3", "leaving-left_on": "01.01.2028",
            "leaving-reason": "Tippfehler im Jahr"}  # fmt: skip

    for wrong in ({"leaving-reason": " "}, {"leaving-left_on": "01.01.2020"},
                  {"leaving-left_on": "18.05.2028"}, {"leaving-partner": "1"}):  # fmt: skip
        assert dirk.post(case, {**sent, **wrong}).status_code == 422
    assert dirk.post(case, sent).status_code == 303

    assert project.partners[2].left_on == date(2028, 1, 1)
    assert project.replace_by == until
    act = session.query(Act).filter_by(act="correct_departure").one()
    assert (act.before["left_on"], act.after["left_on"]) == ("2027-01-01", "2028-01-01")
    assert (act.reason, act.role) == ("Tippfehler im Jahr", "sponsor")
