"""What the paper on scenarios says: as they were kept, nothing is reckoned anew."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Final

from grants.documents.scenario_paper import (
    CriterionLine,
    Named,
    ScenarioColumn,
    ScenarioComparison,
)
from grants.models.round import Round
from grants.papers.sender import INVENTED, sender_of
from grants.programme.calendar import today
from grants.programme.what_if import Binds
from grants.programme.words import Words
from grants.queries.scenario import Kept

BINDS: Final = {
    Binds.CAP: Words("ganze Obergrenze", "whole cap"),
    Binds.ASKED: Words("Beantragtes", "what is asked for"),
}


def fill_comparison(
    round_: Round, kept: Sequence[Kept], *, made_for: str, now: datetime
) -> ScenarioComparison:
    """The comparison as a document.

    Raises LookupError when no authority is in charge on that day.
    """
    authority = round_.authority.on(today(now))
    if authority is None:
        raise LookupError(f"no authority is known on {today(now)}")
    return ScenarioComparison(
        sender=sender_of(authority),
        made_at=now,
        made_for=made_for,
        round_name=round_.title,
        programme=round_.programme.name,
        scored=any(each.assumed.criteria for each in kept),
        scenarios=tuple(_column(each) for each in kept),
        notice=INVENTED if round_.synthetic else None,
    )


def _column(kept: Kept) -> ScenarioColumn:
    assumed, came_to = kept.assumed, kept.came_to
    return ScenarioColumn(
        name=kept.scenario.name,
        made_by=kept.scenario.made_by.name,
        made_at=kept.scenario.made_at,
        budget=assumed.budget,
        cap=assumed.cap,
        most=assumed.winners,
        binds=BINDS[assumed.binds],
        total_threshold=_two_places(assumed.total_threshold),
        criteria=tuple(
            CriterionLine(
                code=each.code,
                weight=Fraction(each.weight, 100),
                threshold=each.threshold.quantize(Decimal("0.01")),
            )
            for each in assumed.criteria
        ),
        winners=came_to.winners,
        bound=came_to.bound,
        mean=came_to.mean,
        left=came_to.left,
        against=kept.against,
        before_winners=kept.before.winners,
        before_bound=kept.before.bound,
        comes_in=_named(kept.comes_in),
        goes_out=_named(kept.goes_out),
        selected=_named(kept.selected),
    )


def _two_places(threshold: Decimal | None) -> Decimal | None:
    return None if threshold is None else threshold.quantize(Decimal("0.01"))


def _named(pairs: Sequence[tuple[str, str]]) -> tuple[Named, ...]:
    return tuple(Named(number=number, cluster=cluster) for number, cluster in pairs)
