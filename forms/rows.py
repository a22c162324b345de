"""Forms with rows for what there may be many of; empty rows say nothing, half ones are refused."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Final, Self

from wtforms import Field

from forms.base import ProgrammeForm
from grants.programme.words import Words

FEWEST: Final = 3
"""Rows at first."""


class RowsForm(ProgrammeForm):
    """`RowsForm.of(5)` is the form with five rows; it says itself how many it has."""

    columns: ClassVar[tuple[str, ...]] = ()
    most: ClassVar[int] = 0
    """Rows that the form has at most."""
    rows: ClassVar[int] = 0

    @classmethod
    @abstractmethod
    def row_fields(cls, number: str) -> dict[str, Any]:
        """The fields of the row with this number, from 1, by column."""

    @classmethod
    def of(cls, rows: int) -> type[Self]:
        """The form with so many rows, or as many as it may have."""
        many = min(max(rows, FEWEST), cls.most)
        fields: dict[str, Any] = {
            f"{column}_{at}": field
            for at in range(many)
            for column, field in cls.row_fields(str(at + 1)).items()
        }
        return type(f"{cls.__name__}OfRows", (cls,), {**fields, "rows": many})

    def row(self, at: int) -> dict[str, Field]:
        """The fields of one row, by column."""
        return {column: self[f"{column}_{at}"] for column in self.columns}

    def filled(self) -> list[int]:
        """The rows in which something stands."""
        return [at for at in range(self.rows) if any(map(_says_something, self.row(at).values()))]

    def filled_rows(self) -> list[dict[str, Any]]:
        """What stands in them, by column."""
        return [
            {column: field.data for column, field in self.row(at).items()} for at in self.filled()
        ]

    def whole_rows(self) -> bool:
        """Is every row whole that was begun? What is missing is said at its field."""
        begun = [field for at in self.filled() for field in self.row(at).values()]
        missing = [field for field in begun if not _says_something(field)]
        for field in missing:
            field.errors = [Words("Diese Angabe fehlt.", "This entry is missing.")]
        return not missing


def in_rows(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The data of a form that shows these rows."""
    return {f"{column}_{at}": row[column] for at, row in enumerate(rows) for column in row}


def _says_something(field: Field) -> bool:
    return field.data not in (None, "") or bool(field.errors)
