"""A question about a report reaches whoever answers, and an answer does not make it late."""

from datetime import date, timedelta

from grants.actions.report import save_report, submit_report
from grants.actions.report_check import ask
from grants.models.outbox import Mail
from grants.programme.money import eur
from grants.programme.people import TeamRole
from grants.programme.stages import ApplicationState, ReportState
from grants.queries.audit_duty import Duty
from grants.queries.returned import question_about
from tests.makers.application import an_application
from tests.makers.award import an_award
from tests.makers.cluster import a_cluster
from tests.makers.grant import a_grant
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.makers.report import a_report
from tests.makers.review import an_officer

R = ReportState
PORTAL = "https://portal.example.org"
ANSWERED = NOON + timedelta(days=40)


def a_report_in_check(session, anna, due_in=1):
    """A report that came in time and is being checked."""
    cluster = a_cluster(session, team={anna: TeamRole.SIGNATORY})
    award = an_award(session, an_application(session, cluster, state=ApplicationState.SELECTED))
    grant = a_grant(session, award, starts_on=date(2027, 1, 1), ends_on=date(2028, 12, 31))
    return a_report(
        session, grant, year=2027, due_on=NOON.date() + timedelta(days=due_in),
        state=R.IN_CHECK, submitted_at=NOON, narrative="Wir waren in Japan.", received=eur(1),
    )  # fmt: skip


def asked(session, report):
    """The officers ask about it."""
    dirk = an_officer(session)
    ask(session, report, question=" Welche Flüge? ", by=dirk.as_actor(), now=NOON,
        public_url=PORTAL)  # fmt: skip


def answer(session, report, anna):
    """The recipient writes more and hands it in again, 40 days later."""
    save_report(
        session, report, revision=report.revision, by=anna.as_actor(), now=ANSWERED,
        narrative="Nach Tokio.", received=eur(0), own_funds_spent=eur(0),
        third_party_spent=eur(0), lines={"travel_abroad": eur(100)},
    )  # fmt: skip
    submit_report(session, report, by=anna.as_actor(), now=ANSWERED)


def test_a_question_is_mailed_to_the_team_without_its_words(session):
    anna = a_person(session)
    report = a_report_in_check(session, anna)
    asked(session, report)

    mail = session.query(Mail).filter_by(kind="report_question").one()
    assert mail.recipient == anna.email
    assert f"{PORTAL}/grants/{report.grant.number}/reports/2027" in mail.body
    assert "Flüge" not in mail.body
    assert mail.subject == f"Rückfrage: Zwischennachweis 2027 zu {report.grant.number}"


def test_the_mail_speaks_the_language_of_its_reader(session):
    anna = a_person(session)
    anna.language = "en"
    report = a_report_in_check(session, anna)
    asked(session, report)

    mail = session.query(Mail).filter_by(kind="report_question").one()
    assert mail.subject == f"A question: Interim report 2027 on {report.grant.number}"
    assert "Zwischennachweis" not in mail.body


def test_the_question_stands_open_until_it_is_answered(session):
    anna = a_person(session)
    report = a_report_in_check(session, anna)
    assert question_about(session, report) is None

    asked(session, report)
    question = question_about(session, report)
    assert (question.reason, question.at) == ("Welche Flüge?", NOON)

    answer(session, report, anna)
    assert question_about(session, report) is None


def test_an_answer_after_the_deadline_leaves_a_report_in_time_that_came_in_time(session):
    anna = a_person(session)
    report = a_report_in_check(session, anna)
    asked(session, report)
    answer(session, report, anna)

    assert (report.submitted_at, report.came_at) == (ANSWERED, NOON)
    duty = Duty(report=report, day=ANSWERED, handed_in=True)
    assert duty.days_late == 0


def test_a_report_that_came_late_stays_as_late_as_it_came(session):
    anna = a_person(session)
    report = a_report_in_check(session, anna, due_in=-3)
    asked(session, report)
    answer(session, report, anna)

    assert Duty(report=report, day=ANSWERED, handed_in=True).days_late == 3
