"""The file by which a bank carries out payments: a SEPA credit transfer (pain.001.001.09)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from xml.etree import ElementTree as Xml

from grants.programme.calendar import ZONE
from grants.programme.money import Money

SCHEMA: Final = "pain.001.001.09"
SPACE: Final = f"{{urn:iso:std:iso:20022:tech:xsd:{SCHEMA}}}"
LONGEST_NAME: Final = 70
LONGEST_TEXT: Final = 140
REFERENCE: Final = re.compile(r"[A-Za-z0-9+?/:().,' -]{1,35}")
UMLAUTS: Final = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "&": "+"}
)


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

    Raises ValueError for what the format cannot carry, with the reference of the payment.
    """
    # Two megabytes that only whoever pays has to load.
    from sepaxml import SepaTransfer  # noqa: PLC0415
    from sepaxml.validation import ValidationError, try_valid_xml  # noqa: PLC0415

    config: dict[str, Any] = {
        "name": plain_text(debtor.name, LONGEST_NAME), "IBAN": debtor.iban, "batch": True,
        "currency": "EUR",
    }  # fmt: skip
    if debtor.bic:
        config["BIC"] = debtor.bic
    order = SepaTransfer(config, schema=SCHEMA, clean=False)
    for credit in payments:
        _check(credit)
        order.add_payment({
            "name": plain_text(credit.name, LONGEST_NAME),
            "IBAN": credit.iban,
            "amount": credit.amount.cents,
            "execution_date": execute_on,
            "description": plain_text(credit.text, LONGEST_TEXT),
            "endtoend_id": credit.end_to_end,
        })  # fmt: skip
    content = _fixed(order.export(validate=False), message, made_at)
    try:
        try_valid_xml(content, SCHEMA)
    except ValidationError as wrong:
        raise ValueError(message) from wrong
    return content


def plain_text(text: str, longest: int) -> str:
    """The text in the signs that every bank in SEPA takes, cut to so many."""
    from text_unidecode import unidecode  # noqa: PLC0415

    latin = unidecode(text.translate(UMLAUTS))
    allowed = re.sub(r"[^A-Za-z0-9+?/:().,' -]", " ", latin)
    return " ".join(allowed.split())[:longest].strip()


def _check(credit: Credit) -> None:
    whole = plain_text(credit.name, LONGEST_NAME) and credit.amount.cents > 0
    if not whole or not REFERENCE.fullmatch(credit.end_to_end):
        raise ValueError(credit.end_to_end)


def _fixed(content: bytes, message: str, made_at: datetime) -> bytes:
    """The library draws names and looks at the clock; both are given here."""
    Xml.register_namespace("", SPACE[1:-1])
    tree = Xml.fromstring(content)  # noqa: S314 - what the library has just written
    tree.find(f".//{SPACE}GrpHdr/{SPACE}MsgId").text = message  # type: ignore[union-attr]
    moment = made_at.astimezone(ZONE).strftime("%Y-%m-%dT%H:%M:%S")
    tree.find(f".//{SPACE}GrpHdr/{SPACE}CreDtTm").text = moment  # type: ignore[union-attr]
    for at, part in enumerate(tree.iter(f"{SPACE}PmtInfId"), 1):
        part.text = f"{message[:31]}-{at}"
    for agent in tree.iter(f"{SPACE}FinInstnId"):
        if not len(agent):  # German banks ask for this where no BIC is given
            other = Xml.SubElement(agent, f"{SPACE}Othr")
            Xml.SubElement(other, f"{SPACE}Id").text = "NOTPROVIDED"
    written: bytes = Xml.tostring(tree, "utf-8", xml_declaration=True)
    return written
