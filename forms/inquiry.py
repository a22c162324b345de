"""What staff ask about an application, and what its cluster answers."""

from forms.base import ProgrammeForm
from forms.choice import ChoiceField
from forms.fields import Required, UploadField, needed_text
from grants.programme.inquiry import LONGEST, PLACES
from grants.programme.words import Words


class AskForm(ProgrammeForm):
    """A question about one place of the form."""

    place = ChoiceField(
        Words("Stelle in der Bewerbung", "Place in the application"),
        [Required(Words("Wählen Sie die Stelle.", "Choose the place."))],
        choices=PLACES,
    )
    text = needed_text(
        Words("Ihre Frage", "Your question"),
        Words("Schreiben Sie Ihre Frage.", "Write your question."),
        limit=LONGEST,
        rows=4,
    )


class AskAgainForm(ProgrammeForm):
    """More to an open question."""

    text = needed_text(
        Words("Nachfrage", "Further question"),
        Words("Schreiben Sie Ihre Nachfrage.", "Write your further question."),
        limit=LONGEST,
        rows=3,
    )


class AnswerForm(ProgrammeForm):
    """The answer of the cluster."""

    text = needed_text(
        Words("Ihre Antwort", "Your answer"),
        Words("Schreiben Sie Ihre Antwort.", "Write your answer."),
        limit=LONGEST,
        rows=5,
    )
    file = UploadField(
        Words("Eine Datei dazu", "One file with it"),
        description=Words(
            "PDF, XLSX, PNG oder JPEG. Text und Datei lassen sich danach nicht mehr ändern.",
            "PDF, XLSX, PNG or JPEG. Neither text nor file can be changed afterwards.",
        ),
    )
