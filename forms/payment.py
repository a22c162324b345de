"""What people fill in about payments: asking for one, checking it, and what the bank says."""

from typing import Any

from forms.address import ShortField
from forms.amounts import AmountsForm
from forms.application import NeededToSubmit
from forms.base import ProgrammeForm
from forms.day import ENTER_DAY, DayField
from forms.fields import (
    EuroField,
    NeededSometimes,
    Required,
    TextField,
    UploadField,
    needed_text,
)
from grants.programme.money import NOTHING
from grants.programme.reason import GIVE_REASON
from grants.programme.words import Words

LONGEST_NOTE = 2000
LONGEST_REASON = 1000


class PaymentForm(AmountsForm):
    """A payment request as the recipient writes it."""

    spent = EuroField(
        Words("Zuwendungsfähige Ausgaben bisher, Euro", "Eligible costs so far, euro"),
        description=Words(
            "Alles vom ersten Tag der Laufzeit bis heute, auch der Eigenanteil.",
            "Everything from the first day of the period until today, your own share included.",
        ),
    )
    forecast = EuroField(
        Words("Bald fällige Ausgaben, Euro", "Costs that fall due soon, euro"),
    )
    requested = EuroField(
        Words("Sie fordern an, Euro", "You ask for, euro"),
        [NeededToSubmit()],
    )
    note = TextField(
        Words("Bemerkung", "Remark"),
        limit=LONGEST_NOTE,
        rows=3,
    )

    @property
    def answers(self) -> dict[str, Any]:
        """What was filled in; an empty amount is nothing."""
        return {
            "spent": self.spent.data or NOTHING,
            "forecast": self.forecast.data or NOTHING,
            "requested": self.requested.data or NOTHING,
            "note": self.note.data or "",
        }


class CorrectForm(AmountsForm):
    """How much of a request is correct, and why not all."""

    correct = EuroField(
        Words("Sachlich und rechnerisch richtig, Euro", "Found correct, euro"),
        [Required(Words("Geben Sie den Betrag ein.", "Enter the amount."))],
    )
    remark = TextField(
        Words("Vermerk", "Remark"),
        [NeededSometimes()],
        limit=LONGEST_REASON,
        rows=3,
        description=Words("Nötig, wenn Sie kürzen.", "Needed where you find less."),
    )


class PaymentReasonForm(ProgrammeForm):
    """Why a request goes another way."""

    reason = needed_text(
        Words("Grund", "Reason"), GIVE_REASON, limit=LONGEST_REASON, rows=3,
        description=Words("Der Empfänger liest ihn.", "The recipient reads it."),
    )  # fmt: skip


class RunReasonForm(ProgrammeForm):
    """Why an order or a run is given up."""

    reason = needed_text(Words("Grund", "Reason"), GIVE_REASON, limit=LONGEST_REASON, rows=2)


class StatementForm(ProgrammeForm):
    """One file of the bank."""

    file = UploadField(
        Words("Kontoauszug", "Bank statement"),
        [NeededToSubmit()],
        description=Words("XML im Format camt.053.", "XML in the format camt.053."),
    )


class ExplainForm(AmountsForm):
    """What a booking is that is none of our payments; or the grant for which money comes back."""

    explanation = TextField(Words("Was ist das?", "What is it?"), [NeededSometimes()],
                            limit=LONGEST_REASON, rows=2)  # fmt: skip
    grant = ShortField(
        Words("Rückzahlung zu Förderkennzeichen", "Repayment on grant number"), [NeededSometimes()]
    )
    interest = EuroField(Words("Davon Zinsen, Euro", "Of it interest, euro"), [NeededSometimes()])


class UseForm(ProgrammeForm):
    """When money that was paid was used."""

    used_on = DayField(
        Words("Vollständig verwendet am", "All of it was used on"), [Required(ENTER_DAY)]
    )
