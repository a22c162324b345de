"""The vouchers of a report as staff check them: the list, a sample of it, and one of them."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.voucher_check import JudgeForm, SampleForm
from grants.actions.voucher_check import draw_vouchers, judge_voucher
from grants.models.report import Report
from grants.models.voucher import ReportVoucher
from grants.programme.finding import Finding, RulesBroken
from grants.programme.people import Role
from grants.programme.reporting import ON_MONEY
from grants.programme.stages import NoSuchMove, ReportState
from grants.programme.words import Words
from grants.queries.report import report_record
from grants.queries.report_content import lines_of, report_code, report_name
from grants.queries.voucher import find_voucher, voucher_findings, voucher_page
from grants.queries.voucher_check import VoucherChecks, checks_of
from grants.web.access import open_to, visitor
from grants.web.database import now, saving, session
from grants.web.language import language
from grants.web.notice import tell
from grants.web.sponsor.acting import TOO_LATE
from grants.web.voucher_line import voucher_book, voucher_lines

pages = Blueprint("sponsor_voucher", __name__)
PLACE = "/sponsor/reports/<number>/<code>/vouchers"
DRAWN = Words("Die Stichprobe ist gezogen und festgehalten.", "The sample is drawn and recorded.")
JUDGED = Words("Die Prüfung des Belegs ist festgehalten.", "The check of the voucher is recorded.")


@pages.get(PLACE)
@open_to(Role.SPONSOR, Role.AUDITOR)
def vouchers(number: str, code: str) -> str:
    """The list, a page at a time; what was drawn comes first."""
    return _list(_find(number, code), None)


@pages.get(f"{PLACE}.xlsx")
@open_to(Role.SPONSOR, Role.AUDITOR)
def download(number: str, code: str) -> ResponseReturnValue:
    """The list as a workbook."""
    return voucher_book(session(), _find(number, code))


@pages.post(f"{PLACE}/sample")
@open_to(Role.SPONSOR)
def sample(number: str, code: str) -> ResponseReturnValue:
    """Draw so many at random."""
    report, form = _find(number, code), SampleForm(language=language())
    if not form.validate():
        return _list(report, form), 422
    try:
        with saving() as work:
            draw_vouchers(work, report, form.size.data or 0, by=visitor(), now=now())
    except RulesBroken as broken:
        form.show(broken.findings)
        return _list(_find(number, code), form), 422
    except NoSuchMove:
        tell(TOO_LATE, "warning")
    else:
        tell(DRAWN)
    return redirect(url_for(".vouchers", number=number, code=code), 303)


@pages.get(f"{PLACE}/<int:ordinal>")
@open_to(Role.SPONSOR, Role.AUDITOR)
def voucher(number: str, code: str, ordinal: int) -> str:
    """One voucher and what was found about it."""
    report = _find(number, code)
    row = find_voucher(session(), report, ordinal) or abort(404)
    judged = checks_of(session(), report).judged.get(ordinal)
    data = {"accepted": judged.accepted if judged else row.amount,
            "remark": judged.remark if judged else ""}  # fmt: skip
    return _one(report, row, JudgeForm(None, language=language(), data=data))


@pages.post(f"{PLACE}/<int:ordinal>")
@open_to(Role.SPONSOR)
def judge(number: str, code: str, ordinal: int) -> ResponseReturnValue:
    """Say how much of it is accepted."""
    report, form = _find(number, code), JudgeForm(language=language())
    row = find_voucher(session(), report, ordinal) or abort(404)
    if not form.validate() or form.ask_about_ambiguous():
        return _one(report, row, form), 422
    try:
        with saving() as work:
            judge_voucher(
                work, report, ordinal, accepted=form.accepted.data,
                remark=form.remark.data or "", by=visitor(), now=now(),
                seen=request.form.get("seen", 0, type=int),
            )  # fmt: skip
    except RulesBroken as broken:
        form.show(broken.findings)
        return _one(_find(number, code), row, form), 422
    except NoSuchMove:
        tell(TOO_LATE, "warning")
    else:
        tell(JUDGED)
    return redirect(url_for(".vouchers", number=number, code=code), 303)


def _find(number: str, code: str) -> Report:
    """The report, once it was handed in; before that its list is the recipient's own."""
    found = report_record(session(), visitor(), number, code)
    if found is None or found.submitted_at is None or found.kind not in ON_MONEY:
        abort(404)
    return found


def _list(report: Report, form: SampleForm | None) -> str:
    checks = checks_of(session(), report)
    wanted = request.args.get("category", "")
    only = checks.sampled if wanted == "sample" else None
    shown = voucher_page(
        session(), report, category="" if only is not None else wanted,
        page=request.args.get("page", 1, type=int), only=only,
    )  # fmt: skip
    return render_template(
        "sponsor/report/vouchers.html",
        shown=shown,
        chosen=wanted,
        checks=checks,
        sums=voucher_lines(session(), report),
        findings=_findings(report),
        form=form or SampleForm(None, language=language()),
        **_about(report, checks),
    )


def _findings(report: Report) -> list[Finding]:
    """What the rules say of the list; the fields are the recipient's, so nothing leads there."""
    spent = {line.category: line.spent for line in report.lines}
    names = {line.code: line.name for line in lines_of(report.grant)}
    found = voucher_findings(session(), report, spent, names)
    return [replace(each, place="") for each in found]


def _one(report: Report, row: ReportVoucher, form: JudgeForm) -> str:
    checks = checks_of(session(), report)
    return render_template(
        "sponsor/report/voucher.html",
        row=row,
        judged=checks.judged.get(row.ordinal),
        drawn=[each for each in checks.samples if row.ordinal in each.chosen],
        form=form,
        **_about(report, checks),
    )


def _about(report: Report, checks: VoucherChecks) -> dict[str, Any]:
    code, staff = report_code(report), visitor().role is Role.SPONSOR
    number = report.grant.number
    return {
        "report": report,
        "words": report_name(report),
        "code": code,
        "back": url_for("sponsor_report.report", number=number, code=code) if staff else None,
        "names": {line.code: line.name for line in lines_of(report.grant)},
        "checking": staff and report.state is ReportState.IN_CHECK,
        "left": len(checks.left),
    }
