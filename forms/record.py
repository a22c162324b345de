"""What an auditor looks for in the record of acts."""

from forms.base import ProgrammeForm
from forms.choice import ChoiceField
from forms.day import DayField
from forms.fields import TextField
from grants.programme.words import Words


class RecordSearchForm(ProgrammeForm):
    """Filters of the record; all may be empty."""

    class Meta(ProgrammeForm.Meta):
        """A search changes nothing, so that it needs no token and can be quoted."""

        csrf = False

    number = TextField(Words("Nummer", "Number"), limit=100)
    actor = TextField(Words("Person", "Person"), limit=100)
    act = ChoiceField(Words("Vorgang", "Act"), choices={})
    first = DayField(Words("Von", "From"))
    last = DayField(Words("Bis", "Until"))

    def check_span(self) -> None:
        """Say where the span ends before it begins: nothing would be found in it."""
        if self.first.data and self.last.data and self.last.data < self.first.data:
            self.last.errors = [
                Words(
                    "Der letzte Tag liegt vor dem ersten. Tauschen Sie die beiden.",
                    "The last day is before the first. Swap the two.",
                )
            ]
