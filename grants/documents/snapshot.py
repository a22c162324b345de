"""A document's data as plain JSON: what is kept beside a letter, and all it is printed from."""

import json
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import singledispatch
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from grants.documents.text import clean
from grants.programme.money import Money

Plain = Any
"""None, bool, int, str, list or dict of these: whatever JSON can carry."""

Snapshot = dict[str, Plain]

ZONE = ZoneInfo("Europe/Berlin")
"""Moments are written in the programme's zone, with their distance to UTC."""


def snapshot(document: object) -> Snapshot:
    """Everything the document says: its fields, and the figures it derives from them.

    Amounts are written as "400000.00" in EUR, dates and moments by ISO 8601, shares as "1/2",
    texts in both languages as {"de": ..., "en": ...}. The same document gives the same snapshot.
    """
    kind = type(document)
    derived = [name for name in dir(kind) if isinstance(getattr(kind, name), property)]
    named = [field.name for field in fields(document) if field.repr]  # type: ignore[arg-type]
    return {name: plain(getattr(document, name)) for name in (*named, *derived)}


@singledispatch
def plain(value: object) -> Plain:
    """One value as JSON can carry it.

    Raises TypeError for values no document should hold, such as a float.
    """
    if is_dataclass(value):
        return snapshot(value)
    raise TypeError(f"a document cannot keep {value!r}")


@plain.register
def _(value: None) -> Plain:
    return value


@plain.register
def _(value: int) -> Plain:
    return value


@plain.register
def _(value: str) -> Plain:
    return clean(value)


@plain.register
def _(value: Money) -> Plain:
    return str(value.decimal)


@plain.register
def _(value: date) -> Plain:
    return value.isoformat()


@plain.register
def _(value: datetime) -> Plain:
    return value.astimezone(ZONE).isoformat()


@plain.register
def _(value: Fraction) -> Plain:
    return str(value)


@plain.register
def _(value: Decimal) -> Plain:
    return str(value)


@plain.register(tuple)
@plain.register(list)
def _(value: tuple[object, ...] | list[object]) -> Plain:
    return [plain(each) for each in value]


def as_json(data: Snapshot) -> bytes:
    """The snapshot as the file that is attached to the PDF; always the same bytes."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1).encode()


def digest(data: Snapshot) -> str:
    """The SHA-256 of that file, in hexadecimal."""
    return sha256(as_json(data)).hexdigest()
