"""One voucher of a report, and a workbook of all."""

from collections.abc import Iterable

from forms.amounts import AmountsForm
from forms.application import NeededToSubmit
from forms.base import ProgrammeForm
from forms.choice import ChoiceField
from forms.day import ENTER_DAY, DayField
from forms.fields import EuroField, Required, TextField, UploadField
from grants.programme.form_terms import CostCategory
from grants.programme.voucher import LONGEST_PAYEE, LONGEST_PURPOSE, LONGEST_REFERENCE, Voucher
from grants.programme.words import Words


class VoucherForm(AmountsForm):
    """What was bought, from whom, when it was paid, and what proves it."""

    category = ChoiceField(
        Words("Position", "Category"),
        [Required(Words("Wählen Sie die Position.", "Choose the category."))],
        choices={},
    )
    payee = TextField(
        Words("Empfänger der Zahlung", "Payee"),
        [Required(Words("Nennen Sie den Empfänger.", "Name the payee."))],
        limit=LONGEST_PAYEE,
    )
    purpose = TextField(
        Words("Zweck", "Purpose"),
        [Required(Words("Schreiben Sie, wofür.", "Say what for."))],
        limit=LONGEST_PURPOSE,
        description=Words(
            "Gleichartige Ausgaben wie Reisen dürfen in einer Liste zusammenstehen.",
            "Alike items such as travel may stand together in one list.",
        ),
    )
    invoice_on = DayField(
        Words("Rechnung oder Auftrag vom", "Invoice or order of"), [Required(ENTER_DAY)]
    )
    paid_on = DayField(Words("Bezahlt am", "Paid on"), [Required(ENTER_DAY)])
    amount = EuroField(
        Words("Betrag, Euro", "Amount, euro"),
        [Required(Words("Geben Sie den Betrag ein.", "Enter the amount."))],
    )
    invoice = TextField(
        Words("Rechnungsnummer", "Invoice number"),
        [Required(Words("Nennen Sie die Rechnung.", "Name the invoice."))],
        limit=LONGEST_REFERENCE,
    )
    payment = TextField(
        Words("Zahlungsnachweis", "Proof of payment"),
        [Required(Words("Nennen Sie den Nachweis.", "Name the proof."))],
        limit=LONGEST_REFERENCE,
        description=Words("Etwa Kontoauszug 6, Posten 14.", "Such as bank statement 6, item 14."),
    )

    def offer(self, categories: Iterable[CostCategory]) -> None:
        """Offer the categories of the plan."""
        self.category.offer({category.code: category.name for category in categories})

    @property
    def voucher(self) -> Voucher:
        """What was filled in, once it is valid."""
        return Voucher(**{name: self[name].data for name in Voucher.__dataclass_fields__})


class VoucherUploadForm(ProgrammeForm):
    """One file."""

    workbook = UploadField(
        Words("Ausgefüllte Excel-Datei", "The workbook, filled in"), [NeededToSubmit()]
    )
