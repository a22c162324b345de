"""What officers fill in about the way of a letter to its recipient."""

from forms.base import ProgrammeForm
from forms.choice import CHOOSE, RadioChoiceField, TickField
from forms.day import ENTER_DAY, DayField
from forms.fields import NeededSometimes, Required, TextField
from grants.programme.notification import CHANNEL_WORDS
from grants.programme.words import Words


class SendForm(ProgrammeForm):
    """The letter was sent again or another way."""

    channel = RadioChoiceField(
        Words("Wie versandt?", "Sent how?"),
        [Required(CHOOSE)],
        choices={kind.value: words for kind, words in CHANNEL_WORDS.items()},
    )
    sent_on = DayField(Words("Versandt am", "Sent on"), [Required(ENTER_DAY)])
    reference = TextField(
        Words("Beleg und wo er liegt", "Proof and where it lies"),
        [NeededSometimes()],
        description=Words(
            "Für Post und elektronische Übermittlung nötig, wie: Aufgabevermerk vom selben Tag,"
            " Akte Blatt 14.",
            "Needed by post and electronically, such as: note of posting of the same day, file"
            " sheet 14.",
        ),
        limit=300,
    )
    sure = TickField(
        Words(
            "Ich habe die Wirkung auf die Frist geprüft.",
            "I have checked what it does to the period.",
        ),
        description=Words(
            "Nötig, wenn damit eine Frist beginnt oder endet. Beim ersten Absenden nennen wir die"
            " Tage.",
            "Needed where a period begins or ends with it. When you send this first we name the"
            " days.",
        ),
    )


class ArrivalForm(ProgrammeForm):
    """The letter arrived later than the law assumes."""

    arrived_on = DayField(Words("Angekommen am", "Arrived on"), [Required(ENTER_DAY)])
