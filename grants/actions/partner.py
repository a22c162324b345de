"""The partners of a joint project: adding, changing and removing them while it is a draft."""

from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from grants.actions.budget import recompute
from grants.actions.contribution import contribution
from grants.actions.draft import (
    insist_on_writer,
    lock_for_partner,
    lock_part,
    part_is_open,
    reopen_part,
)
from grants.actions.grant_number import next_grant_number
from grants.actions.lock import lock
from grants.actions.organisation import NewOrganisation, add_unit, enter_organisation
from grants.actions.overtaken import Overtaken, saved_meanwhile
from grants.actions.part_rule import check_own_part
from grants.actions.part_team import end_access
from grants.actions.partner_rule import check_dates, check_new, check_time_left, no_rate
from grants.actions.project import check_revision, touch
from grants.actions.record import record
from grants.models.award import Partner, PhaseKind, Project
from grants.models.grant import Grant
from grants.models.organisation import Organisation
from grants.models.person import Invitation
from grants.programme.calendar import today
from grants.programme.cooperation import check_foreign_request
from grants.programme.currency import Stated
from grants.programme.finding import RulesBroken, insist
from grants.programme.money import NOTHING, Money
from grants.programme.organisation import RESEARCHERS, Basis, OrganisationKind, OwnFunding
from grants.programme.people import Actor
from grants.programme.plain import plain
from grants.programme.rate import NoRate, per_cent, programme_rate
from grants.programme.stages import NoSuchMove, ProjectState
from grants.programme.terms import Terms
from grants.queries.application import terms_of
from grants.queries.project_findings import part_findings, partner_facts

BY_COSTS = frozenset({OrganisationKind.COMPANY, OrganisationKind.COST_BASED_INSTITUTE})
"""These account for their costs; all others for their expenditure."""


def add_partner(
    session: Session,
    project: Project,
    organisation: Organisation | NewOrganisation,
    *,
    executing_unit: str = "",
    requested: Money = NOTHING,
    own_funding: Money = NOTHING,
    own_funding_status: OwnFunding | None = None,
    stated: Stated | None = None,
    may_publish: bool = False,
    by: Actor,
    now: datetime,
) -> Partner:
    """Take an organisation into the project; one at home gets a grant to plan.

    In a project at risk it comes in place of one that left; its grant begins today at the
    earliest, and two people decide on it before the project runs on.

    Partners abroad bring their own money: `own_funding` in EUR, or `stated` in another currency
    and converted once (R-017), and how sure it is. `may_publish` counts for research bodies.
    Raises RulesBroken when it takes part already with this unit, when a partner abroad asks for
    money (R-010), when the round names no rate for it (R-022) or the project has no dates yet.
    """
    lock(session, project.award)
    lock_for_partner(session, project, by)
    if isinstance(organisation, NewOrganisation):
        organisation = enter_organisation(session, organisation, by=by, now=now)
    terms = terms_of(project.award.terms)
    abroad = organisation.country != terms.composition.home_country
    dates = [check_dates(project), *([] if abroad else [check_time_left(project, now)])]
    insist([check_new(project, organisation, executing_unit), *dates])
    brings: dict[str, Any] = {}
    if abroad:
        brings = {"own_funding": own_funding, **contribution(terms, stated)}
    partner = Partner(
        project=project,
        organisation=organisation,
        executing_unit=executing_unit,
        requested=requested if abroad else NOTHING,
        own_funding_status=(own_funding_status or OwnFunding.OPEN) if abroad else None,
        may_publish=may_publish and organisation.kind in RESEARCHERS,
        taken_in_at=now if project.state is ProjectState.AT_RISK else None,
        **brings,
    )
    session.add(partner)
    add_unit(session, organisation, executing_unit)
    session.flush()
    insist([check_foreign_request(terms, partner_facts(partner))])
    after: dict[str, Any] = {"organisation": organisation.name, "country": organisation.country}
    if not abroad:
        after["grant"] = _grant(session, partner, terms, by, now).number
    touch(project, by, now)
    _record(session, "add_partner", partner, by, now, after=after)
    return partner


