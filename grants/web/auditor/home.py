"""The auditor's overview."""

from flask import Blueprint, render_template

from grants.programme.people import Role
from grants.programme.words import Words, say
from grants.queries.audit import overview
from grants.queries.report_content import report_name
from grants.web import filters
from grants.web.access import open_to, visitor
from grants.web.auditor.report_list import lines_of
from grants.web.database import now, session

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
    )
