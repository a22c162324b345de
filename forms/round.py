"""What an officer fills in to correct a draft with fixed terms, or to cancel a round."""

from forms.base import ProgrammeForm
from forms.choice import ChoiceField
from forms.day import DayField
from forms.fields import EuroField, Required, TextField
from forms.printed import Printed
from grants.programme.words import Words


class ChangeRoundForm(ProgrammeForm):
    """A round that is still a draft: what may be corrected. Its number and terms stay."""

    title_de = TextField(
        Words("Titel auf Deutsch", "Title in German"),
        [Required(Words("Geben Sie den Titel ein.", "Enter the title.")), Printed()],
        limit=120,
    )
    title_en = TextField(
        Words("Titel auf Englisch", "Title in English"),
        [
            Required(Words("Geben Sie den englischen Titel ein.", "Enter the English title.")),
            Printed(),
        ],
        limit=120,
    )
    authority = ChoiceField(
        Words("Bewilligungsbehörde", "Granting authority"),
        [Required(Words("Wählen Sie die Behörde.", "Choose the authority."))],
        choices={},
    )
    budget = EuroField(
        Words("Rundenbudget in Euro", "Round budget in euro"),
        [Required(Words("Geben Sie das Budget ein.", "Enter the budget."))],
    )
    opens_on = DayField(
        Words("Einreichung ab", "Submission from"),
        [
            Required(
                Words(
                    "Geben Sie den ersten Tag der Einreichung ein.",
                    "Enter the first day of submission.",
                )
            )
        ],
        description=Words("Von 00:00 Uhr in Berlin an.", "From 00:00 in Berlin."),
    )
    closes_on = DayField(
        Words("Einreichung bis", "Submission until"),
        [
            Required(
                Words(
                    "Geben Sie den letzten Tag der Einreichung ein.",
                    "Enter the last day of submission.",
                )
            )
        ],
        description=Words(
            "Bis 23:59:59 Uhr in Berlin an diesem Tag.", "Until 23:59:59 in Berlin on this day."
        ),
    )
    formal_check_on = DayField(Words("Formale Prüfung ab", "Formal check from"))
    review_on = DayField(Words("Begutachtung ab", "Review from"))
    jury_meeting_on = DayField(Words("Jurysitzung am", "Jury meeting on"))
    decided_on = DayField(Words("Auswahlentscheidung am", "Decision on"))
    notified_on = DayField(Words("Mitteilung am", "Notification on"))


class CancelForm(ProgrammeForm):
    """Why a round is cancelled."""

    reason = TextField(
        Words("Grund", "Reason"),
        [Required(Words("Nennen Sie den Grund.", "Give the reason."))],
        limit=2000,
        rows=3,
    )
