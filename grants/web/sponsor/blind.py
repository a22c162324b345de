"""Files of a blind stage: an officer reads them before jurors may."""

from uuid import UUID

from flask import Blueprint, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from grants.actions.blind import confirm_nameless
from grants.programme.finding import RulesBroken
from grants.programme.people import Role
from grants.programme.words import Words, counted, say
from grants.queries.application import application_record
from grants.web.access import open_to, visitor
from grants.web.database import now, saving, session
from grants.web.notice import tell

pages = Blueprint("sponsor_blind", __name__)
FILES = (Words("Datei", "file"), Words("Dateien", "files"))


@pages.post("/sponsor/applications/<number>/nameless")
@open_to(Role.SPONSOR)
def nameless(number: str) -> ResponseReturnValue:
    """Keep that the files on the page were read and name nobody."""
    found = application_record(session(), visitor(), number) or abort(404)
    back = url_for("sponsor_application.application", number=number)
    try:
        with saving() as work:
            read = confirm_nameless(work, found, _files(), by=visitor(), now=now())
    except RulesBroken as broken:
        tell(broken.findings[0].says, "warning")
    else:
        tell(say("{n} für die Jury freigegeben.", "{n} opened to the jury.",
                 n=counted(read, *FILES)))  # fmt: skip
    return redirect(back, 303)


def _files() -> list[UUID]:
    try:
        return [UUID(each) for each in request.form.getlist("file")]
    except ValueError:
        abort(404)
