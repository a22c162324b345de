"""A report on a page of the ZIP of a case: its figures, what staff found, account and vouchers."""

from dataclasses import replace
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from grants.documents.case_page import Sheet, Table, Text
from grants.models.report import Report
from grants.programme.calendar import ZONE, today
from grants.programme.money import Money
from grants.programme.people import Actor
from grants.programme.reporting import DECLARED, ON_MONEY, text_name
from grants.programme.settlement import Settlement
from grants.programme.stages import ReportState
from grants.programme.words import Words, say
from grants.queries.report_content import lines_of, spent_lines
from grants.queries.settlement import settlement_of
from grants.queries.visible import STAFF
from grants.queries.voucher import vouchers_of
from grants.queries.voucher_check import VoucherChecks, checks_of

NO: Final = "–"
TWO: Final = Words("Angabe", "Fact"), Words("Wert", "Value")
Row = tuple[Words | str, ...]


def report_sheet(session: Session, reader: Actor, title: Words, report: Report) -> Sheet:
    """The report as it was handed in, and beside it what this reader may know of its check.

    Recipients learn of the check of vouchers once their report is accepted.
    """
    told = reader.role in STAFF or report.state is ReportState.ACCEPTED
    facts = Table(heading=Words("Eingang und Prüfung", "Receipt and check"), columns=TWO,
                  rows=tuple(_facts(report)))  # fmt: skip
    said = DECLARED.get(report.declared)
    facts = facts if said is None else replace(
        facts, rows=(*facts.rows, (text_name(report.kind), said))
    )  # fmt: skip
    text = Text(heading=text_name(report.kind), text=report.narrative or NO)
    if report.kind not in ON_MONEY:
        return Sheet(title=title, blocks=(facts, text))
    checks = checks_of(session, report) if told else None
    account = settlement_of(session, report)
    return Sheet(
        title=title,
        blocks=(
            facts,
            _figures(report),
            *([_account(account)] if account else []),
            *_vouchers(session, report, checks),
            text,
        ),
    )


def _facts(report: Report) -> list[Row]:
    came = report.came_at
    late = (today(came) - report.due_on).days if came else 0
    return [
        (Words("Frist", "Due"), f"{report.due_on:%d.%m.%Y}"),
        (Words("Eingegangen", "Received"), _moment(came)),
        (Words("Tage zu spät", "Days late"), str(max(late, 0))),
        (Words("Erhaltene Zuwendung, EUR", "Grant received, EUR"), _amount(report.received)),
        (Words("Eigenmittel, EUR", "Own funds, EUR"), _amount(report.own_funds_spent)),
        (Words("Mittel Dritter, EUR", "Third-party funds, EUR"), _amount(report.third_party_spent)),
        (Words("Geprüft von", "Checked by"), report.checked_by.name if report.checked_by else NO),
        (Words("Geprüft am", "Checked on"), _moment(report.checked_at)),
        (Words("Prüfvermerk", "Remark"), report.check_remark or NO),
    ]


def _figures(report: Report) -> Table:
    return Table(
        heading=Words("Zahlen", "Figures"),
        columns=(Words("Position", "Category"), Words("Plan, EUR", "Planned, EUR"),
                 Words("Verwendet, EUR", "Spent, EUR")),
        rows=tuple((line.name, _amount(line.planned), _amount(line.spent))
                   for line in spent_lines(report)),
    )  # fmt: skip


def _account(account: Settlement) -> Table:
    return Table(
        heading=Words("Schlussrechnung (R-034)", "Final account (R-034)"),
        columns=TWO,
        rows=(
            (Words("Zuwendungsfähige Ausgaben, EUR", "Eligible costs, EUR"),
             _amount(account.accepted)),
            (Words("Zuwendung am Ende, EUR", "The grant in the end, EUR"), _amount(account.final)),
            (Words("Erhalten, EUR", "Received, EUR"), _amount(account.received)),
            (Words("Zurückzuzahlen, EUR", "To be paid back, EUR"), _amount(account.back)),
            (Words("Noch offen, EUR", "Still due, EUR"), _amount(account.due)),
        ),
    )  # fmt: skip


def _vouchers(session: Session, report: Report, checks: VoucherChecks | None) -> list[Table]:
    listed = vouchers_of(session, report)
    if not listed:
        return []
    names = {line.code: line.name for line in lines_of(report.grant)}
    columns = (
        Words("Nr.", "No."), Words("Position", "Category"), Words("Empfänger", "Payee"),
        Words("Zweck", "Purpose"), Words("Rechnung", "Invoice"), Words("Bezahlt", "Paid"),
        Words("Betrag, EUR", "Amount, EUR"), Words("Prüfung", "Check"),
    )  # fmt: skip
    rows = tuple(
        (
            str(one.ordinal),
            names.get(one.category, one.category),
            one.payee,
            one.purpose,
            f"{one.invoice}, {one.invoice_on:%d.%m.%Y}",
            f"{one.payment}, {one.paid_on:%d.%m.%Y}",
            _amount(one.amount),
            _judged(checks, one.ordinal),
        )
        for one in listed
    )
    return [Table(heading=Words("Belege", "Vouchers"), columns=columns, rows=rows)]


def _judged(checks: VoucherChecks | None, ordinal: int) -> Words | str:
    found = checks.judged.get(ordinal) if checks else None
    if found is None:
        return NO
    return say("anerkannt {amount}, {who}: {remark}", "accepted {amount}, {who}: {remark}",
               amount=found.accepted, who=found.judged_by.name,
               remark=found.remark or NO)  # fmt: skip


def _amount(money: Money) -> str:
    return str(money.decimal)


def _moment(at: datetime | None) -> str:
    return f"{at.astimezone(ZONE):%d.%m.%Y, %H:%M:%S}" if at else NO
