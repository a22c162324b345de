"""Samples of a round: draw one, look at it, take it as a page or as data."""

from urllib.parse import quote

from flask import Blueprint, Response, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from forms.audit_sample import SampleForm
from grants.actions.audit_sample import draw_sample
from grants.documents.sample_file import SamplePaper, facts_of, reasons_of, sample_data, sample_page
from grants.models.audit_sample import AuditSample
from grants.models.round import Round
from grants.papers.sample_paper import paper_of
from grants.programme.finding import RulesBroken
from grants.programme.money import eur
from grants.programme.people import Role
from grants.programme.sampling import FRAME_WORDS, WAY_WORDS, FrameKind, Way
from grants.queries.audit_sample import find_sample, samples_of
from grants.queries.round import find_round
from grants.web.access import open_to, visitor
from grants.web.database import now, saving, session
from grants.web.language import language

pages = Blueprint("auditor_sample", __name__)


@pages.get("/audit/rounds/<int:number>/samples")
@open_to(Role.AUDITOR)
def samples(number: int) -> str:
    """The samples drawn so far, and the form to draw one more."""
    return _page(_find(number), SampleForm(language=language()))


@pages.post("/audit/rounds/<int:number>/samples")
@open_to(Role.AUDITOR)
def draw(number: int) -> ResponseReturnValue:
    """Draw a sample."""
    round_, form = _find(number), SampleForm(language=language())
    if form.validate_on_submit() and form.check_percent():
        try:
            with saving() as work:
                made = draw_sample(
                    work, round_, FrameKind(form.of.data), Way(form.way.data),
                    percent=form.percent.data, size=form.size.data,
                    seed=(form.seed.data or "").strip(), by=visitor(), now=now(),
                )  # fmt: skip
        except RulesBroken as broken:
            form.show(broken.findings)
        else:
            return redirect(url_for(".sample", sample_id=made.id), 303)
    return _page(_find(number), form), 422


@pages.get("/audit/samples/<int:sample_id>")
@open_to(Role.AUDITOR)
def sample(sample_id: int) -> str:
    """One sample: what was drawn, why, and how to draw it again."""
    found = _sample(sample_id)
    paper = paper_of(found)
    return render_template(
        "auditor/sample/show.html",
        sample=found,
        round=found.round,
        paper=paper,
        facts=[{"label": label, "value": value} for label, value in facts_of(paper)],
        hits=[
            {**unit, "money": eur(unit["amount"]), "why": reasons_of(unit, language())}
            for unit in paper.hits
        ],
    )


@pages.get("/audit/samples/<int:sample_id>.html")
@open_to(Role.AUDITOR)
def paper(sample_id: int) -> ResponseReturnValue:
    """The page for the paper file, with the whole frame."""
    made = paper_of(_sample(sample_id))
    return _file(made, sample_page(made, language()), "html", "text/html; charset=utf-8")


@pages.get("/audit/samples/<int:sample_id>.json")
@open_to(Role.AUDITOR)
def data(sample_id: int) -> ResponseReturnValue:
    """Frame, seed and result: all that is needed to draw it again."""
    made = paper_of(_sample(sample_id))
    return _file(made, sample_data(made), "json", "application/json")


def _page(round_: Round, form: SampleForm) -> str:
    return render_template(
        "auditor/sample/list.html",
        round=round_,
        form=form,
        samples=samples_of(session(), visitor(), round_),
        ways=WAY_WORDS,
        frames=FRAME_WORDS,
    )


def _file(made: SamplePaper, content: bytes, ending: str, kind: str) -> Response:
    answer = Response(content, content_type=kind)
    name = quote(f"{made.title.into(language())}.{ending}")
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return answer


def _find(number: int) -> Round:
    return find_round(session(), visitor(), number) or abort(404)


def _sample(sample_id: int) -> AuditSample:
    return find_sample(session(), visitor(), sample_id) or abort(404)
