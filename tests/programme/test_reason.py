"""Who says no says why."""

import pytest

from grants.programme.reason import check_reason
from grants.programme.words import Words

SOURCE = Words("Ablauf", "Course")


@pytest.mark.parametrize("text", ["", "  ", "\n\t", "\N{NO-BREAK SPACE}"])
def test_blank_is_no_reason_and_the_field_says_so(text):
    finding = check_reason(text, "why", source=SOURCE)

    assert finding.breaks
    assert (finding.rule, finding.place, finding.source) == ("REASON", "why", SOURCE)
    assert finding.says == Words("Geben Sie den Grund an.", "Give the reason.")


def test_a_single_letter_is_a_reason():
    assert check_reason("x", source=SOURCE).holds
