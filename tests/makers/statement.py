"""A bank for tests: it carries out our payments and writes its statement (camt.053).

`carried_out` is the answer to a file of ours; `a_statement` says whatever a bank may say.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape

from defusedxml.ElementTree import fromstring

from grants.documents.credit_transfer import SPACE
from grants.programme.money import CURRENCY, NOTHING, Money, eur, total

ACCOUNT: Final = "DE02120300000000202051"
BEFORE: Final = eur(10_000_000)
"""What stands on the account before the first booking of a statement."""
DAY: Final = date(2026, 11, 24)


@dataclass(frozen=True, kw_only=True)
class Booking:
    """One booking, out of our account unless it says otherwise."""

    amount: Money
    end_to_end: str = ""
    credit: bool = False
    name: str = "Musterverein e. V."
    iban: str = "DE89370400440532013000"
    text: str = "Zuwendung"
    booked_on: date = DAY
    reference: str = ""
    returned: str = ""
    """Code for why a payment comes back; payer and payee stay as they were in the first place."""
    status: str = "BOOK"
    parts: tuple["Booking", ...] = ()
    """Payments that this one booking stands for."""


def carried_out(file: bytes, *, message: str, on: date, sequence: str = "") -> bytes:
    """The statement of the day on which the bank carries out a file of ours (pain.001)."""
    order = fromstring(file, forbid_dtd=True)
    account = order.find(f".//{SPACE}DbtrAcct/{SPACE}Id/{SPACE}IBAN").text
    bookings = [_ordered(one, on) for one in order.iter(f"{SPACE}CdtTrfTxInf")]
    return a_statement(
        *bookings, account=account, message=message, sequence=sequence, days=(on, on)
    )


def _ordered(one: Element, on: date) -> Booking:
    said = {each.tag.removeprefix(SPACE): each.text or "" for each in one.iter()}
    return Booking(
        amount=eur(said["InstdAmt"]),
        end_to_end=said["EndToEndId"],
        name=said["Nm"],
        iban=said["IBAN"],
        text=said["Ustrd"],
        booked_on=on,
    )


def a_statement(
    *bookings: Booking,
    account: str = ACCOUNT,
    message: str = "STMT-1",
    sequence: str = "",
    version: str = "08",
    currency: str = CURRENCY,
    after: Money | None = None,
    days: tuple[date, date] = (DAY, DAY),
) -> bytes:
    """The file of a statement with these bookings; `after` is a closing balance that is wrong."""
    booked = [one for one in bookings if one.status == "BOOK"]
    moved = total(one.amount if one.credit else -one.amount for one in booked)
    closing = BEFORE + moved if after is None else after
    count = f"<ElctrncSeqNb>{sequence}</ElctrncSeqNb>" if sequence else ""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}"><BkToCstmrStmt>
<GrpHdr><MsgId>{message}</MsgId><CreDtTm>{days[1]}T20:00:00</CreDtTm></GrpHdr>
<Stmt><Id>{message}</Id>{count}<FrToDt><FrDtTm>{days[0]}T00:00:00</FrDtTm>
<ToDtTm>{days[1]}T23:59:59</ToDtTm></FrToDt><Acct><Id><IBAN>{account}</IBAN></Id></Acct>
{_balance("OPBD", BEFORE, days[0], currency)}{_balance("CLBD", closing, days[1], currency)}
{"".join(_entry(one, version, currency) for one in bookings)}
</Stmt></BkToCstmrStmt></Document>""".encode()


def _balance(code: str, amount: Money, day: date, currency: str) -> str:
    side = "CRDT" if amount >= NOTHING else "DBIT"
    size = amount if amount >= NOTHING else -amount
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp>"
        f'<Amt Ccy="{currency}">{size.decimal}</Amt><CdtDbtInd>{side}</CdtDbtInd>'
        f"<Dt><Dt>{day}</Dt></Dt></Bal>"
    )


def _entry(one: Booking, version: str, currency: str) -> str:
    status = one.status if version == "02" else f"<Cd>{one.status}</Cd>"
    details = "".join(
        _details(part, version, currency, several=bool(one.parts)) for part in one.parts or (one,)
    )
    return f"""<Ntry><Amt Ccy="{currency}">{one.amount.decimal}</Amt>
<CdtDbtInd>{_side(one)}</CdtDbtInd><Sts>{status}</Sts><BookgDt><Dt>{one.booked_on}</Dt></BookgDt>
<NtryDtls>{details}</NtryDtls></Ntry>"""


def _details(one: Booking, version: str, currency: str, *, several: bool) -> str:
    """One payment; among several each has its amount, where the version of the format wants it."""
    amount = f'<Amt Ccy="{currency}">{one.amount.decimal}</Amt>' if several else ""
    placed = (
        (f"<AmtDtls><TxAmt>{amount}</TxAmt></AmtDtls>" if amount else "")
        if version == "02"
        else amount + (f"<CdtDbtInd>{_side(one)}</CdtDbtInd>" if amount else "")
    )
    known = f"<AcctSvcrRef>{escape(one.reference)}</AcctSvcrRef>" if one.reference else ""
    other = "Dbtr" if one.credit != bool(one.returned) else "Cdtr"
    name = f"<Nm>{escape(one.name)}</Nm>"
    party = name if version == "02" else f"<Pty>{name}</Pty>"
    back = (
        f"<RtrInf><Rsn><Cd>{one.returned}</Cd></Rsn><AddtlInf>Konto geschlossen</AddtlInf></RtrInf>"
        if one.returned
        else ""
    )
    return f"""<TxDtls><Refs>{known}
<EndToEndId>{escape(one.end_to_end or "NOTPROVIDED")}</EndToEndId></Refs>{placed}
<RltdPties><{other}>{party}</{other}><{other}Acct><Id><IBAN>{one.iban}</IBAN></Id></{other}Acct>
</RltdPties><RmtInf><Ustrd>{escape(one.text)}</Ustrd></RmtInf>{back}</TxDtls>"""


def _side(one: Booking) -> str:
    return "CRDT" if one.credit else "DBIT"
