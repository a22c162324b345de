"""Staff check reports, ask, accept with a remark, extend and waive with a reason."""

from datetime import date

import pytest
from sqlalchemy import select

from grants.actions.report_check import accept_report, ask, extend, take_into_check, waive
from grants.models.record import Act
from grants.programme.finding import RulesBroken
from grants.programme.stages import NoSuchMove, ReportState
from tests.makers.moment import NOON
from tests.makers.report import a_report
from tests.makers.review import an_officer

R = ReportState


def a_submitted_report(session, state=R.SUBMITTED):
    """A report that the recipient handed in."""
    return a_report(session, state=state, submitted_at=NOON)


def test_a_report_is_taken_into_check_and_accepted_with_a_remark(session):
    report, dirk = a_submitted_report(session), an_officer(session)
    take_into_check(session, report, by=dirk.as_actor(), now=NOON)
    accept_report(session, report, remark=" Figures fit. ", by=dirk.as_actor(), now=NOON)

    assert report.state is R.ACCEPTED
    assert (report.check_remark, report.checked_by, report.checked_at) == (
        "Figures fit.", dirk, NOON,
    )  # fmt: skip
    assert session.scalars(select(Act.act).order_by(Act.id)).all() == [
        "check_report",
        "accept_report",
    ]


def test_nothing_is_accepted_without_a_remark(session):
    report, dirk = a_submitted_report(session, R.IN_CHECK), an_officer(session)

    with pytest.raises(RulesBroken) as broken:
        accept_report(session, report, remark=" ", by=dirk.as_actor(), now=NOON)

    assert [finding.place for finding in broken.value.findings] == ["remark"]
    assert report.state is R.IN_CHECK


def test_what_is_not_in_check_cannot_be_accepted(session):
    report, dirk = a_submitted_report(session), an_officer(session)

    with pytest.raises(NoSuchMove):
        accept_report(session, report, remark="In order.", by=dirk.as_actor(), now=NOON)


def test_a_question_gives_the_ball_to_the_recipient(session):
    report, dirk = a_submitted_report(session, R.IN_CHECK), an_officer(session)
    ask(session, report, question="Which flights?", by=dirk.as_actor(), now=NOON,
        public_url="https://portal.example.org")  # fmt: skip

    assert report.state is R.QUERY
    assert session.scalars(select(Act.reason)).all() == ["Which flights?"]


def test_an_extension_moves_to_a_working_day_and_voids_old_reminders(session):
    report, dirk = a_report(session, state=R.OVERDUE), an_officer(session)
    extend(session, report, until=date(2028, 7, 1), reason="Krankheit", by=dirk.as_actor(),
           now=NOON)  # fmt: skip

    assert report.state is R.EXTENDED
    assert (report.named_on, report.due_on, report.due_version) == (
        date(2028, 7, 1), date(2028, 7, 3), 2,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("until", "reason", "place"),
    [
        (date(2028, 5, 17), "Krankheit", "until"),
        (date(2033, 5, 18), "Krankheit", "until"),
        (date(2062, 7, 1), "Krankheit", "until"),
        (date(2028, 7, 1), " ", "reason"),
    ],
)
def test_an_extension_is_later_and_has_its_reason(session, until, reason, place):
    report, dirk = a_report(session, state=R.OPEN), an_officer(session)

    with pytest.raises(RulesBroken) as broken:
        extend(session, report, until=until, reason=reason, by=dirk.as_actor(), now=NOON)

    assert [finding.place for finding in broken.value.findings] == [place]
    assert report.state is R.OPEN


def test_an_extension_reaches_to_the_last_day_that_a_slip_would_pass(session):
    report, dirk = a_report(session, state=R.OVERDUE), an_officer(session)
    extend(session, report, until=date(2033, 5, 17), reason="Krankheit", by=dirk.as_actor(),
           now=NOON)  # fmt: skip

    assert report.named_on == date(2033, 5, 17)


def test_a_waiver_stays_in_the_record_with_its_reason(session):
    report, dirk = a_report(session, state=R.OPEN), an_officer(session)
    waive(session, report, reason="Start im Dezember", by=dirk.as_actor(), now=NOON)

    assert report.state is R.WAIVED
    assert session.scalars(select(Act.reason)).all() == ["Start im Dezember"]
