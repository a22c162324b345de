"""Rounds: the list, the audit of one round, and ordering its report."""

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from grants.actions.compliance import order_report_on_round
from grants.models.round import Round
from grants.papers.letter_check import compared
from grants.programme.people import Role
from grants.programme.stages import ApplicationState
from grants.queries.application import terms_of
from grants.queries.audit import ordered_reports
from grants.queries.round import find_round, round_list
from grants.queries.round_figures import round_figures
from grants.queries.round_findings import round_findings
from grants.web import filters
from grants.web.access import open_to, visitor
from grants.web.auditor.award import ORDERED
from grants.web.auditor.award_lines import dates, events, open_findings
from grants.web.auditor.report_list import lines_of
from grants.web.charts import Bar, same_scale
from grants.web.database import now, saving, session, store
from grants.web.notice import tell
from grants.web.sponsor import round_picture as picture

pages = Blueprint("auditor_round", __name__)


@pages.get("/audit/rounds")
@open_to(Role.AUDITOR)
def rounds() -> str:
    """All rounds, the newest first."""
    return render_template("auditor/round/list.html", lines=round_list(session(), visitor()))


@pages.get("/audit/rounds/<int:number>")
@open_to(Role.AUDITOR)
def round_(number: int) -> str:
    """One round: statistics, criteria, jury, ranking against decision, money, proofs."""
    shown = _find(number)
    figures = round_figures(session(), shown, until=now())
    findings = round_findings(figures, compared(store(), figures.letters))
    return render_template(
        "auditor/round/show.html",
        round=shown,
        figures=figures,
        findings=findings,
        broken=open_findings(findings),
        terms=terms_of(shown.terms),
        withdrawn=figures.counts.of(ApplicationState.WITHDRAWN),
        key_figures=picture.key_figures(figures.counts, figures.money, shown),
        funnel=picture.funnel(figures.counts, shown),
        budget=picture.budget_room(figures.money),
        caps=same_scale(
            [
                Bar(
                    name=use.cluster,
                    note=use.award,
                    values=(use.committed,),
                    figures=(filters.figure(use.committed), filters.figure(use.cap)),
                    address=url_for("auditor_award.award", number=use.award),
                )
                for use in figures.money.caps
            ],
            max((use.cap for use in figures.money.caps), default=1),
        ),
        countries=picture.target_bars(figures.targets),
        late=dates(figures.late),
        events=events(figures.acts),
        reports=lines_of(ordered_reports(session(), visitor(), round_=shown)),
    )


@pages.post("/audit/rounds/<int:number>/report")
@open_to(Role.AUDITOR)
def order(number: int) -> ResponseReturnValue:
    """Order the compliance report on this round."""
    with saving() as work:
        order_report_on_round(work, _find(number), by=visitor(), now=now())
    tell(ORDERED, "info")
    return redirect(url_for("auditor_round.round_", number=number, _anchor="reports"), 303)


def _find(number: int) -> Round:
    return find_round(session(), visitor(), number) or abort(404)
