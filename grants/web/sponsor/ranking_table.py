"""The ranking as a page shows it: lines in their order, the funding line, the threshold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from grants.models.round import Round
from grants.programme.criteria import Selection, TieBreak
from grants.programme.money import CENTS_PER_EURO, NOTHING, Money, total
from grants.programme.ranking import Outcome, Ranked
from grants.programme.selection import Score, two_places
from grants.programme.stages import ApplicationState, label
from grants.programme.words import Words, join, say
from grants.queries.application import terms_of
from grants.queries.ranking import Entrant, budget_of
from grants.queries.round import is_decided
from grants.web import filters
from grants.web.charts import Dots, dots

EDGE = Decimal("0.25")
TIED_ABOVE = Words("punktgleich, gleicher Rang", "tied, the same rank")
TIED_BELOW = Words(
    "punktgleich; alle mit diesem Rang bleiben in der Reserve, bis ein Votum der Jury oder ein Los "
    "festgehalten ist, was in dieser Fassung noch nicht geht",
    "tied; all with this rank stay in reserve until a vote of the jury or a lot is recorded, "
    "which this version cannot do yet",
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
    dots: Dots | None
    spoken: str
    """The single reviews in words, for who cannot see the dots."""
    requested: Money
    running: Money | None
    """Sum promised down to here, EUR; nothing below the funding line."""
    result: Words
    out: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The lines in three parts: above the funding line, reserve, under a threshold."""

    above: tuple[Line, ...]
    reserve: tuple[Line, ...]
    below: tuple[Line, ...]
    cut: Words
    """The arithmetic of the funding line."""
    threshold: Words
    low: int
    """Where the axis of the dots begins."""
    high: int
    whole: bool
    """All amounts are whole euros, so that the table leaves the cents out."""

    @property
    def count(self) -> int:
        """How many applications are ranked."""
        return len(self.above) + len(self.reserve) + len(self.below)


def ranking_table(round_: Round, lines: Sequence[Ranked], found: Mapping[str, Entrant]) -> Table:
    """The ranking of the round, ready to print."""
    selection = terms_of(round_.terms).selection
    low = _axis_begins(selection, found)
    first_reserve = sum(line.outcome is Outcome.SELECTED for line in lines)
    made = {
        line.candidate.number: _line(selection, line, found, low, at - first_reserve)
        for at, line in enumerate(lines, 1)
    }
    by_outcome: dict[Outcome, list[Line]] = {outcome: [] for outcome in Outcome}
    for line in lines:
        by_outcome[line.outcome].append(made[line.candidate.number])
    reserve = [line for line in lines if line.outcome is Outcome.RESERVE]
    above = [line for line in lines if line.outcome is Outcome.SELECTED]
    return Table(
        above=tuple(by_outcome[Outcome.SELECTED]),
        reserve=tuple(by_outcome[Outcome.RESERVE]),
        below=tuple(by_outcome[Outcome.NOT_RECOMMENDED]),
        cut=_arithmetic(round_, above, reserve),
        threshold=_threshold(selection),
        low=low,
        high=int(selection.highest),
        whole=not any(
            amount.cents % CENTS_PER_EURO
            for line in made.values()
            for amount in (line.requested, line.running or NOTHING)
        ),
    )


def key_figures(round_: Round, lines: Sequence[Ranked]) -> list[dict[str, Any]]:
    """Four figures over the table."""
    by_outcome = {
        outcome: [line for line in lines if line.outcome is outcome] for outcome in Outcome
    }
    above = by_outcome[Outcome.SELECTED]
    promised = total(line.candidate.requested for line in above)
    decided = is_decided(round_) or round_.promised > NOTHING
    recommended = len(above) + len(by_outcome[Outcome.RESERVE])
    return [
        {
            "label": Words("Über den Schwellen", "Above the thresholds"),
            "figure": filters.number(recommended),
            "note": say("von {n} begutachteten", "of {n} reviewed", n=len(lines)),
        },
        {
            "label": Words("Über der Förderlinie", "Above the funding line"),
            "figure": filters.number(len(above)),
            "note": say(
                "Ziel etwa {n}", "target about {n}", n=terms_of(round_.terms).target_winners
            ),
        },
        {
            "label": Words("Zugesagt", "Promised")
            if decided
            else Words("Bis zur Linie nötig", "Needed down to the line"),
            "figure": filters.millions(round_.promised if decided else promised),
            "note": say("von {budget}", "of {budget}", budget=budget_of(round_)),
        },
        {
            "label": Words("Reserve", "Reserve"),
            "figure": filters.number(len(by_outcome[Outcome.RESERVE])),
            "note": say(
                "gilt {n} Monate", "valid for {n} months",
                n=terms_of(round_.terms).selection.reserve_months,
            ),
        },
    ]  # fmt: skip


