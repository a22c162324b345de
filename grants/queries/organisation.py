"""Organisations as they are looked for, offered and kept: each legal entity once (R-007)."""

from sqlalchemy import ColumnElement, Select, func, or_, select, union_all
from sqlalchemy.orm import Session, selectinload

from grants.models.award import Award, Partner, PartnerMember, Project
from grants.models.organisation import Cluster, Membership, Organisation
from grants.models.person import Person
from grants.programme.legal_entity import Identity, alike, legal_key
from grants.programme.people import Actor
from grants.queries.team import WRITERS
from grants.queries.visible import visible_organisations

MOST_OFFERED = 20
"""Organisations offered by one search."""
MOST_COMPARED = 400
"""Names that begin alike and are compared sign by sign."""
BEGINNING = 3
"""Letters that two names must share at their beginning to be compared at all."""


def find_organisations(session: Session, text: str) -> list[Organisation]:
    """Organisations whose name contains the text, for a choice; none for a single letter."""
    if len(text.strip()) < len("XY"):
        return []
    return list(
        session.scalars(
            select(Organisation)
            .where(Organisation.name.icontains(text.strip(), autoescape=True))
            .order_by(Organisation.name, Organisation.id)
            .limit(MOST_OFFERED)
        )
    )


def same_organisation(session: Session, wanted: Identity) -> list[Organisation]:
    """Organisations that may be this one: those with one of its numbers first, then its name."""
    keys = {wanted.key, legal_key(wanted.name, wanted.country)}
    numbers = [Organisation.legal_key.in_(keys), *_numbers(wanted.lei, wanted.pic)]
    if wanted.vat_id:
        numbers.append(Organisation.vat_id == wanted.vat_id)
    found = [
        *_found(session, or_(*numbers)),
        *_named_alike(session, wanted.name, wanted.country),
    ]
    return list(dict.fromkeys(found))[:MOST_OFFERED]


def holder_of(
    session: Session, wanted: Identity, *, besides: int | None = None
) -> Organisation | None:
    """The organisation that has this legal key, LEI or PIC: these belong to one alone."""
    condition = or_(Organisation.legal_key == wanted.key, *_numbers(wanted.lei, wanted.pic))
    return next((one for one in _found(session, condition) if one.id != besides), None)


def organisation_by_key(session: Session, key: str) -> Organisation | None:
    """The organisation with this legal key."""
    return session.scalar(
        select(Organisation).where(Organisation.legal_key == key).order_by(Organisation.id).limit(1)
    )


def organisation_record(session: Session, actor: Actor, number: int) -> Organisation | None:
    """The organisation with its units, if this person belongs to it."""
    return session.scalar(
        visible_organisations(actor)
        .where(Organisation.id == number)
        .options(selectinload(Organisation.units))
    )


def own_organisations(session: Session, actor: Actor) -> list[Organisation]:
    """The organisations to which this person belongs, by name."""
    return list(session.scalars(visible_organisations(actor).order_by(Organisation.name)))


def keeps(session: Session, organisation: Organisation, actor: Actor) -> bool:
    """Does this person keep the data of the organisation?

    Whoever belongs to it through the cluster that came first does. Else everybody could begin a
    draft, name a large firm as partner, invite themselves and change its account.
    """
    links = _links(organisation).subquery()
    first = select(links.c.cluster_id).order_by(links.c.since, links.c.cluster_id).limit(1)
    mine = select(links.c.person_id).where(
        links.c.person_id == actor.person_id, links.c.cluster_id == first.scalar_subquery()
    )
    return session.scalar(mine.limit(1)) is not None


def _links(organisation: Organisation) -> Select[tuple[int, int, object]]:
    """Who may write for the organisation now, since when, and through which cluster."""
    managing = (
        select(Membership.person_id, Membership.cluster_id, Membership.since)
        .join(Cluster, Cluster.id == Membership.cluster_id)
        .join(Person, Person.id == Membership.person_id)
        .where(
            Cluster.management_id == organisation.id,
            Membership.until.is_(None),
            Membership.role.in_(WRITERS),
            Person.active,
        )
    )
    partners = (
        select(PartnerMember.person_id, Award.cluster_id, PartnerMember.since)
        .join(Partner, Partner.id == PartnerMember.partner_id)
        .join(Project, Project.id == Partner.project_id)
        .join(Award, Award.id == Project.award_id)
        .join(Person, Person.id == PartnerMember.person_id)
        .where(
            Partner.organisation_id == organisation.id,
            Partner.left_on.is_(None),
            PartnerMember.until.is_(None),
            Person.active,
        )
    )
    rows = union_all(managing, partners).subquery()
    return select(rows.c.person_id, rows.c.cluster_id, rows.c.since)


def _numbers(lei: str, pic: str) -> list[ColumnElement[bool]]:
    own = ((Organisation.lei, lei), (Organisation.pic, pic))
    return [column == value for column, value in own if value]


def _found(session: Session, condition: ColumnElement[bool]) -> list[Organisation]:
    return list(
        session.scalars(
            select(Organisation).where(condition).order_by(Organisation.id).limit(MOST_OFFERED)
        )
    )


def _named_alike(session: Session, name: str, country: str) -> list[Organisation]:
    bare = session.scalar(select(func.name_key(name))) or ""
    rows = session.execute(
        select(Organisation.id, Organisation.name_key)
        .where(
            Organisation.country == country,
            Organisation.name_key.startswith(bare[:BEGINNING], autoescape=True),
        )
        .order_by(func.abs(func.length(Organisation.name_key) - len(bare)), Organisation.id)
        .limit(MOST_COMPARED)
    )
    ids = [number for number, key in rows if alike(bare, key)]
    return list(
        session.scalars(
            select(Organisation)
            .where(Organisation.id.in_(ids[:MOST_OFFERED]))
            .order_by(Organisation.name, Organisation.id)
        )
    )
