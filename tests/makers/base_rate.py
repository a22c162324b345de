"""Base rates that tests work out interest with."""

from datetime import date
from decimal import Decimal

from grants.actions.base_rate import enter_base_rate
from grants.queries.base_rate import known_base_rates
from tests.makers.moment import NOON


def a_base_rate(session, officer, begins=date(2028, 1, 1), rate="1.27"):
    """Known from now on, once."""
    if begins not in known_base_rates(session):
        enter_base_rate(session, begins=begins, rate=Decimal(rate), source="Bekanntmachung",
                        by=officer.as_actor(), now=NOON)  # fmt: skip
