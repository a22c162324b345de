"""The list of vouchers of a report: one by one, as a whole, and never after handing in."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from grants.actions.report import submit_report
from grants.actions.voucher import (
    change_voucher,
    enter_voucher,
    remove_voucher,
    take_over_vouchers,
)
from grants.models.record import Act
from grants.models.report import ReportKind, ReportLine
from grants.programme.finding import RulesBroken
from grants.programme.money import eur
from grants.programme.people import TeamRole
from grants.programme.stages import NoSuchMove, ReportState
from grants.programme.voucher import VoucherList
from grants.queries.application import terms_of
from grants.queries.voucher import find_voucher, listed_sums, seen_of, voucher_findings, vouchers_of
from tests.makers.application import an_application
from tests.makers.award import an_award
from tests.makers.cluster import a_cluster
from tests.makers.decision import two_officers
from tests.makers.grant import a_grant
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.makers.report import a_report
from tests.makers.round import another_version
from tests.makers.voucher import a_voucher, listed


@pytest.fixture
def anna(session):
    return a_person(session, "Anna Albrecht")


@pytest.fixture
def report(session, anna):
    """The report on 2026 of a grant that runs from January 2026 on."""
    cluster = a_cluster(session, team={anna: TeamRole.SIGNATORY})
    grant = a_grant(session, an_award(session, an_application(session, cluster)))
    return a_report(session, grant, state=ReportState.OPEN, narrative="Alles lief.")


def enter(session, report, voucher, anna):
    return enter_voucher(session, report, voucher, by=anna.as_actor(), now=NOON)


def acts(session):
    return list(session.scalars(select(Act.act).where(Act.object_kind == "report")))


def test_a_voucher_is_entered_once_changed_and_taken_out(session, report, anna):
    first = enter(session, report, a_voucher(), anna)
    assert enter(session, report, a_voucher(), anna) is first
    second = enter(session, report, a_voucher(invoice="RE-78"), anna)

    change_voucher(session, report, 1, a_voucher(amount=eur(900)), seen=seen_of([first]),
                   by=anna.as_actor(), now=NOON)  # fmt: skip
    remove_voucher(session, report, 2, by=anna.as_actor(), now=NOON)
    remove_voucher(session, report, 2, by=anna.as_actor(), now=NOON)

    assert second.ordinal == 2
    assert listed_sums(session, report) == {"travel_abroad": eur(900)}
    assert enter(session, report, a_voucher(invoice="RE-79"), anna).ordinal == 2
    assert acts(session) == ["enter_voucher", "enter_voucher", "change_voucher", "remove_voucher",
                             "enter_voucher"]  # fmt: skip


def test_of_two_who_change_one_voucher_the_second_is_told(session, report, anna):
    row = enter(session, report, a_voucher(), anna)
    seen = seen_of([row])
    change_voucher(session, report, 1, a_voucher(amount=eur(1)), seen=seen, by=anna.as_actor(),
                   now=NOON)  # fmt: skip

    with pytest.raises(RulesBroken) as raised:
        change_voucher(session, report, 1, a_voucher(amount=eur(2)), seen=seen, by=anna.as_actor(),
                       now=NOON)  # fmt: skip

    assert raised.value.findings[0].rule == "VOUCHER-SEEN"
    assert find_voucher(session, report, 1).amount == eur(1)


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ({"paid_on": date(2027, 1, 1)}, "paid_on"),
        ({"category": "yacht"}, "category"),
    ],
)
def test_r038_what_does_not_belong_in_the_report_is_refused_at_its_field(
    session, report, anna, wrong, place
):
    with pytest.raises(RulesBroken) as raised:
        enter(session, report, a_voucher(**wrong), anna)

    assert [each.place for each in raised.value.findings if each.breaks] == [place]
    assert vouchers_of(session, report) == []


def test_a_whole_list_replaces_what_was_there_and_the_record_says_how_much(session, report, anna):
    listed(session, report, a_voucher(), a_voucher(invoice="RE-78"))
    seen = seen_of(vouchers_of(session, report))
    coming = [a_voucher(amount=eur(10), invoice=f"RE-{at}") for at in range(3)]

    take_over_vouchers(session, report, coming, seen=seen, by=anna.as_actor(), now=NOON)

    assert [each.value for each in vouchers_of(session, report)] == coming
    kept = session.scalars(select(Act).order_by(Act.id.desc()).limit(1)).one()
    assert (kept.before["vouchers"], kept.before["amount"]) == (2, "2469.12")
    assert (kept.after["vouchers"], kept.after["amount"]) == (3, "30.00")
    with pytest.raises(RulesBroken):
        take_over_vouchers(session, report, coming[:1], seen=seen, by=anna.as_actor(), now=NOON)


@pytest.mark.parametrize("wanted", VoucherList)
def test_r038_the_terms_say_which_reports_need_their_list(session, report, anna, wanted):
    award = report.grant.award
    terms = replace(terms_of(award.terms), voucher_list=wanted)
    award.terms = another_version(session, award.terms, terms, *two_officers(session))
    final = a_report(session, report.grant, kind=ReportKind.FINAL,
                     state=ReportState.OPEN, narrative="Alles lief.")  # fmt: skip

    needing = [
        each.kind
        for each in (report, final)
        if any(found.breaks for found in voucher_findings(session, each, {"rent": eur(7)}, {}))
    ]

    assert (
        needing
        == {
            VoucherList.ON_REQUEST: [],
            VoucherList.FINAL: [ReportKind.FINAL],
            VoucherList.ALWAYS: [ReportKind.INTERIM, ReportKind.FINAL],
        }[wanted]
    )


def test_what_was_handed_in_stays_as_it_is_also_in_the_database(session, report, anna):
    listed(session, report, a_voucher(amount=eur(5)))
    session.add(ReportLine(report=report, category="travel_abroad", spent=eur(5)))
    report.own_funds_spent = eur(5)
    session.flush()
    submit_report(session, report, by=anna.as_actor(), now=NOON)
    content = session.scalars(select(Act).where(Act.act == "submit_report")).one().after["content"]
    assert content["vouchers"]["count"] == 1
    assert content["vouchers"]["amount"] == "5.00"

    with pytest.raises(NoSuchMove):
        enter(session, report, a_voucher(), anna)
    with pytest.raises(IntegrityError, match="kept as they are"), session.begin_nested():
        session.execute(text("update report_voucher set amount = 6"))
    with pytest.raises(IntegrityError, match="kept as they are"), session.begin_nested():
        session.execute(text("delete from report_voucher"))


def test_r038_a_list_that_does_not_come_to_the_expenditure_stops_the_report(session, report, anna):
    listed(session, report, a_voucher(amount=eur("4.99")))
    session.add(ReportLine(report=report, category="travel_abroad", spent=eur(5)))
    report.own_funds_spent = eur(5)
    session.flush()

    with pytest.raises(RulesBroken) as raised:
        submit_report(session, report, by=anna.as_actor(), now=NOON)

    assert [each.rule for each in raised.value.findings if each.breaks] == ["R-038"]


def test_who_only_reads_enters_nothing(session, report):
    rita = a_person(session, "Rita Reader")

    with pytest.raises(RulesBroken):
        enter(session, report, a_voucher(), rita)
