"""The public register of labels: who holds which, in what, until when; as a page and as a file."""

from typing import Any, Final

from flask import Blueprint, Response, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from grants.documents.table_file import CSV, TableRow, written_csv
from grants.models.label import Label
from grants.programme.calendar import today
from grants.programme.words import Words, join
from grants.queries.label import every_label, label_page, names_of_registers
from grants.web.access import open_to_anyone
from grants.web.database import now, session
from grants.web.language import language

pages = Blueprint("public_label", __name__)
HEADS: Final = (
    Words("Register", "Register"),
    Words("Cluster", "Cluster"),
    Words("Label", "Label"),
    Words("Bereiche", "Areas"),
    Words("Gültig ab", "Valid from"),
    Words("Gültig bis", "Valid until"),
    Words("Entzogen ab", "Withdrawn from"),
)


@pages.get("/labels")
@open_to_anyone
def labels() -> ResponseReturnValue:
    """Labels that hold today, sixty on a page; on asking those that have ended."""
    known, code, ended = names_of_registers(session()), _register(), "ended" in request.args
    if code and code not in known:
        abort(404)
    asked: dict[str, Any] = {"register": code or None, "ended": 1 if ended else None}
    found = label_page(
        session(), code=code, day=today(now()), ended=ended,
        page=request.args.get("page", 1, type=int),
    )  # fmt: skip
    address = url_for(".labels", **asked, page=0)
    return render_template(
        "public/labels.html",
        found=found,
        registers=known,
        code=code,
        ended=ended,
        other=url_for(".labels", register=code or None, ended=None if ended else 1),
        file=url_for(".file", **asked),
        page_address=f"{address[:-1]}{{}}",
    )


@pages.get("/labels.csv")
@open_to_anyone
def file() -> ResponseReturnValue:
    """The same rows as a file for spreadsheets, without pages."""
    found = every_label(
        session(), code=_register(), day=today(now()), ended="ended" in request.args
    )
    head = tuple(each.into(language()) for each in HEADS)
    answer = Response(written_csv(head, (_row(one) for one in found)), mimetype=CSV)
    answer.headers["Content-Disposition"] = "attachment; filename=label.csv"
    return answer


def _row(label: Label) -> TableRow:
    spoken = language()
    return (
        label.programme.short.into(spoken),
        label.cluster.name,
        label.level_name.into(spoken),
        join(label.area_names).into(spoken),
        label.first.isoformat(),
        label.ends.isoformat(),
        label.withdrawn_from.isoformat() if label.withdrawn_at and label.withdrawn_from else "",
    )


def _register() -> str:
    return request.args.get("register", "")[:40]
