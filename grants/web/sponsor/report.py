"""A report as staff check it: figures against the plan, then a remark, a question, or more time."""

from typing import Any

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.report_check import ExtendForm, QuestionForm, RemarkForm, ReopenForm, WaiveForm
from grants.actions import report_check as acts
from grants.actions.report_mail import TOLD, tell_of_report
from grants.actions.report_reopen import reopen_report
from grants.models.report import Report
from grants.programme.finding import RulesBroken
from grants.programme.money import NOTHING, total
from grants.programme.people import Role
from grants.programme.reporting import DECLARED, ON_MONEY, text_name
from grants.programme.roads.report import AWAITED
from grants.programme.segregation import Duty
from grants.programme.settlement import Settlement, to_reclaim
from grants.programme.stages import NoSuchMove, ReportState, label
from grants.programme.words import Words, say
from grants.queries.act_name import act_words, note_words
from grants.queries.report import report_record
from grants.queries.report_change import change_of
from grants.queries.report_content import report_findings, report_name, spent_lines
from grants.queries.report_file import acts_on_report, uploads_of
from grants.queries.report_place import places_to_ask
from grants.queries.report_reopened import acceptances_of, has_later_report
from grants.queries.settlement import settlement_of
from grants.queries.voucher_check import not_accepted
from grants.web import filters
from grants.web.access import open_to, visitor
from grants.web.database import now, saving, session
from grants.web.language import language, t
from grants.web.notice import PRESS_ONE, tell
from grants.web.sponsor.acting import TOO_LATE
from grants.web.sponsor.apart import to_leave
from grants.web.sponsor.counted import to_read
from grants.web.strip import (
    NEXT,
    NOBODY,
    NOTHING_TO_DO,
    RECIPIENT,
    TURN,
    UNTIL,
    YOU,
    Cell,
    Step,
    Strip,
)

pages = Blueprint("sponsor_report", __name__)
R = ReportState
FORMS = {"accept": RemarkForm, "ask": QuestionForm, "extend": ExtendForm, "waive": WaiveForm,
         "reopen": ReopenForm}  # fmt: skip
DONE = {
    "take": Words("In Prüfung genommen.", "Taken into check."),
    "accept": Words("Nachweis angenommen.", "Report accepted."),
    "ask": Words(
        "Frage gestellt. Jetzt ist der Empfänger am Zug.",
        "Question asked. It is the recipient's turn now.",
    ),
    "extend": Words("Frist verlängert.", "Deadline extended."),
    "reopen": Words(
        "Wieder offen. Der Empfänger hat eine Mail.", "Open again. The recipient has a mail."
    ),
    "waive": Words("Auf den Bericht ist verzichtet.", "The report is waived."),
}


@pages.route("/sponsor/reports/<number>/<code>", methods=["GET", "POST"])
@open_to(Role.SPONSOR)
def report(number: str, code: str) -> ResponseReturnValue:
    """One report: what was planned and spent, and what staff do with it."""
    found = report_record(session(), visitor(), number, code) or abort(404)
    act = request.form.get("act", "") if request.method == "POST" else ""
    typed = request.form or None
    forms: dict[str, Any] = {
        name: kind(typed if act in ("", name) else None, language=language())
        for name, kind in FORMS.items()
    }
    if act and act not in DONE:
        abort(404)
    forms["ask"].about.offer(places_to_ask(session(), found))
    if not act and request.method == "POST":
        tell(PRESS_ONE, "warning")
        return _show(number, code, forms, act), 422
    if act == "take" or (act and forms[act].validate()):
        try:
            _do(act, found, forms)
        except RulesBroken as broken:
            forms[act].show(broken.findings)
        except NoSuchMove:
            tell(TOO_LATE, "warning")
            return _show(number, code, forms, ""), 409
        else:
            tell(DONE[act])
            return redirect(url_for("sponsor_report.report", number=number, code=code), 303)
    if act == "extend" and forms[act].until.data:  # what else is wrong, said at once
        wrong = acts.check_extension(found, forms[act].until.data, now())
        forms[act].show(each for each in wrong if each.breaks and not forms[act].until.errors)
    return _show(number, code, forms, act), 422 if act else 200


def _do(act: str, report: Report, forms: dict[str, Any]) -> None:
    by, moment, public_url = visitor(), now(), current_app.config["PUBLIC_URL"]
    form: Any = forms.get(act)
    with saving() as work:
        match act:
            case "take":
                acts.take_into_check(work, report, by=by, now=moment)
            case "accept":
                acts.accept_report(work, report, remark=form.remark.data, by=by, now=moment)
            case "ask":
                acts.ask(
                    work, report, question=form.question.data, about=form.about.data or "", by=by,
                    now=moment, public_url=public_url,
                )  # fmt: skip
            case "extend":
                acts.extend(
                    work, report, until=form.until.data, reason=form.reason.data, by=by, now=moment
                )
            case "waive":
                acts.waive(work, report, reason=form.reason_to_waive.data, by=by, now=moment)
            case "reopen":
                reopen_report(work, report, reason=form.reason_to_reopen.data, by=by, now=moment)
        if act in TOLD:
            tell_of_report(work, report, act, public_url=public_url, now=moment)


