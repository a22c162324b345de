"""The cap of a cluster over time as a drawing: steps, a line for the cap, numbers as in the table.

It is readable without colour; the table below it in the report has the same figures.
"""

from datetime import date, datetime
from fractions import Fraction
from html import escape

from grants.documents.figures import amount, day
from grants.documents.snapshot import Snapshot
from grants.programme.money import eur
from grants.programme.words import Language

WIDTH, HEIGHT = 160, 60
"""Millimetres, as it stands on the page."""
LEFT, RIGHT, TOP, BOTTOM = 21, 157, 8, 51
"""The area of the drawing inside, in millimetres."""

INK, GREY, BLUE, PALE, RED, RULE = "#1b1f23", "#4d5963", "#0b3c5d", "#dbe6ee", "#9b1c1c", "#d5dadf"
LETTERING = f'font-family="Letter" font-size="2.9" fill="{INK}"'
HEADROOM = Fraction(11, 10)
LINES = 4
MILLION = 1_000_000
THOUSAND = 1_000


class Scale:
    """Turns days and amounts into millimetres of the drawing."""

    def __init__(self, first: date, last: date, highest: int) -> None:
        self.first, self.days, self.highest = first, max(1, (last - first).days), highest

    def across(self, when: date) -> float:
        """Millimetres from the left for a day."""
        return LEFT + (RIGHT - LEFT) * (when - self.first).days / self.days

    def up(self, cents: int) -> float:
        """Millimetres from the top for an amount."""
        return BOTTOM - (BOTTOM - TOP) * max(0, cents) / self.highest


def cap_chart(data: Snapshot, language: Language) -> bytes:
    """The drawing for the `cap`, `cap_steps` and the cut-off of a report's snapshot."""
    cap = eur(data["cap"]).cents
    steps = [(date.fromisoformat(s["day"]), eur(s["committed"]).cents) for s in data["cap_steps"]]
    until = max(datetime.fromisoformat(data["head"]["cut_off"]).date(), steps[-1][0])
    first, last = date(steps[0][0].year, 1, 1), date(until.year + 1, 1, 1)
    highest = int(max(cap, *(committed for _, committed in steps)) * HEADROOM)
    scale = Scale(first, last, highest)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}mm" height="{HEIGHT}mm">',
        *_amounts(scale, cap, language),
        *_years(scale, first.year, last.year),
        *_steps(scale, steps, until),
        *_cap(scale, cap, data["cap"], language),
        *_numbers(scale, steps),
        *_cut_off(scale, until, language),
        "</svg>",
    ]
    return "".join(parts).encode()


def _line(path: str, colour: str, width: float, dashes: str = "") -> str:
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width}"{dashed}/>'


def _text(x: float, y: float, text: str, anchor: str = "start", weight: int = 400) -> str:
    return (
        f'<text x="{x:.2f}" y="{y:.2f}" text-anchor="{anchor}" font-weight="{weight}" '
        f"{LETTERING}>{escape(text)}</text>"
    )


def _short(cents: int, language: Language) -> str:
    euros = Fraction(cents, 100)
    if euros >= MILLION:
        text = f"{float(euros / MILLION):.1f}"
        return f"{text.replace('.', ',')} Mio." if language == "de" else f"{text} m"
    return f"{int(euros / THOUSAND)} Tsd." if language == "de" else f"{int(euros / THOUSAND)} k"


def _amounts(scale: Scale, cap: int, language: Language) -> list[str]:
    heights = [cap * part // LINES for part in range(LINES + 1)]
    return [
        drawn
        for cents in heights
        for drawn in (
            _line(f"M{LEFT} {scale.up(cents):.2f}H{RIGHT}", RULE, 0.15),
            _text(LEFT - 2, scale.up(cents) + 1, _short(cents, language) if cents else "0", "end"),
        )
    ]


def _years(scale: Scale, first: int, last: int) -> list[str]:
    return [
        drawn
        for year in range(first, last)
        for start in [scale.across(date(year, 1, 1))]
        for middle in [scale.across(date(year, 7, 2))]
        for drawn in (
            _line(f"M{start:.2f} {BOTTOM}v1.4", GREY, 0.2),
            _text(middle, BOTTOM + 4.6, str(year), "middle"),
        )
    ]


def _steps(scale: Scale, steps: list[tuple[date, int]], until: date) -> list[str]:
    edge = "".join(f"H{scale.across(when):.2f}V{scale.up(cents):.2f}" for when, cents in steps)
    start, end = scale.across(steps[0][0]), scale.across(until)
    path = f"M{start:.2f} {BOTTOM}{edge}H{end:.2f}"
    return [f'<path d="{path}V{BOTTOM}Z" fill="{PALE}"/>', _line(path, BLUE, 0.6)]


def _cap(scale: Scale, cap: int, written: str, language: Language) -> list[str]:
    label = "Obergrenze" if language == "de" else "Cap"
    return [
        _line(f"M{LEFT} {scale.up(cap):.2f}H{RIGHT}", RED, 0.4, "2 1"),
        _text(LEFT + 1, scale.up(cap) - 1.4, f"{label} {amount(written, language)}", weight=700),
        _line(f"M{LEFT} {BOTTOM}H{RIGHT}", GREY, 0.3),
    ]


def _numbers(scale: Scale, steps: list[tuple[date, int]]) -> list[str]:
    """A numbered dot per step; dots of decisions close in time are moved apart sideways."""
    drawn: list[str] = []
    free = float(LEFT)
    for number, (when, cents) in enumerate(steps, start=1):
        x, y = max(scale.across(when), free), scale.up(cents)
        free = x + 4.4
        drawn.append(f'<circle cx="{x:.2f}" cy="{y:.2f}" r="2.1" fill="{BLUE}"/>')
        drawn.append(
            f'<text x="{x:.2f}" y="{y + 1:.2f}" text-anchor="middle" font-family="Letter" '
            f'font-size="2.9" font-weight="700" fill="#fff">{number}</text>'
        )
    return drawn


def _cut_off(scale: Scale, until: date, language: Language) -> list[str]:
    x = scale.across(until)
    word = "Stand" if language == "de" else "As of"
    right = x < (LEFT + RIGHT) / 2 or x < RIGHT - 34
    label = f"{word} {day(until.isoformat(), language)}"
    return [
        _line(f"M{x:.2f} {TOP - 4}V{BOTTOM}", GREY, 0.2, ".6 .8"),
        _text(x + (1.2 if right else -1.2), TOP - 2, label, "start" if right else "end"),
    ]
