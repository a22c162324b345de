"""What a company or a cluster states about itself: asked for with rows, kept, and shown again."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.rows import FEWEST, RowsForm
from grants.models.award import Award, Project
from grants.programme.finding import RulesBroken
from grants.programme.stages import NoSuchMove
from grants.programme.words import Words
from grants.queries.part import part_line
from grants.queries.project import PartnerLine, project_content
from grants.web.access import visitor
from grants.web.applicant.part_people import OWN_PART
from grants.web.applicant.project import own, say_closed
from grants.web.applicant.project_page import partner_or_404
from grants.web.database import now, saving, session
from grants.web.language import language
from grants.web.notice import tell

MORE: Final = 3
"""Rows that are added at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Who is asked what, how the answer is kept, and the page around it."""

    form: type[RowsForm]
    stated: dict[str, Any] | None
    """What the form shows of the statement that is kept; None while there is none."""
    rows: int
    """How many rows that takes."""
    keep: Callable[..., object]
    """The act; it takes the `about` and the answers of the form."""
    about: object
    kept: Callable[[Any], Words]
    """What is said once it has made a statement."""
    template: str
    shows: dict[str, Any]
    """What the page shows besides the form."""
    award: Award
    project: Project | None = None
    open: bool = True
    writers: str = ""
    """Who may answer, for whoever only reads."""
    alone: bool = False
    """Is it asked of the people who keep a part, who see nothing but it?"""
    name: str
    back: str


Ask = Callable[[PartnerLine, str], Asked | Words]
"""What a company is asked, on a page that leads back to there; or why it is not asked."""


def of_partner(ask: Ask, number: str, code: str, position: int) -> ResponseReturnValue:
    """Ask the cluster about a company whose part it keeps itself."""
    line = partner_or_404(project_content(session(), own(number, code)), position)
    back = url_for("applicant_partner.partner", number=number, code=code, position=position)
    return _of_company(OWN_PART if line.kept else ask(line, back), back)


def of_own_part(ask: Ask, number: int) -> ResponseReturnValue:
    """Ask the people of a company that keeps its part itself."""
    line = part_line(session(), visitor(), number) or abort(404)
    back = url_for("applicant_part.part", number=number)
    return _of_company(ask(line, back), back)


def answer(asked: Asked) -> ResponseReturnValue:
    """Show the form, add rows to it, or keep what it says."""
    if request.method == "GET":
        data = {"data": asked.stated} if asked.stated else {}
        return _page(asked, asked.form.of(asked.rows)(language=language(), formdata=None, **data))
    rows = request.form.get("rows", default=FEWEST, type=int)
    if request.form.get("step") == "secondary":
        return _page(asked, asked.form.of(rows + MORE)(language=language()))
    refused = _save(asked, asked.form.of(rows)(language=language()))
    return refused or redirect(request.path, 303)


def _of_company(asked: Asked | Words, back: str) -> ResponseReturnValue:
    if isinstance(asked, Words):
        tell(asked, "info")
        return redirect(back, 303)
    return answer(asked)


def _save(asked: Asked, form: RowsForm) -> ResponseReturnValue | None:
    if not form.validate():
        return _page(asked, form), 422
    try:
        with saving() as work:
            made = asked.keep(work, asked.about, by=visitor(), now=now(), **form.answers)
            said = asked.kept(made)
    except RulesBroken as broken:
        form.show(broken.findings)
        return _page(asked, form), 422
    except NoSuchMove:
        say_closed()
        return _page(asked, form), 409
    tell(said)
    return None


def _page(asked: Asked, form: RowsForm) -> str:
    return render_template(asked.template, asked=asked, form=form, **asked.shows)
