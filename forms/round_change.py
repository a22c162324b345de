"""What is said when the terms of a public round are changed."""

from forms.base import ProgrammeForm
from forms.choice import TickField
from forms.fields import Required, needed_text
from grants.programme.reason import GIVE_REASON
from grants.programme.words import Words

LONGEST = 2000


class ProposeTermsForm(ProgrammeForm):
    """Why the terms shall change."""

    reason = needed_text(
        Words("Grund der Änderung", "Reason of the change"), GIVE_REASON, limit=LONGEST, rows=3
    )


class ConfirmTermsForm(ProgrammeForm):
    """The second person has looked at every line."""

    sure = TickField(
        Words(
            "Ich habe alle Unterschiede geprüft. Die neue Fassung soll gelten.",
            "I have checked every difference. The new version shall hold.",
        ),
        [
            Required(
                Words(
                    "Bestätigen Sie, dass Sie die Unterschiede geprüft haben.",
                    "Confirm that you have checked the differences.",
                )
            )
        ],
    )


class ReturnTermsForm(ProgrammeForm):
    """Why it has to be worked on again."""

    why = needed_text(Words("Grund", "Reason"), GIVE_REASON, limit=LONGEST, rows=3)
