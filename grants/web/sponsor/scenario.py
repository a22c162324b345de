"""Scenarios: keeping a what-if under a name, comparing some, printing them for the ministry."""

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.what_if import BINDS, ScenarioForm
from grants.actions.scenario import FEWEST, MOST, check_number, keep_scenario, order_scenario_paper
from grants.models.document import Document
from grants.models.round import Round
from grants.models.scenario import ScenarioPaper
from grants.programme.finding import RulesBroken
from grants.programme.people import Role
from grants.programme.words import Words, say
from grants.queries.application import terms_of
from grants.queries.ranking import round_to_rank
from grants.queries.scenario import Kept, chosen_of, papers_of, scenarios_of
from grants.web import filters
from grants.web.access import open_to, visitor
from grants.web.database import now, saving, session
from grants.web.language import language
from grants.web.notice import tell
from grants.web.sponsor.what_if import show, tried_out

pages = Blueprint("sponsor_scenario", __name__)
ORDERED = Words(
    "Der Vergleich wird gedruckt. Das PDF liegt in wenigen Sekunden hier.",
    "The comparison is being printed. The PDF will be here in a few seconds.",
)
SIDE_BY_SIDE = 2


@pages.post("/sponsor/rounds/<int:number>/scenarios")
@open_to(Role.SPONSOR)
def keep(number: int) -> ResponseReturnValue:
    """Keep the what-if of this form under its name."""
    round_ = _find(number)
    tried, naming = tried_out(round_, request.form), ScenarioForm(language=language())
    if naming.validate_on_submit() and tried.result:
        try:
            with saving() as work:
                made = keep_scenario(
                    work, round_, tried.form.assumed, naming.name.data, by=visitor(), now=now()
                )
        except RulesBroken as broken:
            naming.show(broken.findings)
        else:
            tell(say("Szenario „{name}“ ist gemerkt.", "Scenario “{name}” is kept.",
                     name=made.name))  # fmt: skip
            return redirect(url_for("sponsor_scenario.scenarios", number=number), 303)
    return show(_find(number), tried, naming), 422


@pages.get("/sponsor/rounds/<int:number>/scenarios")
@open_to(Role.SPONSOR)
def scenarios(number: int) -> ResponseReturnValue:
    """Every scenario of the round; those named in the address stand side by side."""
    return _page(_find(number), request.args.getlist("with", type=int))


@pages.post("/sponsor/rounds/<int:number>/scenarios/print")
@open_to(Role.SPONSOR)
def paper(number: int) -> ResponseReturnValue:
    """Order the PDF that compares these for the ministry."""
    round_, asked = _find(number), request.form.getlist("with", type=int)
    chosen = chosen_of(scenarios_of(session(), round_), asked)
    try:
        with saving() as work:
            order_scenario_paper(
                work, round_, [each.scenario for each in chosen], by=visitor(), now=now()
            )
    except RulesBroken as broken:
        tell(broken.findings[0].says, "warning")
        return _page(_find(number), asked), 422
    tell(ORDERED, "info")
    address = url_for("sponsor_scenario.scenarios", number=number)
    query = urlencode([("with", each) for each in asked])
    return redirect(f"{address}?{query}#papers", 303)


def _find(number: int) -> Round:
    return round_to_rank(session(), visitor(), number) or abort(404)


def _page(round_: Round, asked: list[int]) -> str:
    every = scenarios_of(session(), round_)
    chosen = chosen_of(every, asked)
    finding = check_number(len(chosen), least=SIDE_BY_SIDE)
    if chosen and len(chosen) > MOST:
        tell(finding.says, "warning")
    return render_template(
        "sponsor/what_if/scenarios.html",
        round=round_,
        terms=terms_of(round_.terms),
        every=every,
        asked=[each.scenario.id for each in chosen],
        compared=chosen if FEWEST <= len(chosen) <= MOST else [],
        rows=comparison(chosen) if FEWEST <= len(chosen) <= MOST else [],
        papers=[_paper_line(*each) for each in papers_of(session(), round_)],
        most=MOST,
    )


def comparison(chosen: list[Kept]) -> list[tuple[Words, list[str]]]:
    """Each figure of the scenarios in one row, in the reader's language."""
    rows: list[tuple[Words, list[str]]] = [
        (Words("Rundenbudget", "Round budget"), [filters.money(k.assumed.budget) for k in chosen]),
        (Words("Obergrenze je Cluster", "Cap of each cluster"),
         [filters.money(k.assumed.cap) for k in chosen]),
        (Words("Höchstens ausgewählt", "Selected at most"),
         [filters.NOT_APPLICABLE if k.assumed.winners is None else filters.number(k.assumed.winners)
          for k in chosen]),
        (Words("Je Cluster gebunden", "Bound for each"),
         [BINDS[k.assumed.binds.value].into(language()) for k in chosen]),
        (Words("Gewichte in %", "Weights in %"),
         [" / ".join(str(c.weight) for c in k.assumed.criteria) or filters.NOT_APPLICABLE
          for k in chosen]),
        (Words("Schwelle Gesamtnote", "Threshold of the total"),
         [filters.score(k.assumed.total_threshold) for k in chosen]),
        (Words("Schwellen der Kriterien", "Thresholds of the criteria"),
         [" / ".join(filters.score(c.threshold) for c in k.assumed.criteria)
          or filters.NOT_APPLICABLE for k in chosen]),
        (Words("Ausgewählte Cluster", "Clusters selected"),
         [filters.number(k.came_to.winners) for k in chosen]),
        (Words("Gebunden", "Bound"), [filters.money(k.came_to.bound) for k in chosen]),
        (Words("Mittel je Cluster", "Mean per cluster"),
         [filters.money(k.came_to.mean) for k in chosen]),
        (Words("Bleibt frei", "Left"), [filters.money(k.came_to.left) for k in chosen]),
    ]  # fmt: skip
    return rows


def _paper_line(paper: ScenarioPaper, document: Document | None) -> dict[str, Any]:
    note = say("{who}, wird erstellt", "{who}, is being made", who=paper.ordered_by.name)
    if paper.failure:
        note = say("{who}, gescheitert: bitte neu anfordern",
                   "{who}, failed: please order again", who=paper.ordered_by.name)  # fmt: skip
    address = None
    if document is not None:
        address = url_for("files.document", document_id=document.id)
        note = say("PDF, {size}, {who}", "PDF, {size}, {who}", size=filters.size(document.size),
                   who=paper.ordered_by.name)  # fmt: skip
    day = filters.moment(paper.ordered_at)
    return {
        "address": address,
        "words": say("{n} Szenarien vom {day}", "{n} scenarios of {day}",
                     n=len(paper.scenarios), day=day),
        "note": note,
    }  # fmt: skip
