"""What a cluster writes about a joint project and its partners."""

from collections.abc import Iterable
from typing import Any

from forms.address import GermanPostcode
from forms.amounts import AmountsForm
from forms.application import CountryField, NeededToSubmit
from forms.base import ProgrammeForm
from forms.choice import ChoiceField, TickField
from forms.day import DayField, EndsAfter
from forms.fields import (
    DecimalField,
    EuroField,
    NeededSometimes,
    Required,
    TextField,
    UploadField,
)
from forms.identifier import IDENTIFIERS, IdentifierFields
from forms.printed import Printed
from grants.programme.currency import Stated
from grants.programme.money import NOTHING
from grants.programme.organisation import (
    KIND_WORDS,
    OWN_FUNDING_WORDS,
    SIZE_WORDS,
    OrganisationKind,
    OwnFunding,
    Size,
)
from grants.programme.words import Words

NEEDED = [NeededToSubmit()]


class BackingForm(ProgrammeForm):
    """Which other cluster is asked to stand behind a project."""

    award = TextField(
        Words("Nummer der Zuwendung des anderen Clusters", "Number of the other cluster's award"),
        [Required(Words("Geben Sie die Nummer ein.", "Enter the number."))],
        limit=20,
        description=Words("Zum Beispiel 03INT402.", "For example 03INT402."),
    )


class ProjectForm(ProgrammeForm):
    """Name, purpose and days of a joint project."""

    title = TextField(
        Words("Titel des Verbundprojekts", "Title of the joint project"),
        [*NEEDED, Printed()],
        limit=200,
    )
    acronym = TextField(Words("Kurzname", "Short name"), [Printed()], limit=30)
    summary = TextField(
        Words("Kurzbeschreibung", "Summary"),
        rows=8,
        limit=4000,
        description=Words(
            "Was erforschen die Partner gemeinsam, und was haben beide Seiten davon?",
            "What do the partners study together, and what does each side gain?",
        ),
    )
    starts_on = DayField(Words("Erster Tag", "First day"), NEEDED)
    ends_on = DayField(Words("Letzter Tag", "Last day"), [*NEEDED, EndsAfter("starts_on")])


class SpanForm(ProgrammeForm):
    """The days of the management's grant in the implementation phase."""

    starts_on = DayField(
        Words("Erster Tag", "First day"),
        [Required(Words("Geben Sie den ersten Tag ein.", "Enter the first day."))],
    )
    ends_on = DayField(
        Words("Letzter Tag", "Last day"),
        [
            Required(Words("Geben Sie den letzten Tag ein.", "Enter the last day.")),
            EndsAfter("starts_on"),
        ],
    )


class AgreementForm(ProgrammeForm):
    """When all had signed, with the agreement and the proofs of funding as files."""

    agreement_signed_on = DayField(
        Words("Tag, an dem alle unterschrieben hatten", "Day on which all had signed")
    )
    agreement = UploadField(
        Words("Kooperationsvereinbarung als PDF", "Cooperation agreement as a PDF")
    )
    proof = UploadField(
        Words("Nachweis der Finanzierung im Ausland als PDF", "Proof of funding abroad as a PDF")
    )
    proof_of = ChoiceField(
        Words("Wessen Nachweis?", "Whose proof?"),
        choices={},
        description=Words(
            "Leer lassen, wenn ein Nachweis für alle Partner im Ausland gilt.",
            "Leave empty if one proof holds for all partners abroad.",
        ),
    )

    def offer_partners(self, names: Iterable[str]) -> None:
        """Whose proof it may be: these partners abroad."""
        self.proof_of.offer({name: Words(name, name) for name in names})


