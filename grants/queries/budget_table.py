"""A financing plan as people read it: categories down, years across, totals at both ends."""

from collections.abc import Iterable
from dataclasses import dataclass

from grants.programme.form_terms import CostCategory
from grants.programme.money import NOTHING, Money, total
from grants.programme.words import Words

Cells = dict[tuple[str, int], Money]
"""Planned costs by code of the category and calendar year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetRow:
    """One category over the years."""

    code: str
    name: Words
    amounts: tuple[Money, ...]
    total: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetTable:
    """All categories over all years."""

    years: tuple[int, ...]
    rows: tuple[BudgetRow, ...]
    by_year: tuple[Money, ...]
    total: Money

    @property
    def planned(self) -> tuple[BudgetRow, ...]:
        """The rows in which something is planned."""
        return tuple(row for row in self.rows if row.total)

    @property
    def names(self) -> dict[str, Words]:
        """What the categories are called, by their codes."""
        return {row.code: row.name for row in self.rows}

    def of_year(self, year: int) -> Money:
        """The sum of one year; nothing for a year without costs."""
        return self.by_year[self.years.index(year)] if year in self.years else NOTHING


def budget_table(
    cells: Cells, categories: Iterable[CostCategory], years: Iterable[int]
) -> BudgetTable:
    """The table of these cells, in the order of the categories."""
    across = tuple(sorted({*years, *(year for _, year in cells)}))
    rows = tuple(
        _row(category, tuple(cells.get((category.code, year), NOTHING) for year in across))
        for category in categories
    )
    by_year = tuple(total(row.amounts[at] for row in rows) for at in range(len(across)))
    return BudgetTable(years=across, rows=rows, by_year=by_year, total=total(by_year))


def _row(category: CostCategory, amounts: tuple[Money, ...]) -> BudgetRow:
    return BudgetRow(code=category.code, name=category.name, amounts=amounts, total=total(amounts))
