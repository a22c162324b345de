"""What a cluster writes in its application, one form for each section with words in it."""

from typing import ClassVar, Final

from wtforms import Field, ValidationError

from forms.base import ProgrammeForm
from forms.choice import TickField
from forms.fields import NeededSometimes, TextField, UploadField
from forms.printed import Printed
from grants.programme.country import country, country_names
from grants.programme.words import Language, Words, say

MOST_COUNTRIES = 20
"""More target countries than any cluster has named; a form must end somewhere."""


class NeededToSubmit:
    """A draft may be saved without it, a submission may not: the rules say so, not the form."""

    field_flags: ClassVar = {"needed": True}

    def __call__(self, form: object, field: Field) -> None:
        """Nothing to refuse while it is a draft."""


class ProfileForm(ProgrammeForm):
    """Section 1.1: who the cluster is."""

    title = TextField(
        Words("Titel des Vorhabens", "Title of the plan"),
        [NeededToSubmit(), Printed()],
        limit=200,
    )
    acronym = TextField(Words("Kurzname", "Short name"), [Printed()], limit=30)
    profile = TextField(
        Words("Clusterprofil", "Cluster profile"),
        [NeededToSubmit()],
        rows=18,
        description=Words(
            "Beschreiben Sie Stärken, Mitglieder, Märkte und die Innovationsstrategie.",
            "Describe strengths, members, markets and the innovation strategy.",
        ),
    )


class OutlineForm(ProgrammeForm):
    """Section 2.1: what the cluster wants to do."""

    outline = TextField(
        Words("Skizze", "Outline"),
        [NeededToSubmit()],
        rows=26,
        description=Words(
            "Beschreiben Sie Ziele, Zielländer, Partner und die geplanten Verbundprojekte.",
            "Describe goals, target countries, partners and the planned joint projects.",
        ),
    )


class CountryField(TextField):
    """One country, by its name in the language of the page, or by its code with two letters."""

    attributes: ClassVar = {"list": "every-country", "autocomplete": "off"}

    def read(self, text: str) -> str:
        """The code of the country; an unknown name is asked about."""
        code = _codes(self.meta.language).get(text.casefold())
        if code is None:
            raise ValueError(
                say(
                    "Wir kennen das Land „{name}“ nicht. Wählen Sie einen Namen aus der Liste.",
                    "We do not know the country “{name}”. Choose a name from the list.",
                    name=text,
                )
            )
        return code

    def write(self, value: str) -> str:
        """The name of the country."""
        return country_names(self.meta.language).get(value, value)


class Abroad:
    """Refuse the country in which the clusters themselves sit."""

    def __init__(self, home: str) -> None:
        self.home = home

    def __call__(self, form: object, field: Field) -> None:
        """A target country lies abroad."""
        if field.data and field.data == self.home:
            raise ValidationError(
                Words(
                    "Ein Zielland liegt im Ausland. Nennen Sie einen anderen Staat.",
                    "A target country lies abroad. Name another country.",
                )
            )


class NamedOnce:
    """Say which line has named the country before; it would count once anyway."""

    def __call__(self, form: ProgrammeForm, field: CountryField) -> None:
        """Refuse the second line, not the first."""
        for earlier in form:
            if earlier is field or not field.data:
                return
            if isinstance(earlier, CountryField) and earlier.data == field.data:
                raise ValidationError(
                    say(
                        "{country} steht schon in der Zeile „{line}“. Nennen Sie jedes Land "
                        "einmal.",
                        "{country} is in the line “{line}” already. Name every country once.",
                        country=country(field.data),
                        line=earlier.label.text,
                    )
                )


class DeclarationsForm(ProgrammeForm):
    """Section 4.1: what the cluster declares."""

    true_and_complete = TickField(
        Words(
            "Wir haben die Hinweise gelesen. Alle Angaben sind vollständig und richtig.",
            "We have read the notes. Everything stated is complete and correct.",
        ),
        [NeededToSubmit()],
    )


class ConceptForm(ProgrammeForm):
    """Section 2.3: the concept as a file."""

    concept = UploadField(Words("Konzept als PDF", "Concept as a PDF"), [NeededToSubmit()])


class SignOffForm(ProgrammeForm):
    """What goes with a signature."""

    function = TextField(
        Words("Ihre Funktion", "Your function"),
        [NeededSometimes(), Printed()],
        limit=100,
        description=Words(
            "Zum Beispiel Geschäftsführung. Sie steht auf der Eingangsbestätigung.",
            "For example managing director. It is shown on the receipt.",
        ),
    )


class StartForm(ProgrammeForm):
    """Where a new application begins."""

    round = TextField(Words("Runde", "Round"))
    cluster = TextField(Words("Cluster", "Cluster"))
    previous = TextField(Words("Frühere Bewerbung", "Earlier application"))


def countries_form(count: int, home: str) -> type[ProgrammeForm]:
    """Section 2.2 with a line for each country named, and some empty ones, none of them `home`."""
    lines = {
        f"country_{at}": CountryField(
            say("Zielland {at}", "Target country {at}", at=at),
            [*([NeededToSubmit()] if at == 1 else []), Abroad(home), NamedOnce()],
        )
        for at in range(1, min(count, MOST_COUNTRIES) + 1)
    }
    return type("CountriesForm", (ProgrammeForm,), lines)


USUAL: Final = {
    "usa": "US", "u.s.a.": "US", "amerika": "US", "uk": "GB", "u.k.": "GB", "england": "GB",
    "großbritannien": "GB", "grossbritannien": "GB", "great britain": "GB", "holland": "NL",
    "korea": "KR", "republik korea": "KR", "republic of korea": "KR", "tschechische republik": "CZ",
    "czech republic": "CZ", "vr china": "CN", "pr china": "CN", "vae": "AE", "uae": "AE",
    "turkey": "TR", "slowakische republik": "SK", "slovak republic": "SK", "russische föderation":
    "RU", "russian federation": "RU",
}  # fmt: skip
"""Names that people use and the list does not have."""


def _codes(language: Language) -> dict[str, str]:
    names = country_names(language)
    return {
        **USUAL,
        **{code.casefold(): code for code in names},
        **{name.casefold(): code for code, name in names.items()},
    }
