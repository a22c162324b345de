"""An amount of money in words, as a decision letter states it beside the figures."""

from typing import Final

from grants.programme.money import CENTS_PER_EURO, Money
from grants.programme.words import Words

THOUSAND: Final = 1000
HUNDRED: Final = 100
TWENTY: Final = 20
LIMIT: Final = 10**12

SMALL_DE: Final = (
    *("null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn"),
    *("elf", "zwölf", "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn"),
    "neunzehn",
)
TENS_DE: Final = (
    *("", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig"),
    "neunzig",
)
SMALL_EN: Final = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
TENS_EN: Final = (
    *("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty"),
    "ninety",
)
LARGE_DE: Final = (
    (10**9, "eine Milliarde", "Milliarden"),
    (10**6, "eine Million", "Millionen"),
)
LARGE_EN: Final = ((10**9, "billion"), (10**6, "million"), (10**3, "thousand"))


def words_amount(amount: Money) -> Words:
    """The amount in words: vierhunderttausend Euro, four hundred thousand euros.

    Raises ValueError for a trillion euros and more.
    """
    euros, cents = divmod(abs(amount.cents), CENTS_PER_EURO)
    if euros >= LIMIT:
        raise ValueError(f"{amount} is too large to be written in words")
    german, english = _german_euros(euros), _english_euros(euros)
    if cents:
        german += f" und {_german_one(cents)} Cent"
        english += f" and {_english(cents)} {'cent' if cents == 1 else 'cents'}"
    if amount.cents < 0:
        return Words(f"minus {german}", f"minus {english}")
    return Words(german, english)


def _german_euros(euros: int) -> str:
    """In German a round million stands apart: eine Million Euro, vier Millionen Euro."""
    parts, rest = [], euros
    for size, one, many in LARGE_DE:
        count, rest = divmod(rest, size)
        if count:
            parts.append(one if count == 1 else f"{_german(count)} {many}")
    if rest or not parts:
        parts.append(_german_one(rest))
    return f"{' '.join(parts)} Euro"


def _german_one(number: int) -> str:
    """Before a noun the final eins loses its s: ein Euro, hundertein Euro."""
    spelled = _german(number)
    return spelled.removesuffix("s") if spelled.endswith("eins") else spelled


def _german(number: int) -> str:
    """A number below a million, in one word."""
    if number >= THOUSAND:
        thousands, rest = divmod(number, THOUSAND)
        return f"{_german_one(thousands)}tausend{_german(rest) if rest else ''}"
    if number >= HUNDRED:
        hundreds, rest = divmod(number, HUNDRED)
        return f"{_german_one(hundreds)}hundert{_german(rest) if rest else ''}"
    if number < TWENTY:
        return SMALL_DE[number]
    tens, ones = divmod(number, 10)
    return f"{_german_one(ones)}und{TENS_DE[tens]}" if ones else TENS_DE[tens]


def _english_euros(euros: int) -> str:
    return f"{_english(euros)} {'euro' if euros == 1 else 'euros'}"


def _english(number: int) -> str:
    """A number in words, with "and" before the last tens and ones of a hundred."""
    for size, name in LARGE_EN:
        if number >= size:
            count, rest = divmod(number, size)
            between = " and " if 0 < rest < HUNDRED else " "
            return f"{_english(count)} {name}{between}{_english(rest) if rest else ''}".rstrip()
    if number >= HUNDRED:
        hundreds, rest = divmod(number, HUNDRED)
        whole = f"{SMALL_EN[hundreds]} hundred"
        return f"{whole} and {_english(rest)}" if rest else whole
    if number < TWENTY:
        return SMALL_EN[number]
    tens, ones = divmod(number, 10)
    return f"{TENS_EN[tens]}-{SMALL_EN[ones]}" if ones else TENS_EN[tens]
