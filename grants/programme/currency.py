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


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A contribution as a partner abroad states it; what is not known yet is empty."""

    amount: Decimal
    currency: str
    rate: Decimal | None = None
    on: date | None = None
    source: str = ""


def check_stated(terms: Terms, stated: Stated) -> Finding:
    """Can the contribution be converted: known currency, rate, day and source (R-017)?"""
    says = Words("", "")
    try:
        convert(
            terms, stated.amount, stated.currency,
            rate=stated.rate, on=stated.on, source=stated.source,
        )  # fmt: skip
    except CannotConvert as cannot:
        says = cannot.says
    return Finding(
        rule="R-017",
        holds=not says.de,
        claim=Words(
            "Jeder Beitrag in anderer Währung steht mit Kurs, Tag und Quelle fest.",
            "Every contribution in another currency stands with rate, day and source.",
        ),
        says=says,
        source=TERMS_OF_ROUND,
        place=f"partners#{_place(terms, stated)}",
    )


def _place(terms: Terms, stated: Stated) -> str:
    """The field that heals what cannot be converted."""
    if stated.currency not in {known.code for known in terms.currencies}:
        return "stated_currency"
    if stated.rate is None or stated.rate <= 0:
        return "stated_rate"
    if stated.on is None:
        return "stated_rate_on"
    return "stated" if stated.source else "stated_rate_source"


def convert(
    terms: Terms,
    stated: Decimal,
    currency: str,
    *,
    rate: Decimal | None,
    on: date | None,
    source: str,
) -> Conversion:
    """The amount in EUR at this rate, rounded half up to the cent.

    Raises CannotConvert when the currency or its rate, day or source is unknown, or the amount
    is more exact than the currency.
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
                "Für {code} fehlt der Kurs{day}.",
                "The rate of {code}{day} is missing.",
                code=currency,
                day=say(" vom {on}", " on {on}", on=on) if on else "",
            )
        )
    if on is None:
        raise CannotConvert(
            Words("Geben Sie den Tag des Kurses ein.", "Enter the day of the rate.")
        )
    if not source:
        raise CannotConvert(
            Words("Nennen Sie, wer den Kurs veröffentlicht hat.", "Say who published the rate.")
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
