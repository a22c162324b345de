"""The terms of a round or a draft as one file, and a draft from such a file."""

from collections.abc import Iterator
from typing import Any

from flask import Blueprint, Response, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms.validators import StopValidation

from forms.printed import refuse_what_letters_lack
from forms.round_start import ImportForm
from grants.actions.round_setup import begin_setup
from grants.models.round_setup import RoundSetup
from grants.programme.finding import Finding, RulesBroken
from grants.programme.people import Role
from grants.programme.terms_file import MOST_BYTES, SOURCE, read_file, written
from grants.programme.words import Words
from grants.queries.round import find_round
from grants.queries.terms_change import body_in_force
from grants.web.access import open_to, visitor
from grants.web.database import now, saving, session
from grants.web.language import language
from grants.web.notice import tell
from grants.web.sponsor.setup_draft import find

pages = Blueprint("sponsor_setup_file", __name__)


@pages.get("/sponsor/rounds/<int:number>/terms.json")
@open_to(Role.SPONSOR)
def export_round(number: int) -> ResponseReturnValue:
    """The terms in force of a round as a file."""
    shown = find_round(session(), visitor(), number) or abort(404)
    return _file(f"round-{number}-terms-{shown.terms.version}.json", body_in_force(shown))


@pages.get("/sponsor/rounds/setups/<int:setup_id>/terms.json")
@open_to(Role.SPONSOR)
def export_setup(setup_id: int) -> ResponseReturnValue:
    """The terms of a draft as a file, as far as they are known."""
    return _file(f"draft-{setup_id}-terms.json", find(setup_id).body)


@pages.route("/sponsor/rounds/import", methods=["GET", "POST"])
@open_to(Role.SPONSOR)
def import_file() -> ResponseReturnValue:
    """Make a draft of the terms in a file; a file that does not fit makes nothing."""
    form = ImportForm(language=language())
    if form.validate_on_submit():
        try:
            made = _begin(form.file.data.read(MOST_BYTES + 1))
        except RulesBroken as broken:
            form.show(broken.findings)
        else:
            tell(Words("Der Entwurf ist angelegt.", "The draft has been made."))
            return redirect(url_for("sponsor_setup.overview", setup_id=made.id), 303)
    page = render_template("sponsor/setup/import.html", form=form)
    return page, 422 if form.is_submitted() else 200


def _begin(data: bytes) -> RoundSetup:
    body = read_file(data)
    for text in _texts(body):
        try:
            refuse_what_letters_lack(text)
        except StopValidation as wrong:
            raise RulesBroken([_unprintable(wrong.args[0])]) from wrong
    with saving() as work:
        return begin_setup(work, body, origin="file", by=visitor(), now=now())


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
    elif isinstance(value, str):
        yield value


def _unprintable(says: Words) -> Finding:
    claim = Words("Briefe können alles zeigen.", "Letters can show everything.")
    return Finding(rule="FILE", holds=False, claim=claim, says=says, source=SOURCE, place="file")


def _file(name: str, body: dict[str, Any]) -> Response:
    answer = Response(written(body), mimetype="application/json")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
