"""What differs between two versions of a round's terms, and what may still differ.

Applications keep the version under which they were begun. Whatever they are measured against is
therefore fixed from the opening on: two applications of one round would otherwise be judged by
different rules, and who relied on the call would be surprised. What concerns the office, the money
of the round and the time after the award may change. The deadline is no part of the terms; it can
only be extended.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from grants.programme.finding import Finding
from grants.programme.money import Money, eur
from grants.programme.setup_sheet import (
    Body,
    Kind,
    Sheet,
    Table,
    field_name,
    kind_of,
    row_type,
    value_at,
)
from grants.programme.setup_sheets import CHOICES, parts
from grants.programme.words import Words, join, say

SOURCE: Final = Words("Gleichbehandlung aller Bewerbungen", "Equal treatment of all applications")
NOTHING_THERE: Final = Words("–", "–")
YES_NO: Final = {True: Words("ja", "yes"), False: Words("nein", "no")}
FIXED: Final = (
    "cap_per_cluster",
    "cap_includes_allowance",
    "currency",
    "whole_euros",
    "allowance.",
    "phases",
    "total_months",
    "matching.",
    "composition.",
    "projects.",
    "rates",
    "gates.",
    "selection.criteria",
    "selection.lowest",
    "selection.highest",
    "selection.step",
    "selection.total_threshold",
    "selection.min_scores",
    "selection.tie_breaks",
    "late_policy",
    "reapplication.winner_may",
    "limits.profile",
    "limits.outline",
    "limits.concept",
    "limits.upload",
    "limits.min_target_countries",
    "statement.",
    "concept_parts",
    "formal_questions",
    "formal_reasons",
    "state_aid",
    "cluster_aid",
    "de_minimis",
    "size_rules",
    "transparency",
)
"""Beginnings of the places that stay as they are once applications may come in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsChange:
    """One place that reads otherwise now."""

    section: Words
    label: Words
    before: Words
    after: Words
    place: str
    address: str
    """Its sheet and its field."""

    @property
    def fixed_once_open(self) -> bool:
        """Is it something that applications are measured against?"""
        return self.place.startswith(FIXED)


def compare_terms(before: Body, after: Body) -> list[TermsChange]:
    """Everything that differs, in the order of the sheets; what no sheet shows comes last."""
    found, on_a_sheet = list[TermsChange](), set[str]()
    for sheet, part in parts():
        on_a_sheet.add(part.place.partition(".")[0])
        if isinstance(part, Table):
            found += _in_table(sheet, part, before, after)
        else:
            old, new = value_at(before, part.place), value_at(after, part.place)
            if texts := _differ(kind_of(part.place), old, new):
                name = field_name(part.place)
                found.append(_change(sheet, part.label, texts, part.place, name))
    for name in sorted({*before, *after} - on_a_sheet):
        if before.get(name) != after.get(name):
            label = Words(f"Beihilferecht: {name}", f"State aid law: {name}")
            found.append(
                TermsChange(
                    section=Words("Recht", "Law"),
                    label=label,
                    before=Words("bisherige Tabelle", "former table"),
                    after=Words("andere Tabelle", "other table"),
                    place=name,
                    address="",
                )
            )
    return found


def check_still_free(changes: list[TermsChange], *, opened: bool) -> Iterator[Finding]:
    """Does nothing change that applications are measured against, once they may come in?"""
    for change in changes:
        if not change.fixed_once_open:
            continue
        yield Finding(
            rule="TERMS-FIXED",
            holds=not opened,
            claim=say("{label} darf sich ändern.", "{label} may change.", label=change.label),
            says=say(
                "{label}: Das steht seit der Eröffnung fest. Alle Bewerbungen einer Runde werden "
                "an denselben Regeln gemessen.",
                "{label}: this is fixed since the opening. All applications of a round are "
                "measured against the same rules.",
                label=change.label,
            ),
            source=SOURCE,
            place=change.address,
        )


def check_some_change(changes: list[TermsChange]) -> Finding:
    """Does anything change at all?"""
    return Finding(
        rule="TERMS-CHANGE",
        holds=bool(changes),
        claim=Words("Die neue Fassung sagt etwas anderes.", "The new version says something else."),
        says=Words("Noch ist nichts geändert.", "Nothing has been changed yet."),
        source=SOURCE,
    )


def _in_table(sheet: Sheet, table: Table, before: Body, after: Body) -> Iterator[TermsChange]:
    old, new = _rows(table, before), _rows(table, after)
    for at in sorted({*old, *new}):
        was, becomes = old.get(at, {}), new.get(at, {})
        for column in table.columns:
            kind = kind_of(column.place, row_type(table))
            texts = _differ(kind, value_at(was, column.place), value_at(becomes, column.place))
            label = say("{row} {n}, {label}", "{row} {n}, {label}",
                        row=table.row, n=at + 1, label=column.label)  # fmt: skip
            if texts and not column.hidden:
                name = field_name(column.place, at, table.place)
                yield _change(sheet, label, texts, table.place, name)


def _differ(kind: Kind, old: Any, new: Any) -> tuple[Words, Words] | None:
    texts = _in_words(kind, old), _in_words(kind, new)
    return None if texts[0] == texts[1] else texts


def _change(
    sheet: Sheet, label: Words, texts: tuple[Words, Words], place: str, name: str
) -> TermsChange:
    return TermsChange(
        section=sheet.title,
        label=label,
        before=texts[0],
        after=texts[1],
        place=place,
        address=f"{sheet.code}#{name}",
    )


def _rows(table: Table, body: Body) -> dict[int, Body]:
    rows: list[Body] = value_at(body, table.place) or []
    return {table.place_of(row, at): row for at, row in enumerate(rows)}


def _in_words(kind: Kind, value: Any) -> Words:
    """A value of the terms in words for people; a default where nothing is said."""
    if value is None:
        value = kind.default
    if value is None or value in ("", [], ()):
        return NOTHING_THERE
    if kind.several:
        return join([_one(kind, each) for each in value])
    return _one(kind, value)


def _one(kind: Kind, value: Any) -> Words:
    if isinstance(value, bool):
        return YES_NO[value]
    if kind.type is Words:
        return Words(value.get("de", ""), value.get("en", ""))
    if isinstance(value, str) and value in CHOICES:
        return CHOICES[value]
    reads: dict[Any, Any] = {
        Money: eur,
        Fraction: Fraction,
        Decimal: Decimal,
        date: date.fromisoformat,
    }
    read = reads.get(kind.type, str)
    return say("{value}", "{value}", value=read(value) if isinstance(value, str) else value)
