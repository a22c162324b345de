"""What administrators fill in about a granting authority."""

from typing import Any, ClassVar

from wtforms import Field
from wtforms.validators import StopValidation

from forms.address import GermanPostcode, LooksLikeAddress, ShortField
from forms.base import ProgrammeForm
from forms.choice import RadioChoiceField
from forms.day import DayField
from forms.fields import EmailField, Required, TextField
from forms.identifier import BicField, IbanField
from forms.printed import Printed
from grants.programme.remedy_form import SUGGESTED_FORMS
from grants.programme.words import Words

LIMIT = 200
LONGEST_FORM = 600
OBJECTION, COURT_ACTION = "objection", "court_action"


SAME_WITHOUT = Words(
    "Ohne Angabe steht auch in der Übersetzung die deutsche Bezeichnung.",
    "Without it the translation uses the German name, too.",
)


def _line(de: str, en: str, ask_de: str = "", ask_en: str = "", **more: Any) -> ShortField:
    needed = [Required(Words(ask_de, ask_en))] if ask_de else []
    return ShortField(Words(de, en), needed, most=LIMIT, **more)


class OfferedForm:
    """The form of the remedy; where it is empty a sentence for the chosen remedy is filled in.

    Nothing is kept yet: whoever sends the form again has seen the sentence.
    """

    field_flags: ClassVar = {"needed": True}

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, form: ProgrammeForm, field: Field) -> None:
        """Stop at an empty answer, with a sentence to begin with."""
        if field.data or field.errors:
            return
        offered = SUGGESTED_FORMS.get(form["remedy"].data or "")
        if offered is None:
            raise StopValidation(ASK_FORM)
        field.typed = getattr(offered, self.language)
        raise StopValidation(LOOK_AT_FORM)


ASK_FORM = Words(
    "Schreiben Sie, in welcher Form der Rechtsbehelf eingelegt wird.",
    "Say in which form the remedy is lodged.",
)
LOOK_AT_FORM = Words(
    "Wir haben einen Satz zum gewählten Rechtsbehelf eingetragen. Er ist von einer Juristin oder "
    "einem Juristen zu prüfen. Speichern Sie danach noch einmal.",
    "We have filled in a sentence for the chosen remedy. A lawyer has to check it. Save again "
    "after that.",
)


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
    acting_for_en = _line(
        "Handelt für, auf Englisch",
        "Acts for, in English",
        description=Words(
            "Für die englische Übersetzung der Bescheide.",
            "For the English translation of the letters.",
        ),
    )
    street = _line(
        "Straße und Hausnummer",
        "Street and number",
        "Geben Sie Straße und Hausnummer ein.",
        "Enter street and number.",
    )
    postcode = ShortField(
        Words("Postleitzahl", "Postcode"),
        [
            Required(Words("Geben Sie die Postleitzahl ein.", "Enter the postcode.")),
            GermanPostcode(),
        ],
        most=LIMIT,
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
        "Nennen Sie die Funktion zur ersten Unterschrift.",
        "Name the function of the first signatory.",
    )
    first_signatory_function_en = _line(
        "Funktion der ersten Unterschrift, auf Englisch",
        "Function of the first signatory, in English",
        description=SAME_WITHOUT,
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
        "Nennen Sie die Funktion zur zweiten Unterschrift.",
        "Name the function of the second signatory.",
    )
    second_signatory_function_en = _line(
        "Funktion der zweiten Unterschrift, auf Englisch",
        "Function of the second signatory, in English",
        description=SAME_WITHOUT,
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
    remedy_form = TextField(
        Words("Form des Rechtsbehelfs", "Form of the remedy"),
        [OfferedForm("de"), Printed()],
        description=Words(
            "Ganze Sätze auf Deutsch, von einer Juristin oder einem Juristen geprüft. Bleibt das "
            "Feld leer, schlägt das Portal einen Satz vor.",
            "Full sentences in German, checked by a lawyer. If this stays empty the portal "
            "suggests a sentence.",
        ),
        limit=LONGEST_FORM,
        rows=4,
    )
    remedy_form_en = TextField(
        Words("Form des Rechtsbehelfs, auf Englisch", "Form of the remedy, in English"),
        [OfferedForm("en"), Printed()],
        description=Words(
            "Für die englische Übersetzung; verbindlich ist der deutsche Text.",
            "For the English translation; the German text binds.",
        ),
        limit=LONGEST_FORM,
        rows=4,
    )
    account_holder = _line("Kontoinhaber", "Account holder")
    account_iban = IbanField(
        Words("IBAN, von der gezahlt wird", "IBAN from which is paid"),
        description=Words(
            "Leer, wenn Zuwendungen nicht über dieses Programm gezahlt werden.",
            "Empty where grants are not paid through this program.",
        ),
    )
    account_bic = BicField(Words("BIC", "BIC"))


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
