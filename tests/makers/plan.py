"""Lines for the plans of tests, and saving them beneath the budget of an application."""

from decimal import Decimal

from grants.actions.plan_line import save_lines
from grants.programme.money import eur
from grants.programme.plan_line import PlannedLine, Unit
from tests.makers.moment import NOON

# 11.5 x 5,400.33 is 62,103.795: half a cent is rounded up, as every spreadsheet does it.
STAFF = PlannedLine(
    category="personnel", year=2029, label="Leitung", quantity=Decimal("11.50"),
    unit=Unit.MONTH, unit_price=eur("5400.33"), note="E 13",
)  # fmt: skip
REST = PlannedLine(category="personnel", year=2029, label="Übrige", fixed=eur("537896.20"))
TRIP = PlannedLine(
    category="travel_abroad", year=2030, label="Tokio", quantity=Decimal(3), unit=Unit.TRIP,
    unit_price=eur("2000.01"),
)  # fmt: skip


def write_lines(session, draft, anna, *lines, category="personnel", revision=None, now=NOON):
    """All lines of one category, saved by Anna."""
    revision = draft.revision if revision is None else revision
    return save_lines(
        session, draft, category, lines, revision=revision, by=anna.as_actor(), now=now
    )
