"""How an organisation wants its decision letters."""

from forms.base import ProgrammeForm
from forms.choice import RadioChoiceField
from forms.fields import Required
from grants.programme.letter_choice import WAY_WORDS
from grants.programme.words import Words


class LetterChoiceForm(ProgrammeForm):
    """In the portal, or by post."""

    way = RadioChoiceField(
        Words("Wie sollen Bescheide zu Ihnen kommen?", "How are decision letters to reach you?"),
        [Required(Words("Wählen Sie einen Weg.", "Choose a way."))],
        choices={way.value: words for way, words in WAY_WORDS.items()},
    )
