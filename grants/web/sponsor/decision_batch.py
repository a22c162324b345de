"""All decisions of a round on one page: propose by the ranking, countersign several at once."""

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.decision import BatchForm, SignForm, batch_form
from grants.actions.decision import countersign
from grants.actions.proposal import propose_on_application
from grants.models.decision import DecisionKind
from grants.models.round import Round
from grants.programme.finding import Finding, RulesBroken
from grants.programme.people import Role
from grants.programme.stages import ApplicationState, NoSuchMove
from grants.programme.words import Words, counted, say
from grants.queries.decision import KIND_WORDS
from grants.queries.decision_batch import Batch, BatchRow, decision_batch
from grants.queries.rejection_ground import fitting_ground
from grants.queries.round import find_round
from grants.web.access import open_to, visitor
from grants.web.database import now, saving, session
from grants.web.language import language
from grants.web.notice import tell
from grants.web.sponsor.acting import TOO_LATE
from grants.web.sponsor.batch_picture import batch_figures, batch_steps, batch_strip
from grants.web.sponsor.counted import PROPOSALS
from grants.web.sponsor.round_strip import strip_of

pages = Blueprint("sponsor_decision_batch", __name__)
ORDER = (DecisionKind.SELECT, DecisionKind.RESERVE, DecisionKind.REJECT)
"""Selections first: a rejection says how many clusters were selected."""
NOTHING_TICKED = Words("Wählen Sie mindestens einen Vorschlag.", "Tick at least one proposal.")


@pages.get("/sponsor/rounds/<int:number>/decisions")
@open_to(Role.SPONSOR)
def decisions(number: int) -> str:
    """Every application in the order of the ranking, with its proposal and its state."""
    return _show(_find(number), SignForm(None, language=language()))


@pages.post("/sponsor/rounds/<int:number>/decisions")
@open_to(Role.SPONSOR)
def sign(number: int) -> ResponseReturnValue:
    """Countersign the ticked proposals; each stands or falls by itself."""
    round_ = _find(number)
    form = SignForm(language=language())
    ticked = set(request.form.getlist("number"))
    mine = [row for row in decision_batch(session(), visitor(), round_).mine
            if row.number in ticked]  # fmt: skip
    if not form.validate() or not mine:
        if not mine and not form.switches:
            form.sure.errors = [*form.sure.errors, NOTHING_TICKED]
        return _show(round_, form, ticked=ticked), 422
    failed = [problem for row in _in_order(mine) for problem in _sign(row)]
    signed = len(mine) - len({number for number, _ in failed})
    if signed:
        tell(say("{proposals} mitgezeichnet.", "{proposals} countersigned.",
                 proposals=counted(signed, *PROPOSALS)))  # fmt: skip
    if failed:
        return _show(_find(number), SignForm(None, language=language()), failed=failed), 422
    return redirect(url_for("sponsor_decision_batch.decisions", number=number), 303)


@pages.route("/sponsor/rounds/<int:number>/decisions/propose", methods=["GET", "POST"])
@open_to(Role.SPONSOR)
def propose(number: int) -> ResponseReturnValue:
    """Propose for all that have no proposal yet, as the ranking suggests."""
    round_ = _find(number)
    rows = decision_batch(session(), visitor(), round_).to_propose
    named = {row.number: row.application.cluster.name for row in rows}
    form = batch_form(named, named)(language=language(), data=_suggested(rows))
    if form.validate_on_submit():
        failed = _propose_all(form, rows)
        if not failed:
            count = len(list(form.proposals))
            tell(say("{proposals} gemacht. Eine zweite Person muss mitzeichnen.",
                     "{proposals} made. A second person must countersign.",
                     proposals=counted(count, *PROPOSALS)))  # fmt: skip
            return redirect(url_for("sponsor_decision_batch.decisions", number=number), 303)
        form.show([finding for _, finding in failed])
    status = 422 if request.method == "POST" else 200
    return render_template(
        "sponsor/decision/propose.html",
        round=round_,
        rows=rows,
        form=form,
        own_rules=_own_rules(round_),
    ), status


def _propose_all(form: BatchForm, rows: tuple[BatchRow, ...]) -> list[tuple[str, Finding]]:
    """All of them together, or none."""
    by_number = {row.number: row for row in rows}
    try:
        with saving() as work:
            for number, kind, reasons in form.proposals:
                row = by_number[number]
                chosen = DecisionKind(kind)
                propose_on_application(
                    work,
                    row.application,
                    chosen,
                    ground=fitting_ground(work, row.application)
                    if chosen is DecisionKind.REJECT
                    else None,
                    reasons=_own_reasons(row, chosen, reasons),
                    by=visitor(),
                    now=now(),
                )
    except RulesBroken as broken:
        return [(number, _named(number, finding)) for finding in broken.findings]
    return []


def _own_reasons(row: BatchRow, kind: DecisionKind, reasons: str) -> str:
    """A selection along the ranking needs none, and what was filled in speaks of a rejection."""
    along = kind is DecisionKind.SELECT and row.application.state is ApplicationState.RECOMMENDED
    return "" if along else reasons


def _sign(row: BatchRow) -> list[tuple[str, Words]]:
    if row.decision is None:
        return []
    try:
        with saving() as work:
            countersign(work, row.decision, by=visitor(), now=now())
    except RulesBroken as broken:
        return [(row.number, finding.says) for finding in broken.findings]
    except NoSuchMove:
        return [(row.number, TOO_LATE)]
    return []


def _in_order(rows: list[BatchRow]) -> list[BatchRow]:
    return sorted(rows, key=lambda row: ORDER.index(row.decision.kind) if row.decision else 0)


def _suggested(rows: tuple[BatchRow, ...]) -> dict[str, Any]:
    return {f"kind-{row.number}": row.suggestion.kind.value for row in rows} | {
        f"reasons-{row.number}": row.suggestion.reasons for row in rows
    }


def _named(number: str, finding: Finding) -> Finding:
    return Finding(
        rule=finding.rule,
        holds=False,
        claim=finding.claim,
        says=Words(f"{number}: {finding.says.de}", f"{number}: {finding.says.en}"),
        source=finding.source,
        place=f"#{finding.place}-{number}" if finding.place else "",
    )


def _ticked(batch: Batch) -> set[str]:
    """Nothing, as long as nobody says so: whoever signs has looked at what they tick."""
    return {row.number for row in batch.mine} if request.args.get("all") else set()


def _own_rules(round_: Round) -> bool:
    """Did the visitor publish the rules of this round, or change them?"""
    me = visitor().person_id
    return any(me in (one.created_by_id, one.proposed_by_id) for one in round_.terms_versions)


def _find(number: int) -> Round:
    return find_round(session(), visitor(), number) or abort(404)


def _show(
    round_: Round,
    form: SignForm,
    *,
    ticked: set[str] | None = None,
    failed: list[tuple[str, Words]] | None = None,
) -> str:
    batch: Batch = decision_batch(session(), visitor(), round_)
    return render_template(
        "sponsor/decision/batch.html",
        round=round_,
        batch=batch,
        strip=batch_strip(batch, round_, strip_of(session(), round_, now(), here="decisions")),
        steps=batch_steps(batch, round_),
        figures=batch_figures(batch, round_),
        waiting_words=counted(len(batch.waiting), *PROPOSALS),
        proposers=sorted({row.decision.proposed_by.name for row in batch.waiting if row.decision}),
        ticked=_ticked(batch) if ticked is None else ticked,
        failed=failed or [],
        kinds=KIND_WORDS,
        form=form,
        own_rules=_own_rules(round_),
    )
