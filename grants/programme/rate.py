"""What share of its costs a recipient is given, and the allowance beside it.

R-020 to R-022 and R-027.
The programme's own rates and what State aid law allows at most are two tables; the lower one
decides.
"""

from collections.abc import Mapping
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction

from grants.programme.finding import Finding
from grants.programme.funding import granted_share
from grants.programme.funding_terms import Research
from grants.programme.money import NOTHING, Money, total
from grants.programme.organisation import KIND_WORDS, SIZE_WORDS, OrganisationKind, Size
from grants.programme.sources import ALLOWANCE_FAQ, TERMS_OF_ROUND
from grants.programme.terms import Terms
from grants.programme.words import Figure, Words, join, say


class NoRate(LookupError):
    """The terms name no rate for this kind and size; `says` tells it in a sentence."""

    def __init__(self, says: Words) -> None:
        super().__init__(says.en)
        self.says = says


def programme_rate(terms: Terms, kind: OrganisationKind, size: Size | None = None) -> Fraction:
    """The share of its eligible costs that the programme pays such an organisation.

    Raises NoRate when the terms name none: a company without a known size, for instance.
    """
    for rate in terms.rates:
        if rate.kind is kind and rate.size in (None, size):
            return rate.rate
    parts = [KIND_WORDS[kind], *([SIZE_WORDS[size]] if size else [])]
    raise NoRate(
        say(
            "Die Runde nennt keinen Fördersatz für: {who}.",
            "The round names no rate for: {who}.",
            who=join(parts),
        )
    )


def per_cent(share: Fraction) -> Decimal:
    """A rate as a grant keeps it: 1/3 is 33.33, never more than the share itself."""
    figure = Decimal(share.numerator) * 100 / Decimal(share.denominator)
    return figure.quantize(Decimal("0.01"), ROUND_DOWN)


def legal_ceiling(
    terms: Terms, size: Size, research: Research, *, together: bool
) -> Fraction | None:
    """The largest share that Art. 25 GBER allows a company; None when the terms name none (R-020).

    `together` says whether there is effective collaboration.
    """
    for ceiling in terms.legal_ceilings:
        if ceiling.research is research and ceiling.size is size:
            return ceiling.together if together else ceiling.alone
    return None


def legal_maximum(
    terms: Terms, size: Size, costs: Mapping[Research, Money], *, together: bool
) -> Money:
    """The most, in EUR, that a company may receive for costs of several categories (R-021).

    Costs of a category for which the terms name no ceiling are not fundable.
    """
    parts = (
        costs[research].share(
            legal_ceiling(terms, size, research, together=together) or Fraction(0)
        )
        for research in costs
    )
    return total(parts)


def highest_company_grant(
    terms: Terms, size: Size, costs: Mapping[Research, Money], *, together: bool
) -> Money:
    """The largest grant, in EUR, to a company: the lower of programme rate and law (R-022)."""
    by_rate = granted_share(
        terms, total(costs.values()), programme_rate(terms, OrganisationKind.COMPANY, size)
    )
    return min(by_rate, legal_maximum(terms, size, costs, together=together))


def highest_partner_grant(
    terms: Terms, kind: OrganisationKind, size: Size | None, eligible: Money
) -> Money:
    """The largest grant, in EUR, that the programme's own rate allows, without an allowance."""
    return granted_share(terms, eligible, programme_rate(terms, kind, size))


def check_rate(
    terms: Terms,
    name: str,
    kind: OrganisationKind,
    size: Size | None,
    *,
    eligible: Money,
    grant: Money,
) -> Finding:
    """Is the grant within the rate for such an organisation (R-022)?"""
    try:
        rate = programme_rate(terms, kind, size)
    except NoRate as unknown:
        return _rate_finding(holds=False, says=unknown.says)
    highest = granted_share(terms, eligible, rate)
    figures: dict[str, Figure] = {
        "name": name,
        "grant": grant,
        "highest": highest,
        "rate": rate,
        "costs": eligible,
    }
    if grant <= highest:
        says = say(
            "{name}: {grant} von höchstens {highest} ({rate} von {costs}).",
            "{name}: {grant} of at most {highest} ({rate} of {costs}).",
            **figures,
        )
    else:
        says = say(
            "{name}: Die Zuwendung ist {over} zu hoch: {grant} statt höchstens {highest} "
            "({rate} von {costs}).",
            "{name}: The grant is {over} too high: {grant} instead of at most {highest} "
            "({rate} of {costs}).",
            over=grant - highest,
            **figures,
        )
    return _rate_finding(holds=grant <= highest, says=says)


def allowance(terms: Terms, kind: OrganisationKind, base: Money) -> Money:
    """The project allowance, in EUR, on top of a grant for a joint project (R-027).

    The base is the federally funded project expenditure. It is rounded down; whoever is not
    entitled gets nothing.
    """
    if kind not in terms.allowance.kinds:
        return NOTHING
    return granted_share(terms, base, terms.allowance.rate)


def check_allowance(
    terms: Terms, name: str, kind: OrganisationKind, base: Money, claimed: Money
) -> Finding:
    """Is the allowance no more than the recipient is entitled to (R-027)?"""
    highest = allowance(terms, kind, base)
    figures: dict[str, Figure] = {"name": name, "claimed": claimed, "highest": highest}
    if kind not in terms.allowance.kinds and claimed:
        says = say(
            "{name} erhält keine Projektpauschale. Setzen Sie den Betrag auf {highest}.",
            "{name} gets no project allowance. Set the amount to {highest}.",
            **figures,
        )
    else:
        says = say(
            "{name}: {claimed} von höchstens {highest} ({rate} von {base}).",
            "{name}: {claimed} of at most {highest} ({rate} of {base}).",
            rate=terms.allowance.rate,
            base=base,
            **figures,
        )
    return Finding(
        rule="R-027",
        holds=claimed <= highest,
        claim=Words(
            "Die Projektpauschale erhalten nur Berechtigte, und nur in dieser Höhe.",
            "Only those entitled get the project allowance, and no more than it allows.",
        ),
        says=says,
        source=ALLOWANCE_FAQ,
        place="budget#allowance",
    )


def _rate_finding(*, holds: bool, says: Words) -> Finding:
    return Finding(
        rule="R-022",
        holds=holds,
        claim=Words("Jede Zuwendung bleibt im Fördersatz.", "Every grant stays within its rate."),
        says=says,
        source=TERMS_OF_ROUND,
        place="budget#grant",
    )
