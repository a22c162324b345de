"""Reads what people type as an amount of money (R-018)."""

import re
from decimal import Decimal
from typing import Final

from grants.programme.money import CENTS_PER_EURO, Money, eur
from grants.programme.words import Language, Words, say

GROUPED: Final[dict[Language, re.Pattern[str]]] = {
    "de": re.compile(r"-?(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:,[0-9]+)?"),
    "en": re.compile(r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"),
}
"""Thousands in groups of three or not at all, then perhaps a decimal mark of this language."""

BLANK: Final = "[ \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}]"
BLANKS: Final = re.compile(rf"(-?[0-9]{{1,3}})((?:{BLANK}[0-9]{{3}})+)([.,][0-9]+)?")
"""Thousands kept apart by blanks, as banks print them."""

ONE_GROUP: Final = re.compile(r"-?[0-9]{1,3}[.,][0-9]{3}")
"""A single mark before three digits: thousands in one language, decimals in the other."""

DIGITS: Final = 12
"""How many digits the records hold before the comma."""

LARGEST: Final = Money(10**DIGITS * CENTS_PER_EURO - 1)


class NotAnAmount(ValueError):
    """The text is no amount; `says` tells the person what to write instead."""

    def __init__(self, says: Words) -> None:
        super().__init__(says.en)
        self.says = says


def read_amount(text: str, language: Language) -> Money:
    """The amount, in EUR, that the text means in this language.

    German pages accept 1.234.567,89, English pages 1,234,567.89, both also 1 234 567; a sign of the
    euro may stand at either end. Raises NotAnAmount, with a sentence, for anything else.
    """
    if not text.strip():
        raise NotAnAmount(Words("Geben Sie einen Betrag ein.", "Enter an amount."))
    bare = _without_unit(text)
    if not GROUPED[language].fullmatch(bare):
        raise NotAnAmount(
            say(
                "Schreiben Sie den Betrag in Ziffern, zum Beispiel 12.500,00. "
                "Wir haben „{text}“ gelesen.",
                "Write the amount in digits, for example 12,500.00. We read “{text}”.",
                text=text.strip(),
            )
        )
    return _in_cents(_decimal(bare, language))


def read_decimal(text: str, language: Language, *, places: int) -> Decimal:
    """The number, not negative, that the text means in this language: an amount in any currency.

    Raises NotAnAmount, with a sentence, for anything else and for more than so many places.
    """
    bare = _without_blanks(text.strip())
    if not GROUPED[language].fullmatch(bare) or bare.startswith("-"):
        raise NotAnAmount(
            say(
                "Schreiben Sie eine Zahl in Ziffern, zum Beispiel 12.500,00. "
                "Wir haben „{text}“ gelesen.",
                "Write a number in digits, for example 12,500.00. We read “{text}”.",
                text=bare,
            )
        )
    figure = _decimal(bare, language)
    whole, _, decimals = figure.partition(".")
    if len(decimals.rstrip("0")) > places or len(whole.lstrip("0")) > DIGITS:
        raise NotAnAmount(
            say(
                "Höchstens {digits} Stellen vor und {places} hinter dem Komma sind möglich.",
                "At most {digits} digits before and {places} after the point are possible.",
                digits=DIGITS,
                places=places,
            )
        )
    return Decimal(figure)


def short(number: Decimal) -> Decimal:
    """The number without zeros at its end: 162.35000000 is 162.35, and 160 stays 160."""
    plain = f"{number:f}"
    return Decimal(plain.rstrip("0").rstrip(".") if "." in plain else plain)


def is_ambiguous(text: str) -> bool:
    """Would the other language read another amount, as with 4.000? Then show ours and ask."""
    return ONE_GROUP.fullmatch(_without_unit(text)) is not None


def confirm_reading(text: str, language: Language) -> Words:
    """The question to ask when the text is ambiguous.

    Raises NotAnAmount when the text is no amount at all.
    """
    return say(
        "Wir lesen {text} als {amount}. Stimmt das?",
        "We read {text} as {amount}. Is that right?",
        text=text.strip(),
        amount=read_amount(text, language),
    )


def _without_unit(text: str) -> str:
    """The bare figure, with an ordinary minus and without blanks and unit at its ends."""
    bare = text.strip().replace("\N{MINUS SIGN}", "-")
    bare = bare.removesuffix("€").removesuffix("EUR").removesuffix("Euro")
    return _without_blanks(bare.removeprefix("€").removeprefix("EUR").strip())


def _without_blanks(bare: str) -> str:
    """1 234 567,89 as 1234567,89; blanks anywhere else stay, and are refused."""
    found = BLANKS.fullmatch(bare)
    if found is None:
        return bare
    return found[1] + "".join(found[2].split()) + (found[3] or "")


def _decimal(bare: str, language: Language) -> str:
    """The figure as Python reads it: no marks between thousands, a point before decimals."""
    if language == "de":
        return bare.replace(".", "").replace(",", ".")
    return bare.replace(",", "")


def _in_cents(figure: str) -> Money:
    whole, point, decimals = figure.partition(".")
    if len(decimals.rstrip("0")) > len("00"):
        raise NotAnAmount(
            Words(
                "Schreiben Sie höchstens zwei Stellen hinter dem Komma, zum Beispiel 12.500,00.",
                "Write at most two decimal places, for example 12,500.00.",
            )
        )
    if len(whole.lstrip("-0")) > DIGITS:
        raise NotAnAmount(
            say(
                "Der Betrag ist zu groß. Höchstens {largest} sind möglich.",
                "The amount is too large. At most {largest} is possible.",
                largest=LARGEST,
            )
        )
    return eur(whole + point + decimals.rstrip("0"))
