"""How the set-up of a round begins, and the one section of it that is no part of the terms."""

import re
from typing import Any

from wtforms import ValidationError

from forms.base import ProgrammeForm
from forms.choice import ChoiceField, TickField
from forms.day import DayField
from forms.fields import NeededSometimes, NumberField, Required, TextField, UploadField
from forms.printed import Printed
from grants.programme.words import Words

CODE = re.compile(r"[a-z][a-z0-9-]{1,29}")
CODE_LOOKS = Words(
    "Zwei bis dreißig Kleinbuchstaben, Ziffern oder Bindestriche, am Anfang ein Buchstabe.",
    "Two to thirty small letters, digits or hyphens, a letter first.",
)


class StartForm(ProgrammeForm):
    """From what the set-up begins, and, for a new programme, what it is called."""

    start = ChoiceField(
        Words("Beginnen mit", "Begin with"),
        [Required(Words("Wählen Sie, womit die Runde beginnt.", "Choose what to begin with."))],
        description=Words(
            "Alles lässt sich danach ändern, Abschnitt für Abschnitt.",
            "Everything can be changed afterwards, section by section.",
        ),
        choices={},
    )
    code = TextField(
        Words("Kürzel des neuen Programms", "Code of the new programme"),
        [NeededSometimes()],
        description=CODE_LOOKS,
        limit=30,
    )
    name_de = TextField(
        Words("Name auf Deutsch", "Name in German"), [NeededSometimes(), Printed()], limit=200
    )
    name_en = TextField(
        Words("Name auf Englisch", "Name in English"), [NeededSometimes(), Printed()], limit=200
    )

    def validate_code(self, field: Any) -> None:
        """Only signs that may stand in an address and in a file's name."""
        if field.data and not CODE.fullmatch(field.data):
            raise ValidationError(CODE_LOOKS)


class ImportForm(ProgrammeForm):
    """A file with the terms of a round."""

    file = UploadField(
        Words("Datei mit Regeln", "File with terms"),
        [Required(Words("Wählen Sie eine Datei.", "Choose a file."))],
        description=Words(
            "Eine Datei, die hier ausgegeben wurde (JSON), oder eine Vorlage (TOML).",
            "A file that was exported here (JSON), or a preset (TOML).",
        ),
    )


class DatesForm(ProgrammeForm):
    """Number, name, authority and days of a round that is being set up; all may be open."""

    number = NumberField(
        Words("Nummer der Runde", "Number of the round"),
        [NeededSometimes()],
        description=Words(
            "Sie zählt innerhalb des Programms. Die Nummern der Bewerbungen beginnen ebenso, oder "
            "mit der nächsten freien Zahl, wenn ein anderes Programm diese schon hat.",
            "It counts within the programme. The numbers of the applications begin alike, or with "
            "the next free number if another programme has this one already.",
        ),
    )
    title_de = TextField(
        Words("Titel auf Deutsch", "Title in German"), [NeededSometimes(), Printed()], limit=120
    )
    title_en = TextField(
        Words("Titel auf Englisch", "Title in English"), [NeededSometimes(), Printed()], limit=120
    )
    authority = ChoiceField(
        Words("Bewilligungsbehörde", "Granting authority"), [NeededSometimes()], choices={}
    )
    opens_on = DayField(
        Words("Einreichung ab", "Submission from"),
        [NeededSometimes()],
        description=Words("Von 00:00 Uhr in Berlin an.", "From 00:00 in Berlin."),
    )
    closes_on = DayField(
        Words("Einreichung bis", "Submission until"),
        [NeededSometimes()],
        description=Words(
            "Bis 23:59:59 Uhr in Berlin an diesem Tag.", "Until 23:59:59 in Berlin on this day."
        ),
    )
    formal_check_on = DayField(Words("Formale Prüfung ab", "Formal check from"))
    review_on = DayField(Words("Begutachtung ab", "Review from"))
    jury_meeting_on = DayField(Words("Jurysitzung am", "Jury meeting on"))
    decided_on = DayField(Words("Auswahlentscheidung am", "Decision on"))
    notified_on = DayField(Words("Mitteilung am", "Notification on"))


class DropSetupForm(ProgrammeForm):
    """The last look before a draft goes: nothing to fill in."""


class PublishForm(ProgrammeForm):
    """The last look before a round is public."""

    sure = TickField(
        Words(
            "Ich habe die Vorschau gesehen. Die Regeln sollen jetzt gelten.",
            "I have seen the preview. The terms shall hold now.",
        ),
        [
            Required(
                Words(
                    "Bestätigen Sie, dass Sie die Vorschau gesehen haben.",
                    "Confirm that you have seen the preview.",
                )
            )
        ],
    )
