"""Reminders of several reports at once: one mail to each reader, and each reminder still once."""

from datetime import date

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from grants.actions.remind import cancel_void_reminders
from grants.models.outbox import MailReminder, MailState
from grants.models.record import Act
from grants.models.report import AT_ONCE
from grants.programme.people import TeamRole
from grants.programme.stages import ReportState
from tests.actions.test_remind import a_report_of, mails, noon, remind, sent_to
from tests.makers.application import an_application
from tests.makers.award import an_award
from tests.makers.cluster import a_cluster
from tests.makers.grant import a_grant
from tests.makers.person import a_person
from tests.makers.report import a_report


@pytest.fixture
def anna(session):
    return a_person(session)


@pytest.fixture
def three(session, anna):
    """Three reports of one grant that Anna writes, due on the same day."""
    cluster = a_cluster(session, team={anna: TeamRole.SIGNATORY})
    grant = a_grant(session, an_award(session, an_application(session, cluster, state="selected")))
    return [a_report(session, grant, year=year, state=ReportState.OPEN)
            for year in (2024, 2025, 2026)]  # fmt: skip


def test_who_owes_three_reports_gets_one_mail_that_names_each(session, three):
    assert remind(session, "2027-04-16") == 1

    (mail,) = mails(session)
    assert mail.subject == "3 Nachweise: der nächste ist am 30.04.2027 fällig"
    for report in three:
        assert f"Zwischennachweis {report.year} zu {report.grant.number}" in mail.body
        assert f"/reports/{report.year}\n" in mail.body
    assert [stage for _, stage in sent_to(session)] == ["fortnight"] * 3


def test_each_report_is_recorded_as_reminded_of(session, three):
    remind(session, "2027-04-16")

    acts = session.scalars(select(Act).where(Act.act == "remind")).all()
    assert sorted(act.object_number[-4:] for act in acts) == ["2024", "2025", "2026"]
    assert {act.after["mails"] for act in acts} == {1}


def test_together_or_alone_no_reminder_is_written_twice(session, three):
    remind(session, "2027-04-16")
    for report in three:
        report.look_on = AT_ONCE  # as if the clock had lost what it knew
    session.flush()

    assert remind(session, "2027-04-16") == 0
    assert len(sent_to(session)) == 3


def test_the_database_refuses_a_second_reminder_of_a_stage(session, three):
    remind(session, "2027-04-16")
    first = session.scalars(select(MailReminder)).first()

    with pytest.raises(IntegrityError), session.begin_nested():
        session.add(MailReminder(mail_id=first.mail_id, report_id=first.report_id,
                                 due_version=first.due_version, stage=first.stage,
                                 reader=first.reader))  # fmt: skip


def test_a_mail_about_several_goes_out_while_one_of_them_is_awaited(session, three):
    remind(session, "2027-04-16")
    for report in three[:2]:
        report.state, report.submitted_at = ReportState.SUBMITTED, noon("2027-04-16")
    session.flush()
    cancel_void_reminders(session)
    before = mails(session)[0].state

    three[2].due_version = 2
    session.flush()
    cancel_void_reminders(session)
    session.flush()

    assert (before, mails(session)[0].state) == (MailState.WAITING, MailState.CANCELLED)


def test_overdue_ones_stand_first_and_are_counted_in_the_subject(session, anna, three):
    three[2].due_on = date(2027, 4, 15)
    three[2].state = ReportState.DUE_SOON
    session.flush()

    remind(session, "2027-04-16")

    mail = mails(session)[0]
    assert mail.subject == "3 Nachweise, 1 davon überfällig"
    assert mail.body.index("Zwischennachweis 2026") < mail.body.index("Zwischennachweis 2024")
    assert "seit 1 Tag überfällig" in mail.body


def test_reports_of_different_clusters_are_not_mixed(session):
    eve = a_person(session, "Eve English", language="en")
    a_report_of(session)
    a_report_of(session, eve)

    remind(session, "2027-04-16")

    assert all("Nachweise" not in mail.subject and "reports" not in mail.subject
               for mail in mails(session))  # fmt: skip
    assert "Interim report 2026" in mails(session)[-1].subject


def test_the_clock_looks_at_a_report_again_on_the_day_on_which_something_is_due(session):
    report = a_report_of(session)
    seen = []
    for day in ("2026-12-01", "2027-01-01", "2027-03-02", "2027-04-29", "2027-05-01", "2027-07-01"):
        remind(session, day)
        seen.append(report.look_on.isoformat())

    assert seen == [
        "2027-01-01", "2027-03-01", "2027-03-31", "2027-05-01", "2027-05-03", "9999-12-31",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        "update report set due_on = due_on + 30, due_version = 2",
        "update report set state = 'extended'",
        "update grant_to_recipient set ends_on = ends_on + 30",
    ],
)
def test_a_change_makes_the_clock_look_at_once(session, change):
    report = a_report_of(session)
    remind(session, "2027-01-01")
    assert report.look_on > AT_ONCE

    session.execute(text(change))
    session.expire(report)

    assert report.look_on == AT_ONCE
