"""The officer's page of one report: whose turn it is, what may be read, and what a key does."""

import re
from datetime import date, timedelta

import pytest

from grants.actions.report import save_report, submit_report
from grants.actions.report_check import ask, take_into_check, waive
from grants.models.grant import BudgetLine
from grants.models.outbox import Mail
from grants.models.report import ReportLine
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


def test_a_line_beyond_its_free_margin_is_marked_and_the_others_are_not(client_as, session, dirk):
    plan = {("personnel", 2026): eur(100_000), ("travel_abroad", 2026): eur(20_000)}
    grant = a_grant(session, lines=[
        BudgetLine(category=category, year=year, amount=amount)
        for (category, year), amount in plan.items()
    ])  # fmt: skip
    spent = {"personnel": eur("95999.99"), "travel_abroad": eur("24000.01")}
    report = a_report(session, grant, due_on=DUE, state=ReportState.IN_CHECK, submitted_at=NOON)
    for code, amount in spent.items():
        session.add(ReportLine(report=report, category=code, spent=amount))
    session.flush()

    page = client_as(dirk).get(address(report)).text

    rows = re.findall(r"<tr.*?</tr>", page, re.S)
    marks = {code: next(row for row in rows if figure in row)
             for code, figure in (("personnel", "95.999,99"), ("travel", "24.000,01"))}  # fmt: skip
    assert "überschritten" in marks["travel"]
    assert "eingehalten" in marks["personnel"]


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


def test_an_answer_shows_what_changed_since_the_first_version(client_as, session, dirk, clock_at):
    anna = a_person(session)
    cluster = a_cluster(session, team={anna: TeamRole.SIGNATORY})
    grant = a_grant(session, an_award(session, an_application(session, cluster)))
    report = a_report(session, grant, due_on=DUE, state=ReportState.DUE_SOON)
    clock_at(NOON + timedelta(days=40))

    def hand_in(narrative, travel, at):
        save_report(
            session, report, revision=report.revision, by=anna.as_actor(), now=at,
            narrative=narrative, received=eur(0), own_funds_spent=eur(travel),
            third_party_spent=eur(0), lines={"travel_abroad": eur(travel), "personnel": eur(10)},
        )  # fmt: skip
        submit_report(session, report, by=anna.as_actor(), now=at)

    hand_in("Wir waren in Japan.", 100, NOON)
    assert "Geändert seit der ersten Fassung" not in client_as(dirk).get(address(report)).text
    take_into_check(session, report, by=dirk.as_actor(), now=NOON)
    ask(session, report, question="Wo?", by=dirk.as_actor(), now=NOON, public_url="http://x")
    hand_in("Wir waren in Korea.", 120, NOON + timedelta(days=1))

    page = client_as(dirk).get(address(report)).text
    shown = page.partition("Geändert seit der ersten Fassung")[2].partition("</section>")[0]

    assert "<del>Japan.</del>" in shown
    assert "<ins>Korea.</ins>" in shown
    assert shown.count("100,00") == shown.count("120,00") == 2
    assert shown.count("20,00") == 4
    assert "Personal" not in shown
    assert "erste Fassung vom 17.05.2028" in shown


def test_whatever_is_wrong_with_more_time_is_said_at_once(client_as, session, dirk, clock_at):
    clock_at(NOON)
    report = a_report(session, due_on=DUE, state=ReportState.OVERDUE)

    answer = client_as(dirk).post(
        address(report), {"act": "extend", "until": "01.05.2028", "reason": " "}
    )

    assert answer.status_code == 422
    assert "Bitte prüfen Sie 2 Angaben" in answer.text
    assert "Neue Frist: Wählen Sie einen Tag nach dem 17.05.2028." in answer.text
