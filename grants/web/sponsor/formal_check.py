"""The formal check: what is still open in a round, and the check of one application."""

from dataclasses import replace
from datetime import timedelta

from flask import Blueprint, abort, current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from forms.formal_check import FormalCheckForm, formal_check_form
from grants.actions.formal_check import ACTS, check_formally
from grants.models.application import Application
from grants.models.review import FormalResult
from grants.programme.calendar import today
from grants.programme.finding import RulesBroken
from grants.programme.people import Role
from grants.programme.stages import (
    APPLICATION_MOVES,
    ApplicationState,
    NoSuchMove,
    RoundState,
)
from grants.programme.words import Words, say
from grants.queries.application import application_record, content_of, terms_of
from grants.queries.application_file import file_of
from grants.queries.formal_check import CheckRow, check_list
from grants.queries.formal_fact import facts_on
from grants.queries.officer_conflict import check_unbiased
from grants.queries.round import find_round
from grants.queries.round_ready import findings_before
from grants.web.access import open_to, visitor
from grants.web.database import now, saving, session
from grants.web.language import language
from grants.web.notice import tell
from grants.web.sponsor.round_strip import strip_of
from grants.web.strip import Step

pages = Blueprint("sponsor_formal_check", __name__)
TO_CHECK = ApplicationState.SUBMITTED


@pages.get("/sponsor/rounds/<int:number>/formal-check")
@open_to(Role.SPONSOR)
def checks(number: int) -> str:
    """What is checked and what is open in this round."""
    round_ = find_round(session(), visitor(), number) or abort(404)
    rows = check_list(session(), round_, visitor().person_id)
    strip = strip_of(session(), round_, now(), here="formal-check")
    mine = [row for row in rows if row.state is TO_CHECK and not row.barred]
    if round_.state is RoundState.FORMAL_CHECK and mine:
        strip = replace(strip, action=_step_to(mine[0]))
    return render_template(
        "sponsor/formal_check/list.html",
        round=round_,
        rows=rows,
        terms=terms_of(round_.terms),
        findings=findings_before(session(), round_, "review"),
        strip=strip,
    )


def _step_to(row: CheckRow) -> Step:
    return Step(
        url_for("sponsor_formal_check.check", number=row.number),
        say("{n} prüfen", "Check {n}", n=row.number),
    )


@pages.route("/sponsor/applications/<number>/formal-check", methods=["GET", "POST"])
@open_to(Role.SPONSOR)
def check(number: str) -> ResponseReturnValue:
    """The check of one application."""
    application = application_record(session(), visitor(), number) or abort(404)
    terms = terms_of(application.terms)
    usual = today(now()) + timedelta(days=terms.office.papers_days)
    form = formal_check_form(terms)(language=language(), data={"answer_by": usual})
    status, closed = 200, None
    if form.is_submitted():
        status = 422
        if form.validate():
            try:
                _keep(application, form)
            except RulesBroken as broken:
                form.show(broken.findings)
            except NoSuchMove:
                status, closed = 409, ALREADY_CHECKED
            else:
                return redirect(_next_address(application), 303)
    content = content_of(session(), application)
    page = render_template(
        "sponsor/formal_check/check.html",
        application=application,
        content=content,
        facts=facts_on(session(), application, content),
        file=file_of(session(), application),
        closed=closed if form.is_submitted() else _closed(application),
        terms=terms,
        form=form,
    )
    return page, status


def _closed(application: Application) -> Words | None:
    """Why there is nothing to check now, before somebody fills in a form that is refused."""
    unbiased = check_unbiased(session(), application.id, visitor())
    if not unbiased.holds:
        return unbiased.says
    if application.round.state is not RoundState.FORMAL_CHECK:
        return NOT_CHECKING
    results = ACTS.values()
    if not any(one.act in results and one.start is application.state for one in APPLICATION_MOVES):
        return ALREADY_CHECKED
    return None


NOT_CHECKING = Words(
    "Die Runde ist nicht in der formalen Prüfung.", "The round is not in its formal check."
)
ALREADY_CHECKED = Words(
    "Diese Bewerbung ist schon geprüft oder hat einen anderen Stand.",
    "This application has been checked already or is in another state.",
)


def _keep(application: Application, form: FormalCheckForm) -> None:
    with saving() as work:
        check_formally(
            work,
            application,
            FormalResult(form.result.data),
            reason_code=form.reason_code.data or "",
            note=form.note.data or "",
            answers=form.given,
            answer_by=form.answer_by.data,
            sections=form.sections.data or (),
            by=visitor(),
            now=now(),
            public_url=current_app.config["PUBLIC_URL"],
        )
    tell(
        say(
            "{number} ist geprüft: {state}.",
            "{number} has been checked: {state}.",
            number=application.number,
            state=Words(
                {"passed": "formal in Ordnung", "rejected": "abgelehnt"}.get(
                    form.result.data, "Unterlagen nachgefordert"
                ),
                {"passed": "formally in order", "rejected": "rejected"}.get(
                    form.result.data, "papers requested"
                ),
            ),
        )
    )


def _next_address(application: Application) -> str:
    return url_for("sponsor_formal_check.checks", number=application.round.number)
