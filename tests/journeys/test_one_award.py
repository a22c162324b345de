"""One award lived through, from its letter to the day on which its vouchers may go.

Years are those of an award that begins on 1 March 2029. Every date and every cent is worked out by
hand beside the line that expects it, with the rule it follows. The parts lie in `award_money.py`,
`award_change.py` and `award_end.py`; they follow each other, each from where the last one ended.
"""

import pytest

from tests.journeys import award_change, award_end, award_money
from tests.makers.life import Life


@pytest.fixture
def life(engine, tmp_path):
    """An award on a database of its own (seals are about commits), a week before its letter."""
    life = Life(engine, tmp_path)
    yield life
    life.end()


def test_one_award_from_its_letter_to_the_end_of_retention(life):
    award_money.the_letter_becomes_final(life)
    award_money.three_people_pay_what_is_needed(life)
    award_money.money_lies_idle_and_bears_interest(life)
    award_money.a_late_proof_stops_payments(life)
    award_change.an_extension_moves_what_is_due(life)
    award_change.a_reallocation_waits_for_the_second_person(life)
    award_change.interest_on_idle_money_is_charged(life)
    award_change.a_part_is_revoked(life)
    award_change.it_is_paid_back_in_two_parts(life)
    award_end.the_final_proof_is_asked_for_and_comes_in_time(life)
    award_end.its_account_asks_for_the_rest(life)
    award_end.the_auditor_reads_the_same_sums(life)
    award_end.nothing_goes_by_itself_when_retention_ends(life)
