"""The financing plan of a letter: what costs how much in which year, and who pays for it."""

from dataclasses import dataclass

from grants.programme.money import NOTHING, Money, total
from grants.programme.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """One line of the plan with an amount for every year of it."""

    label: Words
    amounts: tuple[Money, ...]

    @property
    def sum(self) -> Money:
        """The line over all years."""
        return total(self.amounts)


@dataclass(frozen=True, slots=True, kw_only=True)
class FinancingPlan:
    """Expenditure above, money below; both have the same sums in every year."""

    years: tuple[int, ...]
    lines: tuple[PlanRow, ...]
    allowance: PlanRow | None = None
    """The project allowance of a university; it comes on top of the eligible expenditure."""
    own_funds: PlanRow
    other_funds: PlanRow
    """Third-party money towards the same expenditure."""
    grant: PlanRow
    """The yearly tranches (Jahresscheiben)."""

    @property
    def eligible(self) -> PlanRow:
        """The eligible expenditure of each year."""
        years = range(len(self.years))
        return PlanRow(
            label=Words("Zuwendungsfähige Ausgaben", "Eligible expenditure"),
            amounts=tuple(total(line.amounts[year] for line in self.lines) for year in years),
        )

    @property
    def balances(self) -> bool:
        """Is every year's expenditure paid for, to the cent?"""
        nothing = (NOTHING,) * len(self.years)
        return all(
            costs + allowance == own + other + grant
            for costs, allowance, own, other, grant in zip(
                self.eligible.amounts,
                self.allowance.amounts if self.allowance else nothing,
                self.own_funds.amounts,
                self.other_funds.amounts,
                self.grant.amounts,
                strict=True,
            )
        )
