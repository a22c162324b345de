"""The audit catalogue: what is looked for, how much is found, the list, and a look right now."""

from typing import Any, Final

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.observation import GONE, ObservationSearchForm
from grants.actions.observation_run import order_run
from grants.models.observation import Observation, ObservationRun
from grants.programme.observation import (
    OBSERVATION_WORDS,
    SEVERITY_WORDS,
    ObservationState,
    Severity,
)
from grants.programme.observation_catalogue import CATALOGUE, ENTRY, missing_words
from grants.programme.people import Role
from grants.programme.words import Words, say
from grants.queries.observation import (
    CodeCount,
    ObservationQuestion,
    counts_by_code,
    latest_runs,
    observation_page,
    trend_of,
)
from grants.web import filters
from grants.web.access import open_to, visitor
from grants.web.chart_columns import columns_of
from grants.web.database import now, saving, session
from grants.web.language import language
from grants.web.notice import tell

pages = Blueprint("observation", __name__)

READERS: Final = (Role.SPONSOR, Role.AUDITOR)
FILLS: Final = {
    Severity.CRITICAL: "g-f-over",
    Severity.HIGH: "g-f1",
    Severity.MEDIUM: "g-f3",
    Severity.LOW: "g-f4",
}
ORDERED: Final = Words(
    "Die Durchsicht ist angefordert. Laden Sie die Seite in wenigen Sekunden neu.",
    "The look through all cases is ordered. Load the page again in a few seconds.",
)
WAITS: Final = Words(
    "Eine Durchsicht ist schon angefordert.", "A look through all cases is ordered already."
)


@pages.get("/findings")
@open_to(*READERS)
def catalogue() -> str:
    """F-01 to F-23 with their counts, the trend, and when the last look was."""
    counts, runs = counts_by_code(session(), visitor()), latest_runs(session())
    trend = trend_of(runs)
    return render_template(
        "observation/catalogue.html",
        entries=[
            {
                "entry": entry,
                "count": counts.get(entry.code, CodeCount()),
                "severity": SEVERITY_WORDS[entry.severity],
                "missing": missing_words(entry),
                "address": url_for(".observations", code=entry.code),
            }
            for entry in CATALOGUE
        ],
        figures=_figures(counts, runs),
        trend=trend,
        severities=[(severity, SEVERITY_WORDS[severity]) for severity in Severity],
        columns=columns_of(
            [tuple(day.counts[severity] for severity in Severity) for day in trend],
            [FILLS[severity] for severity in Severity],
        ),
        key=[(words, FILLS[severity]) for severity, words in SEVERITY_WORDS.items()],
        waiting=any(run.ended_at is None and not run.failure for run in runs),
        failed=runs[0] if runs and runs[0].failure else None,
        may_order=visitor().role is Role.AUDITOR,
    )


@pages.post("/findings/run")
@open_to(Role.AUDITOR)
def run() -> ResponseReturnValue:
    """Order a look through all cases now; the worker does it."""
    with saving() as work:
        ordered = order_run(work, by=visitor(), now=now())
    tell(ORDERED if ordered else WAITS, "info")
    return redirect(url_for(".catalogue"), 303)


@pages.get("/findings/list")
@open_to(*READERS)
def observations() -> str:
    """What is there now, or what has gone: filtered, sixty on a page, the gravest first."""
    question = asked_for()
    found = observation_page(session(), visitor(), question, request.args.get("page", 1, type=int))
    form = ObservationSearchForm(request.args, language=language())
    form.round.offer({str(number): words for number, words in found.rounds.items()})
    return render_template(
        "observation/list.html",
        search_form=form,
        found=found,
        rows=[row_of(one) for one in found.rows],
        filters=_filters(question, found.rounds),
        page_address=f"{url_for('.observations', **_arguments(question), page=0)[:-1]}{{}}",
        files=[
            (name, url_for(f"observation_file.as_{kind}", **_arguments(question)))
            for name, kind in (("CSV", "csv"), ("XLSX", "workbook"))
        ],
        gone=question.gone,
        award=question.award,
    )


