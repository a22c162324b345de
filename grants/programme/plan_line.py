"""Lines of a financing plan: what for, how many, at which price. Amounts are never typed twice.

A plan is kept as costs by category and calendar year; that grid is what rules, letters and reports
read. Where people think in months, trips or items, an amount of the grid is the sum of its lines.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any, Final

from grants.programme.amount import GROUPED, LARGEST, NotAnAmount, read_amount
from grants.programme.money import NOTHING, Money, eur
from grants.programme.words import Language, Words, say

Cells = dict[tuple[str, int], Money]
"""Planned costs by code of the category and calendar year."""

MOST_LINES: Final = 200
LONGEST_LABEL: Final = 120
LONGEST_NOTE: Final = 500
LARGEST_QUANTITY: Final = Decimal("999999.99")


class Unit(StrEnum):
    """What is counted."""

    MONTH = "month"
    DAY = "day"
    HOUR = "hour"
    TRIP = "trip"
    ITEM = "item"


UNIT_WORDS: Final = {
    Unit.MONTH: Words("Monate", "months"),
    Unit.DAY: Words("Tage", "days"),
    Unit.HOUR: Words("Stunden", "hours"),
    Unit.TRIP: Words("Reisen", "trips"),
    Unit.ITEM: Words("Stück", "items"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedLine:
    """One line: an amount, or a quantity at a price. Without a label it is the bare amount."""

    category: str
    year: int
    label: str = ""
    quantity: Decimal | None = None
    unit: Unit | None = None
    unit_price: Money | None = None
    fixed: Money = NOTHING
    """The amount, EUR, of a line without a quantity; not looked at where there is one."""
    note: str = ""

    @property
    def counts(self) -> bool:
        """Is the amount worked out from a quantity and a price?"""
        return self.quantity is not None and self.unit_price is not None

    @property
    def bare(self) -> bool:
        """Is this no line of its own, but the amount of a whole cell?"""
        return not (self.label or self.counts)

    @property
    def amount(self) -> Money:
        """What the line costs, in EUR."""
        if self.quantity is None or self.unit_price is None:
            return self.fixed
        return amount_of(self.quantity, self.unit_price)


Lines = tuple[PlannedLine, ...]


def amount_of(quantity: Decimal, unit_price: Money) -> Money:
    """Quantity x price in EUR, rounded commercially to the cent: 0.5 x 0.01 is 0.01.

    A planned cost is an estimate, so half a cent is rounded up as everybody's spreadsheet does
    it; the grant towards the costs is still rounded down.
    """
    return unit_price.share_half_up(Fraction(quantity))


def kept_lines(content: Mapping[str, Any]) -> Lines:
    """The lines of a plan as the receipt of an application keeps them: plain JSON.

    Receipts from before applications had lines keep none.
    """
    return tuple(
        PlannedLine(
            category=line["category"],
            year=line["year"],
            label=line["label"],
            quantity=Decimal(line["quantity"]) if line["quantity"] else None,
            unit=Unit(line["unit"]) if line["unit"] else None,
            unit_price=eur(line["unit_price"]) if line["unit_price"] else None,
            fixed=eur(line["fixed"]),
            note=line["note"],
        )
        for line in content.get("lines", ())
    )


def kept_cells(content: Mapping[str, Any]) -> Cells:
    """The planned costs as the same receipt keeps them; only cells with something in them."""
    budget = content["budget"]
    return {
        (row["code"], year): eur(amount)
        for row in budget["rows"]
        for year, amount in zip(budget["years"], row["amounts"], strict=True)
        if eur(amount)
    }


def sums_of(lines: Iterable[PlannedLine]) -> Cells:
    """What the lines cost by category and year, in EUR; a cell of lines at 0.00 is there, too."""
    sums: Cells = {}
    for line in lines:
        cell = line.category, line.year
        sums[cell] = sums.get(cell, NOTHING) + line.amount
    return sums


def grid_of(lines: Iterable[PlannedLine], bare: Mapping[tuple[str, int], Money]) -> Cells:
    """The grid: the sum of the lines, and the bare amount where there are none."""
    cells = {**bare, **sums_of(lines)}
    return {cell: amount for cell, amount in cells.items() if amount}


def whole_of(lines: Iterable[PlannedLine], cells: Cells, order: Sequence[str]) -> Lines:
    """Lines and bare amounts together, by category in this order and by year."""
    lines = tuple(lines)
    detailed = sums_of(lines)
    bare = (
        PlannedLine(category=category, year=year, fixed=amount)
        for (category, year), amount in cells.items()
        if (category, year) not in detailed
    )
    place = {code: at for at, code in enumerate(order)}
    return tuple(
        sorted((*lines, *bare), key=lambda line: (place.get(line.category, len(place)), line.year))
    )


def read_quantity(text: str, language: Language) -> Decimal:
    """How many the text means in this language: 2,5 on a German page, 2.5 on an English one.

    Raises NotAnAmount, with a sentence, for anything but a positive number with at most two
    decimal places.
    """
    bare = text.strip()
    if not GROUPED[language].fullmatch(bare):
        raise NotAnAmount(
            say(
                "Schreiben Sie die Menge in Ziffern, zum Beispiel 2,5. Wir haben „{text}“ gelesen.",
                "Write the quantity in digits, for example 2.5. We read “{text}”.",
                text=bare,
            )
        )
    quantity = read_amount(bare, language).decimal
    if not 0 < quantity <= LARGEST_QUANTITY:
        raise NotAnAmount(
            say(
                "Die Menge muss über null liegen und höchstens {largest} betragen.",
                "The quantity must be above zero and at most {largest}.",
                largest=LARGEST_QUANTITY,
            )
        )
    return lean(quantity)


def lean(quantity: Decimal) -> Decimal:
    """The same quantity without zeros at its end: 12.00 is 12, 2.50 is 2.5."""
    whole = quantity.to_integral_value()
    return whole if whole == quantity else quantity.normalize()


def written_quantity(quantity: Decimal, language: Language) -> str:
    """2,5 or 2.5: without zeros at the end."""
    text = f"{lean(quantity):f}"
    return text.replace(".", ",") if language == "de" else text


def too_large(line: PlannedLine) -> bool:
    """Is the amount beyond what the records hold?"""
    return line.amount > LARGEST
