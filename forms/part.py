"""What people fill in about one part of a joint project."""

from collections.abc import Mapping
from typing import Final

from forms.address import LooksLikeAddress, ShortField
from forms.base import ProgrammeForm
from forms.choice import ChoiceField
from forms.day import DayField
from forms.fields import EmailField, Required, TextField
from grants.programme.words import Words

IN_ENTRY: Final = {"form": "entry", "autocomplete": "off"}
"""The fields belong to the one form of their page, so that they change their language with it."""


class PartInvitationForm(ProgrammeForm):
    """Somebody of the partner organisation who is to keep its part."""

    name = ShortField(
        Words("Name der Person", "Name of the person"),
        [Required(Words("Geben Sie den Namen ein.", "Enter the name."))],
        render_kw=IN_ENTRY,
    )
    email = EmailField(
        Words("E-Mail-Adresse", "E-mail address"),
        [
            Required(Words("Geben Sie die E-Mail-Adresse ein.", "Enter the e-mail address.")),
            LooksLikeAddress(),
        ],
        render_kw=IN_ENTRY,
    )


class CorrectDepartureForm(ProgrammeForm):
    """The right day on which a partner left, said by staff."""

    partner = ChoiceField(
        Words("Partner", "Partner"),
        [Required(Words("Wählen Sie den Partner.", "Choose the partner."))],
        choices={},
    )
    left_on = DayField(
        Words("Tag des Ausscheidens", "Day of leaving"),
        [Required(Words("Geben Sie den Tag ein.", "Enter the day."))],
    )
    reason = TextField(
        Words("Grund der Berichtigung", "Reason for the correction"),
        [Required(Words("Nennen Sie den Grund.", "Give the reason."))],
        limit=1000,
        rows=2,
    )

    def offer(self, names: Mapping[int, str]) -> None:
        """Those who have left, by their place in the project."""
        self.partner.offer({str(at): Words(name, name) for at, name in names.items()})


class DepartureForm(ProgrammeForm):
    """When and why a partner has left a running project."""

    left_on = DayField(
        Words("Tag des Ausscheidens", "Day of leaving"),
        [Required(Words("Geben Sie den Tag ein.", "Enter the day."))],
    )
    reason = TextField(
        Words("Grund", "Reason"),
        [Required(Words("Nennen Sie den Grund.", "Give the reason."))],
        limit=2000,
        rows=4,
    )
