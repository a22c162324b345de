"""Samples for auditors: drawn from a frame that is kept, so that anybody can draw them again.

Three ways: by risk, by lot, and by money. The frame is in the order of its numbers; its hash,
the seed and the result are kept together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from hashlib import sha256
from math import ceil
from typing import Any, Final

from grants.programme.finding import Finding
from grants.programme.money import Money, total
from grants.programme.sealed import canonical
from grants.programme.words import Words, say

SOURCE: Final = Words("Stichprobe (VV 11.2.1 zu Art. 44 BayHO)", "Sampling (Bavarian VV 11.2.1)")


class Way(StrEnum):
    """How a sample is drawn."""

    RISK = "risk"
    RANDOM = "random"
    MONEY = "money"


WAY_WORDS: Final = {
    Way.RISK: Words("nach Risiko", "by risk"),
    Way.RANDOM: Words("durch Los", "by lot"),
    Way.MONEY: Words("nach Geldeinheiten (MUS)", "by monetary units (MUS)"),
}


class FrameKind(StrEnum):
    """Of what a sample is drawn."""

    GRANTS = "grants"
    REPORTS = "reports"
    VOUCHERS = "vouchers"


FRAME_WORDS: Final = {
    FrameKind.GRANTS: Words("bewilligte Zuwendungen", "grants awarded"),
    FrameKind.REPORTS: Words("eingereichte Nachweise", "reports handed in"),
    FrameKind.VOUCHERS: Words("Belege eingereichter Nachweise", "vouchers of reports handed in"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One thing that may be drawn."""

    number: str
    """The public number; the frame is in the order of these."""
    amount: Money
    points: int = 0
    reasons: tuple[str, ...] = ()
    """Why it has points: codes of RISKS."""

    @property
    def row(self) -> dict[str, Any]:
        """As it is kept and goes into the fingerprint of the frame."""
        return {
            "number": self.number, "amount": str(self.amount.decimal), "points": self.points,
            "reasons": list(self.reasons),
        }  # fmt: skip


RISKS: Final = {
    "volume": (3, Words("großer Anteil am Geld", "a large share of the money")),
    "findings": (3, Words("offene Feststellungen", "open audit findings")),
    "late": (2, Words("verspätete Nachweise", "late reports")),
    "first": (1, Words("erste Zuwendung des Empfängers", "first grant of the recipient")),
    "contracts": (1, Words("Aufträge an Dritte geplant", "contracts with third parties planned")),
}
"""Points and words by code."""
LARGE: Final = Fraction(3, 2)
"""A volume is large from this multiple of the average on."""


def scored(number: str, amount: Money, reasons: Sequence[str]) -> Unit:
    """The unit with the points of its reasons."""
    return Unit(
        number=number,
        amount=amount,
        points=sum(RISKS[reason][0] for reason in reasons),
        reasons=tuple(reasons),
    )


def framed(units: Sequence[Unit]) -> tuple[Unit, ...]:
    """The frame in its order."""
    return tuple(sorted(units, key=lambda unit: unit.number))


def frame_hash(units: Sequence[Unit]) -> str:
    """SHA-256 over the frame in its order, as canonical JSON."""
    return sha256(canonical([unit.row for unit in units])).hexdigest()


def fewest(count: int, percent: int) -> int:
    """The least number that this share of the frame asks for, rounded up."""
    return ceil(Fraction(percent, 100) * count)


def draw(
    way: Way, frame: Sequence[Unit], size: int, seed: str, *, start: int | None = None
) -> tuple[str, ...]:
    """The numbers drawn, in the order in which they were drawn.

    `start` is the first unit of money (in cents, from 1) where it is given and not drawn by seed.
    """
    if way is Way.RISK:
        by_risk = sorted(frame, key=lambda unit: (-unit.points, -unit.amount.cents, unit.number))
        return tuple(unit.number for unit in by_risk[:size])
    if way is Way.RANDOM:
        by_lot = sorted(frame, key=lambda unit: lot(seed, unit.number))
        return tuple(unit.number for unit in by_lot[:size])
    return _by_money(frame, size, seed, start)


def lot(seed: str, number: str) -> str:
    """What places a number in the lot: SHA-256 of seed, colon, number; the smallest first."""
    return sha256(f"{seed}:{number}".encode()).hexdigest()


def first_unit(seed: str, interval: Fraction) -> int:
    """The first unit of money in cents: SHA-256 of the seed as a number, modulo the interval."""
    whole = max(1, int(interval))
    return int(sha256(seed.encode()).hexdigest(), 16) % whole + 1


def _by_money(frame: Sequence[Unit], size: int, seed: str, start: int | None) -> tuple[str, ...]:
    """Every so many euro one hit: a unit as large as the interval is drawn for sure."""
    whole = total(unit.amount for unit in frame).cents
    interval = Fraction(whole, size)
    at: Fraction = Fraction(start if start is not None else first_unit(seed, interval))
    hits: list[str] = []
    reached = 0
    for unit in frame:
        reached += unit.amount.cents
        if at <= reached and unit.amount.cents:
            hits.append(unit.number)
        while at <= reached:
            at += interval
    return tuple(hits)


def check_size(size: int, count: int, percent: int) -> Finding:
    """Is the sample neither smaller than its share nor larger than its frame?"""
    least = fewest(count, percent)
    return Finding(
        rule="SAMPLE",
        holds=max(1, least) <= size <= count,
        claim=Words("Die Stichprobe hat die verlangte Größe.",
                    "The sample has the size asked for."),
        says=say(
            "Von {count} werden bei {percent} % mindestens {least} gezogen; gewählt sind {size}.",
            "Of {count}, at {percent}% at least {least} are drawn; {size} were chosen.",
            count=count, percent=percent, least=max(1, least), size=size,
        ) if count else Words("Es gibt noch nichts, woraus gezogen werden kann.",
                              "There is nothing to draw from yet."),
        source=SOURCE,
        place="size",
    )  # fmt: skip
