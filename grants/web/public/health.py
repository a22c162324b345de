"""A plain answer for machines that watch over the service."""

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from grants.web.access import open_to_anyone
from grants.web.database import now

pages = Blueprint("public_health", __name__)


@pages.get("/health")
@open_to_anyone
def health() -> ResponseReturnValue:
    """Say ok when the database answers; without it the fault page answers 503."""
    now()  # asks the database
    return jsonify(status="ok", database="ok")
