"""A cluster's applications: the list, beginning a new one, and the page of one."""

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from forms.application import StartForm
from grants.actions.application import start_application
from grants.models.application import Application
from grants.programme.application_form import Section
from grants.programme.calendar import is_late
from grants.programme.finding import RulesBroken
from grants.programme.lateness import takes_late
from grants.programme.people import Role
from grants.programme.roads.application import OPEN_TO_TEAM
from grants.programme.stages import ApplicationState
from grants.queries.application import application_record, content_of, latest_receipt, terms_of
from grants.queries.application_check import findings_on
from grants.queries.course import course_of
from grants.queries.formal_check import papers_asked
from grants.queries.inquiry import threads_on
from grants.queries.outcome import outcome_of, told_in_letter
from grants.queries.own_application import (
    begun_from,
    find_opening,
    opening_after,
    own_applications,
)
from grants.queries.team import signs_in, team_of, writers_of, writes_in
from grants.web.access import open_to, visitor
from grants.web.applicant.progress import progress_of
from grants.web.comparison import since_earlier
from grants.web.database import now, saving, session
from grants.web.language import language
from grants.web.notice import tell

pages = Blueprint("applicant_application", __name__)
LONGEST_NUMBER = 6
"""Digits of the number of a round, generously."""


@pages.get("/applications")
@open_to(Role.APPLICANT)
def applications() -> ResponseReturnValue:
    """What the person's clusters have written, and where they may begin."""
    listed = own_applications(session(), visitor(), now())
    return render_template("applicant/application/list.html", listed=listed)


@pages.post("/applications")
@open_to(Role.APPLICANT)
def start() -> ResponseReturnValue:
    """Begin an application and go to its page."""
    form = StartForm(language=language())
    number = form.round.data or ""
    found = find_opening(session(), visitor(), int(number), form.cluster.data or "") if (
        number.isdecimal() and len(number) <= LONGEST_NUMBER and form.validate()
    ) else None  # fmt: skip
    if found is None:
        abort(404)
    round_, cluster = found
    previous = None
    if form.previous.data:
        previous = own(form.previous.data)
    try:
        with saving() as work:
            begun = start_application(
                work, cluster, round_, by=visitor(), now=now(), previous=previous
            )
            number = begun.number
    except RulesBroken as broken:
        for finding in broken.findings:
            tell(finding.says, "danger")
        return redirect(url_for(".applications"), 303)
    return redirect(url_for(".application", number=number), 303)


@pages.get("/applications/<number>")
@open_to(Role.APPLICANT)
def application(number: str) -> ResponseReturnValue:
    """One application: its sections, its findings, its deadline, its team."""
    record = own(number)
    content, terms = content_of(session(), record), terms_of(record.terms)
    team = team_of(session(), record.cluster)
    findings = findings_on(content, terms)
    receipt = latest_receipt(session(), record)
    threads = threads_on(session(), record) if content.submitted_at or receipt else ()
    outcome = outcome_of(session(), record, content.told)
    late_taken = takes_late(terms) and receipt is None
    asked = papers_asked(session(), record)
    return render_template(
        "applicant/application/one.html",
        content=content,
        findings=findings,
        threads=threads,
        outcome=outcome,
        told=told_in_letter(session(), record, content.told),
        begun=begun_from(session(), record) if outcome else None,
        opening=opening_after(session(), visitor(), now(), record) if outcome else None,
        progress=progress_of(
            content,
            terms,
            findings,
            team=team,
            actor=visitor(),
            now=now(),
            late_taken=late_taken,
            threads=threads,
            course=course_of(session(), record, content.told),
            receipt=receipt,
            papers=asked,
        ),
        team=team,
        receipt=receipt,
        may_reopen=may_reopen(record),
        limits=terms.limits,
        late_taken=late_taken,
        open_to_team=content.state in OPEN_TO_TEAM,
        writes=writes_in(team, visitor()),
        signs=signs_in(team, visitor()),
        writers=writers_of(team),
        asked=asked,
        since=since_earlier(record) if record.previous_id else None,
    )


@pages.get("/applications/<number>/check")
@open_to(Role.APPLICANT)
def check(number: str) -> ResponseReturnValue:
    """Every finding on one application."""
    record = own(number)
    content = content_of(session(), record)
    findings = findings_on(content, terms_of(record.terms))
    return render_template("applicant/application/check.html", content=content, findings=findings)


def may_reopen(record: Application) -> bool:
    """May the team still change what it has submitted?"""
    closes_at = record.round.closes_at
    return record.state is ApplicationState.SUBMITTED and not is_late(now(), closes_at)


def may_write(record: Application, section: Section) -> bool:
    """Is this section open to its team, and the visitor one of those who write?"""
    team = team_of(session(), record.cluster)
    if record.state not in OPEN_TO_TEAM or not writes_in(team, visitor()):
        return False
    asked = papers_asked(session(), record)
    return asked is None or asked.opens(section)


def own(number: str) -> Application:
    """The application with this number, if it belongs to the visitor; else there is no page."""
    return application_record(session(), visitor(), number) or abort(404)
