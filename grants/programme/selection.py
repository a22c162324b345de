"""How reviews become a score (R-060 to R-062). All figures come from the terms of the round."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Final

from grants.programme.criteria import ALL_WEIGHTS, Criterion, Selection
from grants.programme.finding import Finding
from grants.programme.sources import TERMS_OF_ROUND
from grants.programme.words import Words, join, say

MOST_MEANS: Final = 4096

Points = Mapping[str, Decimal]
"""One review: the score for each criterion, by its code."""


class NotOnScale(ValueError):
    """A review does not fit the criteria or the scale; `says` tells what."""

    def __init__(self, says: Words) -> None:
        super().__init__(says.en)
        self.says = says


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What the reviews of one application come to."""

    total: Decimal
    """The mean of the weighted reviews with two places, rounded half up (R-061)."""
    by_criterion: Mapping[str, Fraction]
    """The exact mean of each criterion, by code."""
    reviews: int
    """How many reviews were counted."""


def steps(selection: Selection) -> list[Decimal]:
    """Every score that may be given, the lowest first."""
    count = int((selection.highest - selection.lowest) / selection.step)
    return [selection.lowest + step * selection.step for step in range(count + 1)]


def review_score(selection: Selection, points: Points) -> Decimal:
    """The weighted score of one review, exact (R-060).

    Raises NotOnScale when a criterion is missing or unknown, or a score is not on the scale.
    """
    _insist_on_scale(selection, points)
    weighted = sum((c.weight * points[c.code] for c in selection.criteria), Decimal(0))
    return weighted / ALL_WEIGHTS


def score(selection: Selection, reviews: Sequence[Points]) -> Score | None:
    """The score of an application; None while it has no review (R-061).

    Leave out whoever was conflicted or absent. Raises NotOnScale for a review that does not fit.
    """
    if not reviews:
        return None
    for points in reviews:
        _insist_on_scale(selection, points)
    sums = {
        c.code: sum((points[c.code] for points in reviews), Decimal(0)) for c in selection.criteria
    }
    return score_of_sums(selection, sums, len(reviews))


def score_of_sums(selection: Selection, sums: Points, reviews: int) -> Score:
    """The same from the sum of each criterion over so many reviews, one at least.

    The mean of the weighted reviews is the weighted mean of the criteria: adding up first is as
    exact and many times as fast. `rank` and what-if need nothing else.
    """
    weighted = sum((c.weight * sums[c.code] for c in selection.criteria), Decimal(0))
    over, under = weighted.as_integer_ratio()
    return Score(
        total=_half_up(over, under * ALL_WEIGHTS * reviews),
        by_criterion={c.code: _mean(sums[c.code], reviews) for c in selection.criteria},
        reviews=reviews,
    )


def _is_below(mean: Fraction, threshold: Decimal) -> bool:
    """Compared crosswise in whole numbers: many times as fast as a fraction with a decimal."""
    over, under = threshold.as_integer_ratio()
    return mean.numerator * under < over * mean.denominator


@lru_cache(MOST_MEANS)
def _mean(points: Decimal, reviews: int) -> Fraction:
    """Half steps come to few different means: kept ones spare most of the work of ordering."""
    over, under = points.as_integer_ratio()
    return Fraction(over, under * reviews)


def reaches(selection: Selection, result: Score) -> bool:
    """Are there enough reviews, and is every threshold reached (R-061, R-062)?"""
    return (
        result.reviews >= selection.min_scores
        and result.total >= selection.total_threshold
        and not any(_is_below(result.by_criterion[c.code], c.threshold) for c in selection.criteria)
    )


def two_places(exact: Fraction) -> Decimal:
    """The figure with two places, rounded half up."""
    return _half_up(exact.numerator, exact.denominator)


def _half_up(over: int, under: int) -> Decimal:
    return Decimal((200 * over + under) // (2 * under)).scaleb(-2)


def check_reviews(selection: Selection, reviews: int) -> Finding:
    """Are there enough valid reviews (R-061)?"""
    return Finding(
        rule="R-061",
        holds=reviews >= selection.min_scores,
        claim=say(
            "Mindestens {least} Gutachten liegen vor.",
            "At least {least} reviews are there.",
            least=selection.min_scores,
        ),
        says=say(
            "{reviews} von {least}.",
            "{reviews} of {least}.",
            reviews=reviews,
            least=selection.min_scores,
        ),
        source=TERMS_OF_ROUND,
        place="reviews",
    )


def check_thresholds(selection: Selection, result: Score) -> Finding:
    """Does the application reach the threshold of each criterion and of the total (R-062)?

    A criterion counts with its exact mean, the total as it is published, with two places.
    """
    below = [c for c in selection.criteria if result.by_criterion[c.code] < c.threshold]
    sentences = [_below(c.code, two_places(result.by_criterion[c.code]), c) for c in below]
    if result.total < selection.total_threshold:
        sentences.append(
            say(
                "Gesamt: {total}, nötig sind {least}.",
                "Total: {total}, needed {least}.",
                total=result.total,
                least=selection.total_threshold.quantize(Decimal("0.01")),
            )
        )
    holds = not sentences
    if holds:
        sentences.append(say("Gesamt: {total}.", "Total: {total}.", total=result.total))
    return Finding(
        rule="R-062",
        holds=holds,
        claim=Words(
            "Die Bewerbung erreicht alle Schwellen.", "The application reaches every threshold."
        ),
        says=join(sentences, " "),
        source=TERMS_OF_ROUND,
        place="reviews",
    )


def _below(code: str, mean: Decimal, criterion: Criterion) -> Words:
    return say(
        "{code}: {mean}, nötig sind {least}.",
        "{code}: {mean}, needed {least}.",
        code=code,
        mean=mean,
        least=criterion.threshold.quantize(Decimal("0.01")),
    )


def _insist_on_scale(selection: Selection, points: Points) -> None:
    names = {criterion.code: criterion.name for criterion in selection.criteria}
    if set(points) != set(names):
        wrong = sorted(set(points) ^ set(names))
        raise NotOnScale(
            say(
                "Bewerten Sie jedes Kriterium einmal: {codes}.",
                "Score every criterion once: {codes}.",
                codes=", ".join(wrong),
            )
        )
    allowed = steps(selection)
    for code in sorted(points):
        if points[code] not in allowed:
            raise NotOnScale(
                say(
                    "{code}: Wählen Sie {low} bis {high} in Schritten von {step}.",
                    "{code}: Choose {low} to {high} in steps of {step}.",
                    code=code,
                    low=selection.lowest,
                    high=selection.highest,
                    step=selection.step,
                )
            )
