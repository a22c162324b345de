"""The letters to a person's clusters, and opening one."""

from urllib.parse import quote

from flask import Blueprint, Response, abort, render_template
from flask.typing import ResponseReturnValue

from grants.actions.retrieval import retrieve_letter
from grants.documents.store import NoSuchFile
from grants.models.document import Document
from grants.programme.people import Role
from grants.queries.letter import (
    LETTER_WORDS,
    own_case_files,
    own_letter,
    own_letters,
    own_receipts,
    own_reports,
)
from grants.queries.report_content import report_code, report_name
from grants.web.access import open_to, visitor
from grants.web.database import now, saving, session, store

pages = Blueprint("applicant_letter", __name__)


@pages.get("/letters")
@open_to(Role.APPLICANT)
def letters() -> ResponseReturnValue:
    """Everything we sent to the person's clusters and everything they handed in."""
    return render_template(
        "applicant/letter/list.html",
        letters=own_letters(session(), visitor()),
        receipts=own_receipts(session(), visitor()),
        reports=[
            {"report": one, "name": report_name(one), "code": report_code(one)}
            for one in own_reports(session(), visitor())
        ],
        case_files=own_case_files(session(), visitor(), now()),
        LETTER_WORDS=LETTER_WORDS,
    )


@pages.get("/letters/<check_code>/pdf")
@open_to(Role.APPLICANT)
def pdf(check_code: str) -> ResponseReturnValue:
    """The letter as it was made. The first opening is noted: it can start a period."""
    letter = own_letter(session(), visitor(), check_code) or abort(404)
    document = session().get(Document, letter.document_id) if letter.document_id else None
    if document is None:
        abort(404)
    try:
        content = store().get(document.key)
    except NoSuchFile:
        abort(404)
    with saving() as work:
        retrieve_letter(work, letter, by=visitor(), now=now())
    answer = Response(content, content_type="application/pdf")
    name = quote(document.file_name)
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return answer
