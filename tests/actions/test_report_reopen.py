"""An accepted report is opened again with a reason; what was accepted stays readable."""

from datetime import date

import pytest
from sqlalchemy import select

from grants.actions.report import save_report, submit_report
from grants.actions.report_check import accept_report, take_into_check
from grants.actions.report_reopen import reopen_report
from grants.actions.voucher import remove_voucher
from grants.models.grant import BudgetLine
from grants.models.record import Act
from grants.models.report import ReportKind
from grants.programme.finding import RulesBroken
from grants.programme.money import NOTHING, eur
from grants.programme.people import TeamRole
from grants.programme.stages import GrantState, NoSuchMove, ReportState
from grants.queries.payment import settled_of
from grants.queries.report_content import spent_lines
from grants.queries.report_file import acts_on_report
from grants.queries.report_reopened import acceptances_of, is_text_only
from grants.queries.returned import question_about
from tests.makers.application import an_application
from tests.makers.award import an_award
from tests.makers.cluster import a_cluster
from tests.makers.grant import a_grant
from tests.makers.moment import NOON, days
from tests.makers.person import a_person
from tests.makers.report import a_report
from tests.makers.review import an_officer

R = ReportState
WHY = "Die Reise nach Japan gehört in das Folgejahr."


@pytest.fixture
def anna(session):
    return a_person(session)


@pytest.fixture
def dirk(session):
    return an_officer(session)


@pytest.fixture
def grant(session, anna):
    cluster = a_cluster(session, team={anna: TeamRole.SIGNATORY})
    return a_grant(
        session, an_award(session, an_application(session, cluster)), ends_on=date(2027, 12, 31),
        lines=[BudgetLine(category="travel_abroad", year=2026, amount=eur(20_000))],
    )  # fmt: skip


def write(session, report, anna, travel, narrative="Wir waren in Japan."):
    save_report(
        session, report, narrative=narrative, lines={"travel_abroad": travel},
        own_funds_spent=travel, third_party_spent=NOTHING, received=NOTHING,
        revision=report.revision, by=anna.as_actor(), now=NOON,
    )  # fmt: skip


def accepted(session, grant, anna, dirk, **more):
    """24,000.00 EUR went into travel, and an officer accepted that."""
    made = a_report(session, grant, state=R.OPEN, **more)
    write(session, made, anna, eur(24_000))
    submit_report(session, made, by=anna.as_actor(), now=NOON)
    accept(session, made, dirk)
    return made


def accept(session, report, dirk, remark="Stimmt.", now=NOON):
    take_into_check(session, report, by=dirk.as_actor(), now=now)
    accept_report(session, report, remark=remark, by=dirk.as_actor(), now=now)


def reopen(session, report, dirk, reason=WHY):
    reopen_report(session, report, reason=reason, by=dirk.as_actor(), now=days(10))


def spent(report):
    return {line.code: line.spent for line in spent_lines(report) if line.spent}


def test_the_last_report_is_open_as_a_whole_and_what_was_accepted_stays(session, grant, anna, dirk):
    report = accepted(session, grant, anna, dirk)
    with pytest.raises(RulesBroken):
        reopen(session, report, dirk, reason=" ")
    reopen(session, report, dirk)

    assert (report.state, report.check_remark, report.checked_by) == (R.QUERY, "", None)
    assert question_about(session, report).reason == WHY
    assert not is_text_only(session, report)
    write(session, report, anna, eur(20_000), "Eine Reise weniger.")
    submit_report(session, report, by=anna.as_actor(), now=days(20), answer="Berichtigt.")
    accept(session, report, dirk, "Jetzt stimmt es.", days(21))

    assert (report.state, spent(report)) == (R.ACCEPTED, {"travel_abroad": eur(20_000)})
    assert report.came_at == NOON
    (before,) = acceptances_of(report, acts_on_report(session, report))
    assert (before.remark, before.by, before.reason) == ("Stimmt.", dirk.name, WHY)
    assert (before.accepted_at, before.reopened_at) == (NOON, days(10))
    assert (before.whole, before.narrative) == (eur(24_000), "Wir waren in Japan.")
    assert [amount for _, amount in before.spent] == [eur(24_000)]


def test_of_an_earlier_one_only_the_text_is_open(session, grant, anna, dirk):
    report = accepted(session, grant, anna, dirk)
    accepted(session, grant, anna, dirk, year=2027, due_on=date(2028, 4, 30))
    reopen(session, report, dirk)

    assert is_text_only(session, report)
    with pytest.raises(RulesBroken) as raised:
        write(session, report, anna, eur(20_000))
    assert [each.rule for each in raised.value.findings] == ["REPORT-TEXT"]
    with pytest.raises(NoSuchMove):
        remove_voucher(session, report, 1, by=anna.as_actor(), now=NOON)

    write(session, report, anna, eur(24_000), "Genauer gesagt.")
    grant.lines[0].amount = eur(1_000)
    session.flush()
    submit_report(session, report, by=anna.as_actor(), now=days(20))

    assert [line.planned for line in spent_lines(report) if line.spent] == [eur(20_000)]
    sent = session.scalars(
        select(Act).where(Act.act == "submit_report").order_by(Act.id.desc()).limit(1)
    ).one()
    assert sent.after["content"]["plan"] == {"travel_abroad": "20000.00"}
    assert sent.after["content"]["narrative"] == "Genauer gesagt."


def test_the_final_report_takes_the_grant_along_and_no_decided_one_is_opened(
    session, grant, anna, dirk
):
    grant.state = GrantState.PROOF_DUE
    report = accepted(session, grant, anna, dirk, kind=ReportKind.FINAL, year=2027)
    assert grant.state is GrantState.PROOF_CHECKED
    assert settled_of(session, grant) is not None

    grant.state = GrantState.HEARING
    with pytest.raises(RulesBroken) as raised:
        reopen(session, report, dirk)
    assert [each.rule for each in raised.value.findings] == ["REPORT-REOPEN"]

    grant.state = GrantState.PROOF_CHECKED
    reopen(session, report, dirk)
    assert grant.state is GrantState.PROOF_SUBMITTED
    assert settled_of(session, grant) is None
    with pytest.raises(NoSuchMove):
        reopen(session, report, dirk)
    submit_report(session, report, by=anna.as_actor(), now=days(20))
    accept(session, report, dirk, now=days(21))
    assert grant.state is GrantState.PROOF_CHECKED
