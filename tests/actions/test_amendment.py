"""Amending an awarded grant under the locks, with every rule asked once more."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from grants.actions.amendment import propose_amendment
from grants.actions.decision import countersign
from grants.models.amendment import Amendment
from grants.models.decision import Letter, LetterKind
from grants.models.report import Report, ReportKind
from grants.programme.finding import RulesBroken
from grants.programme.money import eur
from grants.queries.amendment import figures_of
from grants.queries.decision import findings_then
from tests.makers.decision import two_officers
from tests.makers.later import TODAY, awarded
from tests.makers.moment import NOON

SHORTER = date(2030, 6, 30)


def amended(session, grant, after, first, second, **more):
    """The grant after an amendment by these two."""
    more = {"requested_on": TODAY} | more
    decision = propose_amendment(session, grant, after, by=first.as_actor(), now=NOON, **more)
    return countersign(session, decision, by=second.as_actor(), now=NOON)


def last_letter(session):
    """The letter that was ordered last."""
    return session.scalars(select(Letter).order_by(Letter.id.desc())).first()


def broken(raised):
    """The numbers of the rules that were broken."""
    return [finding.rule for finding in raised.value.findings]


def less(grant, cents=10_000):
    """The same grant with less money: personnel of the first year, half of it grant."""
    now = figures_of(grant)
    cells = dict(now.cells)
    cells["personnel", 2029] -= eur(cents)
    return replace(now, cells=cells, direct=now.direct - eur(cents))


def test_money_moves_between_categories_and_the_letter_puts_old_beside_new(session):
    first, second = two_officers(session)
    grant = awarded(session, first, second)
    cells = dict(figures_of(grant).cells)
    cells["personnel", 2029] -= eur(6_000)
    cells["travel_abroad", 2029] += eur(6_000)

    amended(session, grant, replace(figures_of(grant), cells=cells), first, second)

    assert grant.costs == eur(800_000)
    assert grant.award.committed == eur(400_000)
    letter = last_letter(session)
    assert letter.kind is LetterKind.AMENDMENT
    assert letter.snapshot["ordinal"] == 1
    assert [
        (each["old"]["de"], each["new"]["de"]) for each in letter.snapshot["changes"]
    ] == [
        ("400.000,00\u00a0EUR", "394.000,00\u00a0EUR"),
        ("400.000,00\u00a0EUR", "406.000,00\u00a0EUR"),
    ]  # fmt: skip
    assert letter.snapshot["same_amount"] is True


def test_a_position_the_plan_did_not_have_comes_by_amendment_and_is_free_from_then_on(session):
    first, second = two_officers(session)
    grant = awarded(session, first, second)
    cells = dict(figures_of(grant).cells)
    assert "subcontract" not in figures_of(grant).by_category
    cells["personnel", 2029] -= eur("10000.01")
    cells["subcontract", 2029] = eur("10000.01")

    decision = amended(session, grant, replace(figures_of(grant), cells=cells), first, second)

    assert figures_of(grant).by_category["subcontract"] == eur("10000.01")
    assert (grant.costs, grant.amount) == (eur(800_000), eur(400_000))
    [said] = [each.says.de for each in findings_then(decision) if each.rule == "R-035"]
    assert said.replace("\u00a0", " ") == (
        "Vergabe von Aufträgen: neue Position mit 10.000,01 €. Bisher war dafür nichts frei."
        " Künftig frei: 12.000,01 €."
    )
    snapshot = last_letter(session).snapshot
    assert [
        (each["what"]["de"], each["old"]["de"], each["new"]["de"])
        for each in snapshot["changes"]
        if each["old"]["de"].startswith("0,00")
    ] == [("Vergabe von Aufträgen", "0,00\u00a0EUR", "10.000,01\u00a0EUR")]
    [row] = [each for each in snapshot["plan"]["lines"] if each["sum"] == "10000.01"]
    assert row["label"]["de"] == "Vergabe von Aufträgen"
    assert snapshot["plan"]["balances"] is True


def test_a_position_that_the_round_does_not_have_is_refused(session):
    first, second = two_officers(session)
    grant = awarded(session, first, second)
    cells = figures_of(grant).cells | {("yachts", 2029): eur(1)}

    with pytest.raises(RulesBroken) as raised:
        amended(session, grant, replace(figures_of(grant), cells=cells), first, second)

    assert "AMEND-POSITION" in broken(raised)


def test_nothing_changes_before_the_second_person(session):
    first, second = two_officers(session)
    grant = awarded(session, first, second)
    before = figures_of(grant)

    propose_amendment(
        session, grant, less(grant), requested_on=TODAY, reasons="Weniger Bedarf.",
        by=first.as_actor(), now=NOON,
    )  # fmt: skip

    assert figures_of(grant) == before
    assert grant.award.committed == eur(400_000)


def test_less_money_frees_what_was_committed(session):
    first, second = two_officers(session)
    grant = awarded(session, first, second)

    amended(session, grant, less(grant), first, second, reasons="Weniger Bedarf.")

    assert grant.amount == eur(390_000)
    assert grant.award.committed == eur(390_000)


def test_less_money_for_the_same_costs_changes_the_rate_and_the_letter_says_both(session):
    first, second = two_officers(session)
    grant = awarded(session, first, second)
    after = replace(figures_of(grant), direct=eur(280_000))

    amended(session, grant, after, first, second, reasons="Andere Mittel kommen hinzu.")

    said = {each["what"]["de"]: each for each in last_letter(session).snapshot["changes"]}
    rate = said["Fördersatz, Anteil an den zuwendungsfähigen Ausgaben"]
    assert (rate["old"]["de"], rate["new"]["de"]) == ("50,00\u00a0%", "35,00\u00a0%")
    assert (rate["old"]["en"], rate["new"]["en"]) == ("50.00\u00a0%", "35.00\u00a0%")


def test_a_rate_that_stays_is_not_among_the_changes(session):
    first, second = two_officers(session)
    grant = awarded(session, first, second)
    now = figures_of(grant)
    cells = now.cells | {("personnel", 2029): now.cells["personnel", 2029] - eur("0.01")}

    amended(session, grant, replace(now, cells=cells, direct=now.direct - eur("0.01")),
            first, second, reasons="Ein Cent weniger.")  # fmt: skip

    assert "Fördersatz" not in str(last_letter(session).snapshot["changes"])


def test_an_award_below_its_rate_names_the_share_that_it_pays(session):
    first, second = two_officers(session)
    awarded(session, first, second, direct=eur(200_000))

    assert last_letter(session).snapshot["rate"] == "1/4"


def test_less_money_without_reasons_is_refused(session):
    first, second = two_officers(session)
    grant = awarded(session, first, second)

    with pytest.raises(RulesBroken) as raised:
        amended(session, grant, less(grant), first, second)

    assert broken(raised) == ["R-056"]


def more_money(grant, amount):
    """The same grant with more money: twice as much in costs."""
    now = figures_of(grant)
    cells = dict(now.cells)
    cells["personnel", 2029] += eur(amount) + eur(amount)
    return replace(now, cells=cells, direct=now.direct + eur(amount))


def test_r001_more_money_is_held_against_the_cap_to_the_cent(session):
    first, second = two_officers(session)
    grant = awarded(session, first, second)
    grant.award.cap = eur(500_000)
    session.flush()

    with pytest.raises(RulesBroken) as raised:
        amended(session, grant, more_money(grant, "100000.01"), first, second)
    amended(session, grant, more_money(grant, 100_000), first, second)

    assert broken(raised) == ["R-001"]
    assert grant.award.committed == eur(500_000)


def test_r001_the_cap_is_asked_again_when_the_second_person_signs(session):
    first, second = two_officers(session)
    grant = awarded(session, first, second)
    decision = propose_amendment(
        session, grant, more_money(grant, 100_000), requested_on=TODAY, by=first.as_actor(),
        now=NOON,
    )  # fmt: skip
    grant.award.cap = eur("499999.99")
    session.flush()

    with pytest.raises(RulesBroken) as raised:
        countersign(session, decision, by=second.as_actor(), now=NOON)

    assert broken(raised) == ["R-001"]


def test_a_grant_of_more_than_its_rate_is_refused(session):
    first, second = two_officers(session)
    grant = awarded(session, first, second)
    after = replace(figures_of(grant), direct=eur("400000.01"))

    with pytest.raises(RulesBroken) as raised:
        amended(session, grant, after, first, second)

    assert "R-003" in broken(raised)
    assert figures_of(grant).direct == eur(400_000)


def test_another_last_day_moves_the_final_report(session):
    first, second = two_officers(session)
    grant = awarded(session, first, second)
    cells = {(code, 2029 if year == 2030 else year): money for (code, year), money in
             figures_of(grant).cells.items()}  # fmt: skip
    cells = {cell: money + money for cell, money in cells.items()}

    amended(session, grant, replace(figures_of(grant), ends_on=SHORTER, cells=cells),
            first, second)  # fmt: skip

    final = session.scalars(
        select(Report).where(Report.grant_id == grant.id, Report.kind == ReportKind.FINAL)
    ).one()
    assert (final.due_on, final.due_version) == (date(2030, 12, 31), 2)
    said = last_letter(session).snapshot
    assert said["period_until"] == "2030-06-30"
    assert ("2031-06-30", "2030-12-31") in [
        tuple(date.fromisoformat(iso(each[side])).isoformat() for side in ("old", "new"))
        for each in said["changes"]
        if "fällig" in each["what"]["de"]
    ]


def iso(words):
    """30.06.2031 as 2031-06-30."""
    day, month, year = words["de"].split(".")
    return f"{year}-{month}-{day}"


def test_amendments_are_numbered_and_name_the_one_before(session):
    first, second = two_officers(session)
    grant = awarded(session, first, second)
    amended(session, grant, less(grant), first, second, reasons="Weniger Bedarf.")
    number = last_letter(session).number

    amended(session, grant, less(grant), second, first, reasons="Noch weniger.")

    assert [each.ordinal for each in session.scalars(select(Amendment).order_by(Amendment.id))] == [
        1, 2,
    ]  # fmt: skip
    assert last_letter(session).snapshot["last_amended"]["file_number"] == number


def test_nothing_to_change_is_no_amendment(session):
    first, second = two_officers(session)
    grant = awarded(session, first, second)

    with pytest.raises(RulesBroken) as raised:
        amended(session, grant, figures_of(grant), first, second)

    assert broken(raised) == ["AMEND-CHANGE"]


def test_a_grant_that_is_not_awarded_is_not_amended(session):
    first, second = two_officers(session)
    grant = awarded(session, first, second)
    after = less(grant)
    grant.state = grant.state.__class__.SETTLED

    with pytest.raises(RulesBroken) as raised:
        amended(session, grant, after, first, second, reasons="Zu spät.")

    assert broken(raised) == ["DECISION-READY"]
