"""Handing out files: to those who may see their case, as attachments, and never opened by us."""

from urllib.parse import quote
from uuid import UUID

from flask import Blueprint, Response, abort, make_response, render_template
from flask.typing import ResponseReturnValue

from grants.documents.nameless import NotReadable, without_properties
from grants.documents.store import NoSuchFile
from grants.programme.people import Role
from grants.programme.upload import ScanState
from grants.queries.file import Download, find_document, find_upload
from grants.web.access import open_to, visitor
from grants.web.database import session, store

pages = Blueprint("files", __name__)

HELD = 409
"""The file is there, but not handed out: it was not scanned yet, or has a virus."""
HELD_BY = (Role.APPLICANT, Role.SPONSOR, Role.JUROR, Role.AUDITOR)


@pages.get("/uploads/<uuid:upload_id>")
@open_to(*HELD_BY)
def upload(upload_id: UUID) -> ResponseReturnValue:
    """A file that somebody sent."""
    return hand_out(find_upload(session(), visitor(), upload_id))


@pages.get("/documents/<uuid:document_id>")
@open_to(*HELD_BY)
def document(document_id: UUID) -> ResponseReturnValue:
    """A document that we made."""
    return hand_out(find_document(session(), visitor(), document_id))


def hand_out(found: Download | None) -> Response:
    """The bytes of a file as an attachment; a page that is missing where there is none."""
    if found is None:
        abort(404)
    if found.scan_state is not ScanState.CLEAN:
        return make_response(render_template("files/held.html", file=found), HELD)
    try:
        content = store().get(found.key)
    except NoSuchFile:
        abort(404)
    if found.nameless:
        content = _without_properties(content, found.content_type)
    answer = Response(content, content_type=found.content_type)
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.file_name)}"
    return answer


def _without_properties(content: bytes, content_type: str) -> bytes:
    try:
        return without_properties(content, content_type)
    except NotReadable:
        abort(503)
