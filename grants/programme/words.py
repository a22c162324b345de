"""The same sentence in German and in English. German binds, English stands beside it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Literal, get_args
from unicodedata import combining, normalize

from grants.programme.money import NO_BREAK_SPACE, Money

Language = Literal["de", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


@dataclass(frozen=True, slots=True)
class Words:
    """One text in both languages of the programme."""

    de: str
    en: str

    def into(self, language: Language) -> str:
        """The text in this language."""
        return self.de if language == "de" else self.en

    def __str__(self) -> str:
        return self.de


Figure = Money | Words | date | Decimal | Fraction | int | str


def say(de: str, en: str, **figures: Figure) -> Words:
    """A sentence with figures, each written as its language writes it.

    `say("{room} sind frei.", "{room} is left.", room=eur(5))` reads "5,00 € sind frei." and
    "EUR 5.00 is left."; dates read 02.05.2028 and 2 May 2028, fractions read as per cent.
    """
    return Words(
        de=de.format(**{name: german(figure) for name, figure in figures.items()}),
        en=en.format(**{name: english(figure) for name, figure in figures.items()}),
    )


def join(parts: Iterable[Words], between: str = ", ") -> Words:
    """Several texts as one, in both languages."""
    every = list(parts)
    return Words(between.join(part.de for part in every), between.join(part.en for part in every))


def counted(number: int, one: Words, many: Words) -> Words:
    """A number with its noun: 1 Fall, 2 Fälle; 1 case, 2 cases."""
    return say("{number} {noun}", "{number} {noun}", number=number,
               noun=one if number == 1 else many)  # fmt: skip


def german(figure: Figure) -> str:
    """A figure as a German sentence writes it."""
    match figure:
        case Money():
            return figure.german
        case Words():
            return figure.de
        case date():
            return f"{figure:%d.%m.%Y}"
        case Fraction():
            return _per_cent(figure).replace(".", ",")
        case int() | Decimal():
            return f"{figure:,}".translate(str.maketrans(",.", ".,"))
    return figure


def english(figure: Figure) -> str:
    """A figure as an English sentence writes it."""
    match figure:
        case Money():
            return figure.english
        case Words():
            return figure.en
        case date():
            return f"{figure.day} {MONTHS_EN[figure.month - 1]} {figure.year}"
        case Fraction():
            return _per_cent(figure)
        case int() | Decimal():
            return f"{figure:,}"
    return figure


def _per_cent(part: Fraction) -> str:
    """62,07 % has two places; 50 % has none."""
    hundredths = part * 100
    if hundredths.denominator == 1:
        return f"{hundredths}{NO_BREAK_SPACE}%"
    exact = Decimal(hundredths.numerator) / Decimal(hundredths.denominator)
    return f"{exact.quantize(Decimal('0.01'), ROUND_HALF_UP)}{NO_BREAK_SPACE}%"


MONTHS_DE = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)
MONTHS_EN = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def in_alphabet(name: str) -> str:
    """What to sort a name by: Ägypten stands beside Afrika, as in a dictionary (DIN 5007-1)."""
    plain = normalize("NFKD", name).casefold()
    return "".join(sign for sign in plain if not combining(sign))
