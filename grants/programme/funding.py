"""How much a cluster management may be given, and what it must bring (R-003, R-004, R-019).

We read "matched by 50 % funding of their own" as half of the costs, unless the round says that it
is half of the grant. Source: Dohse, Fornahl and Vehrke (2018), section 2.2.
"""

from collections.abc import Iterable
from fractions import Fraction
from math import ceil

from grants.programme.facts import BudgetFacts
from grants.programme.finding import Finding
from grants.programme.funding_terms import MatchingMode
from grants.programme.money import CENTS_PER_EURO, NOTHING, Money, total
from grants.programme.sources import FINANCING_FAQ, STUDY_2_2, TERMS_OF_ROUND
from grants.programme.terms import Terms
from grants.programme.unjudged import NO_COSTS, NO_OWN_FUNDS, not_judged
from grants.programme.words import Figure, Words, join, say

HALF = Fraction(1, 2)


def granted_share(terms: Terms, eligible: Money, share: Fraction) -> Money:
    """This share of the costs as a grant, in EUR: rounded down to the cent or to the full euro.

    Raises ValueError when the costs are negative.
    """
    if eligible < NOTHING:
        raise ValueError(f"costs cannot be {eligible}")
    return rounded_down(terms, eligible.share(share))


def paid_share(terms: Terms, direct: Money, costs: Money, agreed: Fraction) -> Fraction:
    """The share of the costs that a grant of this height pays: the agreed one, or a lower one.

    A letter names the share that leads to its own amount; two letters never contradict each other.
    """
    if not costs or direct >= granted_share(terms, costs, agreed):
        return agreed
    return Fraction(direct.cents, costs.cents)


def rounded_down(terms: Terms, grant: Money) -> Money:
    """The grant as the round pays it: in cents, or without the cents."""
    if terms.whole_euros:
        return Money(grant.cents - grant.cents % CENTS_PER_EURO)
    return grant


def highest_grant(terms: Terms, eligible: Money, by_year: Iterable[Money] = ()) -> Money:
    """The largest grant, in EUR, towards a cluster management's eligible costs (R-003).

    It is rounded down; the management's own funds take the odd cent. Where the share falls from
    year to year, the costs `by_year` decide, and each year is rounded down by itself.
    Raises ValueError when the costs are negative, or when those of the years are others.
    """
    years = tuple(by_year)
    if terms.matching.by_year and eligible:
        if total(years) != eligible:
            raise ValueError(f"the costs of the years make {total(years)}, not {eligible}")
        return total(
            granted_share(terms, costs, 1 - terms.matching.own_share_in(at))
            for at, costs in enumerate(years)
        )
    return granted_share(terms, eligible, 1 - terms.matching.share_of_costs)


def own_funds_needed(
    terms: Terms, eligible: Money, grant: Money, by_year: Iterable[Money] = ()
) -> Money:
    """What the management must bring itself, in EUR (R-003).

    Read as a share of the costs it does not fall when less is asked for: R-019 closes that gap,
    from whatever source. Read as a share of the grant it follows the grant.
    """
    if terms.matching.mode is MatchingMode.OF_COSTS:
        return eligible - highest_grant(terms, eligible, by_year)
    return Money(ceil(grant.cents * terms.matching.own_funds_share))


def in_kind_counted(terms: Terms, budget: BudgetFacts) -> Money:
    """The part of the contributions in kind that counts as own funds, in EUR (R-004)."""
    if not terms.matching.in_kind_allowed:
        return NOTHING
    needed = own_funds_needed(terms, budget.eligible, budget.grant, budget.by_year)
    return min(budget.in_kind, needed.share(terms.matching.in_kind_max_share))


def own_funds(terms: Terms, budget: BudgetFacts) -> Money:
    """What counts as the recipient's own funds, in EUR (R-004)."""
    public = budget.other_public if terms.matching.other_public_counts else NOTHING
    return budget.own_cash + in_kind_counted(terms, budget) + public


def check_matching(terms: Terms, budget: BudgetFacts) -> Finding:
    """Does the cluster management bring its share, and ask for no more than the rest (R-003)?"""
    highest = highest_grant(terms, budget.eligible, budget.by_year)
    needed = own_funds_needed(terms, budget.eligible, budget.grant, budget.by_year)
    brought = own_funds(terms, budget)
    if not budget.eligible:
        says = NO_COSTS
    elif budget.grant > highest:
        says = say(
            "Die Zuwendung ist {over} zu hoch: {grant} statt höchstens {highest}.",
            "The grant is {over} too high: {grant} instead of at most {highest}.",
            over=budget.grant - highest,
            grant=budget.grant,
            highest=highest,
        )
    elif brought < needed:
        says = say(
            "Es fehlen {missing} Eigenmittel. Nötig sind {needed}, das ist {part}.",
            "{missing} of own funds are missing. You need {needed}, {part}.",
            missing=needed - brought,
            needed=needed,
            part=_part(terms),
        )
    else:
        says = say(
            "{brought} Eigenmittel bei {eligible} Ausgaben.",
            "{brought} of own funds towards {eligible} of expenditure.",
            brought=brought,
            eligible=budget.eligible,
        )
    found = Finding(
        rule="R-003",
        holds=budget.grant <= highest and brought >= needed,
        claim=say(
            "Das Clustermanagement trägt {part} selbst.",
            "The cluster management itself bears {part}.",
            part=_part(terms),
        ),
        says=says,
        source=STUDY_2_2,
        place=_place_to_match(budget, highest),
    )
    return found if budget.eligible or budget.grant else not_judged(found, NO_COSTS)


