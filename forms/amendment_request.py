"""What recipients fill in to ask for an amendment, and officers to refuse one."""

from forms.base import ProgrammeForm
from forms.choice import RadioChoiceField
from forms.day import DayField
from forms.fields import NeededSometimes, Required, needed_text
from grants.programme.amendment_request import REQUEST_WORDS
from grants.programme.reason import GIVE_REASON
from grants.programme.words import Words

TEXT = 4000


class AmendmentRequestForm(ProgrammeForm):
    """What is to be changed, and why."""

    kind = RadioChoiceField(
        Words("Was soll sich ändern?", "What is to be changed?"),
        [Required(Words("Wählen Sie, worum es geht.", "Choose what it is about."))],
        choices={kind.value: words for kind, words in REQUEST_WORDS.items()},
    )
    ends_on = DayField(
        Words("Gewünschter letzter Tag", "Last day that you want"),
        [NeededSometimes()],
        description=Words(
            "Nur, wenn das Vorhaben länger oder kürzer laufen soll.",
            "Only where the project is to run longer or shorter.",
        ),
    )
    wanted = needed_text(
        Words("Was genau, mit Beträgen", "What exactly, with amounts"),
        Words("Sagen Sie, was sich ändern soll.", "Say what is to be changed."),
        limit=TEXT,
        rows=5,
    )
    reason = needed_text(
        Words("Begründung", "Reasons"),
        Words("Begründen Sie den Antrag.", "Give the reasons."),
        limit=TEXT,
        rows=5,
    )


class RefuseRequestForm(ProgrammeForm):
    """Why nothing is amended."""

    remark = needed_text(
        Words("Grund der Ablehnung", "Reason for the refusal"),
        GIVE_REASON,
        limit=2000,
        rows=3,
        description=Words("Der Empfänger liest ihn.", "The recipient reads it."),
    )
