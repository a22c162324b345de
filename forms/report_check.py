"""What staff fill in when they check a report."""

from forms.base import ProgrammeForm
from forms.choice import ChoiceField
from forms.day import DayField
from forms.fields import Required, TextField, needed_text
from grants.programme.reason import GIVE_REASON
from grants.programme.words import Words


def _text(label: Words, says: Words) -> TextField:
    return needed_text(label, says, limit=2000, rows=3)


class RemarkForm(ProgrammeForm):
    """The remark with which a report is accepted."""

    remark = _text(
        Words("Prüfvermerk", "Remark on the check"),
        Words("Schreiben Sie den Prüfvermerk.", "Write the remark on your check."),
    )


class QuestionForm(ProgrammeForm):
    """A question to the recipient, about the whole report or one place in it."""

    about = ChoiceField(Words("Worum es geht", "What it is about"), choices={})

    question = _text(
        Words("Ihre Frage", "Your question"),
        Words("Schreiben Sie Ihre Frage.", "Write your question."),
    )


class ExtendForm(ProgrammeForm):
    """More time for a report."""

    until = DayField(
        Words("Neue Frist", "New deadline"),
        [Required(Words("Geben Sie den neuen Tag ein.", "Enter the new day."))],
    )
    reason = _text(Words("Grund", "Reason"), GIVE_REASON)


class ReopenForm(ProgrammeForm):
    """A report that was accepted and is open again."""

    reason_to_reopen = needed_text(
        Words("Was zu ändern ist und warum", "What is to be changed, and why"),
        GIVE_REASON,
        limit=2000,
        rows=3,
        description=Words("Der Empfänger liest es.", "The recipient reads it."),
    )


class WaiveForm(ProgrammeForm):
    """A report that is not needed."""

    reason_to_waive = _text(Words("Grund des Verzichts", "Reason for the waiver"), GIVE_REASON)
