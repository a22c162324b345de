"""What the people of an organisation keep in the register."""

from typing import Any

from forms.address import ShortField, city_line, postcode_line, street_line
from forms.fields import Required, TextField
from forms.identifier import IbanField, IdentifierFields
from forms.printed import Printed
from grants.programme.words import Words


class OrganisationForm(IdentifierFields):
    """Name, address, numbers, account and executing units of one legal entity."""

    first_on_page = ("name", "street", "postcode", "city")

    name = ShortField(
        Words("Name der Organisation", "Name of the organisation"),
        [Required(Words("Geben Sie den Namen ein.", "Enter the name."))],
        description=Words(
            "Die juristische Person, wie im Register eingetragen.",
            "The legal entity, as it stands in the register.",
        ),
        render_kw={"autocomplete": "organization"},
    )
    country = ShortField(Words("Staat", "Country"))
    """Not on the page: the seat is fixed, and decides how postcode and register are read."""
    street = street_line()
    postcode = postcode_line()
    city = city_line()
    iban = IbanField(Words("IBAN", "IBAN"))
    units = TextField(
        Words("Ausführende Stellen", "Executing units"),
        [Printed()],
        rows=5,
        limit=4000,
        description=Words(
            "Institute oder Standorte, in jeder Zeile eine Stelle. Sie zählen mit der Organisation"
            " als ein Partner.",
            "Institutes or sites, one in each line. They count as one partner together with the"
            " organisation.",
        ),
    )

    def fix_country(self, country: str) -> None:
        """The seat is what the register says, whatever came with the form."""
        self.country.data = country

    @property
    def answers(self) -> dict[str, Any]:
        """What was filled in: the arguments of the act."""
        lines = (self.units.data or "").splitlines()
        names = ("name", "street", "postcode", "city", "iban")
        return {
            **{name: self[name].data or "" for name in names},
            **self.identifiers,
            "units": [line.strip() for line in lines if line.strip()],
        }
