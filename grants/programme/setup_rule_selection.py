"""What the criteria, the scale and the jury of a round have to keep to while it is set up."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from grants.programme.criteria import ALL_WEIGHTS, TieBreak
from grants.programme.finding import Finding
from grants.programme.setup_finding import has_to_hold
from grants.programme.setup_sheet import Body, field_name, value_at
from grants.programme.words import say


def rules_about_selection(body: Body) -> Iterator[Finding]:
    """Weights, scale, thresholds, numbers of jurors and the order at a tie."""
    yield from _about_criteria(body)
    yield from _about_jury(body)


def _about_criteria(body: Body) -> Iterator[Finding]:
    rows = value_at(body, "selection.criteria") or []
    weights = [row["weight"] for row in rows if "weight" in row]
    if weights:
        yield has_to_hold(
            "R-060",
            "selection#selection__criteria__0__weight",
            sum(weights) == ALL_WEIGHTS,
            "Die Gewichte ergeben zusammen genau 100. Jetzt sind es {sum}.",
            "The weights make exactly 100. They are {sum} now.",
            sum=sum(weights),
            wrong=say(
                "Die Gewichte müssen zusammen genau 100 ergeben. Jetzt sind es {sum}.",
                "The weights must make exactly 100; they are {sum} now.",
                sum=sum(weights),
            ),
        )
    scale = [value_at(body, f"selection.{name}") for name in ("lowest", "highest", "step")]
    if any(each is None for each in scale):
        return
    low, high, step = (Decimal(each) for each in scale)
    fits = step > 0 and low < high and (high - low) % step == 0
    yield has_to_hold(
        "R-060",
        "selection#selection__step",
        fits,
        "Die Skala geht in gleichen Schritten vom niedrigsten zum höchsten Wert.",
        "The scale goes in equal steps from its lowest to its highest score.",
        wrong=say(
            "Der höchste Wert muss über dem niedrigsten liegen und in ganzen Schritten erreichbar"
            " sein; von {low} bis {high} in Schritten von {step} geht das nicht.",
            "The highest score must lie above the lowest and be reached in whole steps; from {low}"
            " to {high} in steps of {step} this is not possible.",
            low=low, high=high, step=step,
        ),
    )  # fmt: skip
    if not fits:
        return  # a threshold is not wrong because the scale is
    for place, threshold in _thresholds(body, rows):
        yield has_to_hold(
            "R-062",
            place,
            low <= Decimal(threshold) <= high,
            "Die Schwelle {threshold} liegt auf der Skala.",
            "The threshold {threshold} lies on the scale.",
            threshold=Decimal(threshold),
            wrong=say(
                "Die Schwelle muss auf der Skala von {low} bis {high} liegen, Sie haben"
                " {threshold} eingegeben.",
                "The threshold must lie on the scale from {low} to {high}; you entered"
                " {threshold}.",
                low=low, high=high, threshold=Decimal(threshold),
            ),
        )  # fmt: skip


def _thresholds(body: Body, rows: Iterable[Body]) -> Iterator[tuple[str, str]]:
    for at, row in enumerate(rows):
        if "threshold" in row:
            yield f"selection#{field_name('threshold', at, 'selection.criteria')}", row["threshold"]
    total = value_at(body, "selection.total_threshold")
    if total is not None:
        yield "selection#selection__total_threshold", total


def _about_jury(body: Body) -> Iterator[Finding]:
    least, each = (
        value_at(body, f"selection.{name}") for name in ("min_scores", "jurors_per_application")
    )
    if least is not None and each is not None:
        yield has_to_hold(
            "R-061",
            "selection#selection__min_scores",
            1 <= least <= each,
            "Mindestens {least} Gutachten sind bei {each} Jurymitgliedern möglich.",
            "At least {least} reviews are possible with {each} jurors.",
            least=least,
            each=each,
            wrong=say(
                "Die Zahl muss zwischen 1 und {each} liegen, so viele Jurymitglieder hat jede"
                " Bewerbung; Sie haben {least} eingegeben.",
                "The number must lie between 1 and {each}, as many jurors as each application has;"
                " you entered {least}.",
                least=least, each=each,
            ),
        )  # fmt: skip
    breaks = value_at(body, "selection.tie_breaks")
    if breaks is not None:
        ordered = len(set(breaks)) == len(breaks) and breaks[-1:] == [TieBreak.LOT]
        yield has_to_hold(
            "R-063",
            "selection#selection__tie_breaks__0",
            ordered,
            "Jede Regel bei Gleichstand steht einmal da, das Los zuletzt.",
            "Each rule for a tie stands there once, the lot last.",
        )
