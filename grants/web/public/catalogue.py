"""The public catalogue of grants: a page, and the same as open data in the 360Giving standard."""

from typing import cast

from flask import Blueprint, Response, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue

from grants.documents.table_file import CSV
from grants.documents.threesixty import csv_of, package_of
from grants.queries.authority import operator_of_site
from grants.queries.catalogue import catalogue_page, every_public_grant
from grants.web.access import open_to_anyone
from grants.web.database import now, session
from grants.web.language import language

pages = Blueprint("public_catalogue", __name__)


@pages.get("/catalogue")
@open_to_anyone
def catalogue() -> ResponseReturnValue:
    """Grants that are final, sixty on a page, the latest first."""
    words = _words()
    found = catalogue_page(session(), words, request.args.get("page", 1, type=int))
    address = url_for(".catalogue", q=words or None, page=0)
    return render_template(
        "public/catalogue.html",
        found=found,
        words=words,
        files={ending: url_for(f".{ending}", q=words or None) for ending in ("csv", "json")},
        page_address=f"{address[:-1]}{{}}",
    )


@pages.get("/catalogue.csv")
@open_to_anyone
def csv() -> ResponseReturnValue:
    """The catalogue for spreadsheets."""
    rows = every_public_grant(session(), _words())
    return _file(csv_of(rows, prefix=_prefix(), language=language()), CSV, "csv")


@pages.get("/catalogue.json")
@open_to_anyone
def json() -> ResponseReturnValue:
    """The catalogue as a data package."""
    rows = every_public_grant(session(), _words())
    address = url_for(".json", _external=True)
    operator = operator_of_site(session(), now())
    content = package_of(
        rows,
        publisher=operator.name if operator else "",
        prefix=_prefix(),
        address=address,
        now=now(),
        language=language(),
    )
    return _file(content, "application/json", "json")


def _words() -> str:
    return request.args.get("q", "").strip()[:100]


def _prefix() -> str:
    return cast(str, current_app.config["PUBLISHER_PREFIX"])


def _file(content: bytes, kind: str, ending: str) -> Response:
    answer = Response(content, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="grants-360giving.{ending}"'
    return answer
