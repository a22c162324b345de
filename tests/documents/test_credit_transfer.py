"""The file that a bank carries out: valid, the same twice, in signs that every bank takes."""

import re
from datetime import date

import pytest
from defusedxml.ElementTree import fromstring
from sepaxml.validation import try_valid_xml

from grants.documents.credit_transfer import (
    MOST,
    SCHEMA,
    SPACE,
    Credit,
    Debtor,
    credit_transfer,
    is_valid,
    plain_text,
)
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
    ("name", "written"),
    [
        ("Gru\N{COMBINING DIAERESIS}n", "Gruen"),
        ("STRAẞE_7 [Bau] {a|b}", "STRASSE-7 (Bau) (a/b)"),
        ("10 € für O’Neill`s", "10 EUR fuer O'Neill's"),
        ("Łódź Čapek Þórr", "Lodz Capek Thorr"),
    ],
)
def test_signs_are_replaced_as_banks_do_it_however_they_were_typed(name, written):
    assert plain_text(name, 70) == written


def test_a_name_in_another_script_can_be_read_by_a_bank():
    written = plain_text("서울대학교 산학협력단", 70)

    assert written.isascii()
    assert len(written) > 8
    assert found(the_file(a_credit(name="서울대학교 산학협력단")), "Nm")[-1] == written


@pytest.mark.parametrize(
    "wrong",
    [
        {"end_to_end": "x" * 36},
        {"end_to_end": ""},
        {"end_to_end": "Ü-1"},
        {"end_to_end": "/A-1"},
        {"end_to_end": "A-1/"},
        {"end_to_end": "A//1"},
        {"end_to_end": "A-1\n"},
        {"amount": NOTHING},
        {"amount": -eur(1)},
        {"amount": eur("1000000000.00")},
        {"name": "\n"},
        {"name": "☃"},
        {"text": ""},
        {"iban": "no account"},
        {"iban": "DE89370400440532013001"},
        {"iban": "DE89 3704 0044 0532 0130 00"},
    ],
)
def test_what_the_format_cannot_carry_is_refused_by_its_reference(wrong):
    bad = a_credit(**({"end_to_end": "B-1-1"} | wrong))

    with pytest.raises(ValueError, match=f"^{re.escape(bad.end_to_end)}$"):
        the_file(a_credit(), bad)


def test_one_reference_stands_for_one_payment():
    with pytest.raises(ValueError, match=r"^03INT400A-1-1$"):
        the_file(a_credit(), a_credit(amount=eur(7)))


@pytest.mark.parametrize(
    "wrong",
    [
        {"message": ""},
        {"message": "x" * 36},
        {"message": "BMBF/"},
        {"debtor": Debtor(name="☃", iban=US.iban)},
        {"debtor": Debtor(name="A", iban="DE02120300000000202052")},
        {"debtor": Debtor(name="A", iban=US.iban, bic="MARK")},
        {"made_at": NOON.replace(tzinfo=None)},
        {"payments": []},
    ],
)
def test_an_order_that_no_bank_would_take_is_not_made(wrong):
    whole = {
        "debtor": US, "payments": [a_credit()], "message": "BMBF-2026-000001", "made_at": NOON,
        "execute_on": date(2026, 11, 23),
    }  # fmt: skip

    with pytest.raises(ValueError, match=f"^{re.escape(wrong.get('message', whole['message']))}$"):
        credit_transfer(**(whole | wrong))


def test_the_largest_payment_and_the_longest_texts_fit():
    content = the_file(a_credit(amount=MOST, name="N" * 71, text="Ü" * 141, end_to_end="E" * 35))

    assert is_valid(content)
    assert found(content, "InstdAmt") == ["999999999.99"]
    assert [len(text) for text in found(content, "Ustrd")] == [140]


def test_what_breaks_the_schema_is_seen():
    content = the_file(a_credit())

    assert is_valid(content)
    try_valid_xml(content, SCHEMA)  # the library's own look, by another reader of schemas
    assert not is_valid(content.replace(b">0.01<", b">-0.01<"))
    assert not is_valid(content.replace(b"03INT400A-1-1", b"x" * 36))


def test_the_bank_books_each_payment_by_itself_at_the_time_of_the_ministry():
    content = the_file(a_credit())

    assert found(content, "BtchBookg") == ["false"]
    assert found(content, "MsgId") == found(content, "PmtInfId") == ["BMBF-2026-000001"]
    assert found(content, "CreDtTm") == ["2028-05-17T12:00:00+02:00"]
    assert found(content, "Dt") == ["2026-11-23"]


def test_without_a_bic_the_file_says_so_as_german_banks_ask_for():
    assert "NOTPROVIDED" in found(the_file(a_credit()), "Id")
    with_bic = the_file(a_credit(), debtor=Debtor(name="A", iban=US.iban, bic="MARKDEFFXXX"))
    assert found(with_bic, "BICFI") == ["MARKDEFFXXX"]
