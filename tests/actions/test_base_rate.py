"""Base rates are kept by half-year, never rewritten, and all interest takes them from there."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from grants.actions.base_rate import enter_base_rate
from grants.actions.decision import countersign
from grants.actions.revocation import propose_revocation
from grants.models.record import Act
from grants.programme.base_rate import unknown_since
from grants.programme.finding import RulesBroken
from grants.queries.base_rate import every_base_rate, known_base_rates
from tests.actions.test_revocation import RECLAIM
from tests.makers.decision import two_officers
from tests.makers.later import a_draft, awarded, heard
from tests.makers.moment import NOON

JULY, JANUARY = date(2025, 7, 1), date(2026, 1, 1)


def enter(session, officer, begins, rate, *, source="Bundesbank", reason=""):
    return enter_base_rate(session, begins=begins, rate=Decimal(rate), source=source,
                           reason=reason, by=officer.as_actor(), now=NOON)  # fmt: skip


def test_r037_known_are_the_two_that_came_along_and_none_after_them(session):
    known = known_base_rates(session)

    assert known == {JULY: Decimal("1.27"), JANUARY: Decimal("1.27")}
    assert unknown_since(known, date(2026, 11, 23)) == date(2026, 7, 1)
    assert unknown_since([], date(2026, 11, 23)) == date(2026, 7, 1)


def test_a_correction_is_one_more_version_with_its_reason(session):
    officer, _ = two_officers(session)
    with pytest.raises(RulesBroken) as raised:
        enter(session, officer, JANUARY, "1.26")
    assert [one.place for one in raised.value.findings] == ["reason"]

    made = enter(session, officer, JANUARY, "1.26", reason="Zahlendreher.")
    again = enter(session, officer, JANUARY, "1.26", reason="Zahlendreher.")

    assert again is made
    assert known_base_rates(session)[JANUARY] == Decimal("1.26")
    assert [(one.begins, one.version) for one in every_base_rate(session)] == [
        (JANUARY, 2), (JANUARY, 1), (JULY, 1)
    ]  # fmt: skip
    act = session.scalars(select(Act).where(Act.act == "correct_base_rate")).one()
    assert (act.before["base_rate"], act.after["base_rate"]) == ("1.27", "1.26")
    assert (act.object_number, act.reason) == ("2026-01-01", "Zahlendreher.")


@pytest.mark.parametrize(
    ("begins", "rate", "source", "place"),
    [
        (date(2028, 2, 1), "1.27", "Bundesbank", "begins"),
        (date(2028, 7, 1), "1.27", "Bundesbank", "begins"),
        (date(2028, 1, 1), "127", "Bundesbank", "rate"),
        (date(2028, 1, 1), "1.27", " ", "source"),
        (JANUARY, "1.27", "Bundesbank", "rate"),
    ],
)
def test_what_is_no_known_base_rate_is_refused(session, begins, rate, source, place):
    officer, _ = two_officers(session)
    with pytest.raises(RulesBroken) as raised:
        enter(session, officer, begins, rate, source=source, reason="Weil.")
    assert [one.place for one in raised.value.findings] == [place]


@pytest.mark.parametrize("change", ["update base_rate set rate = 9", "delete from base_rate"])
def test_the_database_keeps_them_as_they_were_entered(session, change):
    with pytest.raises(IntegrityError):
        session.execute(text(change))


def test_r037_a_revocation_takes_them_and_one_corrected_meanwhile_is_proposed_anew(session):
    first, second = two_officers(session)
    grant = awarded(session, first, second)
    heard(session, grant, first)
    decision = propose_revocation(session, grant, a_draft(**RECLAIM), by=first.as_actor(), now=NOON)
    enter(session, first, date(2028, 1, 1), "1.00", reason="Falsch abgeschrieben.")

    with pytest.raises(RulesBroken) as raised:
        countersign(session, decision, by=second.as_actor(), now=NOON)

    assert [one.says.de for one in raised.value.findings] == [
        "Der Basiszinssatz ab 01.01.2028 wurde seit dem Vorschlag berichtigt. Schlagen Sie neu vor."
    ]
