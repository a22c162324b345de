"""What people fill in to register: first their address, then account, organisation and cluster."""

from forms.address import (
    LooksLikeAddress,
    ShortField,
    city_line,
    name_line,
    postcode_line,
    street_line,
)
from forms.base import ProgrammeForm
from forms.choice import ChoiceField, RadioChoiceField
from forms.fields import EmailField, NeededSometimes, Required, SecretField
from forms.identifier import IDENTIFIERS, IdentifierFields
from grants.programme.country import every_country
from grants.programme.organisation import KIND_WORDS, SIZE_WORDS
from grants.programme.words import Words

LANDS = (
    "Baden-Württemberg", "Bayern", "Berlin", "Brandenburg", "Bremen", "Hamburg", "Hessen",
    "Mecklenburg-Vorpommern", "Niedersachsen", "Nordrhein-Westfalen", "Rheinland-Pfalz",
    "Saarland", "Sachsen", "Sachsen-Anhalt", "Schleswig-Holstein", "Thüringen",
)  # fmt: skip


class AskToRegisterForm(ProgrammeForm):
    """Name and address."""

    name = name_line()
    email = EmailField(
        Words("E-Mail-Adresse", "E-mail address"),
        [
            Required(Words("Geben Sie Ihre E-Mail-Adresse ein.", "Enter your e-mail address.")),
            LooksLikeAddress(),
        ],
    )


class NewPasswordForm(ProgrammeForm):
    """A password for an account."""

    password = SecretField(
        Words("Neues Passwort", "New password"),
        [Required(Words("Wählen Sie ein Passwort.", "Choose a password."))],
        description=Words(
            "Mindestens 12 Zeichen, alle Zeichen sind erlaubt. Mehrere Wörter merken sich leicht.",
            "At least 12 characters, any characters. Several words are easy to remember.",
        ),
        render_kw={"autocomplete": "new-password"},
    )


class InvitationForm(NewPasswordForm):
    """Name and password of somebody who accepts an invitation."""

    first_on_page = ("name",)

    name = name_line()


class RegistrationForm(IdentifierFields, NewPasswordForm):
    """Password, organisation and cluster."""

    first_on_page = ("known", "organisation", "kind", "size", *IDENTIFIERS)
    last_on_page = ("password",)

    known = RadioChoiceField(
        Words("Meinen Sie eine dieser Organisationen?", "Do you mean one of these organisations?"),
        [NeededSometimes()],
        choices={},
        description=Words(
            "Jeder Rechtsträger steht nur einmal da.", "Every legal entity stands there once."
        ),
    )
    """Organisations that may be the one; offered only when there are some."""

    organisation = ShortField(
        Words("Name der Organisation", "Name of the organisation"),
        [Required(Words("Geben Sie den Namen der Organisation ein.",
                        "Enter the name of the organisation."))],

        description=Words(
            "Die juristische Person, die das Cluster führt, wie im Register eingetragen.",
            "The legal entity that manages the cluster, as it stands in the register.",
        ),
        render_kw={"autocomplete": "organization"},
    )  # fmt: skip
    kind = ChoiceField(
        Words("Art der Organisation", "Kind of organisation"),
        [Required(Words("Wählen Sie die Art der Organisation.",
                        "Choose the kind of organisation."))],
        choices={kind.value: words for kind, words in KIND_WORDS.items()},
    )  # fmt: skip
    size = ChoiceField(
        Words("Größe des Unternehmens", "Size of the company"),
        [NeededSometimes()],
        choices={size.value: words for size, words in SIZE_WORDS.items()},
        description=Words(
            "Nötig bei Unternehmen, nach der Empfehlung 2003/361/EG.",
            "Needed for companies, by Recommendation 2003/361/EC.",
        ),
    )
    street = street_line()
    postcode = postcode_line(Words("Geben Sie die Postleitzahl ein.", "Enter the postcode."))
    city = city_line()
    country = ChoiceField(
        Words("Staat", "Country"),
        [Required(Words("Wählen Sie den Staat.", "Choose the country."))],
        choices=every_country(),
        default="DE",
        render_kw={"autocomplete": "country"},
    )
    cluster = ShortField(
        Words("Name des Clusters", "Name of the cluster"),
        [
            Required(
                Words("Geben Sie den Namen des Clusters ein.", "Enter the name of the cluster.")
            )
        ],
    )
    field = ShortField(
        Words("Technologiefeld", "Field of technology"),

        description=Words("In Ihren Worten, zum Beispiel Photonik.",
                          "In your own words, for example photonics."),
    )  # fmt: skip
    region = ChoiceField(
        Words("Land der Bundesrepublik", "German Land"),
        choices={land: Words(land, land) for land in LANDS},
    )
