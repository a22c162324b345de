"""The bank of the demonstration: it carries out every run, and says so in a statement."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from xml.sax.saxutils import escape

from flask import Blueprint, Response, abort
from flask.typing import ResponseReturnValue

from grants.models.payment import PaymentRun
from grants.programme.calendar import today
from grants.programme.money import NOTHING, Money, total
from grants.programme.people import Role
from grants.queries.payment_run import find_run
from grants.web.access import open_to, visitor
from grants.web.database import now, session

pages = Blueprint("demo_bank", __name__)

SPACE = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"


@dataclass(frozen=True, slots=True, kw_only=True)
class Booked:
    """One payment as the bank carried it out."""

    amount: Money
    end_to_end: str
    name: str
    iban: str
    text: str


@pages.get("/demo/bank/<message>.xml")
@open_to(Role.SPONSOR)
def download(message: str) -> ResponseReturnValue:
    """All payments of the run, carried out today."""
    run = find_run(session(), visitor(), message) or abort(404)
    answer = Response(statement_of(run, now()), content_type="application/xml")
    answer.headers["Content-Disposition"] = f'attachment; filename="auszug-{message}.xml"'
    return answer


def statement_of(run: PaymentRun, now: datetime) -> bytes:
    """What the example bank says of a run: all of it carried out."""
    booked = [
        Booked(amount=one.correct, end_to_end=one.end_to_end, name=one.holder, iban=one.iban,
               text=f"{one.grant.number} Zuwendung, Zahlung {one.ordinal}")
        for one in run.requests if one.correct
    ]  # fmt: skip
    return statement(run.iban, f"AUSZUG-{run.message}", booked, on=today(now), made_at=now)


def statement(
    account: str, message: str, booked: Sequence[Booked], *, on: date, made_at: datetime
) -> bytes:
    """The statement (camt.053) of an account from which these payments went; it was full before."""
    spent = total(one.amount for one in booked)
    entries = "".join(_entry(one, on) for one in booked)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="{SPACE}"><BkToCstmrStmt>'
        f"<GrpHdr><MsgId>{escape(message)}</MsgId><CreDtTm>{made_at:%Y-%m-%dT%H:%M:%S}</CreDtTm>"
        f"</GrpHdr><Stmt><Id>{escape(message)}</Id><FrToDt><FrDtTm>{on}T00:00:00</FrDtTm>"
        f"<ToDtTm>{on}T23:59:59</ToDtTm></FrToDt>"
        f"<Acct><Id><IBAN>{escape(account)}</IBAN></Id></Acct>"
        f"{_balance('OPBD', spent, on)}{_balance('CLBD', NOTHING, on)}{entries}"
        "</Stmt></BkToCstmrStmt></Document>\n"
    ).encode()


def _balance(code: str, amount: Money, on: date) -> str:
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp>"
        f'<Amt Ccy="EUR">{amount.decimal}</Amt><CdtDbtInd>CRDT</CdtDbtInd>'
        f"<Dt><Dt>{on}</Dt></Dt></Bal>"
    )


def _entry(one: Booked, on: date) -> str:
    return (
        f'<Ntry><Amt Ccy="EUR">{one.amount.decimal}</Amt><CdtDbtInd>DBIT</CdtDbtInd>'
        f"<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>{on}</Dt></BookgDt><NtryDtls><TxDtls>"
        f"<Refs><EndToEndId>{escape(one.end_to_end)}</EndToEndId></Refs>"
        f"<RltdPties><Cdtr><Pty><Nm>{escape(one.name)}</Nm></Pty></Cdtr>"
        f"<CdtrAcct><Id><IBAN>{escape(one.iban)}</IBAN></Id></CdtrAcct></RltdPties>"
        f"<RmtInf><Ustrd>{escape(one.text)}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"
    )
