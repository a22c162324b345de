"""A compliance report as a workbook and as JSON: the same data that its PDF was printed from."""

from urllib.parse import quote
from uuid import UUID

from flask import Blueprint, Response, abort
from flask.typing import ResponseReturnValue

from grants.documents.report_sheets import report_workbook
from grants.documents.snapshot import as_json
from grants.documents.workbook import XLSX
from grants.models.document import Document
from grants.programme.people import Role
from grants.queries.report_data import report_document
from grants.web.access import open_to, visitor
from grants.web.database import session
from grants.web.language import language

pages = Blueprint("auditor_report_data", __name__)


@pages.get("/audit/reports/<uuid:document_id>.xlsx")
@open_to(Role.AUDITOR)
def workbook(document_id: UUID) -> ResponseReturnValue:
    """A sheet for each table, amounts as numbers."""
    document = _find(document_id)
    return _file(document, report_workbook(document.snapshot, language()), "xlsx", XLSX)


@pages.get("/audit/reports/<uuid:document_id>.json")
@open_to(Role.AUDITOR)
def data(document_id: UUID) -> ResponseReturnValue:
    """The data as they are attached to the PDF."""
    document = _find(document_id)
    return _file(document, as_json(document.snapshot), "json", "application/json")


def _find(document_id: UUID) -> Document:
    return report_document(session(), visitor(), document_id) or abort(404)


def _file(document: Document, content: bytes, ending: str, kind: str) -> Response:
    answer = Response(content, content_type=kind)
    name = quote(f"{document.file_name.removesuffix('.pdf')}.{ending}")
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return answer
