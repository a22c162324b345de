"""What officers fill in when letters go by post as one batch."""

from forms.base import ProgrammeForm
from forms.choice import CHOOSE, ChoiceField, TickField
from forms.day import ENTER_DAY, DayField
from forms.fields import Required, TextField, needed_text
from grants.programme.reason import GIVE_REASON
from grants.programme.words import Words

WHICH = Words("Welcher Druckstapel?", "Which print batch?")


class PostForm(ProgrammeForm):
    """The whole batch went to the post."""

    batch = ChoiceField(WHICH, [Required(CHOOSE)], choices={})
    posted_on = DayField(
        Words("Zur Post gegeben am", "Posted on"),
        [Required(ENTER_DAY)],
        description=Words(
            "Von diesem Tag an zählt die Bekanntgabe jedes Schreibens.",
            "From this day the notification of each letter is counted.",
        ),
    )
    reference = TextField(
        Words("Beleg und wo er liegt", "Proof and where it lies"),
        [Required(Words("Nennen Sie den Beleg.", "Name the proof."))],
        description=Words(
            "Wie: Aufgabevermerk vom selben Tag, Akte Blatt 14.",
            "Such as: note of posting of the same day, file sheet 14.",
        ),
        limit=300,
    )
    sure = TickField(
        Words(
            "Alle Schreiben des Stapels gingen an diesem Tag zur Post. Damit beginnt für jedes "
            "die Frist.",
            "All letters of the batch went to the post on this day. With that the period of each "
            "begins.",
        ),
        [Required(Words("Bestätigen Sie den Satz.", "Confirm the sentence."))],
    )


class DropBatchForm(ProgrammeForm):
    """A batch will not be posted."""

    batch = ChoiceField(WHICH, [Required(CHOOSE)], choices={})
    reason = needed_text(Words("Grund", "Reason"), GIVE_REASON, limit=1000, rows=2)