def _place_to_match(budget: BudgetFacts, highest: Money) -> str:
    if not budget.eligible:
        return "budget#costs"
    return "budget#own_cash" if budget.grant <= highest else "budget#grant"


def check_own_funds(terms: Terms, budget: BudgetFacts) -> Finding:
    """Does everything that is stated as own funds count as such (R-004)? A hint."""
    left_out = budget.in_kind - in_kind_counted(terms, budget)
    unasked = NOTHING if terms.matching.other_public_counts else budget.other_public
    reasons = []
    if left_out:
        reasons.append(
            say(
                "Von {all} Sachleistungen zählen {counted}.",
                "{counted} of {all} in kind counts.",
                all=budget.in_kind,
                counted=budget.in_kind - left_out,
            )
        )
    if unasked:
        reasons.append(
            say(
                "{public} andere öffentliche Mittel zählen nicht.",
                "{public} of other public money does not count.",
                public=unasked,
            )
        )
    if not reasons:
        reasons.append(
            say("{own} zählen.", "{own} counts.", own=own_funds(terms, budget)),
        )
    found = Finding(
        rule="R-004",
        holds=not left_out and not unasked,
        claim=Words("Alle angegebenen Eigenmittel zählen.", "All own funds that are stated count."),
        says=join(reasons, " "),
        source=TERMS_OF_ROUND,
        place="budget#in_kind" if left_out else "budget#other_public",
        warns=True,
    )
    stated = budget.own_cash + budget.in_kind + budget.other_public
    return found if stated else not_judged(found, NO_OWN_FUNDS)


def check_in_kind(terms: Terms, budget: BudgetFacts) -> Finding:
    """Does a plan name contributions in kind only as far as they count (R-004)?

    What does not count pays for nothing: with it the financing would be higher than the costs.
    """
    counted = in_kind_counted(terms, budget)
    return Finding(
        rule="R-004",
        holds=budget.in_kind == counted,
        claim=Words(
            "Im Plan stehen Sachleistungen nur, soweit sie zählen.",
            "The plan names contributions in kind only as far as they count.",
        ),
        says=say(
            "{name}: Von {all} Sachleistungen zählen {counted}. Tragen Sie nur ein, was zählt.",
            "{name}: {counted} of {all} in kind counts. Enter only what counts.",
            name=budget.name,
            all=budget.in_kind,
            counted=counted,
        ),
        source=TERMS_OF_ROUND,
        place="budget#in_kind",
    )


def check_total_financing(terms: Terms, budget: BudgetFacts) -> Finding:
    """Do grant, own and other funds make exactly the eligible costs (R-019)?"""
    public = NOTHING if terms.matching.other_public_counts else budget.other_public
    others = budget.third_party + public
    own = own_funds(terms, budget)
    whole = budget.grant + own + others
    figures: dict[str, Figure] = {
        "name": budget.name,
        "grant": Words(budget.grant.german_figure, budget.grant.english_figure),
        "own": Words(own.german_figure, own.english_figure),
        "others": Words(others.german_figure, others.english_figure),
        "whole": whole,
        "eligible": budget.eligible,
    }
    german = "{name}: {grant} + {own} + {others} = {whole}"
    if whole == budget.eligible:
        says = say(f"{german}.", f"{german}.", **figures)
    else:
        says = say(
            f"{german} statt {{eligible}}. {{heal}}",
            f"{german} instead of {{eligible}}. {{heal}}",
            heal=_heal_financing(budget, whole),
            **figures,
        )
    found = Finding(
        rule="R-019",
        holds=whole == budget.eligible,
        claim=Words("Jede Finanzierung geht auf.", "Every financing adds up."),
        says=says,
        source=FINANCING_FAQ,
        place=_place_to_heal(budget, whole),
    )
    if budget.eligible or whole:
        return found
    return not_judged(found, NO_COSTS, name=budget.name)


def _heal_financing(budget: BudgetFacts, whole: Money) -> Words:
    """What makes it add up: never to lower the grant by more than it is."""
    over = whole - budget.eligible
    if not budget.eligible:
        return NO_COSTS
    if over < NOTHING:
        return say("Es fehlen {missing}.", "{missing} is missing.", missing=-over)
    if over <= budget.grant:
        return say("Senken Sie die Zuwendung um {over}.", "Lower the grant by {over}.", over=over)
    return say(
        "Das sind {over} zu viel; prüfen Sie Eigenmittel und Mittel Dritter.",
        "That is {over} too much; check own funds and the money of others.",
        over=over,
    )


def _place_to_heal(budget: BudgetFacts, whole: Money) -> str:
    if not budget.eligible:
        return "budget#costs"
    over = whole - budget.eligible
    return "budget#grant" if NOTHING < over <= budget.grant else "budget#own_cash"


def _part(terms: Terms) -> Words:
    """The share to be matched, as a sentence names it."""
    share = terms.matching.own_funds_share
    if terms.matching.by_year:
        years = join(
            say("{n}. Jahr {share}", "year {n} {share}", n=str(at), share=row.own)
            for at, row in enumerate(terms.matching.by_year, start=1)
        )
        return say(
            "von den Ausgaben je Jahr ({years})",
            "of the expenditure of each year ({years})",
            years=years,
        )
    whole = (
        Words("der Ausgaben", "of the expenditure")
        if terms.matching.mode is MatchingMode.OF_COSTS
        else Words("der Zuwendung", "of the grant")
    )
    if share == HALF:
        return say("die Hälfte {whole}", "half {whole}", whole=whole)
    return say("{share} {whole}", "{share} {whole}", share=share, whole=whole)
