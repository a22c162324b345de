"""Contributions of partners abroad in another currency (R-017).

Grants are paid in EUR only. A foreign amount is converted once; the result is kept with its rate,
day and source, it informs, and it never counts under the cap.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from grants.programme.finding import Finding
from grants.programme.money import CENTS_PER_EURO, Money
from grants.programme.sources import TERMS_OF_ROUND
from grants.programme.terms import Terms
from grants.programme.words import Words, say


class CannotConvert(ValueError):
    """The amount cannot be converted; `says` tells why."""

    def __init__(self, says: Words) -> None:
        super().__init__(says.en)
        self.says = says


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion:
    """One amount as it was stated, and what it was worth when it was converted."""

    stated: Decimal
    currency: str
    """ISO 4217 code."""
    rate: Decimal
    """Units of the currency for one EUR."""
    on: date
    """The day of the rate."""
    source: str
    """Who published the rate."""
    euros: Money


def convert(
    terms: Terms, stated: Decimal, currency: str, *, rate: Decimal | None, on: date, source: str
) -> Conversion:
    """The amount in EUR at this rate, rounded half up to the cent.

    Raises CannotConvert when the currency or its rate is unknown, or the amount is more exact
    than the currency.
    """
    known = {known.code: known.places for known in terms.currencies}
    if currency not in known:
        raise CannotConvert(
            say(
                "Die Währung {code} kennt diese Runde nicht.",
                "This round does not know the currency {code}.",
                code=currency,
            )
        )
    if rate is None or not rate.is_finite() or rate <= 0:
        raise CannotConvert(
            say(
                "Für {code} fehlt der Kurs vom {on}.",
                "The rate of {code} on {on} is missing.",
                code=currency,
                on=on,
            )
        )
    if not _in_whole_units(stated, known[currency]):
        raise CannotConvert(
            say(
                "Schreiben Sie {code} mit höchstens {places} Stellen hinter dem Komma.",
                "Write {code} with at most {places} decimal places.",
                code=currency,
                places=known[currency],
            )
        )
    cents = Fraction(stated) / Fraction(rate) * CENTS_PER_EURO
    euros = Money(1).share_half_up(cents)
    return Conversion(
        stated=stated, currency=currency, rate=rate, on=on, source=source, euros=euros
    )


def _in_whole_units(stated: Decimal, places: int) -> bool:
    """Is the amount no more exact than the currency's smallest unit?"""
    return stated.is_finite() and (Fraction(stated) * 10**places).denominator == 1


def check_grant_currency(terms: Terms, currency: str) -> Finding:
    """Is the grant in the programme's currency (R-017)?"""
    return Finding(
        rule="R-017",
        holds=currency == terms.currency,
        claim=say(
            "Zuwendungen gibt es nur in {currency}.",
            "Grants are paid in {currency} only.",
            currency=terms.currency,
        ),
        says=say("Angegeben ist {currency}.", "Stated is {currency}.", currency=currency),
        source=TERMS_OF_ROUND,
        place="budget#currency",
    )
