"""Correcting a partner that came in place of another one, until staff have accepted it (R-006)."""

from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from grants.actions.draft import lock_part, reopen_part
from grants.actions.lock import lock
from grants.actions.organisation import NewOrganisation, enter_organisation
from grants.actions.partner_rule import check_correctable, check_new, check_taken_in
from grants.actions.record import record
from grants.models.award import Partner
from grants.models.organisation import Cluster, ClusterMember, Organisation
from grants.programme.finding import insist
from grants.programme.organisation import RESEARCHERS, OrganisationKind
from grants.programme.people import Actor
from grants.queries.application import terms_of
from grants.queries.organisation import holder_of

KEPT = ("street", "postcode", "city", "register_number", "register_court", "vat_id", "lei", "pic")


def correct_partner(
    session: Session,
    partner: Partner,
    *,
    name: str,
    kind: OrganisationKind,
    country: str,
    by: Actor,
    now: datetime,
) -> bool:
    """Say which organisation it is, where a wrong one was entered; False when nothing changed.

    An entry that only this partner uses is put right; else the partner points to another one, and
    the wrong entry stays for those who use it. Raises RulesBroken when it takes part already or
    needs a grant of its own, NoSuchMove once staff have accepted it.
    """
    project = partner.project
    lock(session, project.award)
    lock_part(session, partner, by)
    before = partner.organisation
    was = {"organisation": before.name, "kind": before.kind.value, "country": before.country}
    named = {"organisation": name.strip(), "kind": kind.value, "country": country}
    if was == named:
        return False
    home = terms_of(project.award.terms).composition.home_country
    insist([check_taken_in(partner), check_correctable(before.country != home, country != home)])
    right = _put_right(session, partner, name.strip(), kind, country, by=by, now=now)
    if right is not before:
        insist([check_new(project, right, partner.executing_unit)])
        partner.organisation = right
    partner.may_publish = partner.may_publish and right.kind in RESEARCHERS
    partner.revision += 1
    reopen_part(partner, by, now)
    after = {"organisation": right.name, "kind": right.kind.value, "country": right.country}
    record(
        session, "correct_partner", "project", project.number,
        by=by, now=now, before=was, after=after,
    )  # fmt: skip
    session.flush()
    return True


def _put_right(
    session: Session,
    partner: Partner,
    name: str,
    kind: OrganisationKind,
    country: str,
    *,
    by: Actor,
    now: datetime,
) -> Organisation:
    """The entry as it should be: the same one, one that is there already, or a new one."""
    there = partner.organisation
    alone = not _is_used_elsewhere(session, partner)
    numbers = {field: getattr(there, field) for field in KEPT} if alone else {}
    size = there.size if kind is OrganisationKind.COMPANY else None
    new = NewOrganisation(name=name, kind=kind, country=country, size=size, **numbers)
    if not alone or holder_of(session, new.identity, besides=there.id) is not None:
        return enter_organisation(session, new, by=by, now=now)
    lock(session, there)
    there.name, there.kind, there.country, there.size = name, kind, country, size
    there.legal_key = new.identity.key
    there.revision += 1
    there.changed_at, there.changed_by_id = now, by.person_id
    return there


def _is_used_elsewhere(session: Session, partner: Partner) -> bool:
    """Is the entry that of somebody else too, or kept by people of its own?"""
    whole = partner.organisation_id
    others = (
        exists().where(Partner.organisation_id == whole, Partner.id != partner.id),
        exists().where(Partner.organisation_id == whole, Partner.kept_since.is_not(None)),
        exists().where(Cluster.management_id == whole),
        exists().where(ClusterMember.organisation_id == whole),
    )
    return any(session.scalar(select(one)) for one in others)
