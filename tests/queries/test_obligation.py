"""Every dated duty in one place: of recipients and of the sponsor, with its rule and its day."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from grants.actions.payment_check import find_correct
from grants.models.award import Phase, PhaseKind
from grants.models.obligation import OBLIGATION
from grants.models.report import ReportKind
from grants.programme.obligation import ObligationKind, Side, Standing
from grants.programme.people import Role
from grants.programme.stages import AwardState, ProjectState, ReportState
from grants.queries.obligation import COUNT_LATE, DUTY, obligations, of_case, open_until
from tests.makers.decision import two_officers
from tests.makers.grant import a_concept_grant
from tests.makers.later import TODAY, awarded_conditionally, heard
from tests.makers.moment import NOON
from tests.makers.payment import Office, a_paying_grant, a_request
from tests.makers.person import a_person
from tests.makers.report import a_report
from tests.makers.risk import a_project_at_risk

K = ObligationKind


@pytest.fixture
def dirk(session):
    return a_person(session, "Dirk Drews", role=Role.SPONSOR).as_actor()


def duties(session, actor, kind):
    return obligations(session, actor, DUTY.kind == kind)


def test_a_report_is_a_duty_of_its_recipient_with_rule_and_day(session, dirk):
    report = a_report(session, due_on=date(2028, 5, 2), year=2027)
    report.named_on = date(2028, 4, 30)
    session.flush()

    (duty,) = duties(session, dirk, K.REPORT)

    assert (duty.what.de, duty.side) == ("Zwischennachweis 2027", Side.RECIPIENT)
    assert (duty.named_on, duty.due_on) == (date(2028, 4, 30), date(2028, 5, 2))
    assert duty.basis.de.startswith("R-041")
    assert duty.since.isoformat() == "2027-12-31T23:00:00+00:00"  # midnight in Berlin
    assert duty.place == f"/sponsor/reports/{report.grant.number}/2027"


def test_a_report_that_came_is_done_and_its_check_is_ours(session, dirk):
    report = a_report(session, state=ReportState.SUBMITTED, submitted_at=NOON)
    days = report.grant.award.terms.check_days

    (owed,), (check,) = duties(session, dirk, K.REPORT), duties(session, dirk, K.CHECK)

    assert (owed.standing(TODAY), check.standing(TODAY)) == (Standing.DONE_LATE, Standing.OPEN)
    assert (check.side, check.since) == (Side.SPONSOR, NOON)
    assert check.due_on == TODAY + timedelta(days=days)
    assert check.standing(check.due_on + timedelta(days=1)) is Standing.OVERDUE


def test_a_report_that_was_waived_is_owed_no_more(session, dirk):
    a_report(session, state=ReportState.WAIVED)

    (duty,) = duties(session, dirk, K.REPORT)

    assert duty.standing(date(2030, 1, 1)) is Standing.WAIVED
    assert obligations(session, dirk, open_until(date(2030, 1, 1))) == []


def test_a_hearing_makes_two_duties_the_answer_and_the_year_to_revoke(session, dirk):
    first, second = two_officers(session)
    grant = awarded_conditionally(session, first, second)
    heard(session, grant, first, answered=False, known_on=date(2028, 2, 29))

    (answer,), (limit,) = duties(session, dirk, K.ANSWER), duties(session, dirk, K.LIMIT)

    assert (answer.due_on, answer.side) == (TODAY, Side.RECIPIENT)
    assert (limit.due_on, limit.side) == (date(2029, 2, 28), Side.SPONSOR)
    (condition,) = duties(session, dirk, K.CONDITION)
    assert condition.number == grant.number


def test_a_payment_is_ours_until_it_is_paid_then_its_use_is_theirs(session, dirk):
    office = Office(session)
    grant = a_paying_grant(session, office)
    made = a_request(session, grant, office)
    find_correct(session, made, correct=made.requested, remark="", by=office.checks, now=NOON)

    (payment,) = duties(session, dirk, K.PAYMENT)
    assert (payment.what.de, payment.standing(TODAY)) == ("Auszahlung 1 bearbeiten", Standing.OPEN)
    assert payment.place == f"/sponsor/payments/{grant.number}/1"
    assert duties(session, dirk, K.USE) == []


def test_a_project_that_lost_a_partner_has_until_its_day(session, dirk):
    project, *_ = a_project_at_risk(session)
    assert project.state is ProjectState.AT_RISK

    (duty,) = duties(session, dirk, K.REPLACEMENT)

    assert duty.due_on == project.replace_by
    assert duty.number == project.award.number


def test_vouchers_are_kept_for_years_and_never_overdue(session, dirk):
    report = a_report(
        session, kind=ReportKind.FINAL, state=ReportState.SUBMITTED, submitted_at=NOON
    )
    years = report.grant.award.terms.body["retention_years"]

    (duty,) = duties(session, dirk, K.RETENTION)

    assert duty.due_on == TODAY.replace(year=TODAY.year + years)
    assert duty.standing(duty.due_on) is Standing.OPEN
    assert duty.standing(duty.due_on + timedelta(days=1)) is Standing.DONE


def test_the_concept_is_due_on_the_last_day_of_its_phase(session, dirk):
    award = a_concept_grant(session, a_person(session)).award
    last = date(2029, 12, 31)
    session.add(Phase(award=award, kind=PhaseKind.CONCEPT, starts_on=date(2028, 1, 1),
                      ends_on=last))  # fmt: skip
    session.flush()

    (owed,) = duties(session, dirk, K.CONCEPT)
    award.state, award.concept_submitted_at = AwardState.CONCEPT_SUBMITTED, NOON
    session.flush()
    (done,) = duties(session, dirk, K.CONCEPT)

    assert (owed.due_on, owed.standing(TODAY)) == (last, Standing.OPEN)
    assert done.standing(TODAY) is Standing.DONE


def test_recipients_see_their_own_duties_and_none_of_ours(session):
    anna = a_person(session)
    grant = a_concept_grant(session, anna)
    a_report(session, grant, state=ReportState.SUBMITTED, submitted_at=NOON)
    a_report(session)

    found = obligations(session, anna.as_actor())

    assert [(duty.number, duty.side) for duty in found] == [(grant.number, Side.RECIPIENT)]


def test_a_case_of_others_looks_like_none(session):
    anna = a_person(session)
    other = a_report(session).grant

    assert of_case(session, anna.as_actor(), other.number) is None
    assert of_case(session, anna.as_actor(), other.award.number) is None
    assert of_case(session, anna.as_actor(), "03INT999A") is None


def test_no_duty_stands_there_twice(session, dirk):
    office = Office(session)
    a_request(session, a_paying_grant(session, office), office)
    a_project_at_risk(session)
    a_report(session, kind=ReportKind.FINAL, state=ReportState.SUBMITTED, submitted_at=NOON)

    codes = session.scalars(select(OBLIGATION.c.code)).all()

    assert len(codes) == len(set(codes)) > 4


def test_what_no_other_part_of_the_board_counts_is_counted(session):
    first, second = two_officers(session)
    heard(session, awarded_conditionally(session, first, second), first, answered=False)
    count = select(COUNT_LATE)

    assert session.scalar(count, {"day": TODAY}) == 0
    assert session.scalar(count, {"day": TODAY + timedelta(days=1)}) == 1
