"""The file by which a bank carries out payments: a SEPA credit transfer (pain.001.001.09)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any, Final
from unicodedata import normalize

from grants.programme.calendar import ZONE
from grants.programme.money import CURRENCY, Money

SCHEMA: Final = "pain.001.001.09"
SPACE: Final = f"{{urn:iso:std:iso:20022:tech:xsd:{SCHEMA}}}"
LONGEST_NAME: Final = 70
LONGEST_TEXT: Final = 140
REFERENCE: Final = re.compile(r"(?!/|.*//)[A-Za-z0-9+?/:().,' -]{1,35}(?<!/)")
"""No stroke at the ends and no two in a row, as the European Payments Council asks for."""
BIC: Final = re.compile(r"[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?")
MOST: Final = Money(99_999_999_999)
"""The largest amount of one SEPA credit transfer."""
NOT_TAKEN: Final = re.compile(r"[^A-Za-z0-9+?/:().,' -]")
IN_ITS_PLACE: Final = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ẞ": "SS"}
    | dict(zip("&_~[]{}|\\`´", "+--()()//''", strict=True))
)
"""As German banks write umlauts; signs as the European Payments Council replaces them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Debtor:
    """Whose account pays."""

    name: str
    iban: str
    bic: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """One payment."""

    name: str
    iban: str
    amount: Money
    end_to_end: str
    """The reference that comes back with the statement, at most 35 signs."""
    text: str


def credit_transfer(
    debtor: Debtor,
    payments: Sequence[Credit],
    *,
    message: str,
    made_at: datetime,
    execute_on: date,
) -> bytes:
    """The file, valid by the schema of its format; the same twice for the same payments.

    Raises ValueError for what the format cannot carry. Its text is the reference of the payment
    that is at fault, and the message where it is none of them.
    """
    # The library is loaded by whoever pays; most workers never do.
    from sepaxml import SepaTransfer  # noqa: PLC0415

    _check(debtor, payments, message, made_at)
    config: dict[str, Any] = {
        "name": plain_text(debtor.name, LONGEST_NAME), "IBAN": debtor.iban, "batch": True,
        "currency": CURRENCY,
    }  # fmt: skip
    if debtor.bic:
        config["BIC"] = debtor.bic
    order = SepaTransfer(config, schema=SCHEMA, clean=False)
    for credit in payments:
        order.add_payment({
            "name": plain_text(credit.name, LONGEST_NAME),
            "IBAN": credit.iban,
            "amount": credit.amount.cents,
            "execution_date": execute_on,
            "description": plain_text(credit.text, LONGEST_TEXT),
            "endtoend_id": credit.end_to_end,
        })  # fmt: skip
    content = _fixed(order.export(validate=False), message, made_at)
    if not is_valid(content):
        raise ValueError(message)
    return content


def is_valid(content: bytes) -> bool:
    """Is it what the schema of the format asks for?"""
    from lxml import etree  # noqa: PLC0415 - as above

    return bool(_schema().validate(etree.fromstring(content)))


@cache
def _schema() -> Any:
    """The schema that the library carries, read by lxml.

    The library would read it by xmlschema, which takes a worker 33 MB more and fifty times as long.
    """
    from lxml import etree  # noqa: PLC0415

    return etree.XMLSchema(
        etree.fromstring(files("sepaxml").joinpath("schemas", f"{SCHEMA}.xsd").read_bytes())
    )


def plain_text(text: str, longest: int) -> str:
    """The text in the signs that every bank in SEPA takes, cut to so many."""
    from text_unidecode import unidecode  # noqa: PLC0415

    # One sign for u and its dots, however it was typed, so that it is written as ue.
    latin = unidecode(normalize("NFC", text).translate(IN_ITS_PLACE)).translate(IN_ITS_PLACE)
    return " ".join(NOT_TAKEN.sub(" ", latin).split())[:longest].strip()


def _check(debtor: Debtor, payments: Sequence[Credit], message: str, made_at: datetime) -> None:
    sound = (
        payments
        and made_at.tzinfo is not None
        and REFERENCE.fullmatch(message)
        and plain_text(debtor.name, LONGEST_NAME)
        and _is_account(debtor.iban)
        and (not debtor.bic or BIC.fullmatch(debtor.bic))
    )
    if not sound:
        raise ValueError(message)
    seen: set[str] = set()
    for credit in payments:
        if credit.end_to_end in seen or not _fits(credit):
            raise ValueError(credit.end_to_end)
        seen.add(credit.end_to_end)


def _fits(credit: Credit) -> bool:
    return bool(
        REFERENCE.fullmatch(credit.end_to_end)
        and plain_text(credit.name, LONGEST_NAME)
        and plain_text(credit.text, LONGEST_TEXT)
        and 0 < credit.amount.cents <= MOST.cents
        and _is_account(credit.iban)
    )


def _is_account(text: str) -> bool:
    """Is it an account number as machines write it, and do its check digits hold?"""
    from stdnum import iban  # noqa: PLC0415

    return text == iban.compact(text) and iban.is_valid(text)


def _fixed(content: bytes, message: str, made_at: datetime) -> bytes:
    """The library draws names and looks at the clock; both are given here.

    It also asks for one booking of the sum. We ask for one of each payment, since a statement tells
    by its bookings which of them were carried out.
    """
    from xml.etree import ElementTree as Xml  # noqa: PLC0415 - web workers do without it

    Xml.register_namespace("", SPACE[1:-1])
    tree = Xml.fromstring(content)  # noqa: S314 - what the library has just written
    moment = made_at.astimezone(ZONE).replace(microsecond=0)
    for place, text in (
        ("MsgId", message),
        ("CreDtTm", moment.isoformat()),
        ("PmtInfId", message),
        ("BtchBookg", "false"),
    ):
        (node,) = tree.iter(f"{SPACE}{place}")
        node.text = text
    for agent in tree.iter(f"{SPACE}FinInstnId"):
        if not len(agent):  # German banks ask for this where no BIC is given
            other = Xml.SubElement(agent, f"{SPACE}Othr")
            Xml.SubElement(other, f"{SPACE}Id").text = "NOTPROVIDED"
    written: bytes = Xml.tostring(tree, "utf-8", xml_declaration=True)
    return written
