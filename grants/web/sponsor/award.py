"""Cases: the list of all awards, and one award from its selection to its last report."""

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.decision import NoteForm
from grants.actions.granting import find_fundable
from grants.models.award import Project
from grants.models.decision import LetterKind
from grants.models.grant import Grant
from grants.models.record import Act
from grants.models.report import Report
from grants.programme.calendar import today
from grants.programme.completeness import check_plan_is_in
from grants.programme.finding import RulesBroken
from grants.programme.people import Role
from grants.programme.roads.grant import BEFORE_AWARD
from grants.programme.roads.report import TO_COME
from grants.programme.stages import GrantState, NoSuchMove, ProjectState
from grants.programme.words import Words, counted
from grants.queries.act_name import act_words, note_words
from grants.queries.amendment import first_amounts
from grants.queries.application import terms_of
from grants.queries.backing import backing_of
from grants.queries.condition import project_conditions
from grants.queries.grant_findings import grant_findings
from grants.queries.letter import LETTER_WORDS
from grants.queries.partner_rate import why_rate_of
from grants.queries.project import project_content, project_record
from grants.queries.project_findings import project_findings
from grants.queries.report_content import report_code, report_name
from grants.queries.returned import why_project_returned
from grants.queries.risk import is_decided_alone, risk_of, waits_for_plan
from grants.queries.sponsor_award import AwardFile, award_file, award_page, find_grant
from grants.web.access import open_to, visitor
from grants.web.charts import headroom
from grants.web.database import now, saving, session
from grants.web.filters import distance, past
from grants.web.language import language
from grants.web.notice import tell
from grants.web.report_list import first_ten
from grants.web.sponsor.acting import TOO_LATE
from grants.web.sponsor.award_strip import award_strip, grant_act
from grants.web.sponsor.counted import LETTERS, to_read
from grants.web.sponsor.project_act import JUDGING, judge, left_of
from grants.web.sponsor.project_strip import project_strip

pages = Blueprint("sponsor_award", __name__)
ENOUGH_WORDS = 200
ABOUT_MONEY = (
    LetterKind.AWARD, LetterKind.CONDITIONAL, LetterKind.AMENDMENT, LetterKind.REVOCATION,
    LetterKind.LATE_USE,
)  # fmt: skip
FUNDABLE = Words(
    "Förderfähig. Jetzt lässt sich der Bescheid entwerfen.",
    "Fundable. The award can be drafted now.",
)


@pages.get("/sponsor/cases")
@open_to(Role.SPONSOR)
def awards() -> str:
    """All cases, the last changed first."""
    words = request.args.get("q", "").strip()[:ENOUGH_WORDS]
    found = award_page(session(), visitor(), words, request.args.get("page", 1, type=int))
    asked = urlencode({"q": words}) if words else ""
    return render_template(
        "sponsor/award/list.html",
        found=found,
        words=words,
        page_address=f"{request.path}?{asked}{'&' if asked else ''}page={{}}",
    )


@pages.get("/sponsor/cases/<number>")
@open_to(Role.SPONSOR)
def award(number: str) -> str:
    """One case: who has the ball, money, phases, projects, letters, reports, what happened."""
    file = award_file(session(), visitor(), number) or abort(404)
    shown = file.award
    return render_template(
        "sponsor/award/show.html",
        award=shown,
        terms=terms_of(shown.terms),
        file=file,
        strip=award_strip(file, visitor(), now()),
        room=headroom(
            shown.cap,
            [
                (Words("Bewilligt", "Awarded"), shown.committed),
                (Words("Beantragt", "Asked for"), file.in_preparation),
            ],
        ),
        acts={grant.number: grant_act(grant) for grant in file.grants},
        letter_kinds=LETTER_WORDS,
        before_award=BEFORE_AWARD,
        reports=[[_line(each) for each in part] for part in first_ten(file.reports)],
        happened=[happening(act, number) for act in file.acts],
        concept_open=shown.concept_submitted_at is not None,
        at_first=first_amounts(session(), [one for one in file.grants if one.awarded_at]),
        made_words=counted(_made(file), *LETTERS),
    )


@pages.route("/sponsor/grants/<number>/fundable", methods=["GET", "POST"])
@open_to(Role.SPONSOR)
def fundable(number: str) -> ResponseReturnValue:
    """Find a plan complete, its recipient's credit sound and the plan fundable."""
    grant = find_grant(session(), visitor(), number)
    if grant is None or not is_decided_alone(grant):
        abort(404)
    form = NoteForm(language=language())
    if form.validate_on_submit():
        try:
            with saving() as work:
                find_fundable(work, grant, note=form.note.data, by=visitor(), now=now())
        except RulesBroken as broken:
            form.show(broken.findings)
        except NoSuchMove:
            tell(TOO_LATE, "warning")
            return redirect(url_for("sponsor_award.award", number=grant.award.number), 303)
        else:
            tell(FUNDABLE)
            return redirect(url_for("sponsor_decision.grant", number=number), 303)
    shown = find_grant(session(), visitor(), number) or abort(404)
    return _fundable_page(shown, form), 422 if form.errors or form.findings else 200