class OwnFundingForm(AmountsForm):
    """What is known of a partner in a project; its plan at home has a form of its own."""

    street = TextField(Words("Straße und Hausnummer", "Street and number"), [Printed()], limit=200)
    postcode = TextField(Words("Postleitzahl", "Postcode"), [GermanPostcode()], limit=20)
    city = TextField(Words("Ort", "City"), [Printed()], limit=200)

    executing_unit = TextField(
        Words("Ausführende Stelle", "Executing unit"),
        [Printed()],
        limit=200,
        description=Words(
            "Zum Beispiel ein Institut. Es zählt mit seiner Universität als ein Partner.",
            "For example an institute. It counts as one partner together with its university.",
        ),
    )
    own_funding = EuroField(Words("Eigene Finanzierung, Euro", "Own funding, euro"))
    own_funding_status = ChoiceField(
        Words("Stand dieser Finanzierung", "State of this funding"),
        choices={status.value: words for status, words in OWN_FUNDING_WORDS.items()},
    )
    stated = DecimalField(
        Words("Beitrag in anderer Währung", "Contribution in another currency"),
        places=2,
        description=Words(
            "Wir rechnen ihn einmal in Euro um. Er zählt nie zur Obergrenze.",
            "We convert it into euro once. It never counts under the cap.",
        ),
    )
    stated_currency = ChoiceField(Words("Währung", "Currency"), choices={})
    stated_rate = DecimalField(
        Words("Kurs: so viel für 1 €", "Rate: so much for EUR 1"),
        places=8,
        description=Words(
            "Zum Beispiel der Referenzkurs der Europäischen Zentralbank.",
            "For example the reference rate of the European Central Bank.",
        ),
    )
    stated_rate_on = DayField(Words("Tag des Kurses", "Day of the rate"))
    stated_rate_source = TextField(Words("Quelle des Kurses", "Source of the rate"), limit=200)
    may_publish = TickField(
        Words(
            "Die Einrichtung darf ihre Ergebnisse veröffentlichen.",
            "The organisation may publish its own results.",
        ),
        description=Words("Nur für Forschungseinrichtungen.", "For research organisations only."),
    )
    requested = EuroField(
        Words("Aus diesem Programm beantragt, Euro", "Requested from this programme, euro"),
        description=Words(
            "Partner im Ausland erhalten kein Geld aus diesem Programm.",
            "Partners abroad get no money from this programme.",
        ),
    )

    @property
    def address(self) -> dict[str, str]:
        """Where letters reach the organisation, as far as it was filled in."""
        return {name: self[name].data or "" for name in ("street", "postcode", "city")}

    @property
    def answers(self) -> dict[str, Any]:
        """What was filled in about its part; an empty amount is nothing."""
        status = self.own_funding_status.data
        return {
            "executing_unit": self.executing_unit.data or "",
            "own_funding": self.own_funding.data or NOTHING,
            "own_funding_status": OwnFunding(status) if status else None,
            "stated": self.contribution,
            "may_publish": bool(self.may_publish.data),
            "requested": self.requested.data or NOTHING,
        }

    @property
    def contribution(self) -> Stated | None:
        """What was stated in another currency; nothing while no amount was."""
        if self.stated.data is None:
            return None
        return Stated(
            amount=self.stated.data,
            currency=self.stated_currency.data or "",
            rate=self.stated_rate.data,
            on=self.stated_rate_on.data,
            source=self.stated_rate_source.data or "",
        )


class PartnerForm(IdentifierFields, OwnFundingForm):
    """A partner that takes part for the first time."""

    first_on_page = ("name", "kind", "size", "country", "street", "postcode", "city",
                     *IDENTIFIERS, "executing_unit")  # fmt: skip

    name = TextField(
        Words("Name der Organisation", "Name of the organisation"),
        [Required(Words("Geben Sie den Namen ein.", "Enter the name.")), Printed()],
        limit=200,
        description=Words(
            "Die juristische Person, wie im Register eingetragen.",
            "The legal entity, as it stands in the register.",
        ),
    )
    kind = ChoiceField(
        Words("Art der Organisation", "Kind of organisation"),
        [Required(Words("Wählen Sie die Art.", "Choose the kind."))],
        choices={kind.value: words for kind, words in KIND_WORDS.items()},
    )
    size = ChoiceField(
        Words("Größe des Unternehmens", "Size of the company"),
        choices={size.value: words for size, words in SIZE_WORDS.items()},
        description=Words("Nur für Unternehmen.", "For companies only."),
    )
    country = CountryField(
        Words("Staat", "Country"),
        [Required(Words("Geben Sie den Staat ein.", "Enter the country."))],
    )
    another = TickField(Words("Es ist eine andere Organisation.", "It is another organisation."))

    @property
    def organisation(self) -> dict[str, Any]:
        """What describes the organisation itself."""
        size = self.size.data
        return {
            "name": self.name.data,
            "kind": OrganisationKind(self.kind.data),
            "size": Size(size) if size else None,
            "country": self.country.data,
            **self.address,
            **self.identifiers,
        }


class CorrectionForm(ProgrammeForm):
    """Which organisation a new partner really is."""

    name = TextField(
        Words("Name der Organisation", "Name of the organisation"),
        [Required(Words("Geben Sie den Namen ein.", "Enter the name."))],
        limit=200,
    )
    kind = ChoiceField(
        Words("Art der Organisation", "Kind of organisation"),
        [Required(Words("Wählen Sie die Art.", "Choose the kind."))],
        choices={kind.value: words for kind, words in KIND_WORDS.items()},
    )
    country = CountryField(
        Words("Staat", "Country"),
        [Required(Words("Geben Sie den Staat ein.", "Enter the country."))],
    )


class KnownPartnerForm(OwnFundingForm):
    """A partner that is known already, chosen from a list."""

    organisation = TextField(
        Words("Organisation", "Organisation"),
        [Required(Words("Wählen Sie eine Organisation.", "Choose an organisation."))],
    )


class OrganisationSearchForm(ProgrammeForm):
    """Which organisation to look for."""

    class Meta(ProgrammeForm.Meta):
        """A search changes nothing, so that it needs no token."""

        csrf = False

    search = TextField(
        Words("Name enthält", "Name contains"),
        [NeededSometimes()],
        render_kw={"maxlength": "100"},
    )


class InternationalisationForm(ProgrammeForm):
    """The internationalisation concept as a file."""

    file = UploadField(Words("Konzept als PDF", "Concept as a PDF"), NEEDED)
