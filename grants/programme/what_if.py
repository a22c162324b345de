"""What if: another budget, cap, number, weights or thresholds over the same reviews.

Nothing here is kept. The rules are those of the ranking (R-060 to R-064); only figures differ.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from grants.programme.criteria import ALL_WEIGHTS, Selection
from grants.programme.finding import Finding
from grants.programme.money import NOTHING, Money, total
from grants.programme.ranking import Candidate, Outcome, Ranked, rank
from grants.programme.ranking_tie import Settlement, settle
from grants.programme.selection import score_of_sums
from grants.programme.sources import TERMS_OF_ROUND
from grants.programme.terms import Terms
from grants.programme.words import Words, say


class Binds(StrEnum):
    """What a selected cluster takes from the budget (R-015 leaves both open)."""

    CAP = "cap"
    """The whole cap, as rounds are decided now."""
    ASKED = "asked"
    """What it asked for, at most the cap."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A criterion as it is assumed."""

    code: str
    weight: int
    threshold: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """What is assumed; without criteria, where no scores are known, only money and number."""

    budget: Money
    cap: Money
    winners: int | None
    """Most clusters to be selected; None for as many as the budget carries."""
    binds: Binds = Binds.CAP
    total_threshold: Decimal | None = None
    criteria: tuple[Weighed, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contender:
    """An application as a what-if sees it: its points by criterion, and what it asks for."""

    number: str
    sums: Mapping[str, Decimal]
    reviews: int
    asked: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class CameTo:
    """What it comes to, in figures; amounts in EUR."""

    winners: int
    bound: Money
    """What the selected ones take from the budget."""
    budget: Money
    reserve: int | None = None
    """Recommended below the line; None where no scores are known."""

    @property
    def left(self) -> Money:
        """Of the budget; below nothing where the budget does not reach."""
        return self.budget - self.bound

    @property
    def mean(self) -> Money | None:
        """Money for each cluster on average, rounded down; nothing for nobody."""
        return self.bound.share(Fraction(1, self.winners)) if self.winners else None


@dataclass(frozen=True, slots=True, kw_only=True)
class TriedOut:
    """The ranking under an assumption."""

    lines: tuple[Ranked, ...]
    came_to: CameTo

    @property
    def selected(self) -> tuple[str, ...]:
        """The numbers above the line, in their order."""
        return tuple(
            line.candidate.number for line in self.lines if line.outcome is Outcome.SELECTED
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Who comes in and who goes out, against a ranking to compare with."""

    comes_in: tuple[str, ...]
    goes_out: tuple[str, ...]


def as_it_is(terms: Terms, budget: Money) -> Assumption:
    """What the terms of the round say themselves."""
    return Assumption(
        budget=budget,
        cap=terms.cap_per_cluster,
        winners=None,
        total_threshold=terms.selection.total_threshold,
        criteria=tuple(
            Weighed(code=each.code, weight=each.weight, threshold=each.threshold)
            for each in terms.selection.criteria
        ),
    )


def check_assumption(assumed: Assumption) -> list[Finding]:
    """Can it be reckoned with: do the weights make a hundred (R-060), is there a cap (R-001)?"""
    found = []
    if assumed.criteria:
        whole = sum(each.weight for each in assumed.criteria)
        found.append(
            Finding(
                rule="R-060",
                holds=whole == ALL_WEIGHTS,
                claim=Words("Die Gewichte ergeben 100.", "The weights make 100."),
                says=say(
                    "Die Gewichte ergeben {whole}, nötig sind 100.",
                    "The weights make {whole}, they must make 100.",
                    whole=whole,
                ),
                source=TERMS_OF_ROUND,
                place="weights",
            )
        )
    found.append(
        Finding(
            rule="R-001",
            holds=assumed.cap > NOTHING,
            claim=Words("Jedes Cluster bekommt etwas.", "Every cluster receives something."),
            says=Words(
                "Die Obergrenze muss über 0,00 € liegen.", "The cap must be above EUR 0.00."
            ),
            source=TERMS_OF_ROUND,
            place="cap",
        )
    )
    return found


def try_out(
    terms: Terms,
    contenders: Iterable[Contender],
    assumed: Assumption,
    settlements: Sequence[Settlement] = (),
) -> TriedOut:
    """The ranking as it would be. The assumption must have passed `check_assumption`.

    A vote or a lot counts where the same equals are still level.
    """
    selection = _selection(terms.selection, assumed)
    candidates = [
        Candidate(
            number=each.number,
            score=score_of_sums(selection, each.sums, each.reviews),
            requested=assumed.cap if assumed.binds is Binds.CAP else min(each.asked, assumed.cap),
        )
        for each in contenders
    ]
    lines = rank(
        replace(terms, selection=selection),
        settle(selection, candidates, settlements),
        assumed.budget,
        assumed.winners,
    )
    above = [line for line in lines if line.outcome is Outcome.SELECTED]
    return TriedOut(
        lines=tuple(lines),
        came_to=CameTo(
            winners=len(above),
            bound=total(line.candidate.requested for line in above),
            budget=assumed.budget,
            reserve=sum(line.outcome is Outcome.RESERVE for line in lines),
        ),
    )


def count_out(assumed: Assumption, applied: int) -> CameTo:
    """What money and number alone come to, where nobody knows the scores: how many, at what cost.

    Every cluster takes the whole cap; more than applied cannot be selected.
    """
    carried = assumed.budget.cents // assumed.cap.cents
    wanted = applied if assumed.winners is None else assumed.winners
    winners = max(min(applied, wanted, carried), 0)
    return CameTo(winners=winners, bound=Money(assumed.cap.cents * winners), budget=assumed.budget)


def shared_by(pot: Money, applied: int, around: int, spread: int = 6) -> list[CameTo]:
    """The same money for fewer or more clusters: each would have this share, rounded down.

    `around` is how many there were; the list goes `spread` to either side, within 1 and `applied`.
    """
    numbers = range(max(around - spread, 1), min(around + spread, applied) + 1)
    return [
        CameTo(
            winners=number,
            bound=Money(pot.share(Fraction(1, number)).cents * number),
            budget=pot,
        )
        for number in numbers
    ]


def change(before: Collection[str], after: Sequence[str]) -> Change:
    """Who comes in, in the order of the scenario, and who goes out, by number."""
    return Change(
        comes_in=tuple(number for number in after if number not in before),
        goes_out=tuple(sorted(set(before) - set(after))),
    )


def _selection(selection: Selection, assumed: Assumption) -> Selection:
    by_code = {each.code: each for each in assumed.criteria}
    return replace(
        selection,
        total_threshold=selection.total_threshold
        if assumed.total_threshold is None
        else assumed.total_threshold,
        criteria=tuple(
            replace(each, weight=by_code[each.code].weight, threshold=by_code[each.code].threshold)
            if each.code in by_code
            else each
            for each in selection.criteria
        ),
    )
