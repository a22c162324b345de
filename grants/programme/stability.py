"""How firm a ranking is: how far reviews lie apart, and what it would be without any one juror.

Nothing here decides anything. Outliers are told by the scale of the terms, not by a figure of ours.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from grants.programme.criteria import Selection
from grants.programme.money import Money
from grants.programme.ranking import Candidate, Key, Outcome, Ranked, order_of, rank
from grants.programme.ranking_tie import Settlement, settle
from grants.programme.selection import Points, review_score, score_of_sums
from grants.programme.terms import Terms

FAR_IN_STEPS = 2
"""A review this many steps of the scale away from the mean of the others, or more, is far off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """An application with the points that each juror gave to it."""

    number: str
    requested: Money
    """What selecting it takes from the budget."""
    reviews: Mapping[int, Points]
    """By juror."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FarOff:
    """A review far away from the others of the same application."""

    juror: int
    total: Decimal
    distance: Fraction
    """From the mean of the others; below nothing when it is lower."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Firmness:
    """How firm the place of one application is."""

    number: str
    rank: int
    above: bool
    """Is it above the funding line with all reviews?"""
    best: int
    worst: int
    """Its ranks when any one juror is left out, the rank with all included."""
    turned_by: tuple[int, ...]
    """The jurors without whom it would be on the other side of the line."""
    lowest: Decimal
    highest: Decimal
    """The weighted reviews that lie furthest apart."""
    far_off: tuple[FarOff, ...]

    @property
    def spread(self) -> Decimal:
        """How far the reviews lie apart."""
        return self.highest - self.lowest


@dataclass(frozen=True, slots=True, kw_only=True)
class JurorFigures:
    """How one juror scores."""

    juror: int
    reviews: int
    mean: Fraction
    variance: Fraction | None
    """Of the weighted totals, by n - 1; nothing for a single review."""
    against_others: Fraction | None
    """By how much they score the same applications higher than the others do, on average."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stability:
    """All of a round."""

    lines: tuple[Firmness, ...]
    """In the order of the ranking."""
    jurors: tuple[JurorFigures, ...]
    """The mildest first, measured against the others."""
    above: int
    """How many are above the line."""

    @property
    def shaky(self) -> tuple[Firmness, ...]:
        """Those whose side of the line hangs on a single juror."""
        return tuple(line for line in self.lines if line.turned_by)


def stability(
    terms: Terms,
    field: Iterable[Reviewed],
    budget: Money,
    settlements: Sequence[Settlement] = (),
) -> Stability:
    """How firm the ranking of these is.

    A juror is left out of all applications at once. One review less is then enough (R-061), or
    everybody with as many reviews as needed would fail by that alone.
    """
    every = [each for each in field if each.reviews]
    selection = terms.selection
    totals = {each.number: _totals(selection, each) for each in every}
    whole = {each.number: _candidate(selection, each, None) for each in every}
    candidates = [one for one in whole.values() if one is not None]
    lines = rank(terms, settle(selection, candidates, settlements), budget)
    one_less = replace(selection, min_scores=max(selection.min_scores - 1, 1))
    key_of, easier = _remembering(order_of(one_less)), replace(terms, selection=one_less)
    without = {}
    for juror in sorted({juror for each in every for juror in each.reviews}):
        changed = {
            each.number: _candidate(selection, each, juror)
            for each in every
            if juror in each.reviews
        }
        left = [one for one in (whole | changed).values() if one is not None]
        settled = settle(one_less, left, settlements)
        without[juror] = {
            line.candidate.number: (line.rank, _is_above(line))
            for line in rank(easier, settled, budget, None, key_of)
        }
    return Stability(
        lines=tuple(_firmness(selection, line, totals, without) for line in lines),
        jurors=tuple(
            sorted(
                (_juror(juror, totals) for juror in without),
                key=lambda one: (-(one.against_others or 0), one.juror),
            )
        ),
        above=sum(_is_above(line) for line in lines),
    )


def _totals(selection: Selection, each: Reviewed) -> dict[int, Decimal]:
    return {juror: review_score(selection, points) for juror, points in each.reviews.items()}


def _candidate(selection: Selection, each: Reviewed, without: int | None) -> Candidate | None:
    """The application as it is ranked without this juror; nothing when no review is left."""
    counted = [points for juror, points in each.reviews.items() if juror != without]
    if not counted:
        return None
    sums = {
        criterion.code: sum((points[criterion.code] for points in counted), Decimal(0))
        for criterion in selection.criteria
    }
    return Candidate(
        number=each.number,
        score=score_of_sums(selection, sums, len(counted)),
        requested=each.requested,
    )


def _remembering(key_of: Callable[[Candidate], Key]) -> Callable[[Candidate], Key]:
    """The same, asked once for each candidate: most are the same without one juror or another."""
    known: dict[int, tuple[Candidate, Key]] = {}

    def remembered(candidate: Candidate) -> Key:
        found = known.get(id(candidate))
        if found is None:
            found = known[id(candidate)] = candidate, key_of(candidate)
        return found[1]

    return remembered


def _is_above(line: Ranked) -> bool:
    return line.outcome is Outcome.SELECTED


def _firmness(
    selection: Selection,
    line: Ranked,
    totals: Mapping[str, Mapping[int, Decimal]],
    without: Mapping[int, Mapping[str, tuple[int, bool]]],
) -> Firmness:
    number, above = line.candidate.number, _is_above(line)
    left = {juror: ranks[number] for juror, ranks in without.items() if number in ranks}
    ranks = [line.rank, *(place for place, _ in left.values())]
    own = totals[number]
    return Firmness(
        number=number,
        rank=line.rank,
        above=above,
        best=min(ranks),
        worst=max(ranks),
        turned_by=tuple(juror for juror, (_, side) in left.items() if side is not above),
        lowest=min(own.values()),
        highest=max(own.values()),
        far_off=tuple(far_off(selection, own)),
    )


def far_off(selection: Selection, totals: Mapping[int, Decimal]) -> Iterable[FarOff]:
    """The reviews of one application that lie far from the mean of its others."""
    if len(totals) < FAR_IN_STEPS:
        return
    for juror, own in totals.items():
        distance = Fraction(own) - _others(totals, juror)
        if abs(distance) >= FAR_IN_STEPS * Fraction(selection.step):
            yield FarOff(juror=juror, total=own, distance=distance)


def _others(totals: Mapping[int, Decimal], juror: int) -> Fraction:
    return Fraction(sum(totals.values(), Decimal(0)) - totals[juror]) / (len(totals) - 1)


def _juror(juror: int, totals: Mapping[str, Mapping[int, Decimal]]) -> JurorFigures:
    own = [Fraction(each[juror]) for each in totals.values() if juror in each]
    compared = [
        Fraction(each[juror]) - _others(each, juror)
        for each in totals.values()
        if juror in each and len(each) > 1
    ]
    mean = sum(own, Fraction(0)) / len(own)
    squares = sum(((total - mean) ** 2 for total in own), Fraction(0))
    return JurorFigures(
        juror=juror,
        reviews=len(own),
        mean=mean,
        variance=squares / (len(own) - 1) if len(own) > 1 else None,
        against_others=sum(compared, Fraction(0)) / len(compared) if compared else None,
    )
