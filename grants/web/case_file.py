"""Everything of a case as one ZIP: order it, see how far it is, take it."""

from collections.abc import Sequence
from typing import Final
from urllib.parse import quote

from flask import Blueprint, Response, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from grants.actions.case_file import order_case_file
from grants.documents.store import NoSuchFile
from grants.models.application import Application
from grants.models.case_file import CaseFile
from grants.programme.people import Role
from grants.queries.application import application_record
from grants.queries.case_file import KEPT_FOR, case_files, find_case_file, is_kept
from grants.web.access import open_to, visitor
from grants.web.database import now, saving, session, store

pages = Blueprint("case_file", __name__)

READERS: Final = (Role.APPLICANT, Role.SPONSOR, Role.AUDITOR)
AT_ONCE: Final = 1 << 18
"""Bytes of a ZIP that are read from the store at a time."""


@pages.get("/cases/<number>/file")
@open_to(*READERS)
def case_file(number: str) -> str:
    """The ZIPs of one case, those being made among them."""
    application = _find(number)
    listed = case_files(session(), visitor(), application)
    return render_template(
        "case_file.html",
        application=application,
        above=_above(),
        back=_back(application),
        listed=[{"file": one, "kept": is_kept(one, now())} for one in listed],
        waiting=_waiting(listed),
        days=KEPT_FOR.days,
    )


@pages.post("/cases/<number>/file")
@open_to(*READERS)
def order(number: str) -> ResponseReturnValue:
    """Order a new one; one that is still being made is not ordered twice."""
    application = _find(number)
    with saving() as work:
        order_case_file(work, application, by=visitor(), now=now())
    return redirect(url_for(".case_file", number=number), 303)


@pages.get("/cases/<number>/file/<int:file_id>")
@open_to(*READERS)
def download(number: str, file_id: int) -> ResponseReturnValue:
    """The bytes, piece by piece."""
    found = find_case_file(session(), visitor(), number, file_id)
    if found is None or found.key is None or not is_kept(found, now()):
        abort(404)
    try:
        pieces = store().chunks(found.key, AT_ONCE)
    except NoSuchFile:
        abort(404)
    answer = Response(pieces, content_type="application/zip")
    answer.headers["Content-Length"] = str(found.size)
    name = quote(found.file_name)
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return answer


def _find(number: str) -> Application:
    return application_record(session(), visitor(), number) or abort(404)


def _waiting(listed: Sequence[CaseFile]) -> CaseFile | None:
    return next((one for one in listed if one.is_being_made), None)


def _above() -> str:
    match visitor().role:
        case Role.APPLICANT:
            return url_for("applicant_application.applications")
        case Role.SPONSOR:
            return url_for("sponsor_application.applications")
    return url_for("auditor_award.awards")


def _back(application: Application) -> str:
    """The page of the case for whoever asks; auditors begin at their list of awards."""
    match visitor().role:
        case Role.APPLICANT:
            return url_for("applicant_application.application", number=application.number)
        case Role.SPONSOR:
            return url_for("sponsor_application.application", number=application.number)
    return url_for("auditor_award.awards", q=application.cluster.name)
