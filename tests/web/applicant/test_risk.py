"""A project at risk, as its cluster and sponsor staff go the whole way back on the pages."""

import io
import re

import pytest

from grants.actions.departure import partner_leaves
from grants.models.award import Partner
from grants.models.grant import Grant
from grants.programme.calendar import today
from grants.programme.money import eur
from grants.programme.stages import ProjectState
from tests.makers.decision import two_officers
from tests.makers.moment import NOON
from tests.makers.project import a_plan
from tests.web.applicant.draft import a_pdf
from tests.web.applicant.joint import address
from tests.web.shown import strip


@pytest.fixture
def at_risk(session, award_and_anna, ready, clock_at):
    """A running project that has just lost one of its two partners at home."""
    clock_at(NOON)
    _, anna = award_and_anna
    ready.state, ready.submitted_at = ProjectState.ACTIVE, NOON
    ready.agreement_signed_on = None
    session.flush()
    partner_leaves(
        session, ready.partners[0], left_on=today(NOON), reason="–", public_url="",
        by=anna.as_actor(), now=NOON,
    )  # fmt: skip
    return ready


@pytest.fixture
def anna(client_as, award_and_anna):
    return client_as(award_and_anna[1])


NEW = {"name": "Neu GmbH", "kind": "company", "size": "small", "country": "Deutschland",
       "street": "Weg 1", "postcode": "07743", "city": "Jena"}  # fmt: skip


def two_decide(grant, first, second):
    """Find the plan fundable, draft the award, countersign it."""
    fundable, decision = (f"/sponsor/grants/{grant.number}/{it}" for it in ("fundable", "decision"))
    answers = [
        first.post(fundable, {"note": "geprüft"}),
        first.post(decision, {"act": "propose", "reasons": ""}),
        second.post(decision, {"act": "sign", "sure": "y"}),
    ]
    assert [answer.status_code for answer in answers] == [303] * 3


def test_a_partner_at_home_is_named_planned_signed_handed_in_decided_on_and_accepted(
    client_as, session, award_and_anna, at_risk, anna
):
    here = address(at_risk)
    case = f"/sponsor/cases/{at_risk.award.number}/projects/{at_risk.code}"
    dirk, berta = map(client_as, two_officers(session))
    assert "Es fehlt ein Partner aus Deutschland" in anna.get(here).text

    assert anna.post(f"{here}/partners/new", NEW).status_code == 303
    assert 'name="own_funds"' in anna.get(here).text
    assert "Ersatz einreichen" in strip(anna.get(here))
    refused = anna.post(f"{here}/replacement")
    place = f'href="{here}/partners/{len(at_risk.partners)}/budget#'
    assert (refused.status_code, place in refused.text) == (422, True)
    new = session.get_one(Partner, at_risk.partners[-1].id)
    grant = session.query(Grant).filter_by(partner_id=new.id).one()
    a_plan(session, grant, award_and_anna[1].as_actor(), eur(100_000))
    signed = {"agreement_signed_on": f"{NOON:%d.%m.%Y}",
              "agreement": (io.BytesIO(a_pdf()), "Beitritt.pdf")}  # fmt: skip
    answer = anna.post(f"{here}/agreement", signed)
    answer.request.environ["wsgi.input"].close()
    assert (answer.status_code, new.agreed_on) == (303, NOON.date())
    assert "Beitritt.pdf" in dirk.get(case).text

    assert anna.post(f"{here}/replacement").status_code == 303
    assert "noch nicht entschieden" in dirk.get(case).text
    assert strip(dirk.get(case)).startswith("Am Zug Sie")
    assert 'name="own_funds"' not in anna.get(f"{here}?partner={len(at_risk.partners)}").text
    restore = {"act": "restore", "restore-note": "ok"}
    assert dirk.post(case, restore).status_code == 422
    two_decide(grant, dirk, berta)
    assert dirk.post(case, restore).status_code == 303
    page = anna.get(here).text

    assert at_risk.state is ProjectState.ACTIVE
    assert ("Neu GmbH" in page, "neu, noch nicht angenommen" in page) == (True, False)


def test_staff_give_the_replacement_back_and_the_cluster_reads_why(
    client_as, session, award_and_anna, at_risk, anna
):
    here = address(at_risk)
    case = f"/sponsor/cases/{at_risk.award.number}/projects/{at_risk.code}"
    dirk = client_as(two_officers(session)[0])
    anna.post(f"{here}/partners/new", NEW)
    grant = session.query(Grant).filter_by(partner_id=at_risk.partners[-1].id).one()
    a_plan(session, grant, award_and_anna[1].as_actor(), eur(100_000))
    task = f"Partner in {at_risk.code} ersetzen"
    before = anna.get("/home").text
    anna.post(f"{here}/replacement")
    after = anna.get("/home").text

    assert (task in before, task in after) == (True, False)
    assert f"Ersatz eines Partners in {at_risk.code}" in after
    assert dirk.post(case, {"act": "give_back", "back-reason": " "}).status_code == 422
    answer = dirk.post(case, {"act": "give_back", "back-reason": "Bitte weniger Personal."})

    assert answer.status_code == 303
    page = anna.get(here).text
    assert "Bitte weniger Personal." in page
    assert "gibt den Ersatz zurück" in page


def test_what_is_late_stands_on_the_board_until_there_is_more_time(
    client_as, session, at_risk, clock_at
):
    case = f"/sponsor/cases/{at_risk.award.number}/projects/{at_risk.code}"
    later = NOON.replace(year=NOON.year + 1)
    clock_at(later)
    dirk = client_as(two_officers(session)[0])

    board = dirk.get("/sponsor/overdue").text
    assert f"{at_risk.award.number}/{at_risk.code}" in board
    assert "Es fehlt ein Partner aus Deutschland" in board
    assert re.search(r"Die Frist ist am .* abgelaufen", dirk.get(case).text)
    past = {"act": "more_time", "time-until": f"{NOON:%d.%m.%Y}", "time-reason": "Gespräche"}
    until = (
        later.replace(month=12, day=28) if later.month < 12 else later.replace(year=later.year + 1)
    )
    more = past | {"time-until": f"{until:%d.%m.%Y}"}
    assert dirk.post(case, past).status_code == 422
    assert dirk.post(case, more).status_code == 303

    assert f"{at_risk.award.number}/{at_risk.code}" not in dirk.get("/sponsor/overdue").text


def test_who_reads_the_page_of_a_project_that_is_not_at_risk_hands_in_no_replacement(
    session, at_risk, anna
):
    at_risk.state, at_risk.replace_by = ProjectState.ACTIVE, None
    session.flush()

    answers = [anna.get(f"{address(at_risk)}/replacement"),
               anna.post(f"{address(at_risk)}/replacement")]  # fmt: skip

    assert [answer.location for answer in answers] == [address(at_risk)] * 2
