"""The part of one partner in a joint project, as its own people look at it."""

from datetime import datetime
from typing import Final

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from grants.models.award import Award, Partner, PartnerMember, Project
from grants.models.grant import Grant
from grants.models.organisation import Cluster
from grants.models.person import Invitation, Person
from grants.programme.people import Actor, Role
from grants.programme.words import Words, say
from grants.queries.project import PartnerLine
from grants.queries.visible import ME, own_clusters, own_parts, visible_parts, whoever


def own_part_lines(session: Session, actor: Actor) -> list[PartnerLine]:
    """The parts that this person keeps, the newest first; one statement."""
    if actor.role is not Role.APPLICANT:
        return []
    rows = session.execute(OWN_LINES, {ME: actor.person_id})
    return [_line(part, grant) for part, grant in rows]


def part_line(session: Session, actor: Actor, number: int) -> PartnerLine | None:
    """One part with its grant, if this person keeps it."""
    part = session.scalar(_whole(visible_parts(actor)).where(Partner.id == number))
    if part is None:
        return None
    grant = session.scalar(
        select(Grant)
        .where(Grant.partner_id == part.id)
        .options(joinedload(Grant.recipient), selectinload(Grant.lines))
    )
    return _line(part, grant)


def keeps_part(session: Session, partner: Partner, actor: Actor) -> bool:
    """Does this person keep this part at this moment?"""
    return session.scalar(own_parts(actor).where(Partner.id == partner.id).limit(1)) is not None


def people_of_part(session: Session, partner: Partner) -> list[PartnerMember]:
    """Who keeps the part now, in the order in which they came."""
    return list(
        session.scalars(
            select(PartnerMember)
            .join(Person, Person.id == PartnerMember.person_id)
            .where(
                PartnerMember.partner_id == partner.id,
                PartnerMember.until.is_(None),
                Person.active,
            )
            .options(joinedload(PartnerMember.person))
            .order_by(PartnerMember.id)
        )
    )


def invited_to_part(session: Session, partner: Partner, now: datetime) -> list[Invitation]:
    """Invitations to the part that still wait."""
    return list(
        session.scalars(
            select(Invitation)
            .where(
                Invitation.partner_id == partner.id,
                Invitation.used_at.is_(None),
                Invitation.withdrawn_at.is_(None),
                Invitation.expires_at > now,
            )
            .order_by(Invitation.id)
        )
    )


def find_part_invitation(session: Session, actor: Actor, number: int) -> Invitation | None:
    """An invitation to a part of one's own, or to one in a project of one's cluster."""
    return session.scalar(
        select(Invitation).where(
            Invitation.id == number,
            Invitation.partner_id.in_(own_parts(actor))
            | Invitation.partner_id.in_(_parts_of_cluster(actor)),
        )
    )


def _parts_of_cluster(actor: Actor) -> Select[int]:
    return (
        select(Partner.id)
        .join(Project, Project.id == Partner.project_id)
        .join(Award, Award.id == Project.award_id)
        .where(Award.cluster_id.in_(own_clusters(actor)))
    )


def find_part_member(session: Session, actor: Actor, member_id: int) -> PartnerMember | None:
    """Somebody who keeps a part now: a part of one's own, or one in a project of one's cluster."""
    theirs = _parts_of_cluster(actor)
    return session.scalar(
        select(PartnerMember).where(
            PartnerMember.id == member_id,
            PartnerMember.until.is_(None),
            PartnerMember.partner_id.in_(own_parts(actor)) | PartnerMember.partner_id.in_(theirs),
        )
    )


def state_of_part(partner: Partner) -> Words:
    """How far the part is, for the cluster that coordinates."""
    if partner.left_on is not None:
        return say("ausgeschieden am {day}", "left on {day}", day=partner.left_on)
    if partner.kept_since is None:
        return Words("füllt das Cluster aus", "filled in by the cluster")
    if partner.finished_at is None:
        return Words("in Arbeit beim Partner", "in work at the partner")
    return Words("vom Partner abgeschlossen", "finished by the partner")


def _whole(parts: Select[Partner]) -> Select[Partner]:
    whole = joinedload(Partner.project).joinedload(Project.award)
    return parts.options(
        joinedload(Partner.organisation),
        whole.joinedload(Award.cluster).load_only(Cluster.name),
        whole.joinedload(Award.terms),
    )


def _line(part: Partner, grant: Grant | None) -> PartnerLine:
    return PartnerLine(position=part.id, partner=part, grant=grant)


OWN_LINES: Final = (
    _whole(visible_parts(whoever(Role.APPLICANT)))
    .add_columns(Grant)
    .outerjoin(Grant, Grant.partner_id == Partner.id)
    .order_by(Partner.id.desc())
)
