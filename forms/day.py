"""A field for a day, as the language of its page writes days."""

import re
from datetime import date
from typing import ClassVar

from forms.fields import LineField
from grants.programme.words import MONTHS_EN, say


class DayField(LineField):
    """A date: 02.05.2028 on a German page, 2 May 2028 on an English one, 2028-05-02 on both."""

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
            return date(*parts)
        except ValueError as wrong:
            raise ValueError(
                say(
                    "Den {typed} gibt es im Kalender nicht. Prüfen Sie Tag und Monat.",
                    "The calendar has no {typed}. Check the day and the month.",
                    typed=text,
                )
            ) from wrong

    def write(self, value: date) -> str:
        """The day as its page's language writes it in figures."""
        words = say("{day}", "{day}", day=value)
        return words.into(self.meta.language)


def _german_day(text: str) -> tuple[int, int, int] | None:
    found = re.fullmatch(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})", text)
    return (int(found[3]), int(found[2]), int(found[1])) if found else None


def _english_day(text: str) -> tuple[int, int, int] | None:
    found = re.fullmatch(r"(\d{1,2})\s+([A-Za-z]{3,9})\.?\s+(\d{4})", text)
    if not found:
        return None
    months = [month for month in MONTHS_EN if month.lower().startswith(found[2].lower())]
    return (int(found[3]), MONTHS_EN.index(months[0]) + 1, int(found[1])) if months else None
