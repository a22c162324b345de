"""One line of the ranking as a page shows it: figures, ties and thresholds in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from grants.programme.criteria import Selection, TieBreak
from grants.programme.money import CENTS_PER_EURO, NOTHING, Money
from grants.programme.ranking import Candidate, Outcome, Ranked, by_weight
from grants.programme.selection import Score, review_score, two_places
from grants.programme.stages import ApplicationState, label
from grants.programme.words import Words, join, say
from grants.queries.ranking import Entrant
from grants.queries.scores import ReviewLine
from grants.web import filters
from grants.web.charts import Dots, dots

TIED_ABOVE = Words("punktgleich, gleicher Rang", "tied, the same rank")
TIED_BELOW = Words(
    "punktgleich, in der Reserve bis zu einem Votum oder Los",
    "tied, in reserve until a vote or a lot",
)
"""What becomes of equals: above the line nothing is at stake, below it they wait."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One application of the ranking."""

    rank: int
    number: str
    cluster: str
    notes: Words
    """What decided a tie, or which threshold was missed."""
    total: Decimal
    criteria: str
    """The mean of each criterion, in the order of the terms."""
    dots: Dots | None
    spoken: str
    """The single reviews in words, for who cannot see the dots."""
    requested: Money
    headroom: Money
    """What is left under the cap of the cluster, EUR; below nothing where it asks for more."""
    running: Money | None
    """Sum needed down to here, EUR; nothing below the funding line."""
    result: Words
    out: bool

    @property
    def amounts(self) -> tuple[Money, ...]:
        """Every amount in it."""
        return (self.requested, self.headroom, self.running or NOTHING)


def line_of(
    selection: Selection,
    line: Ranked,
    entrant: Entrant,
    reviews: Sequence[ReviewLine],
    *,
    low: int,
    place: int,
    rival: Candidate | None = None,
) -> Line:
    """The line ready to print; `low` is where the axis begins, `place` counts the reserves."""
    totals = sorted(review_score(selection, each.points) for each in reviews)
    score = line.candidate.score
    return Line(
        rank=line.rank,
        number=entrant.number,
        cluster=entrant.cluster,
        notes=notes(selection, line, rival),
        total=score.total,
        criteria=" ".join(filters.score(score.by_criterion[c.code]) for c in selection.criteria),
        dots=dots(
            [Fraction(each) for each in totals],
            low,
            int(selection.highest),
            Fraction(selection.total_threshold),
        ),
        spoken="; ".join(filters.score(each, 3) for each in totals),
        requested=entrant.asked,
        headroom=line.candidate.requested - entrant.asked,
        running=line.running if line.outcome is Outcome.SELECTED else None,
        result=_result(entrant.state, line, place),
        out=line.outcome is Outcome.NOT_RECOMMENDED,
    )


def whole_euros(amounts: Sequence[Money]) -> bool:
    """Are all amounts whole euros, so that a table may leave the cents out?"""
    return not any(amount.cents % CENTS_PER_EURO for amount in amounts)


def outcome_words(outcome: Outcome, place: int = 0) -> Words:
    """What the ranking says; `place` counts the reserves."""
    if outcome is Outcome.SELECTED:
        return Words("Auswahl", "Selection")
    if outcome is Outcome.RESERVE:
        return say("Reserve {n}", "Reserve {n}", n=place) if place else Words("Reserve", "Reserve")
    return Words("Nicht empfohlen", "Not recommended")


def rivals(lines: Sequence[Ranked]) -> Mapping[str, Candidate]:
    """Beside whom each of those stands whose place a tie-break decided, by number."""
    decided = [pair for pair in pairwise(lines) if pair[1].decided_by is not None]
    ahead = {one.candidate.number: behind.candidate for one, behind in decided}
    return ahead | {behind.candidate.number: one.candidate for one, behind in decided}


def notes(selection: Selection, line: Ranked, rival: Candidate | None = None) -> Words:
    """What decided a tie, against whom, or which threshold was missed; often nothing."""
    if line.outcome is Outcome.NOT_RECOMMENDED:
        return join(_missed(selection, line.candidate.score))
    if line.tied:
        return TIED_ABOVE if line.outcome is Outcome.SELECTED else TIED_BELOW
    return Words("", "") if line.decided_by is None else _tie(selection, line, rival)


def _result(state: ApplicationState, line: Ranked, place: int) -> Words:
    """What was decided; before that, what the ranking says."""
    if state in (ApplicationState.SELECTED, ApplicationState.REJECTED):
        return label(state)
    if line.tied and line.outcome is Outcome.RESERVE:
        return Words("Gleichstand", "Tie")
    return outcome_words(line.outcome, place)


def _tie(selection: Selection, line: Ranked, rival: Candidate | None) -> Words:
    if line.decided_by is TieBreak.WEIGHTIEST_CRITERION:
        return weighed(selection, line.candidate, rival)
    if line.decided_by is TieBreak.BALANCE:
        return Words("punktgleich, das Votum der Jury entscheidet", "tied, the jury's vote decides")
    return Words("punktgleich, das Los entscheidet", "tied, the lot decides")


def weighed(selection: Selection, own: Candidate, rival: Candidate | None) -> Words:
    """The weightiest criterion in which the two differ, with both figures."""
    means = own.score.by_criterion
    others = rival.score.by_criterion if rival else {}
    for each in by_weight(selection):
        mean, other = means[each.code], others.get(each.code)
        if other is not None and other != mean:
            return say(
                "punktgleich mit {rival}; als schwerstes Kriterium, in dem sie sich unterscheiden, "
                "entscheidet {code}: {mean} gegen {other}",
                "tied with {rival}; the weightiest criterion in which they differ decides, {code}: "
                "{mean} against {other}",
                rival=rival.number if rival else "", code=each.code,
                mean=filters.score(mean), other=filters.score(other),
            )  # fmt: skip
    return Words(
        "punktgleich, das schwerste Kriterium entscheidet",
        "tied, the weightiest criterion decides",
    )


def _missed(selection: Selection, result: Score) -> list[Words]:
    """Which thresholds the application misses."""
    missed = [
        say(
            "{code} {mean} unter {least}",
            "{code} {mean} below {least}",
            code=each.code,
            mean=two_places(result.by_criterion[each.code]),
            least=two_places(Fraction(each.threshold)),
        )
        for each in selection.criteria
        if result.by_criterion[each.code] < each.threshold
    ]
    if result.total < selection.total_threshold:
        least = two_places(Fraction(selection.total_threshold))
        missed.append(say("Gesamt unter {least}", "total below {least}", least=least))
    if result.reviews < selection.min_scores:
        missed.append(
            say(
                "erst {there} von {least} Gutachten",
                "only {there} of {least} reviews so far",
                there=result.reviews,
                least=selection.min_scores,
            )
        )
    return missed
