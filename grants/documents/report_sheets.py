"""The data of a compliance report as a workbook: the very figures that its PDF was printed from.

Every list of the data becomes a sheet, every list inside a list too; single values are on the first
sheet. Amounts are numbers, everything else is text as it stands in the data.
"""

import io
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from grants.documents.report_words import SHEETS, column_words
from grants.documents.snapshot import Snapshot
from grants.documents.text import clean
from grants.programme.words import Language, Words

MONEY: Final = re.compile(r"-?\d+\.\d\d")
SHARE: Final = re.compile(r"-?\d+(/\d+)?")
SHARES: Final = frozenset({
    "allowed_overrun", "minimum", "not_selected_share", "rate", "score", "used", "weight",
})  # fmt: skip
"""Keys whose text is a share such as 1/2."""
EURO: Final = "#,##0.00"
NOT_SHOWN: Final = frozenset({"attachment", "check", "document", "language", "sender"})
BROAD: Final = 60
NAMES: Final = ("number", "award_number", "code", "name", "what", "label")
"""By what the rows of a list inside a list say whose they are; the first that is there."""
FIRST: Final = (
    "of", "field", "at", "day", "rank", "rule", "number", "award_number", "grant_number", "name",
    "what", "label", "cluster", "recipient", "country", "round", "claim", "says", "state",
)  # fmt: skip
"""Columns that come first, in this order."""
Row = dict[str, Any]


def sheets_of(data: Snapshot, language: Language) -> dict[str, list[Row]]:
    """The rows of each sheet, by the key of its list; single values under an empty key."""
    found: dict[str, list[Row]] = {"": []}
    for key, value in data.items():
        if key in NOT_SHOWN:
            continue
        if isinstance(value, list):
            _collect(found, key, value, {}, language)
        else:
            found[""] += [
                {"field": name, "value": each} for name, each in _flat(key, value, language)
            ]
    return {key: rows for key, rows in found.items() if rows}


def report_workbook(data: Snapshot, language: Language) -> bytes:
    """The workbook as a file."""
    from openpyxl import Workbook  # noqa: PLC0415 - slow to load, and most pages do without
    from openpyxl.styles import Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for key, rows in sheets_of(data, language).items():
        sheet = workbook.create_sheet(_title(key, language))
        head = sorted(dict.fromkeys(name for row in rows for name in row), key=_place)
        for across, name in enumerate(head, start=1):
            cell = sheet.cell(1, across)
            cell.value, cell.font = column_words(name).into(language), Font(bold=True)
            longest = max(len(str(row.get(name, ""))) for row in rows)
            letter = get_column_letter(across)
            sheet.column_dimensions[letter].width = min(max(longest, len(name)), BROAD) + 2
        for down, row in enumerate(rows, start=2):
            for across, name in enumerate(head, start=1):
                _write(sheet.cell(down, across), row.get(name))
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = sheet.dimensions
    kept = io.BytesIO()
    workbook.save(kept)
    return kept.getvalue()


def _collect(
    found: dict[str, list[Row]], key: str, rows: list[Any], above: Row, language: Language
) -> None:
    if not rows:
        return
    sheet = found.setdefault(key, [])
    for each in rows:
        row = dict(above)
        inner = []
        if not isinstance(each, Mapping) or _is_words(each):
            row |= dict(_flat("value", each, language))
        else:
            for name, value in each.items():
                if isinstance(value, list):
                    inner.append((name, value))
                else:
                    row |= dict(_flat(name, value, language))
        sheet.append(row)
        named = next((row[name] for name in NAMES if name in row), "")
        for name, value in inner:
            _collect(found, f"{key}.{name}", value, {"of": named}, language)


def _flat(key: str, value: Any, language: Language) -> Iterator[tuple[str, Any]]:
    """One value, or those of what it is made of."""
    if isinstance(value, Mapping) and not _is_words(value):
        for name, each in value.items():
            if name not in NOT_SHOWN:
                yield from _flat(f"{key}.{name}", each, language)
    elif isinstance(value, list):
        yield key, "; ".join(str(each) for _, each in _all_flat(value, language))
    else:
        yield key, _cell(key, value[language] if _is_words(value) else value)


def _all_flat(values: list[Any], language: Language) -> Iterator[tuple[str, Any]]:
    for each in values:
        yield from _flat("", each, language)


def _is_words(value: Any) -> bool:
    return isinstance(value, Mapping) and set(value) == {"de", "en"}


def _cell(key: str, value: Any) -> Any:
    """An amount as a number with cents, a share as a number, all else as it is."""
    if not isinstance(value, str):
        return value
    if MONEY.fullmatch(value):
        return Decimal(value)
    if key.rpartition(".")[2] in SHARES and SHARE.fullmatch(value):
        return Fraction(value)
    return value


def _write(cell: Any, value: Any) -> None:
    if isinstance(value, bool):
        cell.value = value
    elif isinstance(value, Decimal):
        cell.value, cell.number_format = value, EURO
    elif isinstance(value, Fraction):
        cell.value = Decimal(value.numerator) / Decimal(value.denominator)
    elif isinstance(value, int):
        cell.value = value
    elif value is not None and value != "":
        cell.value = clean(str(value))
        cell.data_type = "s"
        cell.quotePrefix = str(value).startswith(("=", "+", "-", "@"))


def _place(name: str) -> int:
    """Whose row it is comes first; the database keeps the others in no order of their own."""
    return FIRST.index(name) if name in FIRST else len(FIRST)


def _title(key: str, language: Language) -> str:
    words = SHEETS.get(key, Words(key, key)).into(language)
    return re.sub(r"[\[\]:*?/\\]", "-", words)[:31]
