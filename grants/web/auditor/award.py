"""Awards: the list, the audit of one award, its application, and ordering its report."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from grants.actions.compliance import order_report_on_award
from grants.documents.judgement import judgement
from grants.models.award import Award
from grants.models.observation import Observation
from grants.programme.observation import SEVERITY_WORDS
from grants.programme.observation_catalogue import ENTRY
from grants.programme.people import Role
from grants.programme.words import Words
from grants.queries.application import ApplicationContent, application_content
from grants.queries.audit import missing_by_award, ordered_reports
from grants.queries.audit_case import award_case, find_award
from grants.queries.audit_duty import duties
from grants.queries.audit_findings import award_findings, check_files
from grants.queries.audit_money import cap_changes, plans_and_use
from grants.queries.audit_people import decided_by_two
from grants.queries.blind import is_blind
from grants.queries.contest_paper import papers_of
from grants.queries.grant_rate import paid_rate
from grants.queries.inquiry import award_threads, threads_on
from grants.queries.nameless import Opening, openings
from grants.queries.observation import found_then
from grants.queries.record import chain
from grants.queries.sponsor_award import award_page, find_grant
from grants.web.access import open_to, visitor
from grants.web.auditor import award_lines as lines
from grants.web.auditor.report_list import lines_of
from grants.web.database import now, saving, session, store
from grants.web.notice import tell

pages = Blueprint("auditor_award", __name__)
OBSERVATIONS_SHOWN = 20
"""Of the audit catalogue, on the page of an award; its own list has all of them."""

ORDERED = Words(
    "Der Prüfbericht ist angefordert. Er steht in wenigen Sekunden hier.",
    "The compliance report is ordered. It will be here in a few seconds.",
)


@pages.get("/audit/awards")
@open_to(Role.AUDITOR)
def awards() -> str:
    """All awards, sixty on a page, the last changed first."""
    words = request.args.get("q", "").strip()[:100]
    found = award_page(session(), visitor(), words, request.args.get("page", 1, type=int))
    missing = missing_by_award(session(), visitor(), [row.number for row in found.rows], now())
    address = url_for("auditor_award.awards", q=words or None, page=0)
    return render_template(
        "auditor/award/list.html",
        found=found,
        words=words,
        missing=missing,
        rooms={row.number: row.cap - row.committed for row in found.rows},
        page_address=f"{address[:-1]}{{}}",
    )


@pages.get("/audit/awards/<number>")
@open_to(Role.AUDITOR)
def award(number: str) -> str:
    """One award: findings, time line, two people, the cap, plan and use, letters, reports."""
    shown = _find(number)
    case = award_case(session(), shown, until=now())
    papers = papers_of(session(), visitor(), [each.letter.id for each in case.letters])
    letters = lines.letters(case, store(), papers)
    findings = [
        *award_findings(session(), case),
        check_files((letter["number"], letter["same"]) for letter in letters),
    ]
    use, changes, calendar = plans_and_use(case), cap_changes(case), duties(case)
    return render_template(
        "auditor/award/show.html",
        award=shown,
        case=case,
        findings=findings,
        judged=judgement(tuple(findings), sum(duty.days_late > 0 for duty in calendar)),
        broken=lines.open_findings(findings),
        titles={code: entry.title for code, entry in ENTRY.items()},
        severities=SEVERITY_WORDS,
        observations=found_then(
            session(), Observation.award == shown.number, now(), OBSERVATIONS_SHOWN
        ),
        figures=lines.key_figures(case, use, sum(duty.days_late > 0 for duty in calendar)),
        events=lines.events(case.acts),
        decided=decided_by_two(case.decisions, case.until),
        changes=changes,
        steps=lines.cap_steps(case, changes),
        use=use,
        rates={grant.id: paid_rate(grant) for grant in case.grants},
        letters=letters,
        dates=lines.dates(calendar),
        chain=chain(session()),
        reports=lines_of(ordered_reports(session(), visitor(), award=shown)),
    )


@pages.post("/audit/awards/<number>/report")
@open_to(Role.AUDITOR)
def order(number: str) -> ResponseReturnValue:
    """Order the compliance report on this award."""
    with saving() as work:
        order_report_on_award(work, _find(number), by=visitor(), now=now())
    tell(ORDERED, "info")
    return redirect(url_for("auditor_award.award", number=number, _anchor="reports"), 303)


@pages.post("/audit/awards/<number>/grants/<code>/report")
@open_to(Role.AUDITOR)
def order_grant(number: str, code: str) -> ResponseReturnValue:
    """Order the compliance report on one grant of this award."""
    shown = _find(number)
    grant = find_grant(session(), visitor(), code)
    if grant is None or grant.award_id != shown.id:
        abort(404)
    with saving() as work:
        order_report_on_award(work, shown, grant, by=visitor(), now=now())
    tell(ORDERED, "info")
    return redirect(url_for("auditor_award.award", number=number, _anchor="reports"), 303)


@pages.get("/audit/awards/<number>/application")
@open_to(Role.AUDITOR)
def application(number: str) -> str:
    """The application that led to the award, as it was handed in."""
    shown = _find(number)
    content = application_content(session(), visitor(), shown.application.number) or abort(404)
    return render_template(
        "auditor/award/application.html",
        award=shown,
        content=content,
        openings=_openings(shown, content),
        threads=threads_on(session(), shown.application),
        later=award_threads(session(), visitor(), shown.application_id),
    )


def _openings(award: Award, content: ApplicationContent) -> tuple[Opening, ...]:
    """How its files were opened to the jury, where that read without names."""
    blind = is_blind(award.application)
    return openings(session(), award.application, content.files) if blind else ()


def _find(number: str) -> Award:
    return find_award(session(), visitor(), number) or abort(404)
