"""Reading the statement of a bank account (camt.053), as a stranger's file is read: with doubt."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from grants.programme.money import NOTHING, Money, eur, total
from grants.programme.words import Words

MOST_BYTES: Final = 20_000_000
MOST_LINES: Final = 10_000
SPACE: Final = re.compile(r"\{urn:iso:std:iso:20022:tech:xsd:camt\.053\.001\.\d\d\}Document")
AMOUNT: Final = re.compile(r"\d{1,12}(\.\d{1,5})?")


class NotAStatement(Exception):
    """The file is none that we can take in; `says` is the sentence for the reader."""

    def __init__(self, says: Words) -> None:
        super().__init__(says.en)
        self.says = says


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLine:
    """One booking, or one payment of a booking that stands for several."""

    ordinal: int
    booked_on: date
    amount: Money
    credit: bool
    """Does money come in?"""
    end_to_end: str
    """The reference that we gave; empty where there is none."""
    name: str
    """Who is on the other side."""
    iban: str
    text: str
    returned: bool
    """Is it a payment of ours that comes back?"""
    reason: str
    """Why, as the bank says it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One statement of one account."""

    message: str
    """What the bank calls it."""
    account: str
    begins: date | None
    ends: date | None
    lines: tuple[StatementLine, ...]


def read_statement(data: bytes) -> Statement:
    """The statement in a file. Raises NotAStatement for anything that is none, or not in EUR."""
    root, space = _root(data)
    found = root.findall(f"{space}BkToCstmrStmt/{space}Stmt")
    if len(found) != 1:
        raise NotAStatement(Words("Die Datei enthält nicht genau einen Kontoauszug.",
                                  "The file does not hold exactly one statement."))  # fmt: skip
    read = _Reader(space)
    statement = found[0]
    lines = tuple(read.lines(statement))
    read.check_balances(statement, lines)
    return Statement(
        message=read.said(statement, "Id"),
        account=read.said(statement, "Acct/Id/IBAN"),
        begins=read.day(read.said(statement, "FrToDt/FrDtTm")),
        ends=read.day(read.said(statement, "FrToDt/ToDtTm")),
        lines=lines,
    )


def _root(data: bytes) -> tuple[Any, str]:
    from defusedxml.common import DefusedXmlException  # noqa: PLC0415
    from defusedxml.ElementTree import ParseError, fromstring  # noqa: PLC0415

    if len(data) > MOST_BYTES:
        raise NotAStatement(Words("Die Datei ist zu groß.", "The file is too large."))
    try:
        root = fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as wrong:
        raise NotAStatement(NO_XML) from wrong
    if not SPACE.fullmatch(root.tag):
        raise NotAStatement(NO_STATEMENT)
    return root, root.tag.removesuffix("Document")


NO_XML: Final = Words(
    "Wir können die Datei nicht lesen. Ein Kontoauszug kommt als XML im Format camt.053.",
    "We cannot read the file. A statement comes as XML in the format camt.053.",
)
NO_STATEMENT: Final = Words(
    "Die Datei ist kein Kontoauszug im Format camt.053.",
    "The file is no statement in the format camt.053.",
)


class _Reader:
    """Finds places whatever the version of the format, which shows in its name space."""

    def __init__(self, space: str) -> None:
        self.space = space

    def path(self, place: str) -> str:
        return "/".join(f"{self.space}{part}" for part in place.split("/"))

    def said(self, node: Any, place: str) -> str:
        return (node.findtext(self.path(place)) or "").strip()

    def day(self, text: str) -> date | None:
        if not text:
            return None
        try:
            return date.fromisoformat(text[:10])
        except ValueError as wrong:
            raise NotAStatement(NO_STATEMENT) from wrong

    def amount(self, node: Any) -> Money:
        """What stands in Amt; only euro, at most cents, never negative."""
        found = node.find(self.path("Amt"))
        if found is None or not AMOUNT.fullmatch(text := (found.text or "").strip()):
            raise NotAStatement(Words("Ein Betrag fehlt oder ist nicht lesbar.",
                                      "An amount is missing or cannot be read."))  # fmt: skip
        if found.get("Ccy") != "EUR":
            raise NotAStatement(Words("Das Konto wird nicht in Euro geführt.",
                                      "The account is not kept in euro."))  # fmt: skip
        value = Decimal(text)
        if value != value.quantize(Decimal("0.01")):
            raise NotAStatement(Words("Ein Betrag hat mehr als zwei Nachkommastellen.",
                                      "An amount has more than two decimals."))  # fmt: skip
        return eur(value)

    def comes_in(self, node: Any) -> bool:
        """Is it a credit? A booking that takes an earlier one back says so by its own sign."""
        return self.said(node, "CdtDbtInd") == "CRDT"

    def lines(self, statement: Any) -> Iterator[StatementLine]:
        ordinal = 0
        for entry in statement.iterfind(self.path("Ntry")):
            status = self.said(entry, "Sts/Cd") or self.said(entry, "Sts")
            if status not in ("BOOK", ""):
                continue  # announced, not booked
            parts = entry.findall(self.path("NtryDtls/TxDtls")) or [entry]
            if len(parts) > 1:
                self.check_parts(entry, parts)
            for part in parts:
                ordinal += 1
                if ordinal > MOST_LINES:
                    raise NotAStatement(Words("Der Auszug hat zu viele Buchungen.",
                                              "The statement has too many bookings."))  # fmt: skip
                yield self.line(entry, part, ordinal, alone=len(parts) == 1)

    def line(self, entry: Any, part: Any, ordinal: int, *, alone: bool) -> StatementLine:
        booked = self.said(entry, "BookgDt/Dt") or self.said(entry, "BookgDt/DtTm")
        day = self.day(booked)
        if day is None:
            raise NotAStatement(NO_STATEMENT)
        credit = self.comes_in(entry)
        other = "Dbtr" if credit else "Cdtr"
        back = part.find(self.path("RtrInf"))
        return StatementLine(
            ordinal=ordinal,
            booked_on=day,
            amount=self.amount(entry if alone else part),
            credit=credit,
            end_to_end=self.said(part, "Refs/EndToEndId").replace("NOTPROVIDED", ""),
            name=self.said(part, f"RltdPties/{other}/Pty/Nm")
            or self.said(part, f"RltdPties/{other}/Nm"),
            iban=self.said(part, f"RltdPties/{other}Acct/Id/IBAN"),
            text=" ".join(
                (one.text or "").strip() for one in part.iterfind(self.path("RmtInf/Ustrd"))
            )
            or self.said(entry, "AddtlNtryInf"),
            returned=back is not None,
            reason=self.why(back) if back is not None else "",
        )

    def why(self, back: Any) -> str:
        code = self.said(back, "Rsn/Cd") or self.said(back, "Rsn/Prtry")
        return f"{code} {self.said(back, 'AddtlInf')}".strip()

    def check_parts(self, entry: Any, parts: list[Any]) -> None:
        """The payments of a booking that stands for several make its amount."""
        if total(self.amount(part) for part in parts) != self.amount(entry):
            raise NotAStatement(SUMS)

    def check_balances(self, statement: Any, lines: tuple[StatementLine, ...]) -> None:
        """What stood there before, and the bookings, make what stands there after."""
        balances = {
            self.said(one, "Tp/CdOrPrtry/Cd"): self.amount(one)
            if self.comes_in(one)
            else -self.amount(one)
            for one in statement.iterfind(self.path("Bal"))
        }
        before = balances.get("OPBD", balances.get("PRCD"))
        after = balances.get("CLBD")
        if before is None or after is None:
            return
        moved = sum((one.amount if one.credit else -one.amount for one in lines), NOTHING)
        if before + moved != after:
            raise NotAStatement(SUMS)


SUMS: Final = Words(
    "Die Beträge des Auszugs gehen nicht auf; er ist unvollständig oder verändert.",
    "The amounts of the statement do not add up; it is incomplete or was changed.",
)
