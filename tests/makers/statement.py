"""Statements of a bank, as a bank would write them: `read_statement` reads what is said here."""

from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

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
    reference: str = ""
    returned: str = ""
    """Code for why a payment comes back; payer and payee stay as they were in the first place."""
    status: str = "BOOK"
    parts: tuple["Booking", ...] = ()
    """Payments that this one booking stands for."""


def a_statement(
    *bookings,
    account=ACCOUNT,
    message="STMT-1",
    sequence="",
    version="08",
    currency="EUR",
    after=None,
    days=(date(2026, 11, 24), date(2026, 11, 24)),
):
    """The file of a statement with these bookings."""
    booked = [one for one in bookings if one.status == "BOOK"]
    moved = sum((one.amount if one.credit else -one.amount for one in booked), NOTHING)
    closing = BEFORE + moved if after is None else after
    count = f"<ElctrncSeqNb>{sequence}</ElctrncSeqNb>" if sequence else ""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}"><BkToCstmrStmt>
<GrpHdr><MsgId>{message}</MsgId><CreDtTm>2026-11-24T20:00:00</CreDtTm></GrpHdr>
<Stmt><Id>{message}</Id>{count}<FrToDt><FrDtTm>{days[0]}T00:00:00</FrDtTm>
<ToDtTm>{days[1]}T23:59:59</ToDtTm></FrToDt><Acct><Id><IBAN>{account}</IBAN></Id></Acct>
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
    status = one.status if version == "02" else f"<Cd>{one.status}</Cd>"
    details = "".join(_details(part, version, currency, one.parts) for part in one.parts or [one])
    return f"""<Ntry><Amt Ccy="{currency}">{one.amount.decimal}</Amt>
<CdtDbtInd>{_side(one)}</CdtDbtInd><Sts>{status}</Sts><BookgDt><Dt>{one.booked_on}</Dt></BookgDt>
<NtryDtls>{details}</NtryDtls></Ntry>"""


def _details(one, version, currency, several):
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


def _side(one):
    return "CRDT" if one.credit else "DBIT"
