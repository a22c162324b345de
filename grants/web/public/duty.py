"""Pages that a German website owes its readers: imprint, privacy, accessibility, easy language."""

from flask import Blueprint, current_app, render_template
from flask.typing import ResponseReturnValue

from grants.models.authority import AuthorityVersion
from grants.queries.authority import operator_of_site
from grants.queries.call import calls
from grants.web.access import open_to_anyone
from grants.web.database import now, session

pages = Blueprint("public_duty", __name__)


@pages.get("/imprint")
@open_to_anyone
def imprint() -> ResponseReturnValue:
    """Say who runs this site."""
    return render_template("public/imprint.html", operator=_operator())


@pages.get("/privacy")
@open_to_anyone
def privacy() -> ResponseReturnValue:
    """Say which personal data we keep, why and how long."""
    minutes = current_app.config["SESSION_MINUTES"]
    return render_template("public/privacy.html", operator=_operator(), minutes=minutes)


@pages.get("/accessibility")
@open_to_anyone
def accessibility() -> ResponseReturnValue:
    """Say how accessible this site is, and whom to tell where it is not."""
    return render_template("public/accessibility.html", operator=_operator())


@pages.get("/easy-language")
@open_to_anyone
def easy_language() -> ResponseReturnValue:
    """Explain the site in easy language."""
    found = calls(session()).open
    return render_template("public/easy_language.html", operator=_operator(), open_calls=found)


def _operator() -> AuthorityVersion | None:
    return operator_of_site(session(), now())
