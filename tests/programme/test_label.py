"""How long a label holds, and whom a round lets in with it (S4, W53 of the other programmes)."""

from datetime import date

import pytest

from grants.programme.label import HeldLabel, LabelFacts, check_label, validity
from grants.programme.label_terms import Gates, LabelLevel
from grants.programme.plain import build
from grants.programme.preset import draft_of
from grants.programme.words import Words

LEVELS = {row["code"]: build(LabelLevel, row) for row in draft_of("gocluster")["label_levels"]}
DEADLINE = date(2028, 8, 31)


def of(holds, level, granted_for, before=None):
    found = validity(LEVELS[level], granted_for, before)
    assert found.renews is holds
    return found.first, found.last


def test_a_first_bronze_label_holds_for_two_years_from_the_end_of_its_month():
    assert of(False, "bronze", date(2026, 11, 3)) == (date(2026, 11, 3), date(2028, 11, 30))


def test_a_first_gold_label_holds_for_three():
    assert of(False, "gold", date(2026, 2, 28)) == (date(2026, 2, 28), date(2029, 2, 28))


def test_a_leap_day_is_the_end_of_its_month():
    assert of(False, "bronze", date(2026, 2, 1))[1] == date(2028, 2, 29)


@pytest.mark.parametrize("granted_for", [date(2028, 9, 1), date(2029, 6, 15), date(2029, 11, 30)])
def test_a_renewal_continues_without_a_gap_up_to_twelve_months_after_the_end(granted_for):
    assert of(True, "bronze", granted_for, date(2028, 11, 30)) == (
        date(2028, 12, 1), date(2031, 11, 30),
    )  # fmt: skip


def test_a_day_later_it_is_a_first_label_again():
    assert of(False, "bronze", date(2029, 12, 1), date(2028, 11, 30)) == (
        date(2029, 12, 1), date(2031, 12, 31),
    )  # fmt: skip


BRONZE = HeldLabel(
    level="bronze", level_name=Words("Bronze", "Bronze"), covers=("bronze",),
    first=date(2026, 11, 3), last=DEADLINE,
)  # fmt: skip
GOLD = HeldLabel(
    level="gold", level_name=Words("Gold", "Gold"), covers=("bronze", "silver", "gold"),
    first=DEADLINE, last=date(2031, 8, 31),
)  # fmt: skip


def judged(*held, level="", on=DEADLINE):
    name = Words("Silber", "Silver") if level else None
    facts = LabelFacts(holder="Holz e. V.", register=Words("go-cluster", "go-cluster"),
                       level=name, held=held)  # fmt: skip
    return check_label(Gates(label_register="gocluster", label_level=level), facts, on)


def test_a_label_is_valid_on_its_last_day_and_not_on_the_next():
    assert judged(BRONZE).holds
    late = judged(BRONZE, on=date(2028, 9, 1))
    assert not late.holds
    assert late.says.de == (
        "Holz e. V. braucht ein Label im Register go-cluster, das am 01.09.2028 gilt."
        " Bronze gilt vom 03.11.2026 bis 31.08.2028."
    )


def test_a_label_is_valid_on_its_first_day_and_not_before():
    assert judged(GOLD).holds
    assert not judged(GOLD, on=date(2028, 8, 30)).holds


def test_a_higher_level_covers_the_one_asked_for_and_a_lower_one_does_not():
    assert judged(GOLD, level="silver").holds
    lower = judged(BRONZE, level="silver")
    assert lower.breaks
    assert lower.says.de == (
        "Holz e. V. braucht ein Label im Register go-cluster, mindestens Silber, das am 31.08.2028"
        " gilt. Eingetragen ist Bronze."
    )


def test_without_any_label_the_finding_says_so():
    assert judged().says.en == (
        "Holz e. V. needs a label of the register go-cluster that is valid on 31 August 2028."
        " The register holds none."
    )
