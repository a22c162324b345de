"""Sheets on which the terms of a round are set up: what stands where, and what it is called.

A sheet is data. Forms, pages, findings and comparisons are made from it, so that a new figure of
the terms needs one line here and nothing else.
"""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, cast, get_args, get_origin, get_type_hints

from grants.programme.terms import Terms
from grants.programme.words import Words

Body = dict[str, Any]
"""Terms as plain data, in which places may be open."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure, one choice or one text of the terms."""

    place: str
    """Where it stands in the terms, or in the row of its table: matching.mode."""
    label: Words
    hint: Words | None = None
    long: bool = False
    """Is it a text of several lines?"""
    hidden: bool = False
    """Is it kept beside the row without being asked for? The code of a row is."""
    of: str = ""
    """The table whose codes may be chosen, where the entry names one of its rows."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one kind: criteria, phases, rates."""

    place: str
    label: Words
    row: Words
    """What one row is called."""
    columns: tuple[Entry, ...]
    most: int = 30
    may_be_empty: bool = False
    hint: Words | None = None
    codes: tuple[str, ...] = ()
    """The codes of its rows by their order, where the program knows them by these names."""

    def place_of(self, row: Mapping[str, Any], at: int) -> int:
        """Where a row stands on the page: one that the program knows has a place of its own."""
        code = row.get("code")
        return self.codes.index(code) if code in self.codes else at


@dataclass(frozen=True, slots=True)
class Sheet:
    """One section of the set-up, with a page of its own."""

    code: str
    """Its name in addresses."""
    title: Words
    parts: tuple[Entry | Table, ...]

    @property
    def entries(self) -> Iterator[Entry]:
        """What stands by itself."""
        return (part for part in self.parts if isinstance(part, Entry))

    @property
    def tables(self) -> Iterator[Table]:
        """What there may be several of."""
        return (part for part in self.parts if isinstance(part, Table))

    @property
    def places(self) -> tuple[str, ...]:
        """Every place of the terms that belongs to this sheet."""
        return tuple(part.place for part in self.parts)


@dataclass(frozen=True, slots=True)
class Kind:
    """What a place of the terms holds."""

    type: Any
    """Money, int, Fraction, Words, a choice …"""
    several: bool
    """Any number of them, as a tuple."""
    needed: bool
    """Has it no value of its own while nobody says one?"""
    default: Any = None


def kind_of(place: str, record: type[Any] = Terms) -> Kind:
    """What the terms, or a row of this type, hold at this place."""
    name, _, rest = place.partition(".")
    hint = _types_of(cast(Hashable, record))[name]
    field = next(each for each in fields(record) if each.name == name)
    if isinstance(hint, UnionType):
        hint = get_args(hint)[0]
    if rest:
        return kind_of(rest, hint)
    several = get_origin(hint) is tuple
    needed = field.default is MISSING
    return Kind(
        type=get_args(hint)[0] if several else hint,
        several=several,
        needed=needed,
        default=None if needed else field.default,
    )


@cache
def _types_of(record: Hashable) -> dict[str, Any]:
    return get_type_hints(record)


def row_type(table: Table) -> type[Any]:
    """The record that one row of the table is."""
    kind: type[Any] = kind_of(table.place).type
    return kind


def is_choice(kind: Kind) -> bool:
    """Does the place hold one of a list?"""
    return isinstance(kind.type, type) and issubclass(kind.type, StrEnum)


def field_name(place: str, row: int | None = None, table: str = "", more: str = "") -> str:
    """What the field of this place is called in forms: selection__criteria__0__weight."""
    parts = [*table.split("."), str(row), place] if row is not None else place.split(".")
    return "__".join([*parts, *([more] if more else [])])


def value_at(data: Any, place: str) -> Any:
    """What plain data say at this place; None where they say nothing."""
    for name in place.split("."):
        if not isinstance(data, dict) or name not in data:
            return None
        data = data[name]
    return data


def with_value(data: dict[str, Any], place: str, value: Any) -> dict[str, Any]:
    """The same plain data with this value at this place; None leaves the place open."""
    name, _, rest = place.partition(".")
    copied = dict(data)
    if rest:
        inner = copied.get(name)
        copied[name] = with_value(inner if isinstance(inner, dict) else {}, rest, value)
        if not copied[name]:
            del copied[name]
    elif value is None:
        copied.pop(name, None)
    else:
        copied[name] = value
    return copied
