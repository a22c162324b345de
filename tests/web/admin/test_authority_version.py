"""What is to hold for an authority from a coming day on can be taken back before that day."""

from datetime import date

from sqlalchemy import select

from grants.models.record import Act
from grants.programme.people import Role
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.makers.round import an_authority
from tests.web.admin.test_person import DETAILS


def test_a_coming_version_is_taken_back_and_the_record_keeps_it(client_as, session, clock_at):
    clock_at(NOON)
    ada = a_person(session, "Ada Admin", Role.ADMINISTRATOR)
    authority = an_authority(session)
    browser, page = client_as(ada), f"/admin/authorities/{authority.code}"
    browser.post(f"{page}/versions/new", DETAILS)
    held = authority.on(NOON.date())

    shown = browser.get(page).text
    taken = browser.post(f"{page}/versions/2028-07-01/withdraw")
    again = browser.post(f"{page}/versions/2028-07-01/withdraw")
    kept = browser.post(f"{page}/versions/{held.valid_from}/withdraw")

    assert shown.count("Kommende Fassung zurücknehmen") == 1
    assert (taken.status_code, again.status_code, kept.status_code) == (303, 404, 404)
    assert authority.on(date(2028, 7, 2)) is held
    act = session.scalars(select(Act).where(Act.act == "withdraw_authority_version")).one()
    assert (act.object_number, act.before["name"]) == (authority.code, "Neues Amt")
