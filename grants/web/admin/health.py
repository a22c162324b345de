"""How the program is: database, clock, mail."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from grants.programme.people import Role
from grants.queries.health import health as look
from grants.web.access import open_to
from grants.web.database import session

pages = Blueprint("admin_health", __name__)


@pages.get("/admin/health")
@open_to(Role.ADMINISTRATOR)
def health() -> ResponseReturnValue:
    """Show what can be wrong, in figures."""
    return render_template("admin/health.html", health=look(session()))
