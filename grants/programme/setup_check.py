"""What is still open in a round's terms while they are set up: one sentence for each place."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from grants.programme.finding import Finding
from grants.programme.plain import NotThatShape
from grants.programme.setup_rule import rules_about
from grants.programme.setup_sheet import (
    Body,
    Entry,
    Sheet,
    Table,
    field_name,
    kind_of,
    row_type,
    value_at,
)
from grants.programme.setup_sheets import parts
from grants.programme.sources import TERMS_OF_ROUND
from grants.programme.terms import Terms, terms_from
from grants.programme.words import Words, say

OPEN: Final = "OPEN"
"""The rule that a finding names when nothing stands there yet."""


def findings_on(body: Body) -> list[Finding]:
    """Everything that keeps these terms from being published, and hints."""
    found = [*open_places(body), *rules_about(body)]
    if any(one.breaks for one in found):
        return found
    try:
        terms_from(body)
    except NotThatShape as wrong:
        found.append(_does_not_fit(str(wrong)))
    return found


def whole(body: Body) -> Terms | None:
    """The terms, once nothing is open and every rule holds."""
    return None if any(one.breaks for one in findings_on(body)) else terms_from(body)


def open_places(body: Body) -> Iterator[Finding]:
    """One finding for each place at which nothing stands although something is needed."""
    for sheet, part in parts():
        if isinstance(part, Table):
            yield from _open_table(sheet, part, body)
        elif _needed(part.place, body):
            yield from _open_entry(sheet, part, value_at(body, part.place), field_name(part.place))


def _open_table(sheet: Sheet, table: Table, body: Body) -> Iterator[Finding]:
    rows = value_at(body, table.place) or []
    if not rows and not table.may_be_empty:
        first = next(each for each in table.columns if not each.hidden)
        more = "de" if kind_of(first.place, row_type(table)).type is Words else ""
        yield _is_open(sheet, table.label, field_name(first.place, 0, table.place, more))
    for at, row in enumerate(rows):
        for column in table.columns:
            if kind_of(column.place, row_type(table)).needed:
                name = field_name(column.place, table.place_of(row, at), table.place)
                value = value_at(row, column.place)
                words = say(
                    "{row} {n}, {label}",
                    "{row} {n}, {label}",
                    row=table.row,
                    n=table.place_of(row, at) + 1,
                    label=column.label,
                )
                yield from _open_entry(sheet, column, value, name, words)


def _open_entry(
    sheet: Sheet, entry: Entry, value: Any, name: str, label: Words | None = None
) -> Iterator[Finding]:
    label = label or entry.label
    if isinstance(value, Mapping):
        for language, spoken in (("de", "deutsch"), ("en", "englisch")):
            if not value.get(language):
                in_english = {"de": "German", "en": "English"}[language]
                yield _is_open(
                    sheet,
                    Words(f"{label.de} ({spoken})", f"{label.en} ({in_english})"),
                    f"{name}__{language}",
                )
    elif value is None:
        text = entry.place == "name" or _is_text(sheet, entry, name)
        yield _is_open(sheet, label, f"{name}__de" if text else name)


def _is_text(sheet: Sheet, entry: Entry, name: str) -> bool:
    """Does the place hold a text in two languages?"""
    for part in sheet.parts:
        if isinstance(part, Table) and entry in part.columns:
            if name.startswith(field_name(part.place)):
                return kind_of(entry.place, row_type(part)).type is Words
        elif part is entry:
            return kind_of(entry.place).type is Words
    return False


def _needed(place: str, body: Body) -> bool:
    """Must something stand there? Not in a part of the terms that may be left out and is."""
    first = place.partition(".")[0]
    if not kind_of(first).needed and first not in body:
        return False
    return kind_of(place).needed


def _is_open(sheet: Sheet, label: Words, name: str) -> Finding:
    return Finding(
        rule=OPEN,
        holds=False,
        claim=say("{label} steht fest.", "{label} is settled.", label=label),
        says=say("„{label}“ ist noch offen.", "“{label}” is still open.", label=label),
        source=TERMS_OF_ROUND,
        place=f"{sheet.code}#{name}",
    )


def _does_not_fit(message: str) -> Finding:
    return Finding(
        rule="TERMS",
        holds=False,
        claim=Words("Die Regeln passen zusammen.", "The terms fit together."),
        says=Words(f"Etwas passt nicht zusammen: {message}", f"Something does not fit: {message}"),
        source=TERMS_OF_ROUND,
    )
