"""What officers enter about aid that is published in the transparency register."""

from forms.base import ProgrammeForm
from forms.choice import ChoiceField
from forms.day import ENTER_DAY, DayField
from forms.fields import NeededSometimes, Required, TextField, needed_text
from grants.programme.reason import GIVE_REASON
from grants.programme.transparency import AID_SIZE_WORDS, FIELD_WORDS
from grants.programme.words import Words

LATER = [NeededSometimes()]
"""Needed before it is published, not before it is saved."""


class DescribeAidForm(ProgrammeForm):
    """Fields of the register that nobody else was asked for."""

    identifier = TextField(
        FIELD_WORDS["identifier"],
        LATER,
        limit=100,
        description=Words(
            "Leer: Registernummer, USt-IdNr. oder LEI aus den Angaben der Organisation.",
            "Empty: the register number, VAT id or LEI of the organisation.",
        ),
    )
    size = ChoiceField(FIELD_WORDS["size"], LATER, choices=AID_SIZE_WORDS)
    region = TextField(
        FIELD_WORDS["region"],
        LATER,
        limit=4,
        description=Words("Wie DE30, nach dem Sitz.", "Such as DE30, by its seat."),
    )
    sector = TextField(
        FIELD_WORDS["sector"],
        LATER,
        limit=4,
        description=Words("Drei Ziffern, wie 26.5.", "Three digits, such as 26.5."),
    )
    scheme = TextField(
        FIELD_WORDS["scheme"],
        LATER,
        limit=12,
        description=Words(
            "Nummer der Regelung bei der Kommission, wie SA.12345.",
            "Number of the scheme at the Commission, such as SA.12345.",
        ),
    )


class PublishAidForm(ProgrammeForm):
    """It stands in the register."""

    published_on = DayField(Words("Veröffentlicht am", "Published on"), [Required(ENTER_DAY)])
    reference = TextField(
        Words("Nummer im Register", "Number in the register"),
        [Required(Words("Nennen Sie die Nummer im Register.",
                        "Name the number that the register gave it."))],
        limit=100,
    )  # fmt: skip


class WaiveAidForm(ProgrammeForm):
    """It need not stand there."""

    reason_to_waive = needed_text(
        Words("Grund des Verzichts", "Reason for the waiver"), GIVE_REASON, limit=2000, rows=3
    )
