"""A report of a recipient: written as a draft, looked through, handed in, confirmed."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.report import SUCCESS_HINT, SUMS, ReportForm, report_form
from forms.report_answer import ReportAnswerForm
from grants.actions.overtaken import Overtaken
from grants.actions.report import save_report, submit_report
from grants.models.report import Report
from grants.programme.calendar import today
from grants.programme.finding import Finding, RulesBroken
from grants.programme.money import total
from grants.programme.people import Role
from grants.programme.reporting import DECLARED, ON_MONEY, ReportKind, text_name
from grants.programme.roads.report import OPEN_TO_WRITE, TO_HAND_IN, ReportState
from grants.programme.stages import NoSuchMove
from grants.programme.words import Words, say
from grants.queries.application import terms_of
from grants.queries.report import report_record
from grants.queries.report_content import (
    last_save,
    lines_of,
    report_code,
    report_findings,
    report_name,
    spent_lines,
)
from grants.queries.report_place import place_of
from grants.queries.report_reopened import is_text_only
from grants.queries.returned import question_about
from grants.queries.settlement import settlement_of
from grants.web.access import open_to, visitor
from grants.web.applicant.reader import for_readers, writers_for
from grants.web.applicant.report_strip import strip_of_report
from grants.web.database import now, saving, session
from grants.web.filters import ZONE
from grants.web.language import language
from grants.web.notice import tell
from grants.web.versions import (
    by_itself,
    keeps_the_other,
    saved,
    seen_revision,
    shown_revision,
    tell_script,
    two_versions,
    typed,
)

pages = Blueprint("applicant_report", __name__)
PLACE = "/grants/<number>/reports/<code>"


@pages.route(PLACE, methods=["GET", "POST"])
@open_to(Role.APPLICANT)
def report(number: str, code: str) -> ResponseReturnValue:
    """The report: read, write, save."""
    this = own(number, code)
    if this.state not in OPEN_TO_WRITE:
        return _closed(this, code)
    if request.method == "GET" and writers_for(this.grant.award.cluster):
        return _read(this)
    if request.method == "GET" or keeps_the_other():
        return _show(this, _form(this))
    form = _form(this, typed())
    refused = _save(this, form)
    if refused is not None:
        return refused
    if by_itself():
        return tell_script(this.revision)
    tell(saved(now()), "saved")
    step = ".submit" if request.form.get("step") == "secondary" else ".report"
    return redirect(url_for(step, number=number, code=code), 303)


@pages.get(f"{PLACE}/submit")
@open_to(Role.APPLICANT)
def submit(number: str, code: str) -> ResponseReturnValue:
    """The report as it will be sent, and the button that sends it."""
    this = own(number, code)
    if this.state not in OPEN_TO_WRITE:
        return redirect(url_for(".receipt", number=number, code=code), 303)
    if writers_for(this.grant.award.cluster):
        return redirect(url_for(".report", number=number, code=code), 303)
    return _preview(this, [])


@pages.post(f"{PLACE}/submit")
@open_to(Role.APPLICANT)
def send(number: str, code: str) -> ResponseReturnValue:
    """Hand it in. A second click finds the confirmation of the first."""
    this, form = own(number, code), ReportAnswerForm(language=language())
    if not form.validate():
        return _preview(this, [], form), 422
    answer = form.answer.data or "" if this.state is ReportState.QUERY else ""
    try:
        with saving() as work:
            submit_report(work, this, by=visitor(), now=now(), answer=answer)
    except RulesBroken as broken:
        return _preview(own(number, code), broken.findings, form), 422
    except NoSuchMove:
        tell(_why_not(own(number, code)), "info")
    return redirect(url_for(".receipt", number=number, code=code), 303)


@pages.get(f"{PLACE}/receipt")
@open_to(Role.APPLICANT)
def receipt(number: str, code: str) -> ResponseReturnValue:
    """The proof that it arrived: number, second, fingerprint; and what it said."""
    this = own(number, code)
    act = last_save(session(), this, "submit_report")
    if this.submitted_at is None:
        return redirect(url_for(".report", number=number, code=code), 303)
    late = (today(this.came_at or this.submitted_at) - this.due_on).days
    return render_template(
        "applicant/report/receipt.html", act=act, days_late=max(late, 0), **_shown(this)
    )


def _why_not(this: Report) -> Words:
    """Why there is nothing to hand in: it was handed in before, or its period still runs."""
    if this.submitted_at is None or this.state in OPEN_TO_WRITE:
        return Words(
            "Dieser Nachweis lässt sich zurzeit nicht einreichen.",
            "This report cannot be submitted at present.",
        )
    return say(
        "Dieser Nachweis ist schon eingereicht, am {day} um {at} Uhr.",
        "This report was already submitted, on {day} at {at}.",
        day=today(this.submitted_at),
        at=f"{this.submitted_at.astimezone(ZONE):%H:%M:%S}",
    )


def own(number: str, code: str) -> Report:
    """The report, if it belongs to the visitor; else there is no page."""
    return report_record(session(), visitor(), number, code) or abort(404)


def _form(this: Report, came: Any = None) -> ReportForm:
    lines = () if this.kind not in ON_MONEY else lines_of(this.grant)
    made = report_form(this.kind, lines)
    spent = {line.category: line.spent for line in this.lines}
    data: dict[str, Any] = {name: getattr(this, name) or None for name in SUMS}
    data |= {name: spent.get(code) for code, name in made.lines.items()}
    data |= {"narrative": this.narrative, "declared": this.declared}
    form = made(language=language(), formdata=came, data=data)
    if this.kind is ReportKind.SUCCESS:
        form.narrative.description = SUCCESS_HINT
    form.narrative.limit = terms_of(this.grant.award.terms).limits.report_characters
    return form


def _save(this: Report, form: ReportForm) -> ResponseReturnValue | None:
    if not form.validate() or form.ask_about_ambiguous():
        return _show(this, form), 422
    try:
        with saving() as work:
            save_report(
                work, this, revision=seen_revision(), by=visitor(), now=now(), **form.answers
            )
    except RulesBroken as broken:
        form.show(broken.findings)
        return _show(this, form), 422
    except Overtaken as overtaken:
        return two_versions(form, _form(this), overtaken), 409
    except NoSuchMove:
        tell(Words("Dieser Nachweis ist schon eingereicht. Er lässt sich nicht mehr ändern.",
                   "This report was already submitted. It cannot be changed any more."),
             "info")  # fmt: skip
        return _show(this, form), 409
    return None


def _show(this: Report, form: ReportForm) -> str:
    return render_template(
        "applicant/report/one.html",
        form=form,
        revision=shown_revision(this.revision),
        saved=last_save(session(), this),
        **_shown(this),
    )


def _read(this: Report) -> str:
    cluster = this.grant.award.cluster
    shown = _shown(this)
    shown["strip"] = for_readers(shown["strip"], cluster)
    return render_template("applicant/report/read.html", writers=writers_for(cluster), **shown)


def _closed(this: Report, code: str) -> ResponseReturnValue:
    """Its receipt; a waived one has none: what was just typed there is handed back."""
    if this.state is not ReportState.WAIVED:
        return redirect(url_for(".receipt", number=this.grant.number, code=code), 303)
    lost = typed().get("narrative", "") if request.method == "POST" else ""
    page = render_template("applicant/report/waived.html", lost=lost, **_shown(this))
    return page, 409 if request.method == "POST" else 200


def _preview(this: Report, refused: list[Finding], form: ReportAnswerForm | None = None) -> str:
    shown = _shown(this)
    here = url_for(".report", number=this.grant.number, code=shown["code"])
    # The fields are on the page where the report is written, not on this one.
    shown["findings"] = [replace(one, place=f"{here}{one.place}") for one in shown["findings"]]
    may = this.state in TO_HAND_IN
    form = form or ReportAnswerForm(None, language=language())
    return render_template(
        "applicant/report/submit.html", refused=refused, may=may, form=form, **shown
    )


def _shown(this: Report) -> dict[str, Any]:
    lines = [] if this.kind not in ON_MONEY else spent_lines(this)
    return {
        "report": this,
        "words": report_name(this),
        "text_name": text_name(this.kind),
        "declared": DECLARED.get(this.declared),
        "code": report_code(this),
        "lines": lines,
        "planned": total(line.planned for line in lines),
        "spent": total(line.spent for line in lines),
        "text_only": is_text_only(session(), this),
        "findings": report_findings(session(), this),
        "strip": strip_of_report(this, now()),
        "settlement": settlement_of(session(), this),
        "asked": (asked := question_about(session(), this)),
        "asked_about": place_of(session(), this, asked.about) if asked and asked.about else None,
    }
