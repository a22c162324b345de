"""The auditor's overview."""

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from grants.actions.compliance import order_report_on_programme
from grants.programme.people import Role
from grants.programme.words import Words, say
from grants.queries.audit import overview
from grants.queries.programme_report import find_programme
from grants.queries.report_content import report_name
from grants.web import filters
from grants.web.access import open_to, visitor
from grants.web.auditor.award import ORDERED
from grants.web.auditor.report_list import lines_of
from grants.web.database import now, saving, session
from grants.web.notice import tell

pages = Blueprint("auditor_home", __name__)


@pages.get("/audit")
@open_to(Role.AUDITOR)
def home() -> str:
    """Rounds, awards, missing reports, the state of the record and the last reports."""
    found = overview(session(), visitor(), now())
    days = max((duty.days_late for duty in found.overdue), default=0)
    figures = [
        {"label": Words("Runden", "Rounds"), "figure": filters.number(len(found.rounds))},
        {
            "label": Words("Zuwendungen", "Awards"),
            "figure": filters.number(found.awards),
            "note": say("{sum} bewilligt", "{sum} awarded", sum=found.committed),
        },
        {
            "label": Words("Fehlende Nachweise", "Missing reports"),
            "figure": filters.number(found.overdue_count),
            "late": found.overdue_count > 0,
            "note": say("bis zu {days} Tage", "up to {days} days", days=days) if days else "",
        },
        {
            "label": Words("Einträge im Protokoll", "Entries in the record"),
            "figure": filters.number(found.chain.sealed + found.chain.unsealed),
            "note": say("{n} noch ohne Siegel", "{n} not sealed yet", n=found.chain.unsealed),
        },
    ]
    return render_template(
        "auditor/home.html",
        found=found,
        figures=figures,
        report_words=report_name,
        reports=lines_of(found.reports),
        programmes={one.round.programme.code: one.round.programme for one in found.rounds},
    )


@pages.post("/audit/programmes/<code>/report")
@open_to(Role.AUDITOR)
def order(code: str) -> ResponseReturnValue:
    """Order the compliance report on this programme."""
    programme = find_programme(session(), visitor(), code) or abort(404)
    with saving() as work:
        order_report_on_programme(work, programme, by=visitor(), now=now())
    tell(ORDERED, "info")
    return redirect(url_for("auditor_home.home", _anchor="reports"), 303)
