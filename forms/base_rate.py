"""What staff fill in about a base rate that was made known."""

from decimal import Decimal
from typing import Any, Final

from forms.base import ProgrammeForm
from forms.day import ENTER_DAY, DayField
from forms.fields import DecimalField, NeededSometimes, Required, TextField
from grants.programme.words import Words, say

PLACES: Final = 2


class RateField(DecimalField):
    """A number of per cent that may lie below zero."""

    def read(self, text: str) -> Any:
        """The number, with its sign."""
        plain = text.strip().removesuffix("%").strip().replace("\N{MINUS SIGN}", "-")
        try:
            figure: Decimal = super().read(plain.removeprefix("-"))
        except ValueError as wrong:
            raise ValueError(
                say(
                    "Schreiben Sie den Satz in Ziffern, mit höchstens zwei Stellen, zum Beispiel"
                    " 1,27 oder -0,88. Wir haben „{typed}“ gelesen.",
                    "Write the rate in digits, with two decimal places at most, such as 1.27 or"
                    " -0.88. We read “{typed}”.",
                    typed=text,
                )
            ) from wrong
        return -figure if plain.startswith("-") else figure

    def write(self, value: Any) -> str:
        """With a plain minus in front where it is negative."""
        return ("-" if value < 0 else "") + super().write(abs(value))


class BaseRateForm(ProgrammeForm):
    """One rate and where it was read; a reason where it corrects an earlier one."""

    begins = DayField(
        Words("Gilt ab", "Holds from"),
        [Required(ENTER_DAY)],
        description=Words("1. Januar oder 1. Juli.", "1 January or 1 July."),
    )
    rate = RateField(
        Words("Basiszinssatz in Prozent", "Base rate in per cent"),
        [Required(Words("Geben Sie den Satz ein.", "Enter the rate."))],
        places=PLACES,
    )
    source = TextField(
        Words("Quelle", "Source"),
        [Required(Words("Nennen Sie die Quelle.", "Name the source."))],
        description=Words(
            "Wie: Bekanntmachung der Deutschen Bundesbank vom 30.06.2026.",
            "Such as: notice of the Deutsche Bundesbank of 30 June 2026.",
        ),
        limit=300,
    )
    reason = TextField(
        Words("Warum berichtigt wird", "Why it is corrected"),
        [NeededSometimes()],
        description=Words(
            "Nur, wenn für diesen Tag schon ein Satz eingetragen ist.",
            "Only where a rate is entered for this day already.",
        ),
        limit=1000,
        rows=2,
    )
