"""Single lines of a financing plan held against the plan they stand in."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_UP, Decimal
from typing import Final

from grants.programme.amount import LARGEST
from grants.programme.finding import Finding
from grants.programme.money import NOTHING, total
from grants.programme.plan_line import MOST_LINES, PlannedLine, Unit, lean, too_large
from grants.programme.sources import TERMS_OF_ROUND
from grants.programme.words import Words, say

OWN_RULE: Final = "plan-line"
MONTHS: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What a plan has room for: its categories, and the days it runs."""

    categories: Collection[str]
    first: date
    last: date

    @property
    def years(self) -> range:
        """The calendar years of the plan."""
        return range(self.first.year, self.last.year + 1)


def check_lines(frame: Frame, lines: Sequence[PlannedLine]) -> list[Finding]:
    """What refuses these lines as a whole, or one of them."""
    found = [_check_count(lines), _check_sum(lines)]
    for at, line in enumerate(lines):
        found += [_in_period(frame, line, at), _labelled(line, at)]
    return found


def line_findings(frame: Frame, lines: Sequence[PlannedLine]) -> dict[int, list[Finding]]:
    """By the place of the line: what to look at once more. Only what does not hold."""
    twins = Counter(_same(line) for line in lines)
    found = {}
    for at, line in enumerate(lines):
        each = [_in_period(frame, line, at), _months(frame, line, at), _something(line, at)]
        each.append(_once(line, at, twins[_same(line)]))
        if noticed := [finding for finding in each if not finding.holds]:
            found[at] = noticed
    return found


def months_in(frame: Frame, year: int) -> int:
    """How many calendar months of this year the plan touches."""
    if year not in frame.years:
        return 0
    first = frame.first.month if year == frame.first.year else 1
    last = frame.last.month if year == frame.last.year else MONTHS
    return last - first + 1


def _check_count(lines: Sequence[PlannedLine]) -> Finding:
    return Finding(
        rule=OWN_RULE,
        holds=len(lines) <= MOST_LINES,
        claim=say(
            "Ein Plan hat höchstens {most} Zeilen.", "A plan has at most {most} lines.",
            most=MOST_LINES,
        ),
        says=say(
            "{count} von {most} Zeilen.", "{count} of {most} lines.",
            count=len(lines), most=MOST_LINES,
        ),
        source=TERMS_OF_ROUND,
        place="lines",
    )  # fmt: skip


def _check_sum(lines: Sequence[PlannedLine]) -> Finding:
    over = [line for line in lines if too_large(line)]
    whole = total(line.amount for line in lines)
    return Finding(
        rule=OWN_RULE,
        holds=not over and whole <= LARGEST,
        claim=Words("Die Beträge sind nicht zu groß.", "The amounts are not too large."),
        says=say(
            "Die Summe der Zeilen ist {whole}. Höchstens {largest} sind möglich.",
            "The lines add up to {whole}. At most {largest} is possible.",
            whole=whole, largest=LARGEST,
        ),
        source=TERMS_OF_ROUND,
        place=f"lines#unit_price_{lines.index(over[0])}" if over else "lines",
    )  # fmt: skip


def _in_period(frame: Frame, line: PlannedLine, at: int) -> Finding:
    known = line.category in frame.categories
    says = say(
        "{year} liegt nicht in der Laufzeit, {first} bis {last}.",
        "{year} is not within the period, {first} to {last}.",
        year=str(line.year), first=frame.first, last=frame.last,
    )  # fmt: skip
    if not known:
        says = say(
            "Die Position {category} hat dieser Plan nicht.",
            "This plan has no category {category}.",
            category=line.category,
        )
    return Finding(
        rule="R-011",
        holds=known and line.year in frame.years,
        claim=Words(
            "Ausgaben sind nur in der Laufzeit geplant.",
            "Costs are planned within the period only.",
        ),
        says=says,
        source=TERMS_OF_ROUND,
        place=f"lines#year_{at}",
    )


def _labelled(line: PlannedLine, at: int) -> Finding:
    return Finding(
        rule=OWN_RULE,
        holds=bool(line.label),
        claim=Words("Jede Zeile sagt, wofür.", "Every line says what for."),
        says=Words("Schreiben Sie, wofür der Betrag ist.", "Write what the amount is for."),
        source=TERMS_OF_ROUND,
        place=f"lines#label_{at}",
    )


def _months(frame: Frame, line: PlannedLine, at: int) -> Finding:
    """More months than the year has are right for two people, and wrong for one."""
    room = months_in(frame, line.year)
    counted = line.quantity if line.unit is Unit.MONTH else None
    people = 0 if counted is None or not room else _rounded_up(counted / room)
    return Finding(
        rule=OWN_RULE,
        holds=people <= 1,
        claim=Words(
            "Eine Person hat so viele Monate, wie der Plan in dem Jahr läuft.",
            "One person has as many months as the plan runs in that year.",
        ),
        says=say(
            "{months} Monate in {year}: Der Plan läuft {room} Monate, das ist die Arbeit von "
            "{people} Personen.",
            "{months} months in {year}: the plan runs for {room} months, this is the work of "
            "{people} people.",
            months=lean(counted or Decimal(0)), year=str(line.year), room=room, people=people,
        ),
        source=TERMS_OF_ROUND,
        place=f"lines#quantity_{at}",
        warns=True,
    )  # fmt: skip


def _something(line: PlannedLine, at: int) -> Finding:
    return Finding(
        rule=OWN_RULE,
        holds=line.amount != NOTHING,
        claim=Words("Jede Zeile kostet etwas.", "Every line costs something."),
        says=Words("Diese Zeile ergibt 0,00 €.", "This line comes to EUR 0.00."),
        source=TERMS_OF_ROUND,
        place=f"lines#amount_{at}",
        warns=True,
    )


def _once(line: PlannedLine, at: int, times: int) -> Finding:
    return Finding(
        rule=OWN_RULE,
        holds=times <= 1,
        claim=Words("Jede Zeile steht einmal da.", "Every line stands there once."),
        says=say(
            "Diese Zeile steht {times}-mal da, mit demselben Betrag im selben Jahr.",
            "This line stands there {times} times, with the same amount in the same year.",
            times=times,
        ),
        source=TERMS_OF_ROUND,
        place=f"lines#label_{at}",
        warns=True,
    )


def _same(line: PlannedLine) -> tuple[object, ...]:
    return line.category, line.year, line.label.casefold(), line.amount


def _rounded_up(number: Decimal) -> int:
    return int(number.to_integral_value(ROUND_UP))
