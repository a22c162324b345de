"""Reports follow the calendar, and reminders go out on the days of the cadence, each once."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from grants.actions.remind import remind_of_due_reports
from grants.models.outbox import Mail, MailReminder, MailState
from grants.models.record import Act
from grants.models.report import ReportKind
from grants.programme.people import TeamRole
from grants.programme.preset import preset
from grants.programme.stages import ReportState
from tests.makers.application import an_application
from tests.makers.award import an_award
from tests.makers.cluster import a_cluster
from tests.makers.grant import a_grant
from tests.makers.person import a_person
from tests.makers.report import a_report
from tests.makers.round import a_round

PORTAL = "https://portal.example"
STAGES_OF_THE_EXAMPLE = {
    "2027-03-01": "info",
    "2027-03-31": "month",
    "2027-04-16": "fortnight",
    "2027-04-23": "week",
    "2027-04-29": "urgent",
    "2027-05-03": "overdue",
    "2027-05-14": "formal",
    "2027-05-31": "payment_stop",
    "2027-06-29": "hearing",
}


def noon(day):
    return datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC).replace(hour=10)


def remind(session, day):
    return remind_of_due_reports(session, public_url=PORTAL, now=noon(day))


def mails(session):
    session.expire_all()
    return list(session.scalars(select(Mail).order_by(Mail.id)))


def sent_to(session, kind="person"):
    """Day and stage of what was written, in that order."""
    rows = session.execute(
        select(Mail.created_at, MailReminder.stage)
        .join(MailReminder, MailReminder.mail_id == Mail.id)
        .where(MailReminder.reader.startswith(f"{kind}/"))
        .order_by(Mail.id, MailReminder.id)
    )
    return [(f"{at:%Y-%m-%d}", stage) for at, stage in rows]


def a_report_of(session, *people, due_on=date(2027, 4, 30), **more):
    cluster = a_cluster(session, team=dict.fromkeys(people, TeamRole.SIGNATORY)) if people else None
    award = an_award(session, an_application(session, cluster, state="selected"))
    return a_report(session, a_grant(session, award), due_on=due_on, **more)


def test_the_worked_example_is_reminded_of_on_its_nine_days_and_no_other(session):
    a_report_of(session)

    day = date(2027, 2, 1)
    while day < date(2027, 9, 1):
        remind(session, day.isoformat())
        remind(session, day.isoformat())
        day += timedelta(days=1)

    assert dict(sent_to(session)) == STAGES_OF_THE_EXAMPLE
    assert len(sent_to(session)) == len(STAGES_OF_THE_EXAMPLE)


def test_the_authority_gets_a_copy_once_the_report_is_overdue(session):
    a_report_of(session)

    for day in STAGES_OF_THE_EXAMPLE:
        remind(session, day)

    assert [stage for _, stage in sent_to(session, "authority")] == [
        "overdue", "formal", "payment_stop", "hearing",
    ]  # fmt: skip


def test_a_report_takes_its_states_from_the_calendar(session):
    report = a_report_of(session)
    seen = []

    for day in ("2026-12-31", "2027-01-01", "2027-03-30", "2027-03-31", "2027-04-30", "2027-05-01"):
        remind(session, day)
        seen.append((day, report.state))

    assert seen == [
        ("2026-12-31", ReportState.SCHEDULED),
        ("2027-01-01", ReportState.OPEN),
        ("2027-03-30", ReportState.OPEN),
        ("2027-03-31", ReportState.DUE_SOON),
        ("2027-04-30", ReportState.DUE_SOON),
        ("2027-05-01", ReportState.OVERDUE),
    ]


def test_the_day_changes_at_midnight_in_berlin(session):
    report = a_report_of(session, state=ReportState.DUE_SOON)

    remind_of_due_reports(
        session, public_url=PORTAL, now=datetime(2027, 4, 30, 21, 59, 59, tzinfo=UTC)
    )
    before = report.state
    remind_of_due_reports(session, public_url=PORTAL, now=datetime(2027, 4, 30, 22, tzinfo=UTC))

    assert (before, report.state) == (ReportState.DUE_SOON, ReportState.OVERDUE)


def test_after_three_days_down_only_the_stage_that_still_matters_is_sent(session):
    a_report_of(session)

    for day in ("2027-04-22", "2027-04-28", "2027-05-03", "2027-05-04"):
        remind(session, day)

    assert sent_to(session) == [
        ("2027-04-22", "fortnight"),
        ("2027-04-28", "week"),
        ("2027-05-03", "overdue"),
    ]


def test_a_late_reminder_speaks_of_the_days_that_are_left_and_is_recorded_as_late(session):
    a_report_of(session)

    remind(session, "2027-04-19")

    assert "in 11 Tagen" in mails(session)[0].body
    act = session.scalars(select(Act).where(Act.act == "remind")).one()
    assert (act.after["stage"], act.after["days_late"]) == ("fortnight", 3)


@pytest.mark.parametrize(
    "state", [ReportState.WAIVED, ReportState.SUBMITTED, ReportState.ACCEPTED, ReportState.QUERY]
)
def test_nobody_is_reminded_of_a_report_that_is_not_awaited(session, state):
    given = {"submitted_at": noon("2027-03-01")} if state is not ReportState.WAIVED else {}
    a_report_of(session, state=state, check_remark="geprüft", **given)

    assert remind(session, "2027-04-16") == 0


def test_a_changed_date_cancels_what_waits_and_starts_over(session):
    report = a_report_of(session)
    remind(session, "2027-04-16")

    report.due_on, report.due_version = date(2027, 6, 30), 2
    remind(session, "2027-04-20")
    remind(session, "2027-05-03")

    assert [(mail.state, *mail.key.split("/")[2:4]) for mail in mails(session)] == [
        (MailState.CANCELLED, "v1", "fortnight"),
        (MailState.WAITING, "v2", "info"),
    ]


def test_a_submitted_report_cancels_its_waiting_reminder(session):
    report = a_report_of(session)
    remind(session, "2027-04-16")

    report.state, report.submitted_at = ReportState.SUBMITTED, noon("2027-04-17")
    remind(session, "2027-04-18")

    assert [mail.state for mail in mails(session)] == [MailState.CANCELLED]


def test_authors_and_signatories_are_written_to_in_their_language_and_readers_are_not(session):
    anna, eve, rita = (
        a_person(session, "Anna Albrecht"),
        a_person(session, "Eve English", language="en"),
        a_person(session, "Rita Reader"),
    )
    team = {anna: TeamRole.SIGNATORY, eve: TeamRole.AUTHOR, rita: TeamRole.READER}
    award = an_award(session, an_application(session, a_cluster(session, team=team)))
    a_report(session, a_grant(session, award))

    remind(session, "2027-04-16")

    german, english = mails(session)
    assert (german.recipient, english.recipient) == (anna.email, eve.email)
    number = f"{award.number}A"
    assert german.subject == f"Zwischennachweis 2026 zu {number}: fällig am 30.04.2027"
    assert english.subject == f"Interim report 2026 on {number}: due on 30 April 2027"
    assert (
        "Ihr Zwischennachweis 2026 ist am 30.04.2027 fällig, in 14 Tagen. "
        "Im Portal steht, was noch fehlt."
    ) in german.body
    assert (
        "Your interim report 2026 is due on 30 April 2027, in 14 days. "
        "The portal shows what is missing."
    ) in english.body
    assert f"\n{PORTAL}/grants/{number}/reports/2026\n" in english.body


@pytest.mark.parametrize(
    ("kind", "named", "code"),
    [
        (ReportKind.INTERIM, "Zwischennachweis 2026", "2026"),
        (ReportKind.FINAL, "Verwendungsnachweis", "final"),
        (ReportKind.PARTNERS, "Bericht über Partner im Ausland", "partners"),
        (ReportKind.DECLARATION, "Jahreserklärung 2026", "declaration-2026"),
    ],
)
def test_every_report_is_named_as_in_the_portal_and_linked_to_its_own_page(
    session, kind, named, code
):
    report = a_report_of(session, kind=kind, state=ReportState.OPEN)

    remind(session, "2027-04-16")

    mail, number = mails(session)[0], report.grant.number
    assert mail.subject == f"{named} zu {number}: fällig am 30.04.2027"
    assert f"\n{PORTAL}/grants/{number}/reports/{code}\n" in mail.body


def test_who_has_left_is_not_written_to_and_the_authority_hears_of_an_empty_team(session):
    anna = a_person(session)
    report = a_report_of(session, anna)
    report.grant.award.cluster.team[0].until = noon("2027-01-01")

    remind(session, "2027-04-16")

    assert [mail.recipient for mail in mails(session)] == ["behoerde@example.org"]


def test_the_formal_reminder_sets_the_day_of_the_next_stage_as_new_period(session):
    a_report_of(session)

    remind(session, "2027-05-14")

    mail = mails(session)[0]
    assert mail.subject.startswith("Mahnung mit neuer Frist: Zwischennachweis 2026")
    assert "neue Frist bis zum 31.05.2027." in mail.body


def test_the_cadence_comes_from_the_terms_of_the_report(session):
    terms = preset("interclust")
    only_one = replace(terms, reminders=(replace(terms.reminders[0], code="once", days=-90),))
    round_ = a_round(session, terms=only_one)
    award = an_award(session, an_application(session, round_=round_))
    a_report(session, a_grant(session, award))

    for day in ("2027-01-28", "2027-01-29", "2027-04-16"):
        remind(session, day)

    assert sent_to(session) == [("2027-01-29", "once")]
