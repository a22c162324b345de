"""A project that nobody has filled in yet shows no tick for what was not looked at."""

import re

from tests.makers.project import a_partner, a_project
from tests.web.applicant.joint import address

KEPT = r'kern-icon--success g-icon-ok".*?</li>'
"""One rule that a page ticks."""


def test_a_project_just_begun_has_no_tick_for_what_was_not_looked_at(client_as, award_and_anna):
    award, anna = award_and_anna
    browser = client_as(anna)
    browser.post(f"/awards/{award.number}/projects")

    page = browser.get(f"/awards/{award.number}/projects/P1").text

    ticked = set(re.findall(r"Regel (R-\d+)", "".join(re.findall(KEPT, page, re.DOTALL))))
    assert ticked == {"R-005"}  # it is one of three projects, empty as it is
    assert "5 noch nicht geprüft" in page


def test_an_empty_plan_is_not_said_to_keep_every_rule(client_as, session, award_and_anna):
    award, anna = award_and_anna
    project = a_project(session, award, anna.as_actor())
    a_partner(session, project, anna.as_actor(), "Klein GmbH")

    page = client_as(anna).get(f"{address(project)}/partners/1/budget").text

    assert "Klein GmbH: Es sind noch keine Ausgaben eingetragen." in page
    assert not {"R-019", "R-021", "R-022", "R-027", "R-028"} & set(
        re.findall(r"Regel (R-\d+)", "".join(re.findall(KEPT, page, re.DOTALL)))
    )
