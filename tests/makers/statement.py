"""Statements of a bank, as a bank would write them."""

from dataclasses import dataclass
from datetime import date

from grants.programme.money import NOTHING, Money, eur

ACCOUNT = "DE02120300000000202051"
BEFORE = eur(10_000_000)


@dataclass(frozen=True, kw_only=True)
class Booking:
    """One booking, out of our account unless it says otherwise."""

    amount: Money
    end_to_end: str = ""
    credit: bool = False
    name: str = "Musterverein e. V."
    iban: str = "DE89370400440532013000"
    text: str = "Zuwendung"
    booked_on: date = date(2026, 11, 24)
    returned: str = ""
    status: str = "BOOK"


def a_statement(
    *bookings, account=ACCOUNT, message="STMT-1", version="08", currency="EUR", after=None
):
    """The file of a statement with these bookings."""
    moved = sum((one.amount if one.credit else -one.amount for one in bookings), NOTHING)
    closing = BEFORE + moved if after is None else after
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}"><BkToCstmrStmt>
<GrpHdr><MsgId>{message}</MsgId><CreDtTm>2026-11-24T20:00:00</CreDtTm></GrpHdr>
<Stmt><Id>{message}</Id><FrToDt><FrDtTm>2026-11-24T00:00:00</FrDtTm>
<ToDtTm>2026-11-24T23:59:59</ToDtTm></FrToDt><Acct><Id><IBAN>{account}</IBAN></Id></Acct>
{_balance("OPBD", BEFORE, currency)}{_balance("CLBD", closing, currency)}
{"".join(_entry(one, version, currency) for one in bookings)}
</Stmt></BkToCstmrStmt></Document>""".encode()


def _balance(code, amount, currency):
    side = "CRDT" if amount >= NOTHING else "DBIT"
    size = amount if amount >= NOTHING else -amount
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp>"
        f'<Amt Ccy="{currency}">{size.decimal}</Amt><CdtDbtInd>{side}</CdtDbtInd>'
        "<Dt><Dt>2026-11-24</Dt></Dt></Bal>"
    )


def _entry(one, version, currency):
    other = "Dbtr" if one.credit else "Cdtr"
    name = f"<Nm>{one.name}</Nm>"
    party = name if version == "02" else f"<Pty>{name}</Pty>"
    status = one.status if version == "02" else f"<Cd>{one.status}</Cd>"
    back = (
        f"<RtrInf><Rsn><Cd>{one.returned}</Cd></Rsn><AddtlInf>Konto geschlossen</AddtlInf></RtrInf>"
        if one.returned else ""
    )  # fmt: skip
    return f"""<Ntry><Amt Ccy="{currency}">{one.amount.decimal}</Amt>
<CdtDbtInd>{"CRDT" if one.credit else "DBIT"}</CdtDbtInd><Sts>{status}</Sts>
<BookgDt><Dt>{one.booked_on}</Dt></BookgDt><NtryDtls><TxDtls>
<Refs><EndToEndId>{one.end_to_end or "NOTPROVIDED"}</EndToEndId></Refs>
<RltdPties><{other}>{party}</{other}><{other}Acct><Id><IBAN>{one.iban}</IBAN></Id></{other}Acct>
</RltdPties><RmtInf><Ustrd>{one.text}</Ustrd></RmtInf>{back}</TxDtls></NtryDtls></Ntry>"""
