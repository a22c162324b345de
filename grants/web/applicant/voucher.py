"""The vouchers of a report: a list, one to enter or correct, and what they come to."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from forms.voucher import VoucherForm
from grants.actions.voucher import change_voucher, enter_voucher, remove_voucher
from grants.models.report import Report
from grants.models.voucher import ReportVoucher
from grants.programme.finding import RulesBroken
from grants.programme.people import Role
from grants.programme.reporting import ON_MONEY
from grants.programme.roads.report import OPEN_TO_WRITE
from grants.programme.stages import NoSuchMove, ReportState
from grants.programme.voucher import Voucher
from grants.programme.words import Words
from grants.queries.report_content import (
    lines_of,
    report_code,
    report_findings,
    report_name,
    report_number,
)
from grants.queries.report_reopened import is_text_only
from grants.queries.voucher import find_voucher, period_of, seen_of, voucher_page, was_removed
from grants.queries.voucher_check import checks_of
from grants.web.access import open_to, visitor
from grants.web.applicant.reader import writers_for
from grants.web.applicant.report import PLACE, own
from grants.web.database import now, saving, session
from grants.web.language import language
from grants.web.notice import tell
from grants.web.versions import saved
from grants.web.voucher_line import voucher_lines

pages = Blueprint("applicant_voucher", __name__)
CLOSED = Words(
    "Dieser Nachweis ist eingereicht. Seine Belege lassen sich nicht mehr ändern.",
    "This report is submitted. Its vouchers cannot be changed any more.",
)
GONE = Words(
    "Diesen Beleg hat inzwischen jemand entfernt. Ihre Angaben stehen noch hier; speichern Sie sie"
    " als neuen Beleg.",
    "Somebody has removed this voucher meanwhile. What you entered is still here; save it as a new"
    " voucher.",
)
Keeping = Callable[[Session, Voucher], None]
REMOVED = Words("Der Beleg ist entfernt.", "The voucher is removed.")


@pages.get(f"{PLACE}/vouchers")
@open_to(Role.APPLICANT)
def vouchers(number: str, code: str) -> ResponseReturnValue:
    """The list, a page at a time."""
    report = accounted(number, code)
    category = request.args.get("category", "")
    page = request.args.get("page", 1, type=int)
    shown = voucher_page(session(), report, category=category, page=page)
    return render_template(
        "applicant/report/vouchers.html",
        shown=shown,
        chosen=category,
        sums=voucher_lines(session(), report),
        findings=[each for each in report_findings(session(), report)
                  if each.rule in ("R-038", "R-039")],
        checks=checks_of(session(), report) if report.state is ReportState.ACCEPTED else None,
        writes=is_open(report) and not writers_for(report.grant.award.cluster),
        **about(report),
    )  # fmt: skip


@pages.get(f"{PLACE}/vouchers/new")
@open_to(Role.APPLICANT)
def begin(number: str, code: str) -> ResponseReturnValue:
    """An empty form; the next one begins with the same category."""
    report = accounted(number, code)
    if not is_open(report):
        return closed(number, code)
    return _show(report, _form(report, None, {"category": request.args.get("category", "")}))


@pages.post(f"{PLACE}/vouchers/new")
@open_to(Role.APPLICANT)
def enter(number: str, code: str) -> ResponseReturnValue:
    """Enter one."""
    report = accounted(number, code)

    def add(work: Session, voucher: Voucher) -> None:
        enter_voucher(work, report, voucher, by=visitor(), now=now())

    form = _form(report, request.form, {})
    refused = _save(report, form, add)
    if refused is not None:
        return refused
    if request.form.get("step") == "secondary":
        chosen = form.category.data
        return redirect(url_for(".begin", number=number, code=code, category=chosen), 303)
    return redirect(url_for(".vouchers", number=number, code=code), 303)


@pages.get(f"{PLACE}/vouchers/<int:ordinal>")
@open_to(Role.APPLICANT)
def voucher(number: str, code: str, ordinal: int) -> ResponseReturnValue:
    """One of the list, to correct."""
    report = accounted(number, code)
    row = find_voucher(session(), report, ordinal) or abort(404)
    if not is_open(report):
        return closed(number, code)
    return _show(report, _form(report, None, _data(row)), row)


@pages.post(f"{PLACE}/vouchers/<int:ordinal>")
@open_to(Role.APPLICANT)
def change(number: str, code: str, ordinal: int) -> ResponseReturnValue:
    """Correct it."""
    report = accounted(number, code)
    row = find_voucher(session(), report, ordinal)
    if row is None:
        return _gone(report)

    def correct(work: Session, voucher: Voucher) -> None:
        seen = request.form.get("seen", "")
        change_voucher(work, report, ordinal, voucher, seen=seen, by=visitor(), now=now())

    refused = _save(report, _form(report, request.form, {}), correct, ordinal)
    return refused or redirect(url_for(".vouchers", number=number, code=code), 303)


@pages.post(f"{PLACE}/vouchers/<int:ordinal>/remove")
@open_to(Role.APPLICANT)
def remove(number: str, code: str, ordinal: int) -> ResponseReturnValue:
    """Take it out."""
    report = accounted(number, code)
    if find_voucher(session(), report, ordinal) is None and not was_removed(
        session(), report_number(report), ordinal
    ):
        abort(404)
    try:
        with saving() as work:
            remove_voucher(work, report, ordinal, by=visitor(), now=now())
    except NoSuchMove:
        return closed(number, code)
    except RulesBroken as broken:
        tell(next(each.says for each in broken.findings if each.breaks), "warning")
    else:
        tell(REMOVED)
    return redirect(url_for(".vouchers", number=number, code=code), 303)


def accounted(number: str, code: str) -> Report:
    """The report, if it belongs to the visitor and accounts for money."""
    report = own(number, code)
    return abort(404) if report.kind not in ON_MONEY else report


def is_open(report: Report) -> bool:
    """May its list still change?"""
    return report.state in OPEN_TO_WRITE and not is_text_only(session(), report)


def closed(number: str, code: str) -> ResponseReturnValue:
    """Back to the list, with a word on why nothing changed."""
    tell(CLOSED, "info")
    return redirect(url_for("applicant_voucher.vouchers", number=number, code=code), 303)


def about(report: Report) -> dict[str, Any]:
    """What every page around the vouchers of a report says of it."""
    return {
        "report": report,
        "words": report_name(report),
        "code": report_code(report),
        "names": {line.code: line.name for line in lines_of(report.grant)},
    }


def _gone(report: Report) -> ResponseReturnValue:
    """Somebody took it out meanwhile: what was typed is offered as a new one, not kept yet.

    Who never saw the voucher finds nothing.
    """
    if not request.form.get("seen"):
        abort(404)
    form = _form(report, request.form, {})
    tell(GONE, "warning")
    return _show(report, form), 409


def _save(
    report: Report, form: VoucherForm, keep: Keeping, ordinal: int | None = None
) -> ResponseReturnValue | None:
    """Keep what was filled in; the page again where something is wrong."""
    try:
        if form.validate() and not form.ask_about_ambiguous():
            with saving() as work:
                keep(work, form.voucher)
            tell(saved(now()), "saved")
            return None
    except RulesBroken as broken:
        form.show(broken.findings)
    except NoSuchMove:
        return closed(report.grant.number, report_code(report))
    row = find_voucher(session(), report, ordinal) if ordinal else None
    return _show(report, form, row), 422


def _form(report: Report, came: Any, data: dict[str, Any]) -> VoucherForm:
    form = VoucherForm(came, language=language(), data=data)
    form.offer(lines_of(report.grant))
    return form


def _data(row: ReportVoucher) -> dict[str, Any]:
    return {name: getattr(row, name) for name in Voucher.__dataclass_fields__}


def _show(report: Report, form: VoucherForm, row: ReportVoucher | None = None) -> str:
    return render_template(
        "applicant/report/voucher.html",
        form=form,
        row=row,
        seen=seen_of([row]) if row else "",
        period=period_of(report),
        **about(report),
    )
