"""What officers fill in when results are told: the ministry's memo, a confirmation, a reason."""

from forms.base import ProgrammeForm
from forms.choice import TickField
from forms.day import DayField
from forms.fields import Required, TextField, needed_text
from grants.programme.reason import GIVE_REASON
from grants.programme.words import Words

CONFIRM = [Required(Words("Bestätigen Sie den Satz.", "Confirm the sentence."))]


class MemoForm(ProgrammeForm):
    """What the ministry decided, when, and who there."""

    author = TextField(
        Words("Wer im Ministerium entschieden hat", "Who decided at the ministry"),
        [Required(Words("Nennen Sie Name und Funktion.", "Give name and function."))],
        description=Words("Name und Funktion.", "Name and function."),
        limit=200,
    )
    file_number = TextField(
        Words("Aktenzeichen des Ministeriums", "File number of the ministry"),
        [Required(Words("Geben Sie das Aktenzeichen ein.", "Enter the file number."))],
        limit=100,
    )
    decided_on = DayField(
        Words("Entschieden am", "Decided on"),
        [Required(Words("Geben Sie den Tag ein.", "Enter the day."))],
    )
    wording = needed_text(
        Words("Wortlaut der Entscheidung", "Wording of the decision"),
        Words("Schreiben Sie, was entschieden wurde.", "Write what was decided."),
        description=Words(
            "Aus dem Schreiben des Ministeriums, mit seinen Gründen für jede Abweichung.",
            "From the ministry's letter, with its reasons for every departure.",
        ),
        limit=10_000,
        rows=8,
    )


class MemoConfirmForm(ProgrammeForm):
    """The second person has compared the memo with what came from the ministry."""

    sure = TickField(
        Words(
            "Ich habe den Vermerk mit dem Schreiben des Ministeriums verglichen und bestätige ihn.",
            "I have compared the memo with the ministry's letter, and confirm it.",
        ),
        CONFIRM,
    )


class ReleaseForm(ProgrammeForm):
    """The second person has read the letters and lets them go."""

    sure = TickField(
        Words(
            "Ich habe die Bescheide gelesen und gebe sie frei.",
            "I have read the letters, and release them.",
        ),
        CONFIRM,
    )


class DropForm(ProgrammeForm):
    """Why something that waits for the second person is taken back."""

    reason = needed_text(Words("Grund", "Reason"), GIVE_REASON, limit=1000, rows=2)


class OfficerConflictForm(ProgrammeForm):
    """What an officer's conflict of interest is."""

    ground = needed_text(
        Words("Was ist der Grund?", "What is the reason?"),
        GIVE_REASON,
        description=Words(
            "Zum Beispiel verwandt, befreundet, früher dort beschäftigt. Steht im Protokoll.",
            "For example a relative, a friend, a former employer. Stands in the record.",
        ),
        limit=1000,
        rows=3,
    )
    sure = TickField(
        Words(
            "Ich wirke an Entscheidungen in diesem Fall nicht mehr mit. Das lässt sich nicht"
            " zurücknehmen.",
            "I take no part in decisions on this case any more. This cannot be taken back.",
        ),
        CONFIRM,
    )


class DeclineForm(ProgrammeForm):
    """A selected cluster does not want its award."""

    reason = needed_text(Words("Grund", "Reason"), GIVE_REASON, limit=1000, rows=3)
    sure = TickField(
        Words(
            "Wir nehmen die Auswahl nicht an. Der Platz geht an ein anderes Cluster.",
            "We do not take up the selection. The place goes to another cluster.",
        ),
        CONFIRM,
    )
