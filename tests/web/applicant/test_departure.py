"""From the page on which a partner leaves to the officer who sees it."""

import pytest

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

    assert strip(anna.get(here)).startswith("Am Zug Projektträger")
    assert strip(dirk.get(case)).startswith("Am Zug Sie")


def test_nobody_is_invited_for_a_partner_that_left(running):
    project, _, anna, _ = running
    here = f"{places(project)[0]}/partners/3"
    before = anna.get(here).text
    anna.post(f"{here}/leave", SENT)

    after = anna.get(here).text

    assert ("Einladung senden" in before, "Einladung senden" in after) == (True, False)
    assert "Ausgeschieden" in after
