"""Two versions of an application side by side, for sponsor staff: only what was received."""

from flask import Blueprint, abort, render_template

from grants.programme.people import Role
from grants.queries.application import application_record
from grants.web.access import open_to, visitor
from grants.web.comparison import compared
from grants.web.database import session

pages = Blueprint("sponsor_comparison", __name__)


@pages.get("/sponsor/applications/<number>/compare")
@open_to(Role.SPONSOR)
def versions(number: str) -> str:
    """What differs between two versions, and which versions there are."""
    application = application_record(session(), visitor(), number) or abort(404)
    return render_template(
        "sponsor/application/compare.html", application=application, compared=compared(application)
    )
