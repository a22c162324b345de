"""The register of organisations: a legal entity is kept once, whoever enters it."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from grants.actions.lock import lock
from grants.actions.organisation_rule import check_free, check_keeper, check_name, check_units
from grants.actions.overtaken import Overtaken, Saved, saved_meanwhile
from grants.actions.record import record
from grants.models.organisation import ExecutingUnit, Organisation
from grants.programme.finding import insist
from grants.programme.legal_entity import Identity
from grants.programme.organisation import OrganisationKind, Size
from grants.programme.people import Actor
from grants.queries.organisation import holder_of

NUMBERS: Final = ("register_number", "register_court", "vat_id", "lei", "pic")
FIELDS: Final = ("name", "street", "postcode", "city", *NUMBERS)
"""What the people of an organisation keep; its kind, size and seat decide about its grants."""


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
    register_court: str = ""
    vat_id: str = ""
    lei: str = ""
    pic: str = ""

    @property
    def identity(self) -> Identity:
        """What tells it from every other organisation."""
        return Identity(
            name=self.name,
            country=self.country,
            register_number=self.register_number,
            register_court=self.register_court,
            vat_id=self.vat_id,
            lei=self.lei,
            pic=self.pic,
        )


def enter_organisation(
    session: Session,
    new: NewOrganisation,
    *,
    by: Actor,
    now: datetime,
    synthetic: bool = False,
) -> Organisation:
    """Keep the organisation, or find the one that is the same legal entity (R-007)."""
    key = new.identity.key
    _one_at_a_time(session, new.identity)
    there = holder_of(session, new.identity)
    if there is not None:
        return there
    known = asdict(new) | {"size": new.size if new.kind is OrganisationKind.COMPANY else None}
    organisation = Organisation(**known, legal_key=key, synthetic=synthetic, created_at=now)
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


def save_organisation(
    session: Session,
    organisation: Organisation,
    *,
    units: Iterable[str] = (),
    revision: int,
    by: Actor,
    now: datetime,
    **details: str,
) -> bool:
    """Keep what the people of an organisation say about it; False when nothing changed.

    `details` are FIELDS. Its account is another matter: two people change it (account_number.py).
    Raises RulesBroken when others keep its data, when a number belongs to another organisation
    (R-007), when its name stands in papers already or a unit that works in a project is left out;
    Overtaken when somebody else saved since `revision`.
    """
    numbers = {name: details[name] for name in NUMBERS}
    wanted = Identity(name=details["name"], country=organisation.country, **numbers)
    # The key before the row, as `enter_organisation` does before a partner points to the row.
    _one_at_a_time(session, wanted)
    lock(session, organisation)
    insist([check_keeper(session, organisation, by)])
    named = list(dict.fromkeys(unit.strip() for unit in units if unit.strip()))
    yours: dict[str, Any] = {name: details[name] for name in FIELDS}
    yours["units"] = sorted(named, key=str.casefold)
    before = _now(organisation)
    if yours == before:
        return False
    if revision != organisation.revision:
        raise Overtaken(yours=yours, theirs=_saved(session, organisation, before))
    insist(
        [
            check_name(session, organisation, wanted.name),
            *check_free(session, organisation, wanted),
            check_units(session, organisation, named),
        ]
    )
    for name in FIELDS:
        setattr(organisation, name, yours[name])
    organisation.legal_key = wanted.key
    _keep_units(session, organisation, named)
    organisation.revision += 1
    organisation.changed_at, organisation.changed_by_id = now, by.person_id
    changed = [name for name in yours if yours[name] != before[name]]
    record(
        session,
        "save_organisation",
        "organisation",
        organisation.legal_key,
        by=by,
        now=now,
        before={name: value for name, value in before.items() if name in changed},
        after={name: value for name, value in yours.items() if name in changed},
    )
    session.flush()
    return True


def add_unit(session: Session, organisation: Organisation, name: str) -> None:
    """Know the executing unit from now on, so that it is offered the next time."""
    there = {unit.name.casefold() for unit in organisation.units}
    if name and name.casefold() not in there:
        session.add(ExecutingUnit(organisation=organisation, name=name))
        session.flush()


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
    if not street:
        return
    lock(session, organisation)
    if organisation.has_address:
        return
    given = {"street": street, "postcode": postcode, "city": city or organisation.city}
    for name, value in given.items():
        setattr(organisation, name, value)
    organisation.revision += 1
    organisation.changed_at, organisation.changed_by_id = now, by.person_id
    record(
        session,
        "complete_address",
        "organisation",
        organisation.legal_key,
        by=by,
        now=now,
        after=given,
    )


def _one_at_a_time(session: Session, wanted: Identity) -> None:
    """Whoever enters the same entity at the same moment waits, and then finds it."""
    keys = {wanted.key, *(number for number in (wanted.lei, wanted.pic) if number)}
    for key in sorted(keys):
        session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(key, 7))))


def _now(organisation: Organisation) -> dict[str, Any]:
    return {
        **{name: getattr(organisation, name) for name in FIELDS},
        "units": sorted((unit.name for unit in organisation.units), key=str.casefold),
    }


def _keep_units(session: Session, organisation: Organisation, named: list[str]) -> None:
    there = {unit.name for unit in organisation.units}
    organisation.units = [unit for unit in organisation.units if unit.name in named]
    for name in named:
        if name not in there:
            session.add(ExecutingUnit(organisation=organisation, name=name))


def _saved(session: Session, organisation: Organisation, before: dict[str, Any]) -> Saved:
    at = organisation.changed_at or organisation.created_at
    return saved_meanwhile(session, organisation, at, before)
