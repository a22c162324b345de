"""The content of an application as it was received, and its fingerprint."""

import json
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256
from typing import Any
from uuid import UUID

from grants.programme.money import Money
from grants.queries.application import ApplicationContent

MOVES_ON = (
    "state",
    "told",
    "submitted_at",
    "withdrawn_at",
    "late",
    "changed_at",
    "changed_by",
    "revision",
    "finished_at",
    "finished_by",
)
"""What changes with the case and not with what was sent: no part of the fingerprint."""


def frozen(content: ApplicationContent) -> dict[str, Any]:
    """Every field and every file, as plain JSON: amounts like "400000.00" in EUR, days as ISO."""
    return {
        field.name: _plain(getattr(content, field.name))
        for field in fields(content)
        if field.name not in MOVES_ON
    }


def fingerprint(content: dict[str, Any]) -> str:
    """SHA-256 over the content as JSON with sorted keys, without blanks, in UTF-8."""
    return sha256(as_json(content).encode()).hexdigest()


def as_json(content: dict[str, Any]) -> str:
    """JSON with sorted keys and without blanks: the same content is always the same text."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _plain(value: object) -> Any:
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, Money):
        return str(value.decimal)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, StrEnum | UUID):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value
