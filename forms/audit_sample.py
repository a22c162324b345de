"""What an auditor chooses before a sample is drawn."""

from forms.base import ProgrammeForm
from forms.choice import RadioChoiceField
from forms.fields import NumberField, Required, TextField
from grants.programme.sampling import FRAME_WORDS, WAY_WORDS, FrameKind, Way
from grants.programme.words import Words

CHOOSE = Required(Words("Wählen Sie eine Möglichkeit.", "Choose one of them."))


class SampleForm(ProgrammeForm):
    """Of what, how, and how many."""

    of = RadioChoiceField(
        Words("Woraus", "Drawn from"),
        [CHOOSE],
        choices={kind.value: FRAME_WORDS[kind] for kind in FrameKind},
        default=FrameKind.GRANTS.value,
    )
    way = RadioChoiceField(
        Words("Wie", "How"),
        [CHOOSE],
        choices={way.value: WAY_WORDS[way] for way in Way},
        default=Way.RISK.value,
    )
    percent = NumberField(
        Words("Mindestanteil in Prozent", "Least share in percent"),
        [Required(Words("Geben Sie eine Zahl ein.", "Enter a number."))],
        default=10,
        description=Words(
            "Von 0 bis 100; aufgerundet auf ganze Fälle.",
            "From 0 to 100; rounded up to whole cases.",
        ),
    )
    size = NumberField(
        Words("Umfang", "Size"),
        description=Words(
            "Leer: so viele, wie der Mindestanteil verlangt.",
            "Empty: as many as the least share asks for.",
        ),
    )
    seed = TextField(
        Words("Startwert des Loses", "Seed of the lot"),
        limit=64,
        description=Words(
            "Leer: das System zieht einen. Nach Risiko braucht es keinen.",
            "Empty: the system draws one. By risk, none is needed.",
        ),
    )

    def check_percent(self) -> bool:
        """Is the share one?"""
        if 0 <= (self.percent.data or 0) <= 100:  # noqa: PLR2004 - a whole
            return True
        self.percent.errors = [
            Words("Geben Sie eine Zahl von 0 bis 100 ein.", "Enter a number from 0 to 100.")
        ]
        return False
