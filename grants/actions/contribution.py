"""What a partner abroad brings, stated in another currency and converted once (R-017)."""

from typing import Any

from grants.models.award import Partner
from grants.programme.currency import Stated, check_stated, convert
from grants.programme.finding import insist
from grants.programme.terms import Terms

NOT_STATED: dict[str, Any] = dict.fromkeys(
    ("stated", "stated_currency", "stated_rate", "stated_rate_on", "stated_rate_source")
)


def contribution(
    terms: Terms, stated: Stated | None, partner: Partner | None = None
) -> dict[str, Any]:
    """What is kept of a contribution, by column; the amount in EUR only where it was converted.

    A statement that is kept already is not converted again, so its euros never change.
    Raises RulesBroken when its currency, rate, day or source is missing.
    """
    if stated is None:
        return dict(NOT_STATED)
    columns = {
        "stated": stated.amount,
        "stated_currency": stated.currency,
        "stated_rate": stated.rate,
        "stated_rate_on": stated.on,
        "stated_rate_source": stated.source,
    }
    if partner is not None and _same(partner, columns):
        return {**columns, "own_funding": partner.own_funding}
    insist([check_stated(terms, stated)])
    converted = convert(
        terms, stated.amount, stated.currency,
        rate=stated.rate, on=stated.on, source=stated.source,
    )  # fmt: skip
    return {**columns, "own_funding": converted.euros}


def _same(partner: Partner, columns: dict[str, Any]) -> bool:
    return all(getattr(partner, name) == value for name, value in columns.items())
