"""Entering an organisation: a legal entity is kept once, whoever enters it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.actions.record import record
from grants.models.organisation import Organisation
from grants.programme.legal_entity import legal_key
from grants.programme.organisation import OrganisationKind, Size
from grants.programme.people import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOrganisation:
    """What is known of an organisation that takes part for the first time."""

    name: str
    kind: OrganisationKind
    country: str
    """Country of its seat, ISO 3166 with two letters."""
    size: Size | None = None
    street: str = ""
    postcode: str = ""
    city: str = ""
    register_number: str = ""


def enter_organisation(
    session: Session,
    new: NewOrganisation,
    *,
    by: Actor,
    now: datetime,
    synthetic: bool = False,
) -> Organisation:
    """Keep the organisation, or find the one that is the same legal entity (R-007)."""
    key = legal_key(new.name, new.country, new.register_number)
    there = session.scalar(
        select(Organisation).where(Organisation.legal_key == key).order_by(Organisation.id).limit(1)
    )
    if there is not None:
        return there
    organisation = Organisation(
        name=new.name,
        kind=new.kind,
        size=new.size if new.kind is OrganisationKind.COMPANY else None,
        country=new.country,
        street=new.street,
        postcode=new.postcode,
        city=new.city,
        register_number=new.register_number,
        legal_key=key,
        synthetic=synthetic,
        created_at=now,
    )
    session.add(organisation)
    session.flush()
    record(
        session,
        "enter_organisation",
        "organisation",
        key,
        by=by,
        now=now,
        after={"name": new.name, "kind": new.kind.value, "country": new.country},
    )
    return organisation


def complete_address(
    session: Session,
    organisation: Organisation,
    *,
    street: str,
    postcode: str,
    city: str,
    by: Actor,
    now: datetime,
) -> None:
    """Say where letters reach an organisation, where nobody has said so yet.

    An address that is known stays: the organisation may take part in the plans of others, too.
    """
    if organisation.has_address or not street:
        return
    given = {"street": street, "postcode": postcode, "city": city or organisation.city}
    for name, value in given.items():
        setattr(organisation, name, value)
    record(
        session,
        "complete_address",
        "organisation",
        organisation.legal_key,
        by=by,
        now=now,
        after=given,
    )
