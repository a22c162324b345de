"""The file that a bank carries out: valid, the same twice, in signs that every bank takes."""

from datetime import date

import pytest
from defusedxml.ElementTree import fromstring

from grants.documents.credit_transfer import SPACE, Credit, Debtor, credit_transfer, plain_text
from grants.programme.money import NOTHING, eur
from tests.makers.moment import NOON

US = Debtor(name="Bundesministerium für Beispiele", iban="DE02120300000000202051")


def a_credit(**more):
    return Credit(**{
        "name": "Größe & Söhne GmbH", "iban": "DE89370400440532013000", "amount": eur("0.01"),
        "end_to_end": "03INT400A-1-1", "text": "03INT400A Zuwendung",
    } | more)  # fmt: skip


def the_file(*payments, debtor=US):
    return credit_transfer(debtor, payments, message="BMBF-2026-000001", made_at=NOON,
                           execute_on=date(2026, 11, 23))  # fmt: skip


def found(content, place):
    return [one.text for one in fromstring(content).iter(f"{SPACE}{place}")]


def test_the_sum_and_the_number_of_payments_stand_in_front_to_the_cent():
    content = the_file(a_credit(), a_credit(amount=eur(4_000_000), end_to_end="03INT400B-1-1"))

    assert set(found(content, "CtrlSum")) == {"4000000.01"}
    assert set(found(content, "NbOfTxs")) == {"2"}
    assert found(content, "InstdAmt") == ["0.01", "4000000.00"]
    assert found(content, "EndToEndId") == ["03INT400A-1-1", "03INT400B-1-1"]


def test_the_same_payments_make_the_same_file_twice():
    assert the_file(a_credit()) == the_file(a_credit())


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Größe & Söhne GmbH", "Groesse + Soehne GmbH"),
        ("Ελληνική Τεχνολογία", "Ellenike Tekhnologia"),
        ("Škoda – Auto", "Skoda - Auto"),
        ("<Hostile>\n\"Firm\" * ;", "Hostile Firm"),
        ("N" * 100, "N" * 70),
    ],
)  # fmt: skip
def test_names_are_written_in_the_signs_of_all_banks(name, written):
    assert plain_text(name, 70) == written
    assert found(the_file(a_credit(name=name)), "Nm")[-1] == written


@pytest.mark.parametrize(
    "wrong",
    [
        {"end_to_end": "x" * 36},
        {"end_to_end": ""},
        {"end_to_end": "Ü-1"},
        {"amount": NOTHING},
        {"amount": -eur(1)},
        {"name": "\n"},
        {"iban": "no account"},
    ],
)
def test_what_the_format_cannot_carry_is_refused_and_not_bent(wrong):
    with pytest.raises(ValueError, match=r".*"):
        the_file(a_credit(**wrong))


def test_without_a_bic_the_file_says_so_as_german_banks_ask_for():
    assert "NOTPROVIDED" in found(the_file(a_credit()), "Id")
    with_bic = the_file(a_credit(), debtor=Debtor(name="A", iban=US.iban, bic="MARKDEFFXXX"))
    assert found(with_bic, "BICFI") == ["MARKDEFFXXX"]
