"""The vouchers of a report as a workbook, both ways: downloaded, sent, looked over, taken over.

Nothing is kept before the person says so. What was read travels in one sealed hidden field, so that
nobody can slip in another list, and only into the report for which it was read.
"""

from datetime import date
from typing import Any

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from itsdangerous import BadData, URLSafeTimedSerializer

from forms.voucher import VoucherUploadForm
from grants.actions.voucher import take_over_vouchers
from grants.documents.upload import UploadRefused
from grants.documents.workbook import MOST_BYTES, read_workbook
from grants.models.report import Report
from grants.programme.finding import RulesBroken
from grants.programme.money import NOTHING, eur
from grants.programme.people import Role
from grants.programme.plan_sheet import CellNote
from grants.programme.stages import NoSuchMove
from grants.programme.voucher import MOST_VOUCHERS, Voucher, sums_of
from grants.programme.voucher_sheet import SHEET, VoucherReader
from grants.programme.words import LANGUAGES, Words
from grants.queries.report_content import lines_of, report_number
from grants.queries.voucher import period_of, plain_voucher, seen_of, vouchers_of
from grants.web.access import open_to, visitor
from grants.web.applicant.report import PLACE
from grants.web.applicant.voucher import about, accounted, closed, is_open
from grants.web.database import now, saving, session
from grants.web.language import language
from grants.web.notice import tell
from grants.web.versions import saved
from grants.web.voucher_line import voucher_book

pages = Blueprint("applicant_voucher_workbook", __name__)
SHEETS = tuple(SHEET.into(each) for each in LANGUAGES)
SEALED = "vouchers"
SECONDS_KEPT = 24 * 60 * 60
NO_FILE = Words("Wählen Sie eine Excel-Datei.", "Choose a workbook.")
GONE = Words(
    "Diese Übersicht ist zu alt. Laden Sie die Datei noch einmal hoch.",
    "This overview is too old. Upload the file once more.",
)


@pages.get(f"{PLACE}/vouchers.xlsx")
@open_to(Role.APPLICANT)
def download(number: str, code: str) -> ResponseReturnValue:
    """The list as it is saved, to read or to fill in elsewhere."""
    return voucher_book(session(), accounted(number, code))


@pages.get(f"{PLACE}/vouchers/upload")
@open_to(Role.APPLICANT)
def upload(number: str, code: str) -> ResponseReturnValue:
    """Choose a file; nothing is taken over yet."""
    report = accounted(number, code)
    if not is_open(report):
        return closed(number, code)
    return _choose(report, VoucherUploadForm(language=language(), formdata=None))


@pages.post(f"{PLACE}/vouchers/upload")
@open_to(Role.APPLICANT)
def read(number: str, code: str) -> ResponseReturnValue:
    """Read the file and show what would change, or every cell that cannot be read."""
    report, form = accounted(number, code), VoucherUploadForm(language=language())
    if not is_open(report):
        return closed(number, code)
    sent = form.workbook.data if form.validate() else None
    if sent is None:
        form.workbook.errors = form.workbook.errors or [NO_FILE]
        return _choose(report, form), 422
    try:
        sheet = read_workbook(sent.stream.read(MOST_BYTES + 1), SHEETS)
    except UploadRefused as refused:
        form.workbook.errors = [refused.says]
        return _choose(report, form), 422
    found = VoucherReader(
        sheet=sheet.name,
        language="en" if sheet.name == SHEET.en else "de",
        categories=lines_of(report.grant),
        period=period_of(report),
    ).read(sheet.rows)
    if found.bad:
        return _choose(report, form, found.bad), 422
    return _look_over(report, found.vouchers)


@pages.post(f"{PLACE}/vouchers/take-over")
@open_to(Role.APPLICANT)
def take(number: str, code: str) -> ResponseReturnValue:
    """Take over what was shown; if somebody saved meanwhile, show it against what is there now."""
    report = accounted(number, code)
    coming = _unseal(report, request.form.get(SEALED, ""))
    if coming is None:
        tell(GONE, "warning")
        return redirect(url_for(".upload", number=number, code=code), 303)
    try:
        with saving() as work:
            take_over_vouchers(
                work, report, coming, seen=request.form.get("seen", ""), by=visitor(), now=now()
            )
    except RulesBroken as broken:
        for each in broken.findings:
            if each.breaks:
                tell(each.says, "warning")
        return _look_over(accounted(number, code), coming), 409
    except NoSuchMove:
        return closed(number, code)
    tell(saved(now()), "saved")
    return redirect(url_for("applicant_voucher.vouchers", number=number, code=code), 303)


def _choose(report: Report, form: VoucherUploadForm, bad: tuple[CellNote, ...] = ()) -> str:
    return render_template(
        "applicant/report/voucher_upload.html", form=form, bad=bad, most=MOST_VOUCHERS,
        **about(report),
    )  # fmt: skip


def _look_over(report: Report, coming: tuple[Voucher, ...]) -> str:
    there = vouchers_of(session(), report)
    old = [each.value for each in there]
    before, after = sums_of(old), sums_of(coming)
    kept = set(old) & set(coming)
    return render_template(
        "applicant/report/voucher_compare.html",
        counts=(len(old), len(coming)),
        new=[each for each in coming if each not in kept],
        gone=[each for each in old if each not in kept],
        lines=[
            (line.name, before.get(line.code, NOTHING), after.get(line.code, NOTHING))
            for line in lines_of(report.grant)
            if line.code in before or line.code in after
        ],
        seen=seen_of(there),
        sealed=_seal(report, coming),
        **about(report),
    )


def _seal(report: Report, coming: tuple[Voucher, ...]) -> str:
    rows = [list(plain_voucher(each).values()) for each in coming]
    whose = [report_number(report), visitor().person_id]
    return _sealer().dumps([*whose, rows])


def _unseal(report: Report, text: str) -> tuple[Voucher, ...] | None:
    try:
        number, person, rows = _sealer().loads(text, max_age=SECONDS_KEPT)
    except BadData:
        return None
    if (number, person) != (report_number(report), visitor().person_id):
        return None
    return tuple(_voucher(row) for row in rows)


def _voucher(row: list[Any]) -> Voucher:
    category, invoice_on, paid_on, payee, purpose, amount, invoice, payment = row
    return Voucher(
        category=category,
        invoice_on=date.fromisoformat(invoice_on),
        paid_on=date.fromisoformat(paid_on),
        payee=payee,
        purpose=purpose,
        amount=eur(amount),
        invoice=invoice,
        payment=payment,
    )


def _sealer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt=SEALED)
