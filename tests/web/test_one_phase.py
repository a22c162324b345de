"""A programme of one phase: pages, forms and letters name the phases that exist, and no other."""

import pytest
from sqlalchemy import select

from grants.actions.decision import countersign
from grants.actions.granting import find_fundable
from grants.actions.proposal import propose_grant, propose_on_application
from grants.actions.selection import make_award
from grants.documents.printing import prepare, print_document
from grants.documents.snapshot import plain
from grants.models.decision import Decision, DecisionKind
from grants.models.grant import Grant
from grants.papers.blank_form import fill_blank_form
from grants.papers.letter import preview_letter
from grants.programme.people import Role, TeamRole
from grants.programme.stages import ApplicationState, AwardState
from grants.queries.award import award_content
from tests.documents.reading import text_of
from tests.makers.cluster import joins
from tests.makers.decision import a_ranked_application, two_officers
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.makers.review import an_officer
from tests.makers.round import a_round, terms_of_one_phase

ABSENT = (
    "Konzeptionsphase",
    "Umsetzungsphase",
    "eide Phasen",
    "Internationalisierungskonzept",
    "das Konzept gebilligt",
)


@pytest.fixture
def round_(session):
    return a_round(session, terms=terms_of_one_phase())


@pytest.fixture
def anna(session):
    return a_person(session)


@pytest.fixture
def draft(session, round_, anna):
    """The draft of Anna's cluster."""
    made = a_ranked_application(session, round_, state=ApplicationState.DRAFT, rank=None)
    joins(session, anna, made.cluster, TeamRole.SIGNATORY)
    return made


@pytest.fixture
def award(session, draft):
    """The award of Anna's cluster, just selected."""
    draft.state, draft.submitted_at = ApplicationState.SELECTED, NOON
    return make_award(session, draft, by=None, now=NOON)


def granted(session, award):
    """The first grant, awarded by two people."""
    dirk, berta = two_officers(session)
    grant = session.scalar(select(Grant).where(Grant.award_id == award.id))
    grant.handed_in_at = NOON
    find_fundable(session, grant, note="", by=dirk.as_actor(), now=NOON)
    decision = propose_grant(session, grant, by=dirk.as_actor(), now=NOON)
    countersign(session, decision, by=berta.as_actor(), now=NOON)
    return grant


def shows_one_phase(browser, address):
    answer = browser.get(address)
    assert answer.status_code == 200, address
    assert [words for words in ABSENT if words in answer.text] == [], address
    return answer.text


def test_the_call_and_the_form_ask_for_one_phase(client_as, clock_at, round_, anna, draft):
    clock_at(NOON)
    browser = client_as(anna)

    call = shows_one_phase(browser, f"/calls/{round_.number}")
    shows_one_phase(browser, f"/calls/{round_.number}/rules")
    shows_one_phase(browser, f"/applications/{draft.number}")
    budget = shows_one_phase(browser, f"/applications/{draft.number}/budget")
    shows_one_phase(browser, f"/applications/{draft.number}/declarations")
    shows_one_phase(browser, f"/applications/{draft.number}/submit")

    assert "Förderphase: bis 36 Monate." in call
    assert "Höchstens ein Verbundprojekt." in call
    assert "Erster Tag der Laufzeit" in budget
    assert "Förderung der Verbundprojekte, Euro" in budget


def test_the_form_on_paper_asks_for_one_phase(round_):
    printed = " ".join(
        text_of(print_document(prepare(fill_blank_form(round_, "de", NOON)))).split()
    )

    assert [words for words in ABSENT if words in printed] == []
    assert "Erster Tag der Laufzeit" in printed
    assert "Die Eigenmittel stehen während der ganzen Laufzeit bereit." in printed


def test_after_the_selection_everybody_sees_one_phase(client_as, clock_at, session, anna, award):
    clock_at(NOON)
    browser, office = client_as(anna), client_as(an_officer(session))
    number, grant = award.number, f"{award.number}A"

    page = shows_one_phase(browser, f"/awards/{number}")
    shows_one_phase(browser, "/home")
    shows_one_phase(browser, f"/awards/{number}/budget/implementation")
    shows_one_phase(office, f"/sponsor/cases/{number}")
    shows_one_phase(office, f"/sponsor/grants/{grant}/decision")

    assert "sobald die Zuwendung des Clustermanagements bewilligt ist" in page
    for nowhere in (f"/awards/{number}/concept", f"/awards/{number}/budget"):
        assert browser.get(nowhere).status_code == 404
    assert office.get(f"/sponsor/cases/{number}/concept").status_code == 404


def test_with_the_first_grant_the_one_phase_runs(client_as, clock_at, session, anna, award):
    clock_at(NOON)
    granted(session, award)
    browser = client_as(anna)
    auditor = client_as(a_person(session, "Aylin Acar", role=Role.AUDITOR))

    page = shows_one_phase(browser, f"/awards/{award.number}")
    home = shows_one_phase(browser, "/home")
    audit = shows_one_phase(auditor, f"/audit/awards/{award.number}")
    shows_one_phase(auditor, f"/audit/awards/{award.number}/application")

    assert award.state is AwardState.IMPLEMENTATION_RUNNING
    assert "Verbundprojekt beginnen" in page
    assert "Zuwendung des Clustermanagements beginnen" not in page
    assert "Geld des Clustermanagements nach Jahren" in home
    assert "Förderphase" in audit
    content = award_content(session, award)
    assert content.first_grant is content.management_grant


def test_the_letters_of_one_phase_speak_of_no_other(session, award):
    grant = granted(session, award)

    decision = session.scalar(select(Decision).where(Decision.grant_id == grant.id))
    letter = preview_letter(session, decision, grant, second=None, now=NOON)

    said = str(plain(letter))
    assert [words for words in ABSENT if words in said] == []
    assert f"der Durchführung des Vorhabens „{award.application.title}“" in said


def test_the_selection_letter_of_one_phase_asks_for_no_concept(session, round_):
    dirk, _ = two_officers(session)
    application = a_ranked_application(session, round_)
    decision = propose_on_application(
        session, application, DecisionKind.SELECT, by=dirk.as_actor(), now=NOON
    )

    letter = preview_letter(session, decision, None, second=None, now=NOON)
    printed = " ".join(text_of(print_document(prepare(letter))).split())

    assert [words for words in ABSENT if words in printed] == []
    assert "Insgesamt kann das Cluster höchstens" in printed
    assert "In all the cluster can receive at most" in printed
    assert "oth phases" not in printed
