"""Everything of a case as one ZIP: the page that orders it, and who may take it."""

import pytest

from grants.models.case_file import CaseFile
from grants.programme.people import Role, TeamRole
from grants.programme.stages import ApplicationState
from grants.queries.case_file import KEPT_FOR
from tests.makers.application import an_application
from tests.makers.award import an_award
from tests.makers.cluster import a_cluster
from tests.makers.decided import an_auditor
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.makers.review import an_entry, an_officer
from tests.makers.round import a_round


@pytest.fixture
def cast(session, clock_at, client_as):
    clock_at(NOON)
    anna = a_person(session, "Anna Ahrens")
    application = an_entry(session, a_round(session, 5))
    application.cluster = a_cluster(session, team={anna: TeamRole.SIGNATORY})
    session.flush()
    return application, client_as(anna), client_as(an_officer(session))


def place(application):
    return f"/cases/{application.number}/file"


def made(session, app, order, at=NOON):
    store = app.extensions["grants_store"]
    order.key, order.made_at, order.size = store.put(b"PK" * 300_000), at, 600_000
    order.sha256, order.file_name = "a" * 64, "Akte R5-0012 2028-05-17 12.00.zip"
    order.files = order.packed = 7
    session.flush()


def test_a_zip_is_ordered_watched_and_taken(session, app, cast):
    application, anna, _ = cast

    answer = anna.post(place(application))
    waiting = anna.get(place(application)).text
    order = session.query(CaseFile).one()
    made(session, app, order)
    ready = anna.get(place(application)).text
    taken = anna.get(f"{place(application)}/{order.id}")

    assert (answer.status_code, answer.location) == (303, place(application))
    assert (waiting.count('http-equiv="refresh"'), ready.count('http-equiv="refresh"')) == (1, 0)
    assert ("Neues ZIP anfordern" in waiting, "Neues ZIP anfordern" in ready) == (False, True)
    assert taken.data == b"PK" * 300_000
    assert taken.headers["Content-Type"] == "application/zip"
    assert taken.headers["Content-Length"] == "600000"
    assert taken.headers["Content-Disposition"] == (
        "attachment; filename*=UTF-8''Akte%20R5-0012%202028-05-17%2012.00.zip"
    )


def test_each_role_sees_only_the_zips_that_were_made_for_it(session, app, cast, client_as):
    application, anna, dirk = cast
    dirk.post(place(application))
    order = session.query(CaseFile).one()
    made(session, app, order)
    clara = client_as(an_auditor(session))

    assert order.audience is Role.SPONSOR
    assert dirk.get(f"{place(application)}/{order.id}").status_code == 200
    for browser in (anna, clara):
        assert browser.get(f"{place(application)}/{order.id}").status_code == 404
        assert "Bisher angefordert" not in browser.get(place(application)).text


def test_after_thirty_days_the_page_says_that_it_is_gone(session, app, cast):
    application, anna, _ = cast
    anna.post(place(application))
    order = session.query(CaseFile).one()
    made(session, app, order, NOON - KEPT_FOR)

    assert "nicht mehr aufgehoben" in anna.get(place(application)).text
    assert anna.get(f"{place(application)}/{order.id}").status_code == 404


def test_a_zip_that_failed_says_so_and_may_be_ordered_again(session, cast):
    application, anna, _ = cast
    anna.post(place(application))
    session.query(CaseFile).one().failure = "OSError: no space"
    session.flush()

    page = anna.get(place(application)).text

    assert "gescheitert, bitte neu anfordern" in page
    assert "OSError" not in page
    assert "Neues ZIP anfordern" in page


def test_every_side_finds_the_page_from_its_case(cast, client_as):
    application, anna, dirk = cast

    for browser, page in ((anna, "/applications"), (dirk, "/sponsor/applications")):
        text = browser.get(f"{page}/{application.number}").text
        assert text.count(f'href="{place(application)}"') == 1


def test_the_pages_of_an_award_lead_to_the_zip_of_its_case(session, client_as):
    anna = a_person(session, "Anna Ahrens")
    cluster = a_cluster(session, team={anna: TeamRole.SIGNATORY})
    award = an_award(session, an_application(session, cluster, state=ApplicationState.SELECTED))
    session.flush()

    for person, page in (
        (anna, f"/awards/{award.number}"),
        (an_officer(session), f"/sponsor/cases/{award.number}"),
        (an_auditor(session), f"/audit/awards/{award.number}"),
    ):
        browser = client_as(person)
        assert f'href="{place(award.application)}"' in browser.get(page).text, page
        assert browser.get(place(award.application)).status_code == 200
