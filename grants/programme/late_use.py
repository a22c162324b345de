"""Interest on money that lay idle (R-036). Source: § 49a (4) VwVfG; the rate as in § 49a (3)."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Final

from grants.programme.finding import Finding
from grants.programme.money import NOTHING, Money
from grants.programme.reclaim_interest import InterestPart, interest_parts
from grants.programme.words import Words, say

LATE_USE_LAW: Final = Words("§ 49a Absatz 4 VwVfG", "Section 49a (4) VwVfG")


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
    first = first_day_of_interest(since, paid_on=paid_on, use_by=use_by)
    return interest_parts(amount, first, used_on, bases)


def first_day_of_interest(since: InterestFrom, *, paid_on: date, use_by: date) -> date:
    """The day after the payment, or the one after the last on which it was used in time."""
    return (paid_on if since is InterestFrom.PAYMENT else use_by) + timedelta(days=1)


def check_idle(idle: Money, paid: Money) -> Finding:
    """Does no more bear interest than was paid?"""
    return Finding(
        rule="R-036",
        holds=NOTHING < idle <= paid,
        claim=Words("Verzinst wird höchstens, was ausgezahlt ist.",
                    "At most what was paid bears interest."),
        says=say("Ausgezahlt sind {paid}; verzinst würden {idle}.",
                 "{paid} were paid; {idle} would bear interest.", paid=paid, idle=idle),
        source=LATE_USE_LAW,
        place="idle",
    )  # fmt: skip


def check_interest_known(missing: date | None, interest: Money) -> Finding:
    """Can the interest be worked out, and is there any?"""
    if missing is not None:
        says = say("Der Basiszinssatz ab {day} ist noch nicht eingetragen.",
                   "The base rate from {day} is not entered yet.", day=missing)  # fmt: skip
    else:
        says = say("Die Zinsen sind {interest}.", "The interest is {interest}.", interest=interest)
    return Finding(
        rule="R-036",
        holds=missing is None and interest > NOTHING,
        claim=Words("Die Zinsen stehen fest.", "The interest is known."),
        says=says,
        source=LATE_USE_LAW,
        place="idle",
    )
