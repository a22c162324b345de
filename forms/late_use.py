"""What officers fill in to charge interest on money that was used late."""

from forms.account_in_text import AccountInText
from forms.base import ProgrammeForm
from forms.condition import printed_text
from forms.day import ENTER_DAY, DayField
from forms.fields import EuroField, Required, TextField
from forms.printed import Printed
from grants.programme.words import Words

TEXT = 4000


class ChargeForm(ProgrammeForm):
    """How much lay idle, why the interest is charged, and where it is paid."""

    idle = EuroField(
        Words("Nicht rechtzeitig verwendet, Euro", "Not used in time, euro"),
        [Required(Words("Geben Sie den Betrag ein.", "Enter the amount."))],
        description=Words(
            "Weniger, wenn ein Teil rechtzeitig verwendet wurde.",
            "Less where a part was used in time.",
        ),
    )
    heard_result = printed_text(
        Words("Ergebnis der Anhörung, auf Deutsch", "Result of the hearing, in German"),
        Words("Schreiben Sie, was die Anhörung ergab.", "Say what the hearing gave."),
        Words("Was vorgetragen wurde und was daraus folgt.", "What was said, what follows."),
        TEXT, 4,
    )  # fmt: skip
    discretion = printed_text(
        Words("Ermessenserwägungen, auf Deutsch", "Exercise of discretion, in German"),
        Words("Schreiben Sie, was Sie abgewogen haben.", "Say what you weighed."),
        Words(
            "Auch, ob der Empfänger die Verspätung zu vertreten hat. Steht so im Bescheid.",
            "Also whether the recipient answers for the delay. Stands in the letter as it is.",
        ),
        TEXT, 5,
    )  # fmt: skip
    pay_by = DayField(Words("Zahlbar bis", "To be paid by"), [Required(ENTER_DAY)])
    pay_to = TextField(
        Words("Bankverbindung und Verwendungszweck", "Bank details and reference"),
        [
            Required(Words("Geben Sie die Bankverbindung an.", "Give the bank details.")),
            Printed(),
            AccountInText(),
        ],
        limit=300,
    )
