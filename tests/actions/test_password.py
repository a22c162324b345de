"""Which passwords are good enough."""

import pytest

from grants.actions.password import check_password


@pytest.mark.parametrize(
    ("password", "guessed_soon"),
    [
        ("passwort1234", True),
        ("qwertzuiop12", True),
        ("aaaaaaaaaaaa", True),
        ("interclust2026", True),
        ("Moos Kran Ziege", False),
        ("Rk7$kP0qLz9!", False),
    ],
)
def test_a_password_that_is_tried_first_is_refused(password, guessed_soon):
    broken = [each.rule for each in check_password(password, "a@example.org") if not each.holds]

    assert broken == (["K-10"] if guessed_soon else [])
