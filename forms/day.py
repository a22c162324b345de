"""Days: one that somebody writes, and the last of something that runs from one day to another."""

import re
from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from wtforms import ValidationError
from wtforms.form import BaseForm

from forms.fields import LineField
from grants.programme.calendar import MOST_YEARS
from grants.programme.words import MONTHS_DE, MONTHS_EN, Words, say

YEARS = range(1900, 2200)
"""Years in which anything of a programme can lie; another one is a slip of the pen."""
ENTER_DAY = Words("Geben Sie den Tag ein.", "Enter the day.")


class DayField(LineField):
    """A date: 02.05.2028 on a German page, 2 May 2028 on an English one, 2028-05-02 on both.

    Also understood on a German page: 2.5.28 and 2. Mai 2028.
    """

    kind = "day"
    attributes: ClassVar = {"autocomplete": "off", "maxlength": "20"}

    def read(self, text: str) -> date:
        """The day, if there is such a day."""
        parts = _german_day(text) if self.meta.language == "de" else _english_day(text)
        if iso := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text):
            parts = int(iso[1]), int(iso[2]), int(iso[3])
        if parts is None:
            raise ValueError(
                say(
                    "Schreiben Sie das Datum wie 02.05.2028. Wir haben „{typed}“ gelesen.",
                    "Write the date like 2 May 2028. We read “{typed}”.",
                    typed=text,
                )
            )
        try:
            day = date(*parts)
        except ValueError as wrong:
            raise ValueError(
                say(
                    "Den {typed} gibt es im Kalender nicht. Prüfen Sie Tag und Monat.",
                    "The calendar has no {typed}. Check the day and the month.",
                    typed=text,
                )
            ) from wrong
        if day.year not in YEARS:
            raise ValueError(
                say(
                    "Prüfen Sie das Jahr. Wir haben {typed} gelesen.",
                    "Check the year. We read {typed}.",
                    typed=text,
                )
            )
        return day

    def write(self, value: date) -> str:
        """The day as its page's language writes it in figures."""
        words = say("{day}", "{day}", day=value)
        return words.into(self.meta.language)


def _german_day(text: str) -> tuple[int, int, int] | None:
    found = re.fullmatch(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})", text)
    if found:
        century = 2000 if len(found[3]) == len("28") else 0
        return century + int(found[3]), int(found[2]), int(found[1])
    return _with_a_name(
        re.fullmatch(r"(\d{1,2})\.?\s+([A-Za-zä]{3,9})\.?\s+(\d{4})", text), MONTHS_DE
    )


def _english_day(text: str) -> tuple[int, int, int] | None:
    return _with_a_name(re.fullmatch(r"(\d{1,2})\s+([A-Za-z]{3,9})\.?\s+(\d{4})", text), MONTHS_EN)


def _with_a_name(found: re.Match[str] | None, names: Sequence[str]) -> tuple[int, int, int] | None:
    """Year, month and day, where the month is written as a word or as its beginning."""
    if not found:
        return None
    months = [name for name in names if name.lower().startswith(found[2].lower())]
    return (int(found[3]), names.index(months[0]) + 1, int(found[1])) if months else None


class EndsAfter:
    """Not before its first day, and not so far away that the year must be a slip of the pen."""

    def __init__(self, first: str) -> None:
        self.first = first
        """The field of the first day."""

    def __call__(self, form: BaseForm, field: DayField) -> None:
        """Compare the two days, if both could be read."""
        first, last = form[self.first].data, field.data
        if first is None or last is None:
            return
        if last < first:
            raise ValidationError(
                say(
                    "Der letzte Tag liegt vor dem ersten, dem {first}.",
                    "The last day is before the first, {first}.",
                    first=first,
                )
            )
        if last.year - first.year >= MOST_YEARS:
            raise ValidationError(
                say(
                    "Vom {first} an sind das mehr als {most} Kalenderjahre. Prüfen Sie das Jahr.",
                    "From {first} these are more than {most} calendar years. Check the year.",
                    first=first,
                    most=MOST_YEARS,
                )
            )
