"""Interest on money that lay idle (R-036). Source: § 49a (4) VwVfG; the rate as in § 49a (3)."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from grants.programme.money import Money
from grants.programme.reclaim_interest import InterestPart, interest_parts


class InterestFrom(StrEnum):
    """Since when money that was not used in time bears interest."""

    PAYMENT = "payment"
    """From the day after it was paid."""
    GRACE = "grace"
    """From the day after the last on which it would have been used in time."""


def late_use_interest(
    amount: Money,
    since: InterestFrom,
    *,
    paid_on: date,
    use_by: date,
    used_on: date,
    bases: Mapping[date, Decimal],
) -> tuple[InterestPart, ...]:
    """The interest by half-year, EUR; nothing where it was used in time.

    200,000.00 EUR paid on 15 January and used on 1 April, at 6.27 %: 2,611.07 EUR from the payment
    (76 days), 1,168.11 EUR from the end of the six weeks (34 days). Raises NoBaseRate.
    """
    if used_on <= use_by:
        return ()
    start = paid_on if since is InterestFrom.PAYMENT else use_by
    return interest_parts(amount, start + timedelta(days=1), used_on, bases)
