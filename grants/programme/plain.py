"""Frozen records as plain data and back: what a JSON column or a preset file can hold.

Money and decimals become strings, shares strings such as "1/2", so that no float ever touches them.
"""

import re
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from types import UnionType
from typing import Any, Final, TypeVar, get_args, get_origin, get_type_hints

from grants.programme.money import Money, eur

T = TypeVar("T")
FIGURE: Final = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6}|/[0-9]{1,9})?")
"""A figure as somebody would write it; nothing that takes a machine long to work out."""


class NotThatShape(ValueError):
    """The data do not have the shape of the record; the message names the place."""


def plain(value: object) -> Any:
    """The value as dicts, lists, strings, whole numbers and yes or no.

    Raises TypeError for anything that has no exact plain form, such as a float.
    """
    if is_dataclass(value) and not isinstance(value, Money | type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    match value:
        case Money():
            return str(value.decimal)
        case Fraction() | Decimal() | StrEnum() | date():
            return str(value)
        case None | bool() | int() | str():
            return value
        case tuple() | list():
            return [plain(item) for item in value]
    raise TypeError(f"{value!r} has no exact plain form")


def build(record: type[T], data: Mapping[str, Any], at: str = "") -> T:
    """The record of this type that the plain data describe.

    Raises NotThatShape when a key is unknown or missing, or a value does not fit.
    """
    hints = get_type_hints(record)
    known: dict[str, Field[Any]] = {field.name: field for field in fields(record)}  # type: ignore[arg-type]
    if unknown := sorted(set(data) - set(known)):
        raise NotThatShape(f"{at or record.__name__}: nothing is called {unknown[0]!r}")
    for name, field in known.items():
        if name not in data and field.default is MISSING:
            raise NotThatShape(f"{at or record.__name__}: {name!r} is missing")
    given = {name: read_value(hints[name], data[name], f"{at}.{name}".lstrip(".")) for name in data}
    try:
        return record(**given)
    except ValueError as wrong:
        raise NotThatShape(f"{at or record.__name__}: {wrong}") from wrong


def missing(record: type[Any], data: Mapping[str, Any], at: str = "") -> list[str]:
    """The places, in order, at which these data say nothing although the record needs it."""
    hints, found = get_type_hints(record), []
    for field in fields(record):
        place = f"{at}.{field.name}".lstrip(".")
        if field.name not in data:
            found += [place] if field.default is MISSING else []
            continue
        kind, value = hints[field.name], data[field.name]
        if isinstance(kind, type) and is_dataclass(kind) and isinstance(value, Mapping):
            found += missing(kind, value, place)
    return found


def misfits(record: type[Any], data: Mapping[str, Any], at: str = "") -> list[str]:
    """The places, in order, at which these data say something that the record cannot hold.

    What they do not say is no misfit: data of a draft may leave places open.
    """
    hints, known = get_type_hints(record), {field.name for field in fields(record)}
    found = [f"{at}.{name}".lstrip(".") for name in data if name not in known]
    for name in (name for name in data if name in known):
        found += _misfits_at(hints[name], data[name], f"{at}.{name}".lstrip("."))
    return found


def _misfits_at(kind: Any, value: Any, place: str) -> list[str]:
    if isinstance(kind, UnionType):
        return [] if value is None else _misfits_at(get_args(kind)[0], value, place)
    if get_origin(kind) is tuple:
        if not isinstance(value, list | tuple):
            return [place]
        item = get_args(kind)[0]
        rows = enumerate(value)
        return [one for at, row in rows for one in _misfits_at(item, row, f"{place}[{at}]")]
    if isinstance(kind, type) and is_dataclass(kind) and kind is not Money:
        return misfits(kind, value, place) if isinstance(value, Mapping) else [place]
    return [] if _holds(kind, value, place) else [place]


def _holds(kind: Any, value: Any, place: str) -> bool:
    if kind in (Decimal, Fraction, Money) and not (
        isinstance(value, str) and FIGURE.fullmatch(value)
    ):
        return False
    try:
        read_value(kind, value, place)
    except NotThatShape:
        return False
    return True


def read_value(kind: Any, data: Any, at: str) -> Any:
    """One value of this kind from plain data; raises NotThatShape when it does not fit."""
    if get_origin(kind) is tuple:
        return _items(get_args(kind)[0], data, at)
    if isinstance(kind, UnionType):
        return None if data is None else read_value(get_args(kind)[0], data, at)
    if kind in (bool, int, str):
        return _exactly(kind, data, at)
    if isinstance(kind, type) and is_dataclass(kind) and kind is not Money:
        return build(kind, _exactly(dict, data, at), at)
    text = _exactly(str, data, at)
    read = {Money: eur, date: date.fromisoformat}.get(kind, kind)
    try:
        return read(text)
    except (ValueError, ArithmeticError) as wrong:
        raise NotThatShape(f"{at}: {data!r} does not fit") from wrong


def _items(kind: Any, data: Any, at: str) -> tuple[Any, ...]:
    """Every item by its place; text is no list of letters here."""
    listed = list(data) if isinstance(data, tuple) else _exactly(list, data, at)
    return tuple(read_value(kind, item, f"{at}[{place}]") for place, item in enumerate(listed))


def _exactly(kind: type[T], data: Any, at: str) -> T:
    """The data, if they are of this very kind: yes is not the number one."""
    if type(data) is not kind:
        raise NotThatShape(f"{at}: {data!r} is not {kind.__name__}")
    return data
