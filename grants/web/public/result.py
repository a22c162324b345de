"""Results: how every round ended, who won, and where the winners look for partners."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from grants.programme.words import Words
from grants.queries.call import calls
from grants.queries.result import success, success_of_clusters, targets, winners
from grants.web.access import open_to_anyone
from grants.web.charts import Bar, same_scale
from grants.web.database import session
from grants.web.filters import country, number
from grants.web.public.call import past_bars

pages = Blueprint("public_result", __name__)

EU = frozenset(
    {
        *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU"),
        *("IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"),
    }
)
"""Member states of the European Union in 2026."""
IN_EU, OUTSIDE = Words("EU", "EU"), Words("außerhalb", "outside")


@pages.get("/results")
@open_to_anyone
def results() -> ResponseReturnValue:
    """Show counts per round, winners, and target countries with bars."""
    told = calls(session()).told
    aimed = targets(session(), told)
    bars = [
        Bar(
            name=country(code),
            values=(times,),
            fills=("g-f2",) if code in EU else ("g-f3",),
            figures=(IN_EU if code in EU else OUTSIDE, number(times)),
        )
        for code, times in aimed.countries
    ]
    return render_template(
        "public/results.html",
        past=past_bars(told),
        all_told=success(told),
        clusters=success_of_clusters(session(), told),
        targets=aimed,
        target_bars=same_scale(bars),
        winners=winners(session(), told),
        notes=list(dict.fromkeys(call.round.note for call in told if call.round.note.de)),
    )
