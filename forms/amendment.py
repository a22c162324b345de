"""What officers fill in to amend a grant: its new figures, and why."""

from collections.abc import Iterable
from typing import Any

from forms.base import ProgrammeForm
from forms.choice import TickField
from forms.day import ENTER_DAY, DayField
from forms.fields import EuroField, NeededSometimes, Required, TextField
from forms.printed import Printed
from grants.programme.amendment import Cell, GrantFigures
from grants.programme.money import NOTHING
from grants.programme.words import Words

ENTER_AMOUNT = Words("Geben Sie den Betrag ein.", "Enter the amount.")


class AmendmentForm(ProgrammeForm):
    """New figures of a grant; see `amendment_form` for its plan."""

    cells: tuple[Cell, ...] = ()

    requested_on = DayField(
        Words("Änderungsantrag vom", "Requested on"),
        description=Words(
            "Leer: von Amts wegen. Dann sind Gründe nötig.",
            "Empty: of our own motion. Then reasons are needed.",
        ),
    )
    deviates = TickField(
        Words("Der Bescheid weicht vom Antrag ab", "The letter departs from the request")
    )
    ends_on = DayField(
        Words("Ende des Bewilligungszeitraums", "End of the approval period"), [Required(ENTER_DAY)]
    )
    direct = EuroField(
        Words("Zuwendung zu den Ausgaben", "Grant towards the costs"), [Required(ENTER_AMOUNT)]
    )
    allowance = EuroField(Words("Projektpauschale", "Project allowance"), [NeededSometimes()])
    own_in_kind = EuroField(Words("Eigenleistung", "Own contribution in kind"), [NeededSometimes()])
    third_party = EuroField(Words("Mittel Dritter", "Third-party funds"), [NeededSometimes()])
    other_public = EuroField(
        Words("Andere öffentliche Mittel", "Other public money"), [NeededSometimes()]
    )
    reasons = TextField(
        Words("Begründung, auf Deutsch", "Reasons, in German"),
        [NeededSometimes(), Printed()],
        description=Words(
            "Nötig, wenn weniger bewilligt oder vom Antrag abgewichen wird. Steht so im Bescheid.",
            "Needed for less money or another decision than requested. Stands in the letter.",
        ),
        limit=4000,
        rows=5,
    )

    @property
    def figures(self) -> GrantFigures:
        """The figures that the grant will have; an empty field is nothing."""
        return GrantFigures(
            ends_on=self.ends_on.data,
            direct=self.direct.data or NOTHING,
            allowance=self.allowance.data or NOTHING,
            own_in_kind=self.own_in_kind.data or NOTHING,
            third_party=self.third_party.data or NOTHING,
            other_public=self.other_public.data or NOTHING,
            cells={cell: money for cell in self.cells if (money := self[field_of(cell)].data)},
        )


def field_of(cell: Cell) -> str:
    """The name of the field of a cell."""
    return f"cell-{cell[0]}-{cell[1]}"


def amendment_form(cells: Iterable[tuple[Cell, Words]]) -> type[AmendmentForm]:
    """The form with an amount for each of these cells of the plan."""
    listed = list(cells)
    fields: dict[str, Any] = {"cells": tuple(cell for cell, _words in listed)}
    for cell, words in listed:
        fields[field_of(cell)] = EuroField(
            Words(f"{words.de} {cell[1]}", f"{words.en} {cell[1]}"), [NeededSometimes()]
        )
    return type("AmendmentOfThisGrant", (AmendmentForm,), fields)
