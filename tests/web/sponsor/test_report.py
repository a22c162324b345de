"""The officer's page of one report: whose turn it is, what may be read, and what a key does."""

from datetime import date

import pytest

from grants.actions.report_check import waive
from grants.models.outbox import Mail
from grants.programme.money import eur
from grants.programme.people import TeamRole
from grants.programme.stages import ReportState
from tests.makers.application import an_application
from tests.makers.award import an_award
from tests.makers.cluster import a_cluster
from tests.makers.grant import a_grant
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.makers.report import a_report
from tests.makers.review import an_officer

DUE = date(2028, 5, 2)


@pytest.fixture
def dirk(session):
    return an_officer(session)


def address(report):
    return f"/sponsor/reports/{report.grant.number}/{report.year}"


def test_with_a_waived_report_it_is_nobodys_turn(client_as, session, dirk):
    report = a_report(session, due_on=DUE, state=ReportState.OVERDUE)
    waive(session, report, reason="Geht im nächsten auf.", by=dirk.as_actor(), now=NOON)

    page = client_as(dirk).get(address(report)).text

    assert "Niemand" in page
    assert "denn darauf ist verzichtet" in page
    assert "Nachweis einreichen" not in page.split("<main")[1].split("Was geschah")[0]
    assert "noch " not in page.split('class="g-ball')[1].split("</section>")[0]


def test_what_was_not_handed_in_is_the_recipients_own(client_as, session, dirk):
    report = a_report(session, due_on=DUE, state=ReportState.DUE_SOON,
                      narrative="Ein halber Satz", received=eur(5))  # fmt: skip

    page = client_as(dirk).get(address(report)).text

    assert "Ein halber Satz" not in page
    assert "5,00 €" not in page
    assert "Noch nicht eingereicht" in page


def test_the_enter_key_does_none_of_several_acts_and_says_so(client_as, session, dirk):
    report = a_report(session, due_on=DUE, state=ReportState.OVERDUE)

    answer = client_as(dirk).post(address(report), {"until": "15.12.2028", "reason": "Krank."})

    assert answer.status_code == 422
    assert "Noch ist nichts geschehen" in answer.text
    assert "15.12.2028" in answer.text
    assert report.due_on == DUE


DONE = {
    "extend": ({"until": "15.12.2028", "reason": "Krank."}, "Neue Frist", "15.12.2028"),
    "waive": ({"reason_to_waive": "Zu kurz."}, "Kein Nachweis nötig", "verzichten"),
    "accept": ({"remark": "Stimmt."}, "Nachweis angenommen", "angenommen"),
}


@pytest.mark.parametrize("act", DONE)
def test_the_recipient_is_told_what_was_done_with_its_report(client_as, session, dirk, act):
    typed, subject, says = DONE[act]
    state = ReportState.IN_CHECK if act == "accept" else ReportState.OVERDUE
    came = {"submitted_at": NOON} if act == "accept" else {}
    cluster = a_cluster(session, team={a_person(session): TeamRole.SIGNATORY})
    grant = a_grant(session, an_award(session, an_application(session, cluster)))
    report = a_report(session, grant, due_on=DUE, state=state, **came)

    assert client_as(dirk).post(address(report), {"act": act, **typed}).status_code == 303

    mail = session.query(Mail).one()
    assert mail.subject == f"{subject}: Zwischennachweis 2026 zu {grant.number}"
    assert says in mail.body
    assert f"/grants/{grant.number}/reports/2026\n" in mail.body
