"""What staff ask about a project, a part of it or a plan."""

from forms.base import ProgrammeForm
from forms.choice import ChoiceField
from forms.fields import Required, TextField
from grants.programme.inquiry import LONGEST
from grants.programme.words import Words


class CaseAskForm(ProgrammeForm):
    """A question about one place of a case; the places are offered by the page."""

    place = ChoiceField(
        Words("Worum es geht", "What it is about"),
        [Required(Words("Wählen Sie die Stelle.", "Choose the place."))],
        choices={},
    )
    text = TextField(
        Words("Ihre Frage", "Your question"),
        [Required(Words("Schreiben Sie Ihre Frage.", "Write your question."))],
        limit=LONGEST,
        rows=4,
    )
