"""What officers fill in to revoke or withdraw a grant and to reclaim money."""

from typing import Final

from forms.account_in_text import AccountInText
from forms.base import ProgrammeForm
from forms.choice import RadioChoiceField
from forms.condition import printed_text
from forms.day import DayField
from forms.fields import EuroField, NeededSometimes, Required, TextField
from forms.printed import Printed
from grants.programme.revocation import MEASURE_WORDS
from grants.programme.words import Words

TEXT: Final = 4000
AS_IN_THE_LETTER = Words("Steht so im Bescheid.", "Stands in the letter as it is.")


class RevocationForm(ProgrammeForm):
    """What is taken back, why, and what has to be paid back."""

    measure = RadioChoiceField(
        Words("Was schlagen Sie vor?", "What do you propose?"),
        [Required(Words("Wählen Sie Widerruf oder Rücknahme.", "Choose one of the two."))],
        choices={kind.value: words for kind, words in MEASURE_WORDS.items()},
        description=Words(
            "Widerruf eines rechtmäßigen, Rücknahme eines rechtswidrigen Bescheids.",
            "A lawful award is revoked, an unlawful one withdrawn.",
        ),
    )
    revoked = EuroField(
        Words("Betrag, der widerrufen oder zurückgenommen wird", "Amount that is taken back"),
        [Required(Words("Geben Sie den Betrag ein.", "Enter the amount."))],
    )
    allowance = EuroField(
        Words("Darin Projektpauschale", "Project allowance in it"), [NeededSometimes()]
    )
    effective_from = DayField(
        Words("Wirkung ab", "With effect from"),
        description=Words("Leer: für die Vergangenheit.", "Empty: for the past."),
    )
    facts = printed_text(
        Words("Sachverhalt, auf Deutsch", "Facts, in German"),
        Words("Schreiben Sie, was geschehen ist.", "Say what happened."),
        AS_IN_THE_LETTER, TEXT, 5,
    )  # fmt: skip
    heard_result = printed_text(
        Words("Ergebnis der Anhörung, auf Deutsch", "Result of the hearing, in German"),
        Words("Schreiben Sie, was die Anhörung ergab.", "Say what the hearing gave."),
        Words("Was vorgetragen wurde und was daraus folgt.", "What was said, what follows."),
        TEXT, 4,
    )  # fmt: skip
    legal_basis = printed_text(
        Words("Rechtsgrundlage", "Legal basis"),
        Words("Nennen Sie die Vorschrift.", "Name the provision."),
        Words("Wie § 49 Absatz 3 Satz 1 Nummer 1 VwVfG.", "Such as section 49 (3) no. 1 VwVfG."),
        1000, 2,
    )  # fmt: skip
    discretion = printed_text(
        Words("Ermessenserwägungen, auf Deutsch", "Exercise of discretion, in German"),
        Words("Schreiben Sie, was Sie abgewogen haben.", "Say what you weighed."),
        AS_IN_THE_LETTER, TEXT, 5,
    )  # fmt: skip
    reclaim = EuroField(
        Words("Zu erstatten", "To be paid back"),
        description=Words("Leer: nichts.", "Empty: nothing."),
    )
    pay_by = DayField(Words("Zahlbar bis", "To be paid by"), [NeededSometimes()])
    pay_to = TextField(
        Words("Bankverbindung und Verwendungszweck", "Bank details and reference"),
        [NeededSometimes(), Printed(), AccountInText()],
        limit=300,
    )
    interest_from = DayField(Words("Zinsen vom", "Interest from"), [NeededSometimes()])
    interest_until = DayField(
        Words("Zinsen bis", "Interest to"),
        [NeededSometimes()],
        description=Words(
            "Fünf Punkte über den Basiszinssätzen, die eingetragen sind.",
            "Five points above the base rates that are entered.",
        ),
    )
    interest_waived = TextField(
        Words("Warum keine Zinsen verlangt werden, auf Deutsch", "Why no interest, in German"),
        [NeededSometimes(), Printed()],
        limit=1000,
        rows=2,
    )
