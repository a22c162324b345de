"""The version without names of one file, which an officer makes for a jury that reads blind."""

from uuid import UUID

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.nameless import NamelessForm
from grants.actions.nameless import add_nameless_version, take_back_nameless_version
from grants.documents.upload import UploadRefused
from grants.models.application import Application
from grants.programme.finding import RulesBroken
from grants.programme.people import Role
from grants.programme.upload import ScanState
from grants.programme.words import Words
from grants.queries.application import application_record, terms_of
from grants.queries.blind import is_blind
from grants.queries.blind_end import let_in
from grants.queries.nameless import Opening, openings
from grants.queries.sent_file import current_files
from grants.web.access import open_to, visitor
from grants.web.database import now, saving, session, store
from grants.web.language import language
from grants.web.notice import tell

pages = Blueprint("sponsor_nameless", __name__)
OPENED = Words(
    "Die Fassung ohne Namen ist gespeichert. Die Jury bekommt ab jetzt nur noch diese.",
    "The version without names has been saved. From now on the jury gets only this one.",
)
WAITS = Words(
    "Die Fassung ohne Namen ist gespeichert und wird auf Viren geprüft. Danach bekommt die Jury "
    "diese und nie das Original.",
    "The version without names has been saved and is being scanned for viruses. After that the "
    "jury gets this one, and never the original.",
)

TAKEN_BACK = Words(
    "Die Fassung ist zurückgenommen. Die Jury bekommt die Datei erst wieder, wenn Sie eine andere "
    "hochladen oder das Original freigeben.",
    "The version is taken back. The jury gets the file again only once you upload another one or "
    "open the original.",
)


@pages.route("/sponsor/applications/<number>/files/<uuid:file_id>", methods=["GET", "POST"])
@open_to(Role.SPONSOR)
def version(number: str, file_id: UUID) -> ResponseReturnValue:
    """What the jury gets for this file, and a way to send a version without names."""
    found = application_record(session(), visitor(), number) or abort(404)
    opening, form = _opening(found, file_id), NamelessForm(language=language())
    if request.form.get("act") == "take_back":
        return _take_back(found, file_id)
    if form.validate_on_submit():
        try:
            return _keep(found, file_id, form)
        except UploadRefused as refused:
            form.file.errors = [refused.says]
        except RulesBroken as broken:
            form.show(broken.findings)
    page = render_template(
        "sponsor/application/nameless.html",
        application=found,
        opening=opening,
        form=form,
        may_take_back=opening.version is not None and not let_in(session(), found),
        limits=terms_of(found.terms).limits,
    )
    return page, 422 if form.is_submitted() else 200


def _take_back(found: Application, file_id: UUID) -> ResponseReturnValue:
    try:
        with saving() as work:
            take_back_nameless_version(work, found, file_id, by=visitor(), now=now())
    except RulesBroken as broken:
        tell(next(one.says for one in broken.findings if one.breaks), "warning")
    else:
        tell(TAKEN_BACK)
    return redirect(url_for(".version", number=found.number, file_id=file_id), 303)


def _keep(found: Application, file_id: UUID, form: NamelessForm) -> ResponseReturnValue:
    sent = form.file.data
    with saving() as work:
        kept = add_nameless_version(
            work, store(), found, file_id, sent.filename or "", sent.read(), by=visitor(), now=now()
        )
    tell(OPENED if kept.scan_state is ScanState.CLEAN else WAITS)
    return redirect(url_for("sponsor_application.application", number=found.number), 303)


def _opening(found: Application, file_id: UUID) -> Opening:
    """The file among those that count now, in a blind stage; there is no page for others."""
    files = [file for file in current_files(session(), found) if file.id == file_id]
    return openings(session(), found, files)[0] if files and is_blind(found) else abort(404)
