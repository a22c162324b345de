"""Compliance reports as links: made, being made, or failed."""

from collections.abc import Iterable
from typing import Any

from flask import url_for

from grants.programme.words import Words, say
from grants.queries.audit import OrderedReport
from grants.web import filters


def lines_of(reports: Iterable[OrderedReport]) -> list[dict[str, Any]]:
    """Every report with its address, once there is something to download."""
    return [_line(report) for report in reports]


def _line(report: OrderedReport) -> dict[str, Any]:
    day = filters.moment(report.ordered_at)
    about = report.round or Words("", "")
    if report.award:
        about = Words(report.award, report.award)
    note = Words(f"{report.ordered_by}, wird erstellt", f"{report.ordered_by}, is being made")
    if report.failed:
        note = Words(
            f"{report.ordered_by}, gescheitert: bitte neu anfordern",
            f"{report.ordered_by}, failed: please order again",
        )
    address, also = None, []
    if report.document is not None:
        address = url_for("files.document", document_id=report.document.id)
        note = say("PDF, {size}, {who}", "PDF, {size}, {who}",
                   size=filters.size(report.document.size), who=report.ordered_by)  # fmt: skip
        also = [
            {"address": url_for(f"auditor_report_data.{page}", document_id=report.document.id),
             "words": Words(name, name)}
            for page, name in (("workbook", "XLSX"), ("data", "JSON"))
        ]  # fmt: skip
    return {
        "also": also,
        "address": address,
        "words": Words(f"{about.de} vom {day}", f"{about.en} of {day}"),
        "note": note,
    }
