"""What an officer keeps of a jury's meeting: when and where, who is there, what was said."""

from collections.abc import Mapping
from typing import Any

from forms.address import ShortField
from forms.base import ProgrammeForm
from forms.choice import ChoiceField, RadioChoiceField, SeveralChoicesField, TickField
from forms.day import DayField
from forms.extension import TimeField
from forms.fields import NeededSometimes, NumberField, Required, TextField
from grants.programme.meeting import RESULT_WORDS, VOTE_WORDS, MeetingResult, Vote
from grants.programme.words import Words


class CallForm(ProgrammeForm):
    """When and where the jury meets, and who takes the chair."""

    held_on = DayField(
        Words("Tag", "Day"), [Required(Words("Geben Sie den Tag ein.", "Enter the day."))]
    )
    held_time = TimeField(
        Words("Uhrzeit in Berlin", "Time in Berlin"),
        [Required(Words("Geben Sie die Uhrzeit ein.", "Enter the time."))],
        description=Words("Wie 10:00.", "Like 10:00."),
    )
    place = ShortField(
        Words("Ort", "Place"), [Required(Words("Geben Sie den Ort ein.", "Enter the place."))]
    )
    chair = ChoiceField(Words("Vorsitz", "Chair"), choices={})


class PresenceForm(ProgrammeForm):
    """Who is there."""

    present = SeveralChoicesField(Words("Anwesend", "Present"), [NeededSometimes()], choices={})


class CloseForm(ProgrammeForm):
    """The record is complete."""

    sure = TickField(
        Words(
            "Das Protokoll ist vollständig. Danach ändert sich nichts mehr.",
            "The record is complete. Nothing changes afterwards.",
        ),
        [Required(Words("Bestätigen Sie den Satz.", "Confirm the sentence."))],
    )


class ItemForm(ProgrammeForm):
    """One item: a vote of each juror who is in the room, and a result; see `item_form`."""

    jurors: tuple[int, ...] = ()
    position = NumberField(
        Words("Platz auf der Tagesordnung", "Place on the agenda"),
        [Required(Words("Geben Sie den Platz ein.", "Enter the place."))],
    )
    result = ChoiceField(
        Words("Ergebnis", "Result"),
        [NeededSometimes()],
        choices={result.value: words for result, words in RESULT_WORDS.items()},
    )
    note = TextField(Words("Vermerk", "Note"), limit=1000, rows=3)

    @property
    def votes(self) -> dict[int, Vote]:
        """What was said, by juror; who said nothing is not in it."""
        return {
            juror: Vote(self.vote(juror).data) for juror in self.jurors if self.vote(juror).data
        }

    @property
    def came_to(self) -> MeetingResult | None:
        """The result, if there is one yet."""
        return MeetingResult(self.result.data) if self.result.data else None

    def vote(self, juror: int) -> Any:
        """The field of this juror."""
        return self[f"vote_{juror}"]


def item_form(jurors: Mapping[int, str]) -> type[ItemForm]:
    """The form with these jurors, by name."""
    fields: dict[str, Any] = {"jurors": tuple(jurors)}
    choices = {vote.value: words for vote, words in VOTE_WORDS.items()}
    for juror, name in jurors.items():
        fields[f"vote_{juror}"] = RadioChoiceField(
            Words(name, name), [NeededSometimes()], choices=choices
        )
    return type("ItemOfThisMeeting", (ItemForm,), fields)
