"""What officers fill in to move a deadline to a later moment."""

from typing import ClassVar

from forms.base import ProgrammeForm
from forms.choice import TickField
from forms.day import DayField
from forms.fields import LineField, Required, needed_text
from grants.programme.deadline import NotATime, TimeOfDay, read_time
from grants.programme.reason import GIVE_REASON
from grants.programme.words import Words


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
    """A later deadline and why."""

    closes_on = DayField(
        Words("Neue Frist, Tag", "New deadline, day"),
        [Required(Words("Geben Sie den Tag ein.", "Enter the day."))],
    )
    closes_time = TimeField(
        Words("Neue Frist, Uhrzeit in Berlin", "New deadline, time in Berlin"),
        [Required(Words("Geben Sie die Uhrzeit ein.", "Enter the time."))],
        description=Words(
            "Wie 23:59:59. Genau zu dieser Zeit zählt noch.",
            "Like 23:59:59. Exactly at this time still counts.",
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


class ConfirmForm(ProgrammeForm):
    """The second person stands behind it."""

    sure = TickField(
        Words(
            "Ich habe Zeitpunkt und Grund geprüft und bestätige die Verlängerung.",
            "I have checked the time and the reason, and confirm the extension.",
        ),
        [Required(Words("Bestätigen Sie den Satz.", "Confirm the sentence."))],
    )


class DropForm(ProgrammeForm):
    """Why a proposal is dropped."""

    why = needed_text(Words("Grund", "Reason"), GIVE_REASON, limit=1000, rows=2)
