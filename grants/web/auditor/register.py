"""Registers that others keep and auditors only read: labels, and what was erased of people."""

from flask import Blueprint, abort, render_template, request

from grants.programme.calendar import today
from grants.programme.people import Role
from grants.queries.erasure import erasures as list_erasures
from grants.queries.label import find_label, label_page, labels_that_wait
from grants.web.access import open_to, visitor
from grants.web.database import now, session

pages = Blueprint("auditor_register", __name__)


@pages.get("/audit/labels")
@open_to(Role.AUDITOR)
def labels() -> str:
    """Labels that wait for a second person, and those that hold."""
    page = request.args.get("page", 1, type=int)
    return render_template(
        "sponsor/label/list.html",
        waiting=labels_that_wait(session(), visitor()),
        found=label_page(session(), code="", day=today(now()), ended=False, page=page),
        page_address=f"{request.path}?page={{}}",
        reads=True,
    )


@pages.get("/audit/labels/<int:label_id>")
@open_to(Role.AUDITOR)
def label(label_id: int) -> str:
    """One label, with everybody who proposed, granted or withdrew it."""
    one = find_label(session(), visitor(), label_id) or abort(404)
    return render_template("sponsor/label/show.html", label=one, reads=True)


@pages.get("/audit/erasures")
@open_to(Role.AUDITOR)
def erasures() -> str:
    """Every proposal to erase a person, and what became of it."""
    listed = list_erasures(session(), visitor())
    return render_template(
        "admin/erasures.html",
        open=[one for one in listed if not one.done_at and not one.dropped_at],
        settled=[one for one in listed if one.done_at or one.dropped_at],
        reads=True,
    )