def save_partner(
    session: Session,
    partner: Partner,
    *,
    executing_unit: str,
    requested: Money = NOTHING,
    own_funding: Money = NOTHING,
    own_funding_status: OwnFunding | None = None,
    stated: Stated | None = None,
    may_publish: bool = False,
    revision: int,
    by: Actor,
    now: datetime,
) -> bool:
    """Change what is known of a partner; False when nothing changed.

    `revision` is that of the partner. Raises Overtaken when somebody else saved since then,
    RulesBroken when a partner abroad asks for money (R-010), its contribution cannot be converted
    (R-017), or it keeps its part itself.
    """
    project = partner.project
    lock_part(session, partner, by)
    terms = terms_of(project.award.terms)
    yours: dict[str, Any] = {
        "executing_unit": executing_unit,
        "may_publish": may_publish and partner.organisation.kind in RESEARCHERS,
    }
    if partner.organisation.country != terms.composition.home_country:
        yours |= {
            "requested": requested,
            "own_funding": own_funding,
            "own_funding_status": own_funding_status or OwnFunding.OPEN,
            **contribution(terms, stated, partner),
        }
    before = {name: getattr(partner, name) for name in yours}
    if yours == before:
        return False
    _check_revision(session, partner, revision, yours, before)
    if executing_unit != partner.executing_unit:
        insist([check_new(project, partner.organisation, executing_unit)])
    for name, value in yours.items():
        setattr(partner, name, value)
    add_unit(session, partner.organisation, executing_unit)
    insist([check_foreign_request(terms, partner_facts(partner))])
    partner.revision += 1
    reopen_part(partner, by, now)
    _record(session, "save_partner", partner, by, now, before=_plain(before), after=_plain(yours))
    return True


def remove_partner(
    session: Session, partner: Partner, *, revision: int, by: Actor, now: datetime
) -> None:
    """Take a partner, with its plan, out of a draft, or one that nobody has accepted yet.

    Raises Overtaken, NoSuchMove like saving.
    """
    project = partner.project
    lock(session, project.award)
    lock(session, project)
    lock(session, partner)
    insist_on_writer(session, project.award, by)
    if not part_is_open(partner):
        raise NoSuchMove("remove_partner", project.state, by.role)
    gone = {"organisation": partner.organisation.name}
    check_revision(session, project, revision, gone, gone)
    grant = session.scalar(select(Grant).where(Grant.partner_id == partner.id).with_for_update())
    if grant is not None:
        session.delete(grant)
        session.flush()
    touch(project, by, now)
    _record(session, "remove_partner", partner, by, now, before=gone)
    end_access(session, partner, now=now)
    session.execute(
        update(Invitation).where(Invitation.partner_id == partner.id).values(partner_id=None)
    )
    session.delete(partner)
    session.flush()
    session.expire(project, ["partners"])


def finish_part(session: Session, partner: Partner, *, by: Actor, now: datetime) -> None:
    """Say that a part is finished; the cluster can hand the project in when all parts are.

    Raises RulesBroken with every rule that this part breaks, and for whoever does not keep it.
    """
    lock_part(session, partner, by)
    insist([check_own_part(session, partner, by), *part_findings(session, partner, now=now)])
    partner.finished_at = now
    after = {"organisation": partner.organisation.name}
    _record(session, "finish_part", partner, by, now, after=after)


def basis_of(kind: OrganisationKind) -> Basis:
    """On which basis an organisation of this kind accounts for its costs."""
    return Basis.COST if kind in BY_COSTS else Basis.EXPENDITURE


def _grant(session: Session, partner: Partner, terms: Terms, by: Actor, now: datetime) -> Grant:
    project, who = partner.project, partner.organisation
    try:
        share = programme_rate(terms, who.kind, who.size)
    except NoRate as unknown:
        raise RulesBroken([no_rate(unknown.says)]) from unknown
    if project.starts_on is None or project.ends_on is None:
        raise RulesBroken([check_dates(project)])
    grant = Grant(
        number=next_grant_number(session, project.award),
        award=project.award,
        phase=PhaseKind.IMPLEMENTATION,
        project=project,
        partner=partner,
        recipient=who,
        basis=basis_of(who.kind),
        rate=per_cent(share),
        starts_on=max(project.starts_on, today(now)) if partner.is_new else project.starts_on,
        ends_on=project.ends_on,
        changed_at=now,
        changed_by_id=by.person_id,
    )
    session.add(grant)
    recompute(grant)
    session.flush()
    return grant


def _check_revision(
    session: Session,
    partner: Partner,
    revision: int,
    yours: dict[str, Any],
    theirs: dict[str, Any],
) -> None:
    if revision == partner.revision:
        return
    at = partner.changed_at or partner.project.changed_at
    raise Overtaken(yours=yours, theirs=saved_meanwhile(session, partner, at, theirs))


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {name: plain(value) for name, value in values.items()}


def _record(
    session: Session,
    act: str,
    partner: Partner,
    by: Actor,
    now: datetime,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    number = partner.project.number
    record(session, act, "project", number, by=by, now=now, before=before, after=after)
    session.flush()