def _line(
    selection: Selection, line: Ranked, found: Mapping[str, Entrant], low: int, place: int
) -> Line:
    entrant = found[line.candidate.number]
    application = entrant.application
    totals = sorted(entrant.totals)
    return Line(
        rank=line.rank,
        number=application.number,
        cluster=application.cluster.name,
        notes=_notes(selection, line),
        total=line.candidate.score.total,
        dots=dots(
            [Fraction(each) for each in totals],
            low,
            int(selection.highest),
            Fraction(selection.total_threshold),
        ),
        spoken="; ".join(filters.score(each, 3) for each in totals),
        requested=application.requested + application.requested_later,
        running=line.running if line.outcome is Outcome.SELECTED else None,
        result=_result(application.state, line, place),
        out=line.outcome is Outcome.NOT_RECOMMENDED,
    )


def _result(state: ApplicationState, line: Ranked, place: int) -> Words:
    """What was decided; before that, what the ranking says. `place` counts the reserves."""
    if state in (ApplicationState.SELECTED, ApplicationState.REJECTED):
        return label(state)
    if line.outcome is Outcome.SELECTED:
        return Words("Auswahl", "Selection")
    if line.outcome is Outcome.RESERVE:
        return say("Reserve {n}", "Reserve {n}", n=place)
    return Words("Nicht empfohlen", "Not recommended")


def _notes(selection: Selection, line: Ranked) -> Words:
    if line.outcome is Outcome.NOT_RECOMMENDED:
        return join(_missed(selection, line.candidate.score))
    notes: list[Words] = []
    if line.tied:
        notes.append(TIED_ABOVE if line.outcome is Outcome.SELECTED else TIED_BELOW)
    elif line.decided_by is not None:
        notes.append(_tie(selection, line))
    return join(notes)


def _tie(selection: Selection, line: Ranked) -> Words:
    if line.decided_by is TieBreak.WEIGHTIEST_CRITERION:
        means = line.candidate.score.by_criterion
        weightiest = sorted(selection.criteria, key=lambda each: (-each.weight, each.code))
        figures = ", ".join(
            f"{each.code} {filters.score(means[each.code])}" for each in weightiest[:2]
        )
        return say(
            "punktgleich, das schwerste Kriterium entscheidet: {figures}",
            "tied, the weightiest criterion decides: {figures}",
            figures=figures,
        )
    if line.decided_by is TieBreak.BALANCE:
        return Words("punktgleich, das Votum der Jury entscheidet", "tied, the jury's vote decides")
    return Words("punktgleich, das Los entscheidet", "tied, the lot decides")


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
        missed.append(Words("zu wenige Gutachten", "too few reviews"))
    return missed


def _arithmetic(round_: Round, above: Sequence[Ranked], reserve: Sequence[Ranked]) -> Words:
    """10 clusters, 40,000,000.00 of 40,000,000.00. The next one needs …, … is left."""
    budget = budget_of(round_)
    promised = total(line.candidate.requested for line in above)
    line = say(
        "Förderlinie: {n} Cluster, nötig {promised} von {budget}.",
        f"Funding line: {{n}} {'cluster' if len(above) == 1 else 'clusters'}, "
        "{promised} needed of {budget}.",
        n=len(above),
        promised=promised,
        budget=budget,
    )
    if not reserve:
        return line
    following = say(
        "Rang {rank} braucht {needed}, frei sind {free}.",
        "Rank {rank} needs {needed}, {free} is left.",
        rank=reserve[0].rank,
        needed=reserve[0].candidate.requested,
        free=budget - promised,
    )
    return join([line, following], " ")


def _threshold(selection: Selection) -> Words:
    least = {two_places(Fraction(each.threshold)) for each in selection.criteria}
    return say(
        "Unter einer Schwelle: gesamt mindestens {total}, jedes Kriterium mindestens {each}",
        "Below a threshold: total at least {total}, every criterion at least {each}",
        total=two_places(Fraction(selection.total_threshold)),
        each=min(least),
    )


def _axis_begins(selection: Selection, found: Mapping[str, Entrant]) -> int:
    """A whole number well below every review, so that no dot lies on the edge."""
    lowest = min((min(each.totals) for each in found.values()), default=selection.lowest)
    return max(int(lowest - EDGE), int(selection.lowest))
