"""Audit packages of one award or one round: order one, see how far it is, take it."""

from typing import Final
from urllib.parse import quote

from flask import Blueprint, Response, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from grants.actions.audit_package import order_award_package, order_round_package
from grants.documents.store import NoSuchFile
from grants.models.award import Award
from grants.models.round import Round
from grants.programme.people import Role
from grants.programme.words import Words
from grants.queries.audit_case import find_award
from grants.queries.audit_package import audit_packages, find_audit_package
from grants.queries.round import find_round
from grants.web.access import open_to, visitor
from grants.web.database import now, saving, session, store

pages = Blueprint("auditor_package", __name__)

AT_ONCE: Final = 1 << 18
"""Bytes of a package that are read from the store at a time."""


@pages.get("/audit/awards/<number>/packages")
@open_to(Role.AUDITOR)
def award_packages(number: str) -> str:
    """The packages of one award."""
    return _page(award=_award(number))


@pages.post("/audit/awards/<number>/packages")
@open_to(Role.AUDITOR)
def order_for_award(number: str) -> ResponseReturnValue:
    """Order a new one; one that is still being made is not ordered twice."""
    with saving() as work:
        order_award_package(work, _award(number), by=visitor(), now=now())
    return redirect(url_for(".award_packages", number=number), 303)


@pages.get("/audit/rounds/<int:number>/packages")
@open_to(Role.AUDITOR)
def round_packages(number: int) -> str:
    """The packages of one round, with all its cases."""
    return _page(round_=_round(number))


@pages.post("/audit/rounds/<int:number>/packages")
@open_to(Role.AUDITOR)
def order_for_round(number: int) -> ResponseReturnValue:
    """Order a new one; one that is still being made is not ordered twice."""
    with saving() as work:
        order_round_package(work, _round(number), by=visitor(), now=now())
    return redirect(url_for(".round_packages", number=number), 303)


@pages.get("/audit/packages/<int:package_id>")
@open_to(Role.AUDITOR)
def download(package_id: int) -> ResponseReturnValue:
    """The bytes, piece by piece."""
    found = find_audit_package(session(), visitor(), package_id)
    if found is None or found.key is None:
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


def _page(*, award: Award | None = None, round_: Round | None = None) -> str:
    listed = audit_packages(session(), visitor(), award=award, round_=round_)
    if award is not None:
        name = Words(award.number, award.number)
        above = (url_for("auditor_award.awards"), Words("Zuwendungen", "Awards"))
        back = url_for("auditor_award.award", number=award.number)
        order = url_for(".order_for_award", number=award.number)
    else:
        assert round_ is not None  # noqa: S101 - one of both is given
        name = round_.name
        above = (url_for("auditor_round.rounds"), Words("Runden", "Rounds"))
        back = url_for("auditor_round.round_", number=round_.number)
        order = url_for(".order_for_round", number=round_.number)
    return render_template(
        "auditor/package.html",
        name=name,
        above=above,
        back=back,
        order=order,
        listed=listed,
        whole_round=round_ is not None,
        waiting=next((one for one in listed if one.is_being_made), None),
    )


def _award(number: str) -> Award:
    return find_award(session(), visitor(), number) or abort(404)


def _round(number: int) -> Round:
    return find_round(session(), visitor(), number) or abort(404)
