"""Every rule on money, partners and rates has tests of its own, named by its number."""

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parent.parent
NUMBERED = re.compile(r"^def (test_r(\d{3})_\w+)\(", re.MULTILINE)
RULES = [f"R-{number:03}" for number in range(1, 30)]


def numbered_tests():
    """The names of all tests that carry the number of a rule."""
    found = {}
    for path in TESTS.rglob("test_*.py"):
        for name, number in NUMBERED.findall(path.read_text()):
            found.setdefault(f"R-{number}", []).append(name)
    return found


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_its_tests(rule):
    assert numbered_tests().get(rule, []) != []


def test_no_two_tests_of_a_rule_have_one_name():
    names = [name for tests in numbered_tests().values() for name in tests]

    assert len(names) == len(set(names))
