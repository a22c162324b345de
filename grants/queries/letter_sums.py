"""What a letter says in sums: how much in which year, and who pays. Its lines are not read.

For those whose letter it is not, but who answer for the whole: the cluster of a partner that has
people of its own (decision 45).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Final

from grants.models.decision import Letter
from grants.programme.money import Money, eur
from grants.programme.words import Words, say

AMOUNTS: Final = (
    ("amount_before", Words("Zuwendung bisher", "Grant so far")),
    ("amount", Words("Zuwendung", "Grant")),
    ("granted", Words("Zuwendung bisher", "Grant so far")),
    ("revoked", Words("Davon widerrufen oder zurückgenommen", "Revoked or withdrawn of it")),
    ("reclaim", Words("Zu erstatten", "To be repaid")),
)
ROWS: Final = ("eligible", "own_funds", "other_funds", "allowance", "grant")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One figure of the letter with its name."""

    label: Words
    value: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class SumRow:
    """One row of the plan: an amount for every year, and all of them."""

    label: Words
    amounts: tuple[Money, ...]
    sum: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterSums:
    """Amounts, rate and period, and the plan by years without what the costs are made of."""

    facts: tuple[Fact, ...]
    years: tuple[int, ...] = ()
    rows: tuple[SumRow, ...] = ()


def sums_of(letter: Letter) -> LetterSums:
    """The sums as the letter tells them; a letter without a plan has no years."""
    kept = letter.snapshot
    plan = kept.get("plan") or {}
    rows = [plan[name] for name in ROWS if plan.get(name)]
    return LetterSums(
        facts=tuple(_facts(kept)),
        years=tuple(plan.get("years", ())),
        rows=tuple(
            SumRow(
                label=Words(**row["label"]),
                amounts=tuple(eur(each) for each in row["amounts"]),
                sum=eur(row["sum"]),
            )
            for row in rows
        ),
    )


def _facts(kept: dict[str, Any]) -> Iterator[Fact]:
    for name, label in AMOUNTS:
        if kept.get(name) is not None:
            yield Fact(label=label, value=say("{amount}", "{amount}", amount=eur(kept[name])))
    if kept.get("rate"):
        rate = Fraction(kept["rate"])
        yield Fact(label=Words("Fördersatz", "Rate"), value=say("{rate}", "{rate}", rate=rate))
    if kept.get("period_from"):
        first, last = (date.fromisoformat(kept[f"period_{end}"]) for end in ("from", "until"))
        yield Fact(
            label=Words("Bewilligungszeitraum", "Approval period"),
            value=say("{first} bis {last}", "{first} to {last}", first=first, last=last),
        )
