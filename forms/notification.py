"""What officers fill in about the way of a letter to its recipient."""

from forms.base import ProgrammeForm
from forms.choice import CHOOSE, RadioChoiceField
from forms.day import ENTER_DAY, DayField
from forms.fields import Required
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


class ArrivalForm(ProgrammeForm):
    """The letter arrived later than the law assumes."""

    arrived_on = DayField(Words("Angekommen am", "Arrived on"), [Required(ENTER_DAY)])
