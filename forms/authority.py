"""What administrators fill in about a granting authority."""

from typing import Any

from forms.address import LooksLikeAddress, ShortField
from forms.base import ProgrammeForm
from forms.choice import RadioChoiceField
from forms.fields import DayField, EmailField, Required
from grants.programme.words import Words

LIMIT = 200
OBJECTION, COURT_ACTION = "objection", "court_action"


def _line(de: str, en: str, ask_de: str = "", ask_en: str = "", **more: Any) -> ShortField:
    needed = [Required(Words(ask_de, ask_en))] if ask_de else []
    return ShortField(Words(de, en), needed, most=LIMIT, **more)


class AuthorityForm(ProgrammeForm):
    """What holds for an authority from a day on."""

    valid_from = DayField(
        Words("Gilt ab", "Holds from"),
        [Required(Words("Geben Sie den ersten Tag ein.", "Enter the first day."))],
        description=Words("Ein kommender Tag, zum Beispiel 01.07.2028.",
                          "A coming day, for example 1 July 2028."),
    )  # fmt: skip
    name = _line(
        "Name der Behörde",
        "Name of the authority",
        "Geben Sie den Namen der Behörde ein.",
        "Enter the name of the authority.",
    )
    acting_for = _line(
        "Handelt für",
        "Acts for",
        description=Words(
            "Zum Beispiel ein Ministerium, auf Deutsch.", "For example a ministry, in German."
        ),
    )
    street = _line(
        "Straße und Hausnummer",
        "Street and number",
        "Geben Sie Straße und Hausnummer ein.",
        "Enter street and number.",
    )
    postcode = _line(
        "Postleitzahl", "Postcode", "Geben Sie die Postleitzahl ein.", "Enter the postcode."
    )
    city = _line("Ort", "City", "Geben Sie den Ort ein.", "Enter the city.")
    email = EmailField(
        Words("E-Mail-Adresse", "E-mail address"),
        [
            Required(Words("Geben Sie die E-Mail-Adresse ein.", "Enter the e-mail address.")),
            LooksLikeAddress(),
        ],
        render_kw={"autocomplete": "off"},
    )
    phone = _line("Telefon", "Telephone")
    contact_name = _line(
        "Ansprechperson", "Contact", "Nennen Sie eine Ansprechperson.", "Name a contact."
    )
    first_signatory = _line(
        "Erste Unterschrift",
        "First signatory",
        "Nennen Sie, wer zuerst zeichnet.",
        "Name who signs first.",
    )
    first_signatory_function = _line(
        "Funktion der ersten Unterschrift",
        "Function of the first signatory",
        "Nennen Sie die Funktion.",
        "Name the function.",
    )
    second_signatory = _line(
        "Zweite Unterschrift",
        "Second signatory",
        "Nennen Sie, wer mitzeichnet.",
        "Name who countersigns.",
    )
    second_signatory_function = _line(
        "Funktion der zweiten Unterschrift",
        "Function of the second signatory",
        "Nennen Sie die Funktion.",
        "Name the function.",
    )
    remedy = RadioChoiceField(
        Words("Rechtsbehelf gegen ihre Bescheide", "Remedy against its decisions"),
        [Required(Words("Wählen Sie den Rechtsbehelf.", "Choose the remedy."))],
        choices={
            OBJECTION: Words("Widerspruch bei einer Behörde", "Objection at an authority"),
            COURT_ACTION: Words("Klage bei einem Gericht", "Action at a court"),
        },
    )
    remedy_body = _line(
        "Behörde oder Gericht",
        "Authority or court",
        "Nennen Sie Behörde oder Gericht.",
        "Name the authority or court.",
    )
    remedy_seat = _line("Sitz", "Seat", "Nennen Sie den Sitz.", "Name the seat.")
    remedy_address = _line("Anschrift", "Address")


class NewAuthorityForm(AuthorityForm):
    """A new authority with its code."""

    code = _line(
        "Kürzel",
        "Code",
        "Geben Sie ein Kürzel ein.",
        "Enter a code.",
        description=Words(
            "Kurz und bleibend, zum Beispiel muster.", "Short and lasting, for example muster."
        ),
    )
