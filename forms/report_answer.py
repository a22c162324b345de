"""What a recipient writes to a question about a report, when it is handed in again."""

from forms.base import ProgrammeForm
from forms.fields import TextField
from grants.programme.words import Words

LIMIT = 2000


class ReportAnswerForm(ProgrammeForm):
    """The answer; nothing need be said where text or figures say it."""

    answer = TextField(
        Words("Ihre Antwort an den Projektträger", "Your answer to the sponsor"),
        limit=LIMIT,
        rows=4,
        description=Words(
            "Zum Beispiel, was Sie geändert haben, oder warum alles so stimmt.",
            "For example what you have changed, or why everything is right.",
        ),
    )