def _show(number: str, code: str, forms: dict[str, Any], act: str) -> str:
    found = report_record(session(), visitor(), number, code) or abort(404)
    handed_in = found.submitted_at is not None
    lines = [] if found.kind not in ON_MONEY or not handed_in else spent_lines(found)
    findings = report_findings(session(), found) if handed_in else []
    checking = found.state in (R.SUBMITTED, R.IN_CHECK)
    apart = to_leave(found.grant.award.terms, Duty.CHECK) if checking else []
    uploads = uploads_of(session(), found) if handed_in else []
    acts_on = acts_on_report(session(), found)
    flagged = {each.place.removeprefix("#spent_") for each in findings if not each.holds}
    account = settlement_of(session(), found) if lines else None
    return render_template(
        "sponsor/report/show.html",
        report=found,
        name=report_name(found),
        text_name=text_name(found.kind),
        declared=DECLARED.get(found.declared),
        lines=[line for line in lines if line.planned or line.spent],
        planned=total(line.planned for line in lines),
        spent=total(line.spent for line in lines),
        flagged=flagged,
        settlement=account,
        less=total(not_accepted(session(), found).values()) if lines else NOTHING,
        findings=[*to_read(findings), *apart],
        uploads=uploads,
        change=change_of(found, acts_on, uploads) if handed_in else None,
        happened=[_happening(each) for each in acts_on],
        strip=_strip(found, account),
        tone={"accepted": "success", "overdue": "danger", "waived": "info"}.get(
            found.state.value, "warning" if found.state in (R.SUBMITTED, R.QUERY) else "info"
        ),
        submitted=handed_in,
        earlier=acceptances_of(found, acts_on),
        text_only=found.state is R.ACCEPTED and has_later_report(session(), found),
        may_move=found.state in (R.SCHEDULED, *AWAITED),
        forms=forms,
        form=forms.get(act),
    )


def _happening(act: Any) -> dict[str, Any]:
    return {
        "at": act.at,
        "words": act_words(act),
        "note": note_words(act),
        "strong": True,
        "bad": act.act == "miss_report",
    }


def _strip(report: Report, account: Settlement | None) -> Strip:
    if report.state is R.ACCEPTED and account is not None and to_reclaim(account):
        return _to_reclaim(report, account)
    late = report.state in (R.SCHEDULED, *AWAITED) and filters.past(report.due_on, now())
    due = Cell(
        UNTIL,
        filters.day(report.due_on),
        filters.distance(report.due_on, now()),
    )
    if report.submitted_at is not None:
        since = filters.since(report.submitted_at, now())
        due = Cell(
            Words("Eingegangen", "Received"),
            filters.day(report.came_at or report.submitted_at),
            say("Frist war {day}", "due {day}", day=report.due_on),
        )
        ours = report.state in (R.SUBMITTED, R.IN_CHECK)
        who = YOU if ours else RECIPIENT
        if report.state is R.ACCEPTED:
            who = NOBODY
        cells = [
            Cell(
                TURN,
                who,
                t(f"seit {since}", f"since {since}") if ours else label(report.state),
            ),
            Cell(NEXT, AHEAD[report.state]),
            due,
        ]
        return Strip("you" if ours else "wait", cells)
    if report.state is R.WAIVED:
        return Strip("wait", (Cell(TURN, NOBODY, label(report.state)), Cell(NEXT, NOTHING_TO_DO)))
    who = RECIPIENT
    cells = [
        Cell(TURN, who, label(report.state)),
        Cell(
            NEXT,
            Words("Nachweis einreichen", "Submit the report"),
            Words("oder Frist verlängern, erlassen", "or extend, waive"),
        ),
        due,
    ]
    return Strip("late" if late else "wait", cells)


def _to_reclaim(report: Report, account: Settlement) -> Strip:
    """The account is closed, and more was received than the grant comes to."""
    hear = Words("Zur Rückforderung anhören", "Hear the recipient on the reclaim")
    cells = [
        Cell(TURN, YOU, label(report.state)),
        Cell(NEXT, hear, "R-052"),
        Cell(Words("Zurückzuzahlen", "To be paid back"), filters.money(account.back)),
    ]
    address = url_for("sponsor_hearing.hearing", number=report.grant.number)
    return Strip("you", cells, Step(address, hear))


AHEAD = {
    R.SUBMITTED: Words("In Prüfung nehmen", "Take into check"),
    R.IN_CHECK: Words("Prüfvermerk schreiben", "Write the remark"),
    R.QUERY: Words("Frage beantworten", "Answer the question"),
    R.ACCEPTED: NOTHING_TO_DO,
}
