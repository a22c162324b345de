"""What staff ask about a project of an award, a part of it or a plan."""

from forms.base import ProgrammeForm
from forms.choice import ChoiceField
from forms.fields import Required, needed_text
from grants.programme.inquiry import LONGEST
from grants.programme.words import Words


class AwardAskForm(ProgrammeForm):
    """A question about one place of an award; the places are offered by the page."""

    place = ChoiceField(
        Words("Worum es geht", "What it is about"),
        [Required(Words("Wählen Sie die Stelle.", "Choose the place."))],
        choices={},
    )
    text = needed_text(
        Words("Ihre Frage", "Your question"),
        Words("Schreiben Sie Ihre Frage.", "Write your question."),
        limit=LONGEST,
        rows=4,
    )