@pages.route("/sponsor/cases/<number>/projects/<code>", methods=["GET", "POST"])
@open_to(Role.SPONSOR)
def project(number: str, code: str) -> ResponseReturnValue:
    """A joint project: partners, money, findings; find it eligible or not, or send it back."""
    found = project_record(session(), visitor(), number, code)
    if found is not None and why_project_returned(session(), found) and _came_back(found):
        tell(WITH_CLUSTER, "warning")
        return redirect(url_for("sponsor_award.award", number=number), 303)
    if found is None or found.state is ProjectState.DRAFT:
        abort(404)
    act = request.form.get("act", "") if request.method == "POST" else ""
    forms: dict[str, Any] = {
        name: kind(request.form if request.form and act in ("", name) else None,
                   prefix=prefix, language=language())
        for name, (kind, prefix) in JUDGING.items()
    }  # fmt: skip
    forms["correct_departure"].offer(left_of(found))
    if act and act not in forms:
        abort(404)
    if act and forms[act].validate():
        try:
            with saving() as work:
                said = judge(work, found, act, forms[act])
        except RulesBroken as broken:
            forms[act].show(broken.findings)
        except NoSuchMove:
            tell(TOO_LATE, "warning")
            return redirect(request.path, 303)
        else:
            tell(said)
            return redirect(url_for("sponsor_award.award", number=number) if act == "send_back"
                            else request.path, 303)  # fmt: skip
    shown = project_record(session(), visitor(), number, code) or abort(404)
    return _project_page(shown, forms, act), 422 if act else 200


def _came_back(project: Project) -> bool:
    """Is it the cluster's again, while an officer still has its page open?"""
    return project.state is ProjectState.DRAFT and request.method == "POST"


WITH_CLUSTER = Words(
    "Das Projekt wurde inzwischen an das Cluster zurückgegeben. Ihr Schritt ist nicht geschehen.",
    "The project has been given back to the cluster meanwhile. Your step was not taken.",
)


def happening(act: Act, number: str) -> dict[str, Any]:
    """One act of a case for its time line, with what it was about where that differs."""
    note = note_words(act, "" if act.object_number == number else act.object_number)
    strong = act.act.startswith(("award_", "countersign_", "make_", "submit_", "approve_"))
    return {"at": act.at, "words": act_words(act), "note": note, "strong": strong,
            "bad": act.act.startswith("miss_")}  # fmt: skip


def _line(report: Report) -> dict[str, Any]:
    late = report.state in TO_COME and past(report.due_on, now())
    return {"report": report, "name": report_name(report), "code": report_code(report),
            "late": distance(report.due_on, now()) if late else None}  # fmt: skip


def _project_page(project: Project, forms: dict[str, Any], act: str) -> str:
    content = project_content(session(), project)
    findings = project_findings(session(), project, now=now())
    at_risk = project.state is ProjectState.AT_RISK
    risk = risk_of(session(), project, now()) if at_risk else None
    conditions = project_conditions(session(), project)
    return render_template(
        "sponsor/project/show.html",
        project=project,
        award=project.award,
        content=content,
        findings=to_read(findings),
        strip=project_strip(project, findings, risk),
        risk=risk,
        grant_act=grant_act,
        breaches=any(finding.breaks for finding in findings),
        room=headroom(
            project.award.cap,
            [
                (Words("Clustermanagement", "Cluster management"), content.management),
                (Words("Dieses Projekt", "This project"), content.here),
                (Words("Andere Projekte", "Other projects"), content.elsewhere),
            ],
        ),
        forms=forms,
        form=forms.get(act),
        conditions=conditions,
        unconfirmed=any(each.open for each in conditions),
        missed=next(
            ([row.grant for row in each.rows] for each in conditions if each.missed(today(now()))),
            [],
        ),
        returned=why_project_returned(session(), project),
        second=backing_of(session(), project),
        reasons={line.name: why_rate_of(session(), line.grant) for line in content.home
                 if line.grant},
    )  # fmt: skip


def _fundable_page(grant: Grant, form: NoteForm) -> str:
    plan = check_plan_is_in(grant.number, handed_in=not waits_for_plan(grant))
    findings = [plan, *grant_findings(session(), grant)]
    return render_template(
        "sponsor/award/fundable.html",
        grant=grant,
        findings=to_read(findings),
        ready=grant.state is GrantState.APPLIED and not any(each.breaks for each in findings),
        form=form,
    )


def _made(file: AwardFile) -> int:
    """How many letters have made the sum what it is."""
    return sum(letter.kind in ABOUT_MONEY for letter in file.letters)