def row_of(one: Observation) -> dict[str, Any]:
    """One line of a list."""
    entry = ENTRY[one.code]
    return {
        "address": url_for("observation_word.observation", number=one.id),
        "name": Words(f"{one.code} {entry.title.de}", f"{one.code} {entry.title.en}"),
        "subject": one.subject,
        "says": one.says,
        "round": one.round.number if one.round else None,
        "severity": one.severity,
        "severity_words": SEVERITY_WORDS[one.severity],
        "state": one.state,
        "state_words": OBSERVATION_WORDS[one.state],
        "first_seen": one.first_seen,
        "gone_at": one.gone_at,
    }


def _figures(counts: dict[str, CodeCount], runs: Any) -> list[dict[str, Any]]:
    last: ObservationRun | None = next((run for run in runs if run.ended_at), None)
    there = sum(count.there for count in counts.values())
    waits = sum(count.waits for count in counts.values())
    oldest = min((count.oldest for count in counts.values() if count.oldest), default=None)
    computed = sum(entry.computed for entry in CATALOGUE)
    return [
        {
            "label": Words("Feststellungen", "Findings"),
            "figure": filters.number(there),
            "note": say("älteste seit {day}", "oldest since {day}", day=oldest) if oldest else "",
        },
        {
            "label": Words("Warten auf eine Antwort", "Wait for an answer"),
            "figure": filters.number(waits),
            "late": waits > 0,
            "note": Words("des Projektträgers", "of the sponsor"),
        },
        {
            "label": Words("Gesucht wird nach", "Looked for"),
            "figure": say("{n} von {all}", "{n} of {all}", n=computed, all=len(CATALOGUE)),
            "note": Words("Einträge des Katalogs", "entries of the catalogue"),
        },
        {
            "label": Words("Letzte Durchsicht", "Last look"),
            "figure": filters.day(last.ended_at) if last and last.ended_at else "–",
            "note": say("{time}, {new} neu, {gone} nicht mehr da", "{time}, {new} new, {gone} gone",
                        time=filters.clock(last.ended_at), new=last.new, gone=last.gone)
            if last and last.ended_at
            else Words("noch keine", "none yet"),
        },
    ]  # fmt: skip


def asked_for() -> ObservationQuestion:
    """What the address asks for; what it cannot mean filters nothing."""
    asked = request.args.get("state", "")
    severity = request.args.get("severity", "")
    code = request.args.get("code", "")
    return ObservationQuestion(
        severity=Severity(severity) if severity in set(Severity) else None,
        code=code if code in ENTRY else "",
        round=request.args.get("round", type=int),
        state=ObservationState(asked) if asked in set(ObservationState) else None,
        gone=asked in GONE,
        award=request.args.get("award", "")[:40],
    )


def _arguments(question: ObservationQuestion, without: str = "") -> dict[str, Any]:
    """The filters as they stand in an address."""
    state = "gone" if question.gone else question.state.value if question.state else ""
    given = {
        "code": question.code,
        "severity": question.severity.value if question.severity else "",
        "round": question.round or "",
        "state": state,
        "award": question.award,
    }
    return {name: value for name, value in given.items() if value and name != without}


def _filters(question: ObservationQuestion, rounds: dict[int, Words]) -> list[dict[str, Any]]:
    return [
        {
            "words": _named(name, value, rounds),
            "address": url_for(".observations", **_arguments(question, without=name)),
        }
        for name, value in _arguments(question).items()
    ]


def _named(name: str, value: Any, rounds: dict[int, Words]) -> Words:
    match name:
        case "severity":
            return SEVERITY_WORDS[Severity(value)]
        case "state":
            return GONE.get(value) or OBSERVATION_WORDS[ObservationState(value)]
        case "round" if value in rounds:
            return rounds[value]
        case _:
            return Words(str(value), str(value))
