"""Forms full of amounts: none below zero, and none that the other language would read otherwise."""

from typing import Any

from forms.base import ProgrammeForm
from forms.fields import DecimalField, EuroField
from grants.programme.amount import confirm_reading, is_ambiguous
from grants.programme.money import NOTHING
from grants.programme.words import Words


class AmountsForm(ProgrammeForm):
    """A form that looks at all its amounts together."""

    def validate(self, extra_validators: Any = None) -> bool:
        """Also refuse amounts below zero."""
        fine = bool(super().validate(extra_validators))
        for field in self:
            if not isinstance(field, EuroField | DecimalField):
                continue
            nothing = NOTHING if isinstance(field, EuroField) else 0
            if not field.errors and field.data is not None and field.data < nothing:
                field.errors = [
                    Words(
                        "Der Betrag darf nicht unter null liegen.",
                        "The amount must not be below zero.",
                    )
                ]
                fine = False
        return fine

    @property
    def amounts(self) -> list[EuroField]:
        """Every field that holds an amount."""
        return [field for field in self if isinstance(field, EuroField)]

    def ask_about_ambiguous(self) -> bool:
        """Is there an amount that the other language would read differently?

        Then it is written out, 4.000 as 4.000,00, and the person is asked. Sending the form once
        more says yes.
        """
        unclear = [field for field in self.amounts if field.typed and is_ambiguous(field.typed)]
        for field in unclear:
            question = confirm_reading(field.typed or "", self.meta.language)
            field.errors, field.typed = [question], None
        return bool(unclear)
