"""What officers fill in to move a deadline to a later moment."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar, Self

from wtforms import Field

from forms.base import ProgrammeForm
from forms.choice import TickField
from forms.day import ENTER_DAY, DayField
from forms.fields import LineField, Required, needed_text
from grants.programme.deadline import NotATime, TimeOfDay, read_time
from grants.programme.reason import GIVE_REASON
from grants.programme.stages import RoundState, label
from grants.programme.words import Words, say


class TimeField(LineField):
    """A time of day in Berlin, such as 23:59:59; 02:30 MEZ where the clocks change."""

    kind = "day"
    attributes: ClassVar = {"autocomplete": "off", "maxlength": "20"}

    def read(self, text: str) -> TimeOfDay:
        """The time, with its offset where one is given."""
        try:
            return read_time(text)
        except NotATime as wrong:
            raise ValueError(wrong.says) from wrong


class ExtensionForm(ProgrammeForm):
    """A later deadline and why; `ExtensionForm.of(planned)` asks for the days after it as well."""

    stones: ClassVar[dict[str, RoundState]] = {}
    """The state that begins on each day that is asked for, by the name of its field."""

    closes_on = DayField(
        Words("Neue Frist, Tag", "New deadline, day"),
        [Required(Words("Geben Sie den Tag ein.", "Enter the day."))],
    )
    closes_time = TimeField(
        Words("Neue Frist, Uhrzeit in Berlin", "New deadline, time in Berlin"),
        [Required(Words("Geben Sie die Uhrzeit ein.", "Enter the time."))],
        description=Words(
            "Wie 23:59:59. Was in dieser Sekunde eingeht, zählt noch.",
            "Like 23:59:59. What arrives in this second still counts.",
        ),
    )
    reason = needed_text(
        Words("Grund", "Reason"),
        Words("Nennen Sie den Grund.", "Give the reason."),
        description=Words(
            "Er steht in der Mail an alle mit einem Entwurf und im Protokoll.",
            "It stands in the mail to all who have a draft, and in the record.",
        ),
        limit=1000,
        rows=3,
    )

    @classmethod
    def of(cls, planned: Mapping[RoundState, date]) -> type[Self]:
        """The form with a field for each planned day, in the order of the round's course."""
        fields: dict[str, Any] = {
            f"{state.value}_on": DayField(
                label(state),
                [Required(ENTER_DAY)],
                description=say("Bisher {old}.", "{old} so far.", old=on),
            )
            for state, on in planned.items()
        }
        stones = dict(zip(fields, planned, strict=True))
        return type("ExtensionFormWithDays", (cls,), {**fields, "stones": stones})

    @property
    def planned(self) -> dict[RoundState, date]:
        """The days that were named."""
        return {state: self[name].data for name, state in self.stones.items()}

    @property
    def stone_fields(self) -> list[Field]:
        """Their fields, in the order of the round's course."""
        return [self[name] for name in self.stones]


class ConfirmForm(ProgrammeForm):
    """The second person stands behind it."""

    sure = TickField(
        Words(
            "Ich habe Frist, Termine und Grund geprüft und bestätige alles zusammen.",
            "I have checked the deadline, the dates and the reason, and confirm all of it.",
        ),
        [Required(Words("Bestätigen Sie den Satz.", "Confirm the sentence."))],
    )


class DropForm(ProgrammeForm):
    """Why a proposal is dropped."""

    why = needed_text(Words("Grund", "Reason"), GIVE_REASON, limit=1000, rows=2)
