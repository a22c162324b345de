"""What State aid law lets companies and cluster managements receive (R-020, R-021, R-024, R-025).

The law's own figures; what the programme pays is another table (rate.py), and the lower decides.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from grants.programme.aid_terms import AidBase, StateAid, in_force
from grants.programme.calendar import last_day_of_phase
from grants.programme.facts import RateFacts
from grants.programme.finding import Finding
from grants.programme.funding_terms import Research
from grants.programme.money import NOTHING, Money, total
from grants.programme.organisation import SIZE_WORDS, OrganisationKind, Size
from grants.programme.sources import AID_THRESHOLDS, CLUSTER_AID, STATE_AID
from grants.programme.terms import Terms
from grants.programme.unjudged import NO_COSTS, NO_GRANT, not_judged
from grants.programme.words import Words, join, say

MONTHS_OF_YEAR: Final = 12
RESEARCH_WORDS: Final = {
    Research.FUNDAMENTAL: Words("Grundlagenforschung", "Fundamental research"),
    Research.INDUSTRIAL: Words("Industrielle Forschung", "Industrial research"),
    Research.EXPERIMENTAL: Words("Experimentelle Entwicklung", "Experimental development"),
    Research.FEASIBILITY: Words("Durchführbarkeitsstudie", "Feasibility study"),
}


def ceiling(law: StateAid, size: Size, research: Research, *, together: bool) -> Fraction:
    """The largest share of its costs that a company of this size may receive (R-020).

    `together` says whether there is effective collaboration. Nothing for a category that the law
    does not name.
    """
    base = law.base(research)
    if base is None:
        return Fraction(0)
    return min(base.most, base.share + sum(_additions(law, base, size, together=together)))


def why_ceiling(law: StateAid, size: Size, research: Research, *, together: bool) -> Words:
    """How the ceiling comes about, in one sentence."""
    base = law.base(research)
    if base is None:
        return say("{name}: nicht förderfähig.", "{name}: not fundable.",
                   name=RESEARCH_WORDS[research])  # fmt: skip
    parts = [say("{share} Grundsatz", "{share} base", share=base.share)]
    if base.grows_with_size and law.points_for(size):
        parts.append(
            say(
                "{points} Punkte für die Größe ({size})",
                "{points} points for the size ({size})",
                points=points(law.points_for(size)),
                size=SIZE_WORDS[size],
            )
        )
    if base.grows_together and together:
        parts.append(
            say(
                "{points} Punkte für die Zusammenarbeit",
                "{points} points for the collaboration",
                points=points(law.together_bonus),
            )
        )
    highest = ceiling(law, size, research, together=together)
    whole = base.share + sum(_additions(law, base, size, together=together))
    return say(
        "{name}: {parts}. Das Beihilferecht erlaubt {highest}{cut}.",
        "{name}: {parts}. State aid law allows {highest}{cut}.",
        name=RESEARCH_WORDS[research],
        parts=join(parts, " + "),
        highest=highest,
        cut=Words(", mehr nie", ", never more") if whole > highest else Words("", ""),
    )


def by_category(law: StateAid, facts: RateFacts) -> Mapping[Research, Money]:
    """All costs by category; what nobody assigned counts as the round says (R-021)."""
    costs = {research: amount for research, amount in facts.research.items() if amount}
    rest = facts.eligible - total(costs.values())
    if rest > NOTHING:
        costs[law.unassigned] = costs.get(law.unassigned, NOTHING) + rest
    return costs


def legal_maximum(law: StateAid, facts: RateFacts) -> Money:
    """The most, in EUR, that a company may receive for costs of several categories (R-021).

    Summed first and rounded down once, so that no cent is lost between the categories; a company
    without a known size is taken for a large one.
    """
    size = facts.size or Size.LARGE
    cents = sum(
        costs.cents * ceiling(law, size, research, together=facts.together)
        for research, costs in by_category(law, facts).items()
    )
    return Money(1).share(Fraction(cents))


def check_research(terms: Terms, facts: RateFacts) -> Finding | None:
    """Do the costs of a company by category make its costs (R-021)?

    Nothing is found for others, and where the round names no law. Costs that are not assigned are
    a hint, since the lowest ceiling counts for them; more than there are is a breach.
    """
    law = in_force(terms.state_aid, facts.on)
    if law is None or facts.kind is not OrganisationKind.COMPANY:
        return None
    rest = facts.eligible - total(facts.research.values())
    if rest > NOTHING:
        says = say(
            "{name}: {rest} sind keiner Art zugeordnet und zählen als: {as_what}.",
            "{name}: {rest} is assigned to no category and counts as: {as_what}.",
            name=facts.name, rest=rest, as_what=RESEARCH_WORDS[law.unassigned],
        )  # fmt: skip
    elif rest < NOTHING:
        says = say(
            "{name}: {over} zu viel zugeordnet. Die Kosten sind {costs}.",
            "{name}: {over} too much is assigned. The costs are {costs}.",
            name=facts.name, over=-rest, costs=facts.eligible,
        )  # fmt: skip
    else:
        says = join(_assigned(facts), " ")
    found = Finding(
        rule="R-021",
        holds=not rest,
        claim=Words(
            "Alle Kosten sind einer Art von Forschung zugeordnet.",
            "All costs are assigned to a category of research.",
        ),
        says=says,
        source=STATE_AID,
        place="partner#research_industrial",
        warns=rest > NOTHING,
    )
    entered = facts.eligible or rest
    return found if entered else not_judged(found, NO_COSTS, name=facts.name)


def check_cluster_aid(
    terms: Terms, *, costs: Money, grant: Money, first: date, last: date
) -> Finding | None:
    """Is the grant of a cluster management within Art. 27 GBER: share and years (R-024)?"""
    law = in_force(terms.cluster_aid, first)
    if law is None:
        return None
    highest = costs.share(law.share)
    in_time = last <= last_day_of_phase(first, law.max_years * MONTHS_OF_YEAR)
    found = Finding(
        rule="R-024",
        holds=grant <= highest and in_time,
        claim=say(
            "Das Clustermanagement erhält höchstens {share} und nur auf Zeit.",
            "The cluster management gets at most {share}, and for a limited time.",
            share=law.share,
        ),
        says=say(
            "{grant} von höchstens {highest}. {first} bis {last}, höchstens {years} Jahre.",
            "{grant} of at most {highest}. From {first} to {last}, at most {years} years.",
            grant=grant, highest=highest, first=first, last=last, years=law.max_years,
        ),
        source=CLUSTER_AID,
        place="budget#grant",
    )  # fmt: skip
    return found if costs or grant or not in_time else not_judged(found, NO_COSTS)


def check_cluster_threshold(
    terms: Terms, *, aid: Money, elsewhere: Money | None = None, on: date
) -> Finding | None:
    """Is all aid to one cluster below the threshold above which it is notified (R-025)?

    `aid` is what its management receives here, `elsewhere` what the cluster stated; None while it
    has stated nothing.
    """
    law = in_force(terms.cluster_aid, on)
    if law is None:
        return None
    if elsewhere is None:
        who = Words("Cluster, ohne Angabe weiterer Beihilfen",
                    "Cluster, no other aid stated")  # fmt: skip
    else:
        who = say("Cluster, davon {elsewhere} von anderer Stelle",
                  "Cluster, of which {elsewhere} from elsewhere", elsewhere=elsewhere)  # fmt: skip
    whole = aid + (elsewhere or NOTHING)
    return replace(_threshold(who, whole, law.notify_above), place="aid")


def check_threshold(terms: Terms, facts: RateFacts, aid: Money) -> Finding | None:
    """Is the aid to one undertaking for one project below the threshold (R-025)?

    The category with most of the costs decides; between equal ones the lower threshold.
    """
    law = in_force(terms.state_aid, facts.on)
    if law is None or facts.kind is not OrganisationKind.COMPANY:
        return None
    costs = by_category(law, facts)
    named = [(costs[base.research], base) for base in law.bases if base.research in costs]
    if not named:
        return None
    _, main = max(named, key=lambda one: (one[0], -one[1].notify_above.cents))
    return _threshold(
        say("{name}, {category}", "{name}, {category}",
            name=facts.name, category=RESEARCH_WORDS[main.research]),
        aid, main.notify_above,
    )  # fmt: skip


def points(part: Fraction) -> Decimal:
    """A fifth is twenty percentage points."""
    points = Decimal(part.numerator) * 100 / Decimal(part.denominator)
    return points.quantize(Decimal(1)) if points == points.to_integral_value() else points


def _additions(law: StateAid, base: AidBase, size: Size, *, together: bool) -> Iterator[Fraction]:
    if base.grows_with_size:
        yield law.points_for(size)
    if base.grows_together and together:
        yield law.together_bonus


def _assigned(facts: RateFacts) -> Iterator[Words]:
    for research in Research:
        if facts.research.get(research):
            yield say("{name}: {costs}.", "{name}: {costs}.",
                      name=RESEARCH_WORDS[research], costs=facts.research[research])  # fmt: skip


def _threshold(who: Words, aid: Money, most: Money) -> Finding:
    found = Finding(
        rule="R-025",
        holds=aid <= most,
        claim=Words(
            "Keine Zuwendung muss vorher bei der Kommission angemeldet werden.",
            "No grant has to be notified to the Commission first.",
        ),
        says=say("{who}: {aid} von höchstens {most}.", "{who}: {aid} of at most {most}.",
                 who=who, aid=aid, most=most),
        source=AID_THRESHOLDS,
        place="budget#grant",
    )  # fmt: skip
    return found if aid else not_judged(found, NO_GRANT)
