"""An officer says that they have a conflict of interest with an application."""

from typing import Any

from flask import Blueprint, abort, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from forms.release import OfficerConflictForm
from grants.actions.officer_conflict import declare_officer_conflict
from grants.models.application import Application
from grants.programme.people import Role
from grants.programme.words import Words
from grants.queries.application import application_record
from grants.queries.officer_conflict import is_conflicted, officer_conflicts
from grants.web.access import open_to, visitor
from grants.web.database import now, session
from grants.web.sponsor.acting import Forms, take

pages = Blueprint("sponsor_officer_conflict", __name__)
DECLARED = Words(
    "Ihr Konflikt ist festgehalten. Andere entscheiden in diesem Fall.",
    "Your conflict is on record. Others decide on this case.",
)


@pages.route("/sponsor/applications/<number>/conflict", methods=["GET", "POST"])
@open_to(Role.SPONSOR)
def conflict(number: str) -> ResponseReturnValue:
    """Declare a conflict, once and for good; the database keeps one out of decisions."""
    _find(session(), number)

    def do(work: Session, _act: str, form: Any) -> Words:
        declare_officer_conflict(
            work, _find(work, number), ground=form.ground.data, by=visitor(), now=now()
        )
        return DECLARED

    back = url_for("sponsor_application.application", number=number)
    return take({"declare": OfficerConflictForm}, do, lambda forms, _: _show(number, forms), back)


def _find(work: Session, number: str) -> Application:
    return application_record(work, visitor(), number) or abort(404)


def _show(number: str, forms: Forms) -> str:
    found = _find(session(), number)
    return render_template(
        "sponsor/application/conflict.html",
        application=found,
        declared=is_conflicted(session(), found.id, visitor().person_id),
        every=officer_conflicts(session(), found),
        form=forms["declare"],
    )
