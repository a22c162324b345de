"""The rate by which a grant is really paid, beside the one that was agreed."""

from dataclasses import dataclass
from fractions import Fraction

from grants.models.grant import Grant
from grants.programme.funding import paid_share
from grants.programme.words import Words, join, say
from grants.queries.application import terms_of
from grants.queries.grant_plan import costs_by_year, falls_by_year, first_year, share_of
from grants.queries.plan_line import cells_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidRate:
    """The share of the eligible costs that the grant pays."""

    share: Fraction
    """Over the whole plan, as the letters say it."""
    agreed: Fraction
    """The highest that the terms allow towards this plan."""
    years: tuple[tuple[int, Fraction], ...] = ()
    """The highest of each year with costs, where it falls from year to year (R-003)."""

    @property
    def note(self) -> Words:
        """What the one figure does not tell; nothing where it tells everything."""
        parts = []
        if self.share != self.agreed:
            parts.append(say("vereinbart {share}", "agreed {share}", share=self.agreed))
        parts += [say("{year}: {share}", "{year}: {share}", year=str(year), share=share)
                  for year, share in self.years]  # fmt: skip
        return join(parts)


def paid_rate(grant: Grant) -> PaidRate:
    """By which rate the grant is paid, as its amount and its plan are now."""
    terms, agreed = terms_of(grant.award.terms), share_of(grant)
    years: tuple[tuple[int, Fraction], ...] = ()
    if falls_by_year(grant):
        cells = cells_of(grant)
        years = tuple(
            (first_year(grant, cells) + at, 1 - terms.matching.own_share_in(at))
            for at, costs in enumerate(costs_by_year(grant, cells))
            if costs
        )
    return PaidRate(
        share=paid_share(terms, grant.direct, grant.costs, agreed), agreed=agreed, years=years
    )
