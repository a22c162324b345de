"""Static files under an address that changes with their content, so that they keep for a year."""

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, Response, request, url_for

STATIC = Path(__file__).parent / "static"
ONE_YEAR_IN_SECONDS = 365 * 24 * 60 * 60


def asset(name: str) -> str:
    """The address of a static file, with the first eight digits of its SHA-256."""
    return url_for("static", filename=name, v=_version(name))


@cache
def _version(name: str) -> str:
    return hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:8]


def keep_for_a_year(answer: Response) -> Response:
    """A versioned file never changes, so a browser need not ask for it again."""
    if request.endpoint == "static" and "v" in request.args:
        answer.cache_control.no_cache = None
        answer.cache_control.public = True
        answer.cache_control.max_age = ONE_YEAR_IN_SECONDS
        answer.cache_control.immutable = True
    return answer


def register(app: Flask) -> None:
    """Make `asset(name)` known to the templates."""
    app.jinja_env.globals["asset"] = asset
    app.after_request(keep_for_a_year)
