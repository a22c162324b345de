"""Is a letter or another paper genuine? The code on it answers, without naming anybody."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from forms.check import CheckForm
from grants.documents.qr import as_printed
from grants.queries.letter_check import check_paper
from grants.web.access import open_to_anyone
from grants.web.database import session
from grants.web.language import language

pages = Blueprint("public_check", __name__)


@pages.get("/check")
@open_to_anyone
def ask() -> ResponseReturnValue:
    """The address that our papers print: a field for the code, and beneath it the answer."""
    form = CheckForm(request.args, language=language())
    asked = "code" in request.args
    code = as_printed(form.code.data or "") if asked and form.validate() else ""
    paper = check_paper(session(), code) if code else None
    page = render_template("public/check_ask.html", form=form, code=code, paper=paper)
    return page, 422 if form.errors else 200


@pages.get("/check/<code>")
@open_to_anyone
def check(code: str) -> ResponseReturnValue:
    """Say whether we wrote the paper with this code, of what kind and on which day."""
    paper = check_paper(session(), as_printed(code))
    return render_template("public/check.html", paper=paper, code=code), 200 if paper else 404
