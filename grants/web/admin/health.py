"""How the program is: database, clock, mail; and another try for what failed."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from grants.actions.again import try_again
from grants.programme.people import Role
from grants.programme.words import say
from grants.queries.health import health as look
from grants.web.access import open_to, visitor
from grants.web.database import now, saving, session
from grants.web.notice import tell

pages = Blueprint("admin_health", __name__)


@pages.get("/admin/health")
@open_to(Role.ADMINISTRATOR)
def health() -> ResponseReturnValue:
    """Show what can be wrong, in figures."""
    return render_template("admin/health.html", health=look(session()))


@pages.post("/admin/health/again")
@open_to(Role.ADMINISTRATOR)
def again() -> ResponseReturnValue:
    """Make and send again what was given up."""
    with saving() as work:
        count = try_again(work, by=visitor(), now=now())
    tell(say("Erneut in Arbeit: {count}.", "Under way again: {count}.", count=count))
    return redirect(url_for(".health"), 303)
