"""Terms of which somebody has not said everything yet, so that a draft can be looked at.

A figure that is open reads "[noch offen]" in a sentence. Whoever has to compare it, to count with
it or to choose by it learns that nobody has said it: `NotSaidYet`. So the sentences of rules and
of the call are the very functions that speak of a published round, and none has to know of drafts.

The price is a class made at run time for each record, whose missing fields raise, and a figure
that refuses arithmetic (decision 46). It is for looking only: nothing here is ever kept, and what
is published is read whole by `setup_check.whole`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from types import UnionType
from typing import Any, Final, NoReturn, TypeVar, get_args, get_origin, get_type_hints

from grants.programme.money import Money
from grants.programme.plain import NotThatShape, read_value
from grants.programme.words import Words

T = TypeVar("T")


class NotSaidYet(Exception):
    """A sentence or a choice hangs on something that is still open."""


class OpenFigure(Words):
    """A figure that nobody has said yet: it can be read, and nothing else."""

    __slots__ = ()

    def _ask(self, *_: object) -> NoReturn:
        raise NotSaidYet

    __bool__ = __lt__ = __le__ = __gt__ = __ge__ = __hash__ = __int__ = __index__ = _ask
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _ask
    __truediv__ = __rtruediv__ = __floordiv__ = __iter__ = __len__ = _ask

    def __getattr__(self, name: str) -> NoReturn:
        raise AttributeError(name) if name.startswith("__") else NotSaidYet(name)


OPEN: Final = OpenFigure("[noch offen]", "[still open]")
READ: Final = (int, str, Money, Fraction, Decimal, date)
"""Kinds of figures that a sentence may show as open."""
UNSET: Final = object()


def partly(record: type[T], data: Mapping[str, Any]) -> T:
    """The record as far as the data say it; asking for a choice that is open raises."""
    made: T = object.__new__(_asking(record))
    hints = get_type_hints(record)
    for field in fields(record):  # type: ignore[arg-type]
        value = _part(hints[field.name], field, data.get(field.name))
        if value is not UNSET:
            object.__setattr__(made, field.name, value)
    return made


def as_far_as_said(makers: Iterable[Callable[[], T]]) -> tuple[list[T], int]:
    """What can be made already, and how many others wait for something that is open."""
    made, waiting = list[T](), 0
    for make in makers:
        try:
            made.append(make())
        except NotSaidYet:
            waiting += 1
    return made, waiting


def _not_said(_: object, name: str) -> NoReturn:
    raise AttributeError(name) if name.startswith("__") else NotSaidYet(name)


def _asking(record: type[Any]) -> type[Any]:
    """The same record, but one that says so when somebody asks for what is not there."""
    if record not in _made:
        asks = {"__slots__": (), "__getattr__": _not_said}
        _made[record] = type(record.__name__, (record,), asks)
    return _made[record]


_made: dict[type[Any], type[Any]] = {}


def _part(kind: Any, field: Field[Any], value: Any) -> Any:
    if value is None and field.default is not MISSING:
        return field.default
    kind = get_args(kind)[0] if isinstance(kind, UnionType) else kind
    if kind is Words:
        said = value or {}
        return Words(said.get("de") or OPEN.de, said.get("en") or OPEN.en)
    if _is_record(kind):
        return partly(kind, value or {})
    return _figure(kind, field.name, value)


def _figure(kind: Any, name: str, value: Any) -> Any:
    open_ = OPEN if kind in READ else UNSET
    if value is None:
        return open_
    if get_origin(kind) is tuple and _is_record(item := get_args(kind)[0]):
        return tuple(partly(item, row) for row in value)
    try:
        return read_value(kind, value, name)
    except NotThatShape:
        return open_


def _is_record(kind: Any) -> bool:
    return isinstance(kind, type) and is_dataclass(kind) and kind not in (Money, Words)
