"""Pages for what goes wrong: plain, in the visitor's language, with a number to quote."""

from typing import cast

import structlog
from flask import Flask, Response, g, render_template, request
from sqlalchemy.exc import DataError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException, InternalServerError, SecurityError

from grants.web.access import request_id
from grants.web.kept import Kept, keep_request, same_origin
from grants.web.language import language

log = structlog.get_logger()
PAGES = {400: 422, 403: 404, 404: 404, 405: 404, 410: 404, 413: 413, 422: 422, 429: 429}
"""Which page answers which fault; what is forbidden looks the same as what is missing."""

BAD_REQUEST = 400
OURS = (500, 503)
"""Faults of ours: what was typed stays in the page, and a button sends it again."""
UNKNOWN_HOST = "Unter diesem Namen antworten wir nicht.\nWe do not answer to this name.\n"
Answer = tuple[str, int]


def answer_faults(app: Flask) -> None:
    """Every fault gets its page; nothing of the fault itself reaches the visitor."""
    app.register_error_handler(HTTPException, _refused)
    app.register_error_handler(SecurityError, _unknown_host)
    app.register_error_handler(DataError, _unreadable)
    app.register_error_handler(OperationalError, _database_away)
    app.register_error_handler(InterfaceError, _database_away)
    app.register_error_handler(PoolTimeout, _database_away)
    app.register_error_handler(Exception, _fault)


def _refused(error: HTTPException) -> Answer | HTTPException:
    if error.response is not None or error.code is None or error.code < BAD_REQUEST:
        return error
    if isinstance(error, InternalServerError):
        return _fault(error)
    status = PAGES.get(error.code, 422)
    shown = error.code if error.code in (400, 413, 422, 429) else status
    return _page(status, shown)


def _unknown_host(_error: SecurityError) -> Response:
    # No page: it would have links in it, and links need a name that we trust.
    return Response(UNKNOWN_HOST, BAD_REQUEST, mimetype="text/plain")


def _unreadable(error: DataError) -> Answer:
    # A last net: a number or text that no record can hold and no form has refused.
    log.warning("unreadable", request_id=request_id(), error=str(error.orig))
    _forget_visitor()
    return _page(422, 422)


def _database_away(error: Exception) -> Answer:
    log.error("database_away", request_id=request_id(), error=str(error.__cause__ or error))
    _forget_visitor()
    return _page(503, 503)


def _fault(error: Exception) -> Answer:
    log.error("fault", request_id=request_id(), exc_info=error)
    _forget_visitor()
    return _page(500, 500)


def _page(template: int, status: int) -> Answer:
    page = render_template(
        f"errors/{template}.html",
        reference=request_id(),
        language=cast(str, language()),
        kept=_typed() if template in OURS else None,
    )
    return page, status


def _typed() -> Kept | None:
    """What came with a form that our fault has stopped, to be sent once more."""
    read = "form" in vars(request)  # what could not be read then cannot be read now
    if request.method != "POST" or not read or not same_origin():
        return None
    return keep_request(None)


def _forget_visitor() -> None:
    # The shell of the page must not ask a database that has gone away or refused a statement.
    g.shell_without_database = True
