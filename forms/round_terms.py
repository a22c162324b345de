"""One sheet of a round's terms as a form: its fields are made from the sheet.

It reads and gives plain data. What was left empty stays open; whether that may be is not for the
form to say.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from wtforms import Field

from forms.base import ProgrammeForm
from forms.round_field import CodeField, OwnWords, PercentField, choice_of, field_of
from grants.programme.money import Money, eur
from grants.programme.plain import plain
from grants.programme.setup_sheet import (
    Entry,
    Kind,
    Sheet,
    Table,
    field_name,
    is_choice,
    kind_of,
    row_type,
    value_at,
    with_value,
)
from grants.programme.words import Language, Words, say

Body = dict[str, Any]
YES: Final = "yes"
NO: Final = "no"
ORDERED: Final = "selection.tie_breaks"
"""Choices that count in their order."""
EMPTY: Final = 1
"""Empty rows at the end of a table."""


class TermsForm(ProgrammeForm):
    """The fields of one sheet; `TermsForm(sheet, body, language=…)`."""

    def __init__(
        self,
        sheet: Sheet,
        body: Body,
        *,
        language: Language,
        came: Mapping[str, str] | None = None,
        more: int = 0,
    ) -> None:
        self.sheet, self.body, sent = sheet, body, came is not None
        self.rows = {table.place: _rows(table, body, came or {}, more) for table in sheet.tables}
        self._was = {name: value for name, _, _, value in self._places()}
        fields = dict(self._fields_of_sheet())
        self._unbound_fields = list(fields.items())
        super().__init__(language=language, data={} if sent else dict(self._kept()))
        for name, _, kind, value in self._places():
            if sent and isinstance(self[name], PercentField):
                self[name].keep(_read(kind, value))

    def _places(self) -> Iterator[tuple[str, Entry, Kind, Any]]:
        """Every field but those of texts, with what is kept for it."""
        for entry in self.sheet.entries:
            kind = kind_of(entry.place)
            yield from _of_entry(entry, kind, value_at(self.body, entry.place), field_name)
        for table in self.sheet.tables:
            kept = value_at(self.body, table.place) or []
            rows = {table.place_of(row, at): row for at, row in enumerate(kept)}
            for at in range(self.rows[table.place]):
                row = rows.get(at, {})
                for column in table.columns:
                    kind = kind_of(column.place, row_type(table))
                    name = _namer(table, at)
                    yield from _of_entry(column, kind, value_at(row, column.place), name)

    def _fields_of_sheet(self) -> Iterator[tuple[str, Any]]:
        for name, entry, kind, _ in self._places():
            label, last = entry.label, name.rpartition("__")[2]
            if kind.type is Words:
                label = OwnWords.of(label, last)
            elif entry.place == ORDERED:
                label = say("{label}, {n}. Stelle", "{label}, place {n}",
                            label=label, n=int(last) + 1)  # fmt: skip
            yield name, field_of(entry, kind, label, self._codes_of(entry))

    def _codes_of(self, entry: Entry) -> Mapping[str, Words] | None:
        """What may be chosen where the entry names a row of another table."""
        if not entry.of:
            return None
        rows = value_at(self.body, entry.of) or []
        return {row["code"]: _called(row) for row in rows if "code" in row}

    def _kept(self) -> Iterator[tuple[str, Any]]:
        for name, _, kind, value in self._places():
            if value is not None:
                yield name, _read(kind, value)

    def filled(self) -> Body:
        """The terms with what was filled in on this sheet."""
        body = self.body
        for entry in self.sheet.entries:
            value = self._said(kind_of(entry.place), field_name(entry.place))
            body = with_value(body, entry.place, value)
        for table in self.sheet.tables:
            rows = list(self._filled_rows(table, body))
            body = with_value(body, table.place, rows if rows or table.may_be_empty else None)
        return body

    def _filled_rows(self, table: Table, body: Body) -> Iterator[Body]:
        taken: set[str] = set()
        for at in range(self.rows[table.place]):
            row: Body = {}
            for column in table.columns:
                kind = kind_of(column.place, row_type(table))
                value = self._said(kind, field_name(column.place, at, table.place))
                if value is not None:
                    row[column.place] = value
            if any(_is_said(table, name, value) for name, value in row.items()):
                if _is_hidden(table):
                    row["code"] = _code(table, at, row, taken)
                    taken.add(row["code"])
                yield row

    def _said(self, kind: Kind, name: str) -> Any:
        if kind.type is Words:
            texts = {each: self[f"{name}__{each}"].data for each in ("de", "en")}
            return {each: text for each, text in texts.items() if text} or None
        if kind.several and name == field_name(ORDERED):
            named = [self[f"{name}__{at}"].data for at in range(len(choice_of(kind)))]
            return [each for each in named if each] or None
        value = self[name].data
        if kind.type is bool:
            return {YES: True, NO: False}.get(value)
        if value in (None, "") or (value == [] and not kind.several):
            return None
        said, was = plain(value), self._was.get(name)
        if kind.type is Decimal and was is not None and Decimal(was) == value:
            return was  # 5.0 stays 5.0: another way to write it is no change
        return said

    def drawn(self) -> Iterator[tuple[Table | None, list[list[Field]]]]:
        """In the order of the sheet: the fields of an entry, or a table with those of its rows."""
        for part in self.sheet.parts:
            if isinstance(part, Table):
                yield part, [list(self._row(part, at)) for at in range(self.rows[part.place])]
            else:
                places = _of_entry(part, kind_of(part.place), None, field_name)
                yield None, [[self[name] for name, *_ in places]]

    def _row(self, table: Table, at: int) -> Iterator[Field]:
        for column in table.columns:
            kind = kind_of(column.place, row_type(table))
            for name, *_ in _of_entry(column, kind, None, _namer(table, at)):
                yield self[name]


def _namer(table: Table, at: int) -> Any:
    return lambda place, more="": field_name(place, at, table.place, more)


def _of_entry(
    entry: Entry, kind: Kind, value: Any, name: Any
) -> Iterator[tuple[str, Entry, Kind, Any]]:
    """The fields of one entry: a text has one in each language, an order one for each place."""
    if kind.type is Words:
        for each in ("de", "en"):
            yield name(entry.place, more=each), entry, kind, value_at(value, each)
    elif kind.several and is_choice(kind) and entry.place == ORDERED:
        for at in range(len(choice_of(kind))):
            one = Kind(kind.type, several=False, needed=False)
            chosen = value[at] if value and at < len(value) else None
            yield name(entry.place, more=str(at)), entry, one, chosen
    else:
        yield name(entry.place), entry, kind, value


def rows_name(table: Table) -> str:
    """The hidden field that says how many rows the page had."""
    return f"rows__{field_name(table.place)}"


def _rows(table: Table, body: Body, came: Mapping[str, str], more: int) -> int:
    """As many rows as the page had, or one more than are kept."""
    if table.codes:
        return len(table.codes)
    rows = len(value_at(body, table.place) or []) + EMPTY
    shown = came.get(rows_name(table), "")
    if shown.isdecimal() and len(shown) < len(str(table.most)) + 1:
        rows = int(shown) + more
    return min(table.most, rows)


def _read(kind: Kind, value: Any) -> Any:
    """What a field holds, from plain data."""
    if value is None or kind.several or kind.type is Words or is_choice(kind):
        return value
    if kind.type is bool:
        return YES if value else NO
    reads: dict[Any, Any] = {Money: eur, Fraction: Fraction, Decimal: Decimal}
    return reads.get(kind.type, kind.type if kind.type in (int, str) else CodeField.day)(value)


def _is_said(table: Table, name: str, value: Any) -> bool:
    """Does this make a row? A yes or no alone does not: no browser takes it back once chosen."""
    return not isinstance(value, bool) and (name != "code" or not _is_hidden(table))


def _is_hidden(table: Table) -> bool:
    return any(column.hidden for column in table.columns)


def _code(table: Table, at: int, row: Body, taken: set[str]) -> str:
    """The code of a row: its own, the one known for its place, or the next free number."""
    if table.codes:
        return table.codes[at]
    if row.get("code"):
        return str(row["code"])
    stem = table.place.rpartition(".")[2].removesuffix("s")
    number = at + 1
    while f"{stem}_{number}" in taken:
        number += 1
    return f"{stem}_{number}"


def _called(row: Body) -> Words:
    texts = row.get("name") or row.get("text") or {}
    code = str(row["code"])
    return Words(texts.get("de", code), texts.get("en", code))
