"""When two entries are the same legal entity, and when they may be."""

import pytest

from grants.programme.legal_entity import Identity, alike, legal_key, masked_account, needs_court


def test_the_same_number_of_another_court_is_another_entity():
    assert legal_key("A", "DE", "HRB 1", court="Köln") != legal_key(
        "A", "DE", "HRB 1", court="Bonn"
    )


@pytest.mark.parametrize(
    ("number", "court"), [("HRB 1, Amtsgericht Köln", ""), ("hrb1", "AG Köln"), ("HRB 1", "köln")]
)
def test_one_entry_in_a_register_has_one_key_however_it_is_written(number, court):
    assert legal_key("A", "DE", number, court=court) == "DE:register:hrb1koln"


def test_the_first_number_that_is_known_makes_the_key():
    numbers = {"lei": "213800KUD8LAJWSQ9D15", "vat_id": "DE136695976", "pic": "999999999"}
    made = [Identity(name="A", country="DE", **numbers).key]
    for name in tuple(numbers):
        del numbers[name]
        made.append(Identity(name="A", country="DE", **numbers).key)

    assert made == ["lei:213800kud8lajwsq9d15", "vat:de136695976", "pic:999999999", "DE:name:a"]


def test_a_court_without_a_number_is_no_entry_in_a_register():
    assert legal_key("A", "DE", "", court="Köln") == "DE:name:a"


@pytest.mark.parametrize(
    ("number", "country", "needed"),
    [("HRB 12345", "DE", True), ("VR 1", "DE", True), ("HRB 1, Amtsgericht Köln", "DE", False),
     ("hrb 1 Jena", "DE", False), ("12345", "DE", False), ("HRB 1", "AT", False)],
)  # fmt: skip
def test_only_a_german_court_number_needs_its_court(number, country, needed):
    assert needs_court(number, country) is needed


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("photonikjena", "photonikjena", True),
        ("photonikjena", "photonicjena", True),
        ("fraunhofer", "fraunhoferforderungangewandtenforschung", True),
        ("optik", "optikzentrumjena", False),
        ("photonikjena", "biotechnikjena", False),
        ("", "photonikjena", False),
        ("", "", False),
    ],
)
def test_bare_names_are_alike_when_one_begins_the_other_or_a_slip_apart(one, other, same):
    assert alike(one, other) is same


def test_an_account_is_shown_by_its_ends_only():
    assert masked_account("DE89370400440532013000") == "DE89 … 3000"
    assert masked_account("") == ""
