"""What officers fill in for an award under a condition, and to confirm that it has occurred."""

from forms.base import ProgrammeForm
from forms.choice import RadioChoiceField, TickField
from forms.day import ENTER_DAY, DayField
from forms.decision import AwardForm
from forms.fields import EuroField, Required, TextField
from forms.printed import Printed
from grants.programme.condition import CONDITION_WORDS
from grants.programme.words import Words

TEXT = 1000


def printed_text(
    label: Words, says: Words, hint: Words, limit: int = TEXT, rows: int = 3
) -> TextField:
    """A text in German that stands in the letter as it is."""
    return TextField(label, [Required(says), Printed()], description=hint, limit=limit, rows=rows)


class ConditionForm(AwardForm):
    """The draft of an award under a condition."""

    last_on_page = ("standard", "own", "reasons")

    type = RadioChoiceField(
        Words("Art der Bedingung", "Type of condition"),
        [Required(Words("Wählen Sie die Art.", "Choose the type."))],
        choices={kind.value: words for kind, words in CONDITION_WORDS.items()},
    )
    what = printed_text(
        Words("Inhalt der Bedingung, auf Deutsch", "What the condition is, in German"),
        Words("Schreiben Sie, was eintreten muss.", "Say what has to happen."),
        Words("In ganzen Sätzen; steht so im Bescheid.", "In full sentences, as in the letter."),
    )
    due = DayField(Words("Frist", "Date"), [Required(ENTER_DAY)])
    evidence = printed_text(
        Words("Nachweis, auf Deutsch", "Evidence, in German"),
        Words("Schreiben Sie, womit sie nachgewiesen wird.", "Say how it is proved."),
        Words("Welche Unterlagen, in welcher Form.", "Which papers, in which form."),
    )
    consequence = printed_text(
        Words("Folge, wenn sie nicht eintritt, auf Deutsch", "If it does not occur, in German"),
        Words("Schreiben Sie die Folge.", "Say what follows."),
        Words("Was dann mit der Zuwendung geschieht.", "What becomes of the grant then."),
    )
    amount = EuroField(
        Words("Betroffener Betrag", "Amount concerned"),
        [Required(Words("Geben Sie den Betrag ein.", "Enter the amount."))],
        description=Words(
            "Er zählt schon jetzt zur Obergrenze.", "It counts under the cap from now on."
        ),
    )
    blocks_payment = TickField(
        Words(
            "Vor der Bestätigung wird nichts ausgezahlt",
            "Nothing is paid before the confirmation",
        ),
        default=True,
    )


class ConfirmationForm(ProgrammeForm):
    """The condition has occurred."""

    occurred_on = DayField(
        Words("Eingetreten am", "Occurred on"),
        [Required(ENTER_DAY)],
        description=Words(
            "Der Tag, an dem der letzte Nachweis da war.", "The day when the last proof was there."
        ),
    )
    reasons = printed_text(
        Words("Nachweis und Prüfung, auf Deutsch", "Proof and check, in German"),
        Words("Schreiben Sie, was vorliegt und geprüft ist.", "Say what is there and checked."),
        Words("Steht so im Schreiben.", "Stands in the letter as it is."),
    )
