"""Reading the statement of a bank account (camt.053), as a stranger's file is read: with doubt.

Banks write the versions 02 and 08. A file is read piece by piece and each booking is let go once
its lines are made, so that the largest file we take costs a worker a few dozen megabytes.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, Final

from grants.documents.bank_booking import NO_STATEMENT, SUMS, NotAStatement, Reader, StatementLine
from grants.programme.money import NOTHING, Money, total
from grants.programme.words import Words, say

__all__ = ["NotAStatement", "Statement", "StatementLine", "read_statement"]

MOST_BYTES: Final = 20_000_000
MOST_LINES: Final = 10_000
MOST_HELD: Final = 500_000
"""Elements in memory at a time, 40 to 120 MB: one booking of 10,000 payments, as banks write it."""
DEEPEST: Final = 40
"""Elements within each other; the format has no use for twenty."""
VERSIONS: Final = ("02", "08")
DOCUMENT: Final = re.compile(
    r"(?P<space>\{urn:iso:std:iso:20022:tech:xsd:camt\.053\.001\.(?P<version>[0-9]{2})\})Document"
)
ENTRY_DEPTH: Final = 4
"""Document, message, statement, entry."""

NO_XML: Final = Words(
    "Wir können die Datei nicht lesen. Ein Kontoauszug kommt als XML im Format camt.053.",
    "We cannot read the file. A statement comes as XML in the format camt.053.",
)
PACKED: Final = Words(
    "Die Datei ist ein Archiv. Entpacken Sie es und laden Sie jeden Auszug darin einzeln hoch.",
    "The file is an archive. Unpack it and upload each statement in it by itself.",
)
NOT_ONE: Final = Words(
    "Die Datei enthält nicht genau einen Kontoauszug.",
    "The file does not hold exactly one statement.",
)
NAMELESS: Final = Words(
    "Im Auszug fehlt seine Kennung oder die IBAN des Kontos.",
    "The statement lacks its own reference or the IBAN of the account.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One statement of one account."""

    message: str
    """What the bank calls it."""
    account: str
    sequence: str
    """Its number among the statements of the account; empty where the bank does not count."""
    begins: date | None
    ends: date | None
    lines: tuple[StatementLine, ...]


def read_statement(data: bytes) -> Statement:
    """The statement in a file. Raises NotAStatement for anything that is none, or not in EUR."""
    from defusedxml.common import DefusedXmlException  # noqa: PLC0415
    from defusedxml.ElementTree import ParseError  # noqa: PLC0415

    if len(data) > MOST_BYTES:
        raise NotAStatement(say("Die Datei ist größer als {most} MB.",
                                "The file is larger than {most} MB.",
                                most=MOST_BYTES // 1_000_000))  # fmt: skip
    if data.startswith(b"PK"):
        raise NotAStatement(PACKED)
    reading = _Reading()
    try:
        reading.take(data)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as wrong:
        raise NotAStatement(NO_XML) from wrong
    return reading.statement()


class _Reading:
    """What was read of a file so far: what stands around the bookings, and their lines."""

    def __init__(self) -> None:
        self.root: Any = None
        self.read = Reader("")
        self.lines: list[StatementLine] = []

    def take(self, data: bytes) -> None:
        for entry in self._entries(data):
            account = self.read.said(self.root, "BkToCstmrStmt/Stmt/Acct/Id/IBAN")
            new = self.read.lines(entry, account, len(self.lines) + 1)
            self.lines += islice(new, MOST_LINES + 1 - len(self.lines))
            if len(self.lines) > MOST_LINES:
                raise NotAStatement(say("Der Auszug hat mehr als {most} Buchungen.",
                                        "The statement has more than {most} bookings.",
                                        most=MOST_LINES))  # fmt: skip
            entry.clear()

    def _entries(self, data: bytes) -> Iterator[Any]:
        """Each booking once it is whole, and never more of the file than a statement needs."""
        from defusedxml.ElementTree import iterparse  # noqa: PLC0415

        depth = held = before = 0
        for event, node in iterparse(io.BytesIO(data), ("start", "end"), forbid_dtd=True):
            if event == "start":
                if self.root is None:
                    self._begin(node)
                depth, held = depth + 1, held + 1
                if depth == ENTRY_DEPTH:
                    before = held
                if depth > DEEPEST or held > MOST_HELD:
                    raise NotAStatement(NO_STATEMENT)
            else:
                if depth == ENTRY_DEPTH and node.tag == self.read.path("Ntry"):
                    yield node
                    held = before
                depth -= 1

    def _begin(self, node: Any) -> None:
        found = DOCUMENT.fullmatch(node.tag)
        if not found:
            raise NotAStatement(NO_STATEMENT)
        if found["version"] not in VERSIONS:
            raise NotAStatement(say(
                "Der Auszug hat die Fassung camt.053.001.{version}; wir lesen 02 und 08.",
                "The statement has the version camt.053.001.{version}; we read 02 and 08.",
                version=found["version"],
            ))  # fmt: skip
        self.root, self.read = node, Reader(found["space"])

    def statement(self) -> Statement:
        """All of it, once the file is read to its end."""
        read = self.read
        found = self.root.findall(read.path("BkToCstmrStmt/Stmt"))
        if len(found) != 1:
            raise NotAStatement(NOT_ONE)
        (node,) = found
        message, account = read.reference(node, "Id"), read.account(node, "Acct")
        if not message or not account:
            raise NotAStatement(NAMELESS)
        read.check_currency(read.said(node, "Acct/Ccy") or "EUR")
        self._check_balances(node)
        return Statement(
            message=message,
            account=account,
            sequence=read.reference(node, "ElctrncSeqNb") or read.reference(node, "LglSeqNb"),
            begins=read.day(read.said(node, "FrToDt/FrDtTm")),
            ends=read.day(read.said(node, "FrToDt/ToDtTm")),
            lines=tuple(self.lines),
        )

    def _check_balances(self, node: Any) -> None:
        """What stood there before, and the bookings, make what stands there after."""
        balances: dict[str, Money] = {}
        for one in node.iterfind(self.read.path("Bal")):
            code = self.read.said(one, "Tp/CdOrPrtry/Cd")
            if code in ("OPBD", "PRCD", "CLBD"):
                balances[code] = self.read.signed(one)
        before = balances.get("OPBD", balances.get("PRCD"))
        after = balances.get("CLBD")
        if before is None or after is None:
            return
        moved = total(one.amount if one.credit else NOTHING - one.amount for one in self.lines)
        if before + moved != after:
            raise NotAStatement(SUMS)
