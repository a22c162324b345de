"""Results: how every round ended, who won, and where the winners look for partners."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from grants.programme.words import Words
from grants.queries.call import calls
from grants.queries.result import success, targets, winners
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
NOTES = (
    Words(
        "Runden 1 und 2 haben 22 ausgewählte Cluster. Die Quelle nennt 21 davon mit Namen.",
        "Rounds 1 and 2 have 22 selected clusters. The source names 21 of them.",
    ),
    Words(
        "Für Runde 3 nennt die Quelle keine Cluster und keine Zielländer.",
        "For round 3 the source names no clusters and no target countries.",
    ),
    Words(
        "Die Quelle schreibt von durchschnittlich 2,3 Zielländern je Cluster. Aus ihrer Tabelle"
        " folgen 45 : 22 = 2,05.",
        "The source writes of 2.3 target countries per cluster on average. Its table gives"
        " 45 : 22 = 2.05.",
    ),
    Words(
        "Die Quelle rundet die Anteile auf 62, 39 und 44 %. Wir rechnen auf zwei Stellen.",
        "The source rounds the shares to 62, 39 and 44 %. We compute two places.",
    ),
)
"""Where sources and figures do not agree; we say so and change neither."""


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
        all_told=success(session(), told),
        targets=aimed,
        target_bars=same_scale(bars),
        winners=winners(session()),
        notes=NOTES,
    )
