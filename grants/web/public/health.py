"""A plain answer for machines that watch over the service."""

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy import text

from grants.web.access import open_to_anyone
from grants.web.database import session

pages = Blueprint("public_health", __name__)


@pages.get("/health")
@open_to_anyone
def health() -> ResponseReturnValue:
    """Say ok when the database answers; without it the fault page answers 503."""
    session().execute(text("select 1"))
    return jsonify(status="ok", database="ok")
