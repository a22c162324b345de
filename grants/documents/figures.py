"""How a figure of a snapshot stands on paper, in German and in English.

Letters write 400.000,00 EUR, with the currency's code as laws do, never with its sign.
"""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from grants.documents.snapshot import ZONE
from grants.programme.money import NO_BREAK_SPACE, Money, eur
from grants.programme.words import Language, english, german

MINUS = "\N{MINUS SIGN}"
ZONE_NAMES = {"CET": "MEZ", "CEST": "MESZ"}
BYTES_PER_KB = 1000
BYTES_PER_MB = 1000 * 1000


def figure(value: str, language: Language) -> str:
    """1.234,56 as it stands in a table."""
    money = eur(value)
    return money.german_figure if language == "de" else money.english_figure


def amount(value: str, language: Language) -> str:
    """1.234,56 EUR or EUR 1,234.56, never torn apart at the end of a line."""
    if language == "de":
        return f"{figure(value, language)}{NO_BREAK_SPACE}EUR"
    return eur(value).english


def change(value: str, language: Language) -> str:
    """An amount with its sign: +1.234,56 or −1.234,56."""
    plus = "+" if eur(value) > Money(0) else ""
    return plus + figure(value, language)


def day(value: str | None, language: Language) -> str:
    """08.01.2027 or 8 January 2027; nothing for no day."""
    if value is None:
        return ""
    when = date.fromisoformat(value)
    return german(when) if language == "de" else english(when)


def moment(value: str, language: Language) -> str:
    """12.10.2026, 14:03:11 Uhr (MESZ): the second and the zone are part of the proof."""
    when = datetime.fromisoformat(value).astimezone(ZONE)
    zone = str(when.tzname())
    if language == "de":
        return f"{german(when.date())}, {when:%H:%M:%S}{NO_BREAK_SPACE}Uhr ({ZONE_NAMES[zone]})"
    return f"{english(when.date())}, {when:%H:%M:%S} ({zone})"


def clock(value: str, language: Language) -> str:
    """A moment in a table whose head names the zone: 12.10.2026, 14:03:11."""
    when = datetime.fromisoformat(value).astimezone(ZONE)
    return f"{day(when.date().isoformat(), language)}, {when:%H:%M:%S}"


def places(value: str | int, language: Language, digits: int) -> str:
    """An exact figure with this many places, rounded half up: 3.425 with two reads 3,43."""
    exact = Fraction(value) * 10**digits
    whole = (2 * abs(exact.numerator) + exact.denominator) // (2 * exact.denominator)
    rounded = Decimal(whole if exact >= 0 else -whole).scaleb(-digits)
    text = f"{rounded:,.{digits}f}".replace("-", MINUS)
    return text.translate(str.maketrans(",.", ".,")) if language == "de" else text


def per_cent(value: str | int, language: Language, digits: int = 2) -> str:
    """A share as per cent: 1/2 reads 50,00 %."""
    return f"{places(str(Fraction(value) * 100), language, digits)}{NO_BREAK_SPACE}%"


def size(value: int, language: Language) -> str:
    """How large a file is: 1,1 MB or 212 kB."""
    if value >= BYTES_PER_MB:
        tenths = Decimal(value) / BYTES_PER_MB
        text = str(tenths.quantize(Decimal("0.1"), ROUND_HALF_UP))
        return f"{text.replace('.', ',') if language == 'de' else text}{NO_BREAK_SPACE}MB"
    if value >= BYTES_PER_KB:
        return f"{round(value / BYTES_PER_KB)}{NO_BREAK_SPACE}kB"
    return f"{value}{NO_BREAK_SPACE}Byte"


def groups(value: str) -> list[str]:
    """A SHA-256 in two lines of four groups, so that people can compare it."""
    parts = [value[at : at + 8] for at in range(0, len(value), 8)]
    return [" ".join(parts[at : at + 4]) for at in range(0, len(parts), 4)]
