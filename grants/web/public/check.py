"""Is a letter genuine? The code on it answers, without naming anybody."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from grants.queries.letter_check import check_letter
from grants.web.access import open_to_anyone
from grants.web.database import session

pages = Blueprint("public_check", __name__)


@pages.get("/check/<code>")
@open_to_anyone
def check(code: str) -> ResponseReturnValue:
    """Say whether we wrote the letter with this code, of what kind and on which day."""
    letter = check_letter(session(), code)
    return render_template("public/check.html", letter=letter, code=code), 200 if letter else 404
