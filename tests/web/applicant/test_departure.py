"""From the page on which a partner leaves to the officer who sees it."""

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


def test_a_partner_leaves_is_replaced_and_the_project_goes_on(client_as, session, clock_at):
    clock_at(NOON)
    award, actor = a_cluster_with_an_approved_concept(session)
    at_home = [("Klein GmbH", COMPANY, Size.SMALL, eur(500_000)),
               ("Uni A", UNIVERSITY, None, eur(300_000))]  # fmt: skip
    project = a_ready_project(session, award, actor, *at_home)
    project.state = ProjectState.ACTIVE
    session.flush()
    anna, dirk = (
        client_as(award.cluster.team[0].person),
        client_as(a_person(session, "Dirk", Role.SPONSOR)),
    )
    here = f"/awards/{award.number}/projects/{project.code}"
    page = anna.get(f"{here}/partners/3").text
    assert f"{here}/partners/3/leave" in page

    assert "90 Tage" in anna.get(f"{here}/partners/3/leave").text
    empty = anna.post(f"{here}/partners/3/leave", {"left_on": "", "reason": ""})
    sent = {"left_on": f"{NOON:%d.%m.%Y}", "reason": "Insolvenz"}
    done = anna.post(f"{here}/partners/3/leave", sent)

    assert (empty.status_code, done.status_code) == (422, 303)
    until = f"{project.replace_by:%d.%m.%Y}"
    assert f"Finden Sie bis {until} einen anderen." in anna.get(here).text
    assert "Gefährdete Verbundprojekte" in dirk.get("/sponsor").text
    case = f"/sponsor/cases/{award.number}/projects/{project.code}"
    assert until in dirk.get(case).text
    early = dirk.post(case, {"act": "restore", "restore-note": "geprüft"})
    assert early.status_code == 422

    a_partner(session, project, actor, "Turin Ottica", country="IT")
    restored = dirk.post(case, {"act": "restore", "restore-note": "geprüft"})

    assert restored.status_code == 303
    assert "Gefährdete" not in dirk.get("/sponsor").text
    assert anna.get(f"{here}/partners/3/leave").status_code == 303
