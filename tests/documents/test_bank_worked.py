"""A day as a German bank writes it (camt.053.001.02): collective order, return, fee, money in."""

from datetime import date

from grants.documents.bank_statement import read_statement
from grants.programme.money import eur

CODE = (
    "<b:BkTxCd><b:Domn><b:Cd>PMNT</b:Cd><b:Fmly><b:Cd>{}</b:Cd>"
    "<b:SubFmlyCd>{}</b:SubFmlyCd></b:Fmly></b:Domn></b:BkTxCd>"
)
WORKED = f"""<?xml version="1.0" encoding="ISO-8859-1"?>
<b:Document xmlns:b="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><b:BkToCstmrStmt>
<b:GrpHdr><b:MsgId>053D2028-11-24T20:15:03.0N</b:MsgId><b:CreDtTm>2028-11-24T20:15:03.0+01:00</b:CreDtTm>
<b:MsgPgntn><b:PgNb>1</b:PgNb><b:LastPgInd>true</b:LastPgInd></b:MsgPgntn></b:GrpHdr>
<b:Stmt><b:Id>0352C5320281124201503</b:Id><b:ElctrncSeqNb>228</b:ElctrncSeqNb>
<b:CreDtTm>2028-11-24T20:15:03.0+01:00</b:CreDtTm>
<b:Acct><b:Id><b:IBAN>DE02120300000000202051</b:IBAN></b:Id><b:Ccy>EUR</b:Ccy>
<b:Svcr><b:FinInstnId><b:BIC>BYLADEM1001</b:BIC></b:FinInstnId></b:Svcr></b:Acct>
<b:Bal><b:Tp><b:CdOrPrtry><b:Cd>PRCD</b:Cd></b:CdOrPrtry></b:Tp><b:Amt Ccy="EUR">4000000.00</b:Amt>
<b:CdtDbtInd>CRDT</b:CdtDbtInd><b:Dt><b:Dt>2028-11-23</b:Dt></b:Dt></b:Bal>
<b:Bal><b:Tp><b:CdOrPrtry><b:Cd>CLBD</b:Cd></b:CdOrPrtry></b:Tp><b:Amt Ccy="EUR">3875999.99</b:Amt>
<b:CdtDbtInd>CRDT</b:CdtDbtInd><b:Dt><b:Dt>2028-11-24</b:Dt></b:Dt></b:Bal>
<b:Ntry><b:Amt Ccy="EUR">125000.01</b:Amt><b:CdtDbtInd>DBIT</b:CdtDbtInd><b:Sts>BOOK</b:Sts>
<b:BookgDt><b:Dt>2028-11-24</b:Dt></b:BookgDt><b:ValDt><b:Dt>2028-11-24</b:Dt></b:ValDt>
<b:AcctSvcrRef>2028112400001</b:AcctSvcrRef>{CODE.format("ICDT", "ESCT")}
<b:NtryDtls><b:Btch><b:MsgId>BMBF-2028-000007</b:MsgId><b:PmtInfId>BMBF-2028-000007</b:PmtInfId>
<b:NbOfTxs>2</b:NbOfTxs></b:Btch>
<b:TxDtls><b:Refs><b:EndToEndId>03INT400A-1-1</b:EndToEndId></b:Refs>
<b:AmtDtls><b:TxAmt><b:Amt Ccy="EUR">100000.01</b:Amt></b:TxAmt></b:AmtDtls>
<b:RltdPties><b:Dbtr><b:Nm>BM für Beispiele</b:Nm></b:Dbtr>
<b:Cdtr><b:Nm>Groesse GmbH</b:Nm></b:Cdtr>
<b:CdtrAcct><b:Id><b:IBAN>DE89370400440532013000</b:IBAN></b:Id></b:CdtrAcct></b:RltdPties>
<b:RmtInf><b:Ustrd>03INT400A Zuwendung,</b:Ustrd><b:Ustrd>Zahlung 1</b:Ustrd></b:RmtInf></b:TxDtls>
<b:TxDtls><b:Refs><b:EndToEndId>03INT400B-1-1</b:EndToEndId></b:Refs>
<b:AmtDtls><b:TxAmt><b:Amt Ccy="EUR">25000.00</b:Amt></b:TxAmt></b:AmtDtls>
<b:RltdPties><b:Cdtr><b:Nm>Verein</b:Nm></b:Cdtr>
<b:CdtrAcct><b:Id><b:IBAN>NL91ABNA0417164300</b:IBAN></b:Id></b:CdtrAcct></b:RltdPties></b:TxDtls>
</b:NtryDtls></b:Ntry>
<b:Ntry><b:Amt Ccy="EUR">1000.00</b:Amt><b:CdtDbtInd>CRDT</b:CdtDbtInd><b:Sts>BOOK</b:Sts>
<b:BookgDt><b:Dt>2028-11-24</b:Dt></b:BookgDt>{CODE.format("ICDT", "RRTN")}
<b:NtryDtls><b:TxDtls><b:Refs><b:AcctSvcrRef>R-77</b:AcctSvcrRef>
<b:EndToEndId>03INT400C-1-2</b:EndToEndId></b:Refs>
<b:AmtDtls><b:InstdAmt><b:Amt Ccy="EUR">1000.00</b:Amt></b:InstdAmt></b:AmtDtls>
<b:RltdPties><b:Dbtr><b:Nm>BM für Beispiele</b:Nm></b:Dbtr>
<b:DbtrAcct><b:Id><b:IBAN>DE02120300000000202051</b:IBAN></b:Id></b:DbtrAcct>
<b:Cdtr><b:Nm>Müller AG</b:Nm></b:Cdtr></b:RltdPties>
<b:RtrInf><b:Rsn><b:Cd>AC04</b:Cd></b:Rsn><b:AddtlInf>KONTO ERLOSCHEN</b:AddtlInf></b:RtrInf>
</b:TxDtls></b:NtryDtls></b:Ntry>
<b:Ntry><b:Amt Ccy="EUR">0.01</b:Amt><b:CdtDbtInd>DBIT</b:CdtDbtInd><b:Sts>BOOK</b:Sts>
<b:BookgDt><b:Dt>2028-11-24</b:Dt></b:BookgDt>{CODE.format("MDOP", "COMM")}
<b:AddtlNtryInf>ENTGELT</b:AddtlNtryInf></b:Ntry>
<b:Ntry><b:Amt Ccy="EUR">0.01</b:Amt><b:CdtDbtInd>CRDT</b:CdtDbtInd><b:Sts>BOOK</b:Sts>
<b:BookgDt><b:Dt>2028-11-24</b:Dt></b:BookgDt>{CODE.format("RCDT", "ESCT")}
<b:NtryDtls><b:TxDtls><b:Refs><b:EndToEndId>NOTPROVIDED</b:EndToEndId></b:Refs>
<b:RltdPties><b:Dbtr><b:Nm>Jemand</b:Nm></b:Dbtr></b:RltdPties>
<b:RmtInf><b:Strd><b:CdtrRefInf><b:Ref>RF18539007547034</b:Ref></b:CdtrRefInf></b:Strd></b:RmtInf>
</b:TxDtls></b:NtryDtls></b:Ntry>
</b:Stmt></b:BkToCstmrStmt></b:Document>""".encode("latin-1")


