"""The head of every letter: authority, recipient, the two who answer for it, and the remedy."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from grants.documents.letter import DRAFT, Heading, Officer, Recipient, Signatory
from grants.documents.letter_text import LetterTexts
from grants.documents.qr import Check
from grants.documents.remedy import Remedy as RemedyText
from grants.documents.remedy import RemedyKind
from grants.models.application import Application
from grants.models.authority import AuthorityVersion
from grants.models.decision import Decision
from grants.models.organisation import Organisation
from grants.models.person import Person
from grants.papers.sender import INVENTED, sender_of
from grants.programme.calendar import today
from grants.programme.words import Words, join

SALUTATION: Final = Words("Sehr geehrte Damen und Herren,", "Dear Sir or Madam,")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Which letter is filled, and when."""

    decision: Decision
    number: str
    code: str
    second: Person | None
    """Who would countersign; None when the decision carries its countersignature."""
    now: datetime
    texts: LetterTexts
    """What the authority words itself, as it is in force."""

    @property
    def authority(self) -> AuthorityVersion:
        """The authority as it stands on the day of the letter.

        Raises LookupError when none was in charge on that day.
        """
        version = self.decision.terms.round.authority.on(today(self.now))
        if version is None:
            raise LookupError(f"no authority is known on {today(self.now)}")
        return version

    @property
    def second_person(self) -> Person | None:
        """Who stands behind the decision beside its drafter."""
        return self.decision.countersigned_by or self.second


def heading(place: Place, application: Application, recipient: Recipient) -> Heading:
    """The head of a letter to this recipient; without a code it is a draft and says so."""
    draft = not place.code
    notices = [DRAFT] * draft + [INVENTED] * application.synthetic
    version = place.authority
    return Heading(
        sender=sender_of(version),
        officer=Officer(name=version.contact_name, phone=version.phone, email=version.email),
        recipient=recipient,
        file_number=place.number,
        issued_on=today(place.now),
        salutation=SALUTATION,
        programme=_programme(application),
        cluster=application.cluster.name,
        round=application.round.title,
        signatories=tuple(_signatories(place, version)),
        check=None if draft else Check(code=place.code, address=""),
        notice=join(notices, " · ") if notices else None,
        draft=draft,
    )


def recipient_of(organisation: Organisation, unit: str = "") -> Recipient:
    """Where the letter goes."""
    return Recipient(
        name=organisation.name,
        executing_unit=unit,
        street=organisation.street,
        town=f"{organisation.postcode} {organisation.city}".strip(),
    )


def remedy_of(version: AuthorityVersion) -> RemedyText:
    """How this authority's decisions are contested, in its own words or not at all (R-051)."""
    return RemedyText(
        kind=RemedyKind(version.remedy.value),
        place=version.remedy_body,
        seat=version.remedy_address or version.remedy_seat,
        form=Words(version.remedy_form, version.remedy_form_en),
    )


def _programme(application: Application) -> Words:
    title, name = application.round.title, application.round.programme.name
    return Words(f"{name.de}, {title.de}", f"{name.en}, {title.en}")


def _signatories(place: Place, version: AuthorityVersion) -> list[Signatory]:
    """The drafter and the second person, with the functions the authority names for them."""
    first = Words(
        version.first_signatory_function,
        version.first_signatory_function_en or version.first_signatory_function,
    )
    second = Words(
        version.second_signatory_function,
        version.second_signatory_function_en or version.second_signatory_function,
    )
    functions = {version.first_signatory: first, version.second_signatory: second}
    drafter, countersigner = place.decision.proposed_by, place.second_person
    signed = [Signatory(name=drafter.name, function=functions.get(drafter.name, first))]
    if countersigner is not None:
        function = functions.get(countersigner.name, second)
        signed.append(Signatory(name=countersigner.name, function=function))
    return signed
