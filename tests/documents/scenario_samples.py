"""A comparison of scenarios, complete, for the tests of printing."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction

from grants.documents.letter import Sender
from grants.documents.scenario_paper import (
    CriterionLine,
    Named,
    ScenarioColumn,
    ScenarioComparison,
)
from grants.programme.money import eur
from grants.programme.words import Words

KEPT_AT = datetime(2028, 5, 17, 8, 42, tzinfo=UTC)
WEIGHTS = {"C1": 30, "C2": 25, "C3": 20, "C4": 15, "C5": 10}
FIRST = ScenarioColumn(
    name="Obergrenze 3,2 Mio. €",
    made_by="Dr. Jonas Weber",
    made_at=KEPT_AT,
    budget=eur(36_000_000),
    cap=eur(3_200_000),
    most=None,
    binds=Words("ganze Obergrenze", "whole cap"),
    total_threshold=Decimal("3.50"),
    criteria=tuple(
        CriterionLine(code=code, weight=Fraction(weight, 100), threshold=Decimal("3.00"))
        for code, weight in WEIGHTS.items()
    ),
    winners=11,
    bound=eur(35_200_000),
    mean=eur(3_200_000),
    left=eur(800_000),
    against=Words("Festgehaltene Rangliste", "Recorded ranking"),
    before_winners=9,
    before_bound=eur(36_000_000),
    comes_in=(Named(number="R5-0011", cluster="Windkraft Jade"),),
    goes_out=(),
    selected=tuple(
        Named(number=f"R5-{at:04}", cluster=f"Cluster mit langem Namen Nummer {at}")
        for at in range(1, 12)
    ),
)
SECOND = replace(
    FIRST,
    name="Halb so viele, doppelt so viel Geld",
    cap=eur(8_000_000),
    most=5,
    winners=4,
    bound=eur(32_000_000),
    mean=eur(8_000_000),
    left=eur(4_000_000),
    comes_in=(),
    goes_out=tuple(FIRST.selected[4:9]),
    selected=FIRST.selected[:4],
)


def a_scenario_comparison(**changes):
    """Two scenarios side by side."""
    whole = ScenarioComparison(
        sender=Sender(
            name="Musterbehörde",
            acts_for=Words("im Auftrag des Ministeriums", "on behalf of the ministry"),
            street="Musterstraße 1",
            town="10115 Berlin",
        ),
        made_at=KEPT_AT,
        made_for="Dr. Jonas Weber",
        round_name=Words("Wettbewerbsrunde 5", "Competition round 5"),
        programme=Words("InterClust", "InterClust"),
        scored=True,
        scenarios=(FIRST, SECOND),
        notice=Words("Muster mit erfundenen Angaben", "Sample with invented data"),
    )
    return replace(whole, **changes)


def a_comparison_of_counts(**changes):
    """Four over a round whose scores nobody knows."""
    plain = replace(SECOND, criteria=(), total_threshold=None, goes_out=(), selected=())
    four = tuple(replace(plain, name=f"{at} Cluster", winners=at) for at in (5, 6, 8))
    nobody = replace(plain, name="Zu wenig Geld", winners=0, bound=eur(0), mean=None)
    return a_scenario_comparison(scored=False, scenarios=(*four, nobody), **changes)
