"""How templates write amounts, dates and distances: `{{ grant.amount|money }}`.

Every filter writes a dash for None, joins figure and unit by a no-break space, and follows the
language of the request. `register(app)` makes all of them known.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar
from zoneinfo import ZoneInfo

from flask import Flask

from grants.programme.country import country as country_of
from grants.programme.legal_entity import masked_account
from grants.programme.money import NO_BREAK_SPACE as GAP
from grants.programme.money import Money
from grants.programme.stages import label
from grants.programme.upload import (
    KIND_WORDS,
    LANGUAGE_WORDS,
    SCAN_WORDS,
    ScanState,
    UploadKind,
)
from grants.programme.words import Figure, Words, english, german
from grants.web.difference import differences
from grants.web.language import language, t

ZONE = ZoneInfo("Europe/Berlin")
NOT_APPLICABLE = "\N{EN DASH}"
MILLION = 1_000_000
KILOBYTE = 1000
WEEKDAYS = (
    Words("Montag", "Monday"),
    Words("Dienstag", "Tuesday"),
    Words("Mittwoch", "Wednesday"),
    Words("Donnerstag", "Thursday"),
    Words("Freitag", "Friday"),
    Words("Samstag", "Saturday"),
    Words("Sonntag", "Sunday"),
)

_More = ParamSpec("_More")
_Value = TypeVar("_Value")


def _or_dash(
    write: Callable[Concatenate[_Value, _More], str],
) -> Callable[Concatenate[_Value | None, _More], str]:
    def written(value: _Value | None, /, *args: _More.args, **more: _More.kwargs) -> str:
        return NOT_APPLICABLE if value is None else write(value, *args, **more)

    return wraps(write)(written)


def translated(words: Words | Mapping[str, str] | str | None) -> str:
    """Words in the language of the request; plain text as it is, nothing for nothing.

    A message that waited in the session comes back as a mapping of the two languages.
    """
    if isinstance(words, Mapping):
        words = Words(words["de"], words["en"])
    return words.into(language()) if isinstance(words, Words) else words or ""


@_or_dash
def number(value: Figure) -> str:
    """8.000 or 8,000; a fraction as per cent."""
    return german(value) if language() == "de" else english(value)


@_or_dash
def money(amount: Money) -> str:
    """4.000.000,00 € or EUR 4,000,000.00."""
    return number(amount)


@_or_dash
def figure(amount: Money, whole: bool = False) -> str:
    """An amount in a table, whose head names the unit; whole euros only where all are whole."""
    text = t(amount.german_figure, amount.english_figure)
    return text[:-3] if whole else text


@_or_dash
def millions(amount: Money) -> str:
    """3,67 Mio. € or EUR 3.67 million, for key figures and charts; small amounts in full."""
    if abs(amount.decimal) < MILLION:
        return money(amount)
    text = score(amount.decimal / MILLION)
    return t(f"{text}{GAP}Mio.{GAP}€", f"EUR{GAP}{text} million")


@_or_dash
def score(value: Decimal | Fraction, places: int = 2) -> str:
    """4,03: two places, rounded half up."""
    exact = Fraction(value)
    rounded = (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(
        Decimal(1).scaleb(-places), ROUND_HALF_UP
    )
    text = f"{rounded:,}".replace("-", "\N{MINUS SIGN}")
    return text.translate(str.maketrans(",.", ".,")) if language() == "de" else text


@_or_dash
def per_cent(part: Fraction | Decimal, places: int = 2) -> str:
    """62,07 % of a part of 1; weights are written with no places."""
    return f"{score(Fraction(part) * 100, places)}{GAP}%"


@_or_dash
def size(octets: int) -> str:
    """1,1 MB or 212 kB, in steps of a thousand."""
    if octets < KILOBYTE:
        return f"{octets}{GAP}B"
    if octets < KILOBYTE**2:
        return f"{round(octets / KILOBYTE)}{GAP}kB"
    return f"{score(Fraction(octets, KILOBYTE**2), 1)}{GAP}MB"


@_or_dash
def day(value: date) -> str:
    """02.05.2028 or 2 May 2028; of a moment, the day in Berlin."""
    return number(_day_of(value)).replace(" ", GAP)


@_or_dash
def clock(value: datetime, seconds: bool = False) -> str:
    """10:41 Uhr or 10:41."""
    text = f"{value.astimezone(ZONE):{'%H:%M:%S' if seconds else '%H:%M'}}"
    return t(f"{text}{GAP}Uhr", text)


@_or_dash
def moment(value: datetime, seconds: bool = False) -> str:
    """02.05.2028, 10:41 Uhr (MESZ) or 2 May 2028, 10:41 (CEST)."""
    return f"{day(value)}, {clock(value, seconds)}{GAP}({_zone(value)})"


@_or_dash
def ends(value: datetime) -> str:
    """30.06.2028, 23:59:59 Uhr (MESZ): the end of a period, with its seconds where it has some."""
    return moment(value, bool(value.second))


@_or_dash
def deadline(value: datetime) -> str:
    """Freitag, 30.06.2028, 23:59:59 Uhr (MESZ)."""
    return f"{translated(WEEKDAYS[_day_of(value).weekday()])}, {ends(value)}"


@_or_dash
def distance(value: date, now: datetime) -> str:
    """noch 44 Tage, 15 Tage überfällig, or today's time: how far a due day is from now.

    A moment of today that has gone by is said to be over.
    """
    days = (_day_of(value) - _day_of(now)).days
    if days == 0 and isinstance(value, datetime) and value < now:
        return t(f"vorbei seit {clock(value)}", f"over since {clock(value)}")
    if days == 0:
        return _today(value)
    if days > 0:
        return t(f"noch{GAP}{counted_days(days)}", f"{counted_days(days)} left")
    return t(f"{counted_days(-days)} überfällig", f"{counted_days(-days)} overdue")


@_or_dash
def since(value: date, now: datetime) -> str:
    """heute, 10:41 Uhr; gestern; 15.05.2028 (2 Tage): when something past happened."""
    days = (_day_of(now) - _day_of(value)).days
    if days == 0:
        return _today(value)
    return f"{day(value)} ({counted_days(days)})"


@_or_dash
def as_of(value: datetime, now: datetime) -> str:
    """10:41 Uhr for a moment of today; of another day with its date."""
    return clock(value) if _day_of(value) == _day_of(now) else moment(value)


@_or_dash
def at(value: datetime, now: datetime, seconds: bool = False) -> str:
    """um 10:41 Uhr, or am 02.05.2028, 10:41 Uhr (MESZ): a moment inside a sentence."""
    if _day_of(value) == _day_of(now):
        return t(f"um {clock(value, seconds)}", f"at {clock(value, seconds)}")
    return t(f"am {moment(value, seconds)}", f"on {moment(value, seconds)}")


def past(value: date, now: datetime) -> bool:
    """Is this moment over, or this day before today? For `{% if due is past(now) %}`."""
    if isinstance(value, datetime):
        return value < now
    return value < _day_of(now)


def counted_days(days: int) -> str:
    """1 Tag, 2 Tage."""
    unit = t("Tag", "day") if days == 1 else t("Tage", "days")
    return f"{number(days)}{GAP}{unit}"


def noun(count: int, one: str, many: str) -> str:
    """1 Bewerbung, 2 Bewerbungen: `{{ count|noun(t("Bewerbung", …), t("Bewerbungen", …)) }}`."""
    return f"{number(count)} {one if count == 1 else many}"


def _today(value: date) -> str:
    word = t("heute", "today")
    return f"{word}, {clock(value)}" if isinstance(value, datetime) else word


def _day_of(value: date) -> date:
    return value.astimezone(ZONE).date() if isinstance(value, datetime) else value


def _zone(value: datetime) -> str:
    summer = value.astimezone(ZONE).dst() != timedelta(0)
    return t("MESZ", "CEST") if summer else t("MEZ", "CET")


@_or_dash
def country(code: str) -> str:
    """The name of a country by its ISO 3166 code; the code itself when there is no such country."""
    return translated(country_of(code))


@_or_dash
def masked(iban: str) -> str:
    """An account that only its owner recognises: DE89 … 3000."""
    return masked_account(iban) or NOT_APPLICABLE


def state(value: StrEnum) -> str:
    """What a state of one of the programme's roads is called."""
    return translated(label(value))


def upload_kind(kind: UploadKind) -> str:
    """What a kind of file is called."""
    return translated(KIND_WORDS[kind])


def upload_language(code: str) -> str:
    """The language in which a file is written."""
    return translated(LANGUAGE_WORDS.get(code, code))


def scan_state(state: ScanState) -> str:
    """What the virus scanner says about a file."""
    return translated(SCAN_WORDS[state])


FILTERS: dict[str, Callable[..., str]] = {
    "t": translated,
    **{
        write.__name__: write
        for write in (
            number, money, figure, millions, score, per_cent, size, day, clock, moment,
            as_of, at, ends, deadline, distance, since, counted_days, noun, country,
            masked, state, upload_kind, upload_language, scan_state,
        )
    },
}  # fmt: skip


def register(app: Flask) -> None:
    """Make the filters known to the templates."""
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.filters["differences"] = differences
    app.jinja_env.tests["past"] = past
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
