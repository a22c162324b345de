"""What officers and recipients fill in about objection, court action and waiver."""

from forms.base import ProgrammeForm
from forms.choice import CHOOSE, ChoiceField, RadioChoiceField, TickField
from forms.day import ENTER_DAY, DayField
from forms.fields import Required, TextField, UploadField, needed_text
from grants.programme.notification import CONTEST_WORDS
from grants.programme.words import Words


class ContestForm(ProgrammeForm):
    """An objection, a court action or a written waiver reached us."""

    kind = RadioChoiceField(
        Words("Was ging ein?", "What came?"),
        [Required(CHOOSE)],
        choices={kind.value: words for kind, words in CONTEST_WORDS.items()},
    )
    received_on = DayField(Words("Eingegangen am", "Received on"), [Required(ENTER_DAY)])
    reference = TextField(
        Words("Schriftstück und wo es liegt", "The paper and where it lies"),
        [Required(Words("Nennen Sie das Schriftstück.", "Name the paper."))],
        description=Words(
            "Wie: Widerspruchsschreiben, Akte Blatt 12; Klage, VG Berlin 4 K 12/27.",
            "Such as: letter of objection, file sheet 12; action, court file 4 K 12/27.",
        ),
        limit=300,
    )
    paper = UploadField(
        Words("Das Schriftstück als Datei", "The paper as a file"),
        description=Words(
            "PDF, PNG oder JPEG. Nur Projektträger und Prüfung lesen es.",
            "PDF, PNG or JPEG. Only sponsor staff and auditors read it.",
        ),
    )


class PaperForm(ProgrammeForm):
    """A paper that belongs to an objection or an action that is recorded."""

    contest = ChoiceField(
        Words("Wozu gehört es?", "What does it belong to?"), [Required(CHOOSE)], choices={}
    )
    paper = UploadField(
        Words("Das Schriftstück als Datei", "The paper as a file"),
        [Required(Words("Wählen Sie eine Datei.", "Choose a file."))],
        description=Words("PDF, PNG oder JPEG.", "PDF, PNG or JPEG."),
    )


class EndForm(ProgrammeForm):
    """How an objection or a court action ended."""

    contest = ChoiceField(
        Words("Welcher Rechtsbehelf?", "Which remedy?"), [Required(CHOOSE)], choices={}
    )
    ended_on = DayField(Words("Beendet am", "Ended on"), [Required(ENTER_DAY)])
    outcome = needed_text(
        Words("Ausgang", "Outcome"),
        Words("Schreiben Sie, wie es ausging.", "Say how it ended."),
        limit=1000,
        rows=2,
    )


class WaiverForm(ProgrammeForm):
    """The recipient waives its remedies."""

    sure = TickField(
        Words(
            "Ich verzichte für das Cluster auf Widerspruch und Klage gegen diesen Bescheid. "
            "Das lässt sich nicht zurücknehmen.",
            "On behalf of the cluster I waive objection and court action against this decision. "
            "This cannot be taken back.",
        ),
        [Required(Words("Bestätigen Sie den Satz.", "Confirm the sentence."))],
    )
