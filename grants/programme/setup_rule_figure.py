"""What every single figure of a round's terms has to keep to, whatever it is a figure of."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any, Final

from grants.programme.calendar import is_working_day
from grants.programme.finding import Finding
from grants.programme.money import NOTHING, Money, eur
from grants.programme.setup_finding import has_to_hold
from grants.programme.setup_sheet import (
    Body,
    Entry,
    Kind,
    Sheet,
    Table,
    field_name,
    kind_of,
    row_type,
    value_at,
)
from grants.programme.setup_sheets import parts
from grants.programme.words import Figure, Words, say

SIGNED: Final = "days"
"""The one figure that may lie below zero: a reminder before its day."""
SOMEBODY: Final = "target_winners"
"""Who holds a round wants to select at least one."""
TIMES: Final = ("months", "years", "days", "weeks", "month")
LONGEST: Final = 3650
"""Longer than any time of a programme, in whatever it is counted."""
SOME_DAY: Final = date(2028, 1, 3)


def rules_about_figures(body: Body) -> Iterator[Finding]:
    """No number below zero, no share outside the whole, no time without end, known countries."""
    for sheet, part in parts():
        if isinstance(part, Table):
            for at, row in enumerate(value_at(body, part.place) or []):
                for column in part.columns:
                    kind = kind_of(column.place, row_type(part))
                    name = field_name(column.place, at, part.place)
                    yield from _about(sheet, column, kind, (value_at(row, column.place), name))
        else:
            value, name = value_at(body, part.place), field_name(part.place)
            yield from _about(sheet, part, kind_of(part.place), (value, name))
    yield from _about_countries(body)


def _about(sheet: Sheet, entry: Entry, kind: Kind, said: tuple[Any, str]) -> Iterator[Finding]:
    value, name = said
    if value is None or kind.several:
        return
    wrong: Words
    if kind.type is int:
        least = -LONGEST if entry.place == SIGNED else int(entry.place == SOMEBODY)
        timed = entry.place.endswith(TIMES)
        holds = least <= value and (not timed or value <= LONGEST)
        wrong = (
            _between(entry, least, LONGEST, value)
            if timed
            else say(
                "{label}: Die Zahl darf nicht unter {least} liegen, Sie haben {value} eingegeben.",
                "{label}: the figure must not lie below {least}; you entered {value}.",
                label=entry.label, least=least, value=value,
            )
        )  # fmt: skip
    elif kind.type is Fraction:
        holds = 0 <= Fraction(value) <= 1
        wrong = _between(entry, Fraction(0), Fraction(1), Fraction(value))
    elif kind.type is Money:
        holds = eur(value) >= NOTHING
        wrong = say(
            "{label}: Der Betrag darf nicht unter null liegen, Sie haben {value} eingegeben.",
            "{label}: the amount must not lie below nothing; you entered {value}.",
            label=entry.label, value=eur(value),
        )  # fmt: skip
    else:
        return
    yield has_to_hold(
        "FIGURE",
        f"{sheet.code}#{name}",
        holds,
        "{label}: Die Zahl liegt in dem, was möglich ist.",
        "{label}: the figure lies within what is possible.",
        label=entry.label,
        wrong=wrong,
    )


def _between(entry: Entry, least: Figure, most: Figure, value: Figure) -> Words:
    return say(
        "{label}: Die Zahl muss zwischen {least} und {most} liegen, Sie haben {value} eingegeben.",
        "{label}: the figure must lie between {least} and {most}; you entered {value}.",
        label=entry.label, least=least, most=most, value=value,
    )  # fmt: skip


def _about_countries(body: Body) -> Iterator[Finding]:
    home = value_at(body, "composition.home_country")
    if home is not None:
        yield has_to_hold(
            "R-008",
            "composition#composition__home_country",
            len(home) == len("DE") and home.isascii() and home.isalpha() and home.isupper(),
            "Das Land steht als zwei Großbuchstaben da, wie DE.",
            "The country stands there as two capital letters, such as DE.",
        )
    land = value_at(body, "deadlines.holiday_land")
    if land is not None:
        yield has_to_hold(
            "R-040",
            "reports#deadlines__holiday_land",
            _has_holidays(land),
            "Die Feiertage dieses Landes sind bekannt, wie von BE oder NW.",
            "The holidays of this Land are known, such as those of BE or NW.",
        )


def _has_holidays(land: str) -> bool:
    try:
        is_working_day(SOME_DAY, land)
    except ValueError:
        return False
    return True
