"""What staff fill in when they check vouchers."""

from forms.amounts import AmountsForm
from forms.base import ProgrammeForm
from forms.fields import EuroField, NeededSometimes, NumberField, Required, TextField
from grants.programme.voucher_check import LONGEST_REMARK
from grants.programme.words import Words


class SampleForm(ProgrammeForm):
    """How many to draw."""

    size = NumberField(
        Words("Wie viele ziehen?", "How many to draw?"),
        [Required(Words("Geben Sie eine Zahl ein.", "Enter a number."))],
    )


class JudgeForm(AmountsForm):
    """How much of one voucher is accepted, and why not all."""

    accepted = EuroField(
        Words("Anerkannt, Euro", "Accepted, euro"),
        [Required(Words("Geben Sie den Betrag ein.", "Enter the amount."))],
    )
    remark = TextField(
        Words("Bemerkung", "Remark"),
        [NeededSometimes()],
        limit=LONGEST_REMARK,
        rows=3,
        description=Words(
            "Nötig, wenn der Beleg nicht ganz anerkannt wird.",
            "Needed where the voucher is not accepted in full.",
        ),
    )
