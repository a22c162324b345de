"""Two versions of one's own application side by side."""

from flask import Blueprint, render_template

from grants.programme.people import Role
from grants.queries.application import content_of
from grants.web.access import open_to
from grants.web.applicant.application import own
from grants.web.comparison import compared
from grants.web.database import session

pages = Blueprint("applicant_comparison", __name__)


@pages.get("/applications/<number>/compare")
@open_to(Role.APPLICANT)
def versions(number: str) -> str:
    """What differs between two versions, and which versions there are."""
    application = own(number)
    return render_template(
        "applicant/application/compare.html",
        content=content_of(session(), application),
        compared=compared(application),
    )
