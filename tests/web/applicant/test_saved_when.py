"""Drafts say when their own team saved them, whatever the clock or an officer did since."""

from datetime import timedelta

from grants.actions.formal_check import check_formally
from grants.actions.revision import return_project
from grants.actions.round import open_and_close_due_rounds
from grants.models.review import FormalResult
from grants.programme.stages import ApplicationState, RoundState
from tests.makers.moment import NOON, days
from tests.makers.review import an_officer
from tests.web.applicant.draft import PAGE, SIGNED, the_draft
from tests.web.applicant.joint import address

SAVED = "gespeichert 17.05.2028 ("


def shown(client_as, clock_at, who, page, at):
    """The page as this person sees it at this moment."""
    clock_at(at)
    return client_as(who).get(page).text


def test_the_clock_that_ends_a_draft_did_not_save_it(browser, client_as, session, anna, clock_at):
    revision = the_draft(session).revision
    browser.post(f"{PAGE}/profile", {"revision": revision, "profile": "Wir sind drei."})
    draft = the_draft(session)
    closes = draft.round.closes_at

    open_and_close_due_rounds(session, now=closes + timedelta(hours=7))

    assert draft.state is ApplicationState.EXPIRED
    page = shown(client_as, clock_at, anna, PAGE, closes + timedelta(hours=8))
    assert SAVED in page
    assert f"von {anna.name}" in page


def test_an_officer_who_asks_for_papers_did_not_save_it(
    browser, client_as, session, anna, clock_at
):
    browser.post(f"{PAGE}/submit", SIGNED)
    draft = the_draft(session)
    draft.round.state = RoundState.FORMAL_CHECK
    check_formally(
        session, draft, FormalResult.INCOMPLETE, reason_code="not_signed", note="Seite 3",
        answer_by=days(30).date(), by=an_officer(session).as_actor(), now=days(9),
    )  # fmt: skip

    page = shown(client_as, clock_at, anna, PAGE, days(10))

    assert SAVED in page


def test_an_officer_who_gives_a_project_back_did_not_save_it(
    client_as, session, ready, award_and_anna, clock_at
):
    _, anna = award_and_anna
    clock_at(NOON)
    client_as(anna).post(f"{address(ready)}/submit")
    return_project(
        session, ready, reason="Die Skizze fehlt.", public_url="http://localhost",
        by=an_officer(session).as_actor(), now=days(9),
    )  # fmt: skip

    page = shown(client_as, clock_at, anna, address(ready), days(10))

    assert f"{SAVED}" in page
