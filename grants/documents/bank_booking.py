"""One booking of a bank statement (camt.053), and the payments it stands for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from grants.programme.money import Money, eur, total
from grants.programme.words import Words

AMOUNT: Final = re.compile(r"[0-9]{1,13}(\.[0-9]{1,5})?")
DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
LONGEST_REFERENCE: Final = 35
"""Signs, as the format says. Longer ones are refused: cut, they might be taken for another."""
LONGEST_NAME: Final = 140
LONGEST_TEXT: Final = 1000
SENT_BACK: Final = ("RRTN", "RPCR")
"""Codes by which banks book what is returned, or called back."""
NONE_GIVEN: Final = "NOTPROVIDED"

NO_STATEMENT: Final = Words(
    "Die Datei ist kein Kontoauszug im Format camt.053.",
    "The file is no statement in the format camt.053.",
)
NO_AMOUNT: Final = Words(
    "Ein Betrag fehlt oder ist nicht lesbar.", "An amount is missing or cannot be read."
)
NOT_EURO: Final = Words("Das Konto wird nicht in Euro geführt.", "The account is not kept in euro.")
FRACTION: Final = Words(
    "Ein Betrag hat Bruchteile eines Cents.", "An amount has fractions of a cent."
)
SUMS: Final = Words(
    "Die Beträge des Auszugs gehen nicht auf; er ist unvollständig oder verändert.",
    "The amounts of the statement do not add up; it is incomplete or was changed.",
)


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
    """More than nothing; `credit` says which way it went."""
    credit: bool
    """Does money come in?"""
    end_to_end: str
    """The reference that we gave; empty where there is none."""
    name: str
    """Who is on the other side."""
    iban: str
    text: str
    reference: str
    """What the bank calls the booking, to ask it about."""
    returned: bool
    """Does a payment come back?"""
    reason: str
    """Why, as the bank says it; never empty where one comes back."""


class Reader:
    """Finds places whatever the version of the format, which shows in its name space."""

    def __init__(self, space: str) -> None:
        self.space = space

    def path(self, place: str) -> str:
        return "/".join(f"{self.space}{part}" for part in place.split("/"))

    def said(self, node: Any, *places: str) -> str:
        """What stands at the first of these places that is not empty, on one line."""
        for place in places:
            if found := " ".join((node.findtext(self.path(place)) or "").split()):
                return str(found)
        return ""

    def reference(self, node: Any, *places: str) -> str:
        found = self.said(node, *places)
        if len(found) > LONGEST_REFERENCE:
            raise NotAStatement(NO_STATEMENT)
        return "" if found == NONE_GIVEN else found

    def account(self, node: Any, place: str) -> str:
        return self.reference(node, f"{place}/Id/IBAN").replace(" ", "")

    def day(self, text: str) -> date | None:
        """The day of a date or a moment, as the bank wrote it."""
        if not text:
            return None
        try:
            return date.fromisoformat(text[:10] if DAY.match(text) else "")
        except ValueError as wrong:
            raise NotAStatement(NO_STATEMENT) from wrong

    def amount(self, node: Any, place: str = "Amt") -> Money:
        """What stands there; only euro, whole cents, never negative."""
        found = node.find(self.path(place))
        if found is None or not AMOUNT.fullmatch(text := (found.text or "").strip()):
            raise NotAStatement(NO_AMOUNT)
        self.check_currency(found.get("Ccy") or "")
        try:
            return eur(text)
        except ValueError as wrong:
            raise NotAStatement(FRACTION) from wrong

    def signed(self, node: Any) -> Money:
        """The amount, negative where it is taken away."""
        return self.amount(node) if self.comes_in(node) else -self.amount(node)

    def check_currency(self, code: str) -> None:
        if code != "EUR":
            raise NotAStatement(NOT_EURO)

    def comes_in(self, node: Any) -> bool:
        """Is it a credit? A booking that takes an earlier one back says so by its own sign."""
        side = self.said(node, "CdtDbtInd")
        if side not in ("CRDT", "DBIT"):
            raise NotAStatement(NO_STATEMENT)
        return side == "CRDT"

    def lines(self, entry: Any, account: str, first: int) -> Iterator[StatementLine]:
        """The lines of a booking; none for what is only announced, or moves nothing."""
        if self.said(entry, "Sts/Cd", "Sts") != "BOOK":
            return
        moves = [(part, signed) for part, signed in self._moves(entry) if signed]
        for ordinal, (part, signed) in enumerate(moves, first):
            yield self._line(entry, part, signed, account, ordinal)

    def _moves(self, entry: Any) -> list[tuple[Any, Money]]:
        """Each payment of the booking with its amount; together they make the booking's."""
        whole = self.signed(entry)
        parts = entry.findall(self.path("NtryDtls/TxDtls"))
        if len(parts) < 2:  # noqa: PLR2004 - one part is the whole, and may lack its amount
            return [(parts[0] if parts else entry, whole)]
        found = [
            (part, signed) for part in parts if (signed := self._part(entry, part)) is not None
        ]
        if len(found) < len(parts):
            return [(entry, whole)]  # the bank does not say what each of them is
        if total(signed for _, signed in found) != whole:
            raise NotAStatement(SUMS)
        return found

    def _part(self, entry: Any, part: Any) -> Money | None:
        """The amount of one payment among several, if the bank says it in euro."""
        for place in ("Amt", "AmtDtls/TxAmt/Amt"):
            found = part.find(self.path(place))
            if found is not None and found.get("Ccy") == "EUR":
                amount = self.amount(part, place)
                own = part.find(self.path("CdtDbtInd")) is not None
                return amount if self.comes_in(part if own else entry) else -amount
        return None

    def _line(
        self, entry: Any, part: Any, signed: Money, account: str, ordinal: int
    ) -> StatementLine:
        booked = self.day(self.said(entry, "BookgDt/Dt", "BookgDt/DtTm", "ValDt/Dt", "ValDt/DtTm"))
        if booked is None:
            raise NotAStatement(NO_STATEMENT)
        credit = signed.cents > 0
        why = self._why(entry, part)
        name, iban = self._other_side(part, account, payer=credit != bool(why))
        return StatementLine(
            ordinal=ordinal,
            booked_on=booked,
            amount=signed if credit else -signed,
            credit=credit,
            end_to_end=self.reference(part, "Refs/EndToEndId"),
            name=name[:LONGEST_NAME],
            iban=iban,
            text=self._purpose(entry, part)[:LONGEST_TEXT],
            reference=self.reference(part, "Refs/AcctSvcrRef")
            or self.reference(entry, "AcctSvcrRef", "NtryDtls/Btch/PmtInfId", "NtryRef"),
            returned=bool(why),
            reason=why[:LONGEST_TEXT],
        )

    def _other_side(self, part: Any, account: str, *, payer: bool) -> tuple[str, str]:
        """Name and account of the one who is not us.

        In a payment that comes back, most banks leave payer and payee as they were in the first
        place, some turn them round; so our own account is never taken for the other side.
        """
        for side in ("Dbtr", "Cdtr") if payer else ("Cdtr", "Dbtr"):
            name = self.said(part, f"RltdPties/{side}/Pty/Nm", f"RltdPties/{side}/Nm")
            iban = self.account(part, f"RltdPties/{side}Acct")
            if (name or iban) and iban != account:
                return name, iban
        return "", ""

    def _purpose(self, entry: Any, part: Any) -> str:
        said = part.iterfind(self.path("RmtInf/Ustrd"))
        return (
            " ".join(" ".join((one.text or "").split()) for one in said).strip()
            or self.said(part, "RmtInf/Strd/CdtrRefInf/Ref", "AddtlTxInf")
            or self.said(entry, "AddtlNtryInf")
        )

    def _why(self, entry: Any, part: Any) -> str:
        """Why a payment comes back; empty where none does."""
        back = part.find(self.path("RtrInf"))
        code = "BkTxCd/Domn/Fmly/SubFmlyCd"
        booked_as = self.said(part, code) or self.said(entry, code)
        reversed_ = self.said(entry, "RvslInd") in ("true", "1")
        if back is None and booked_as not in SENT_BACK and not reversed_:
            return ""
        said = "" if back is None else " ".join(
            filter(None, (self.said(back, "Rsn/Cd", "Rsn/Prtry"), self.said(back, "AddtlInf")))
        )  # fmt: skip
        return said or self.said(entry, "AddtlNtryInf") or booked_as or "RVSL"
