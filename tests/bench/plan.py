"""A plan of 200 lines: the pages that show it, and the workbook that would change every line."""

from datetime import UTC, datetime
from decimal import Decimal

from grants.documents.plan_workbook import PlanBook, plan_workbook
from grants.programme.money import eur
from grants.programme.organisation import Basis
from grants.programme.plan_line import MOST_LINES, PlannedLine, Unit
from grants.programme.preset import preset

OPENING = "Opening a plan of 200 lines"
WRITING = "Its 200 lines, to fill in"
UPLOADING = "Uploading a workbook of 200 lines"
PLANS = (OPENING, WRITING, UPLOADING)


def workbook():
    """Every line of fill.sql with a price that is one cent higher."""
    first = datetime.now(UTC).year + 3
    lines = tuple(
        PlannedLine(
            category="personnel", year=first + at % 2, label=f"Person {at}", quantity=Decimal(12),
            unit=Unit.MONTH, unit_price=eur("100.01"), note="E 13",
        )
        for at in range(MOST_LINES)
    )  # fmt: skip
    return plan_workbook(
        PlanBook(
            language="de", number="03INT401B", recipient="Cluster", period="", as_of="",
            categories=[category for category in preset("interclust").cost_categories
                        if category.basis is Basis.EXPENDITURE and category.code != "allowance"],
            years=(first, first + 1), lines=lines, payers=(),
        )
    )  # fmt: skip