def test_a_whole_day_is_read_as_the_bank_meant_it():
    read = read_statement(WORKED)

    assert (read.message, read.sequence) == ("0352C5320281124201503", "228")
    assert (read.begins, read.ends) == (None, None)
    assert {line.booked_on for line in read.lines} == {date(2028, 11, 24)}
    assert [
        (line.amount, "in" if line.credit else "out", line.end_to_end, line.name, line.iban)
        for line in read.lines
    ] == [
        (eur("100000.01"), "out", "03INT400A-1-1", "Groesse GmbH", "DE89370400440532013000"),
        (eur(25000), "out", "03INT400B-1-1", "Verein", "NL91ABNA0417164300"),
        (eur(1000), "in", "03INT400C-1-2", "Müller AG", ""),
        (eur("0.01"), "out", "", "", ""),
        (eur("0.01"), "in", "", "Jemand", ""),
    ]
    assert [line.text for line in read.lines] == [
        "03INT400A Zuwendung, Zahlung 1", "", "", "ENTGELT", "RF18539007547034",
    ]  # fmt: skip
    assert [line.reference for line in read.lines] == [
        "2028112400001", "2028112400001", "R-77", "", "",
    ]  # fmt: skip
    assert [(line.returned, line.reason) for line in read.lines if line.reason] == [
        (True, "AC04 KONTO ERLOSCHEN")
    ]
