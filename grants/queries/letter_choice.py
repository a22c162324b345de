"""How an organisation gets its letters, what it chose before, and who may choose."""

from collections.abc import Sequence

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session, joinedload

from grants.models.award import Partner, PartnerMember
from grants.models.letter_choice import LetterChoice
from grants.models.organisation import Cluster, Membership, Organisation
from grants.programme.notification import Channel
from grants.programme.people import Actor, TeamRole
from grants.queries.organisation import keeps


def way_of(session: Session, organisation: Organisation) -> Channel:
    """How its letters go now; in the portal unless it chose the post. One statement."""
    chosen = session.scalar(
        select(LetterChoice.way)
        .where(LetterChoice.organisation_id == organisation.id)
        .order_by(LetterChoice.id.desc())
        .limit(1)
    )
    return chosen or Channel.PORTAL


def choices_of(session: Session, organisation: Organisation) -> Sequence[LetterChoice]:
    """Everything it chose, the latest first; one statement."""
    return session.scalars(
        select(LetterChoice)
        .where(LetterChoice.organisation_id == organisation.id)
        .options(joinedload(LetterChoice.chosen_by))
        .order_by(LetterChoice.id.desc())
    ).all()


def may_choose(session: Session, organisation: Organisation, actor: Actor) -> bool:
    """Does this person sign for the cluster it manages, or work for it as a partner?

    Only among those who keep its data, so that nobody gets hold of the letters of a firm by naming
    it as a partner.
    """
    signs = exists().where(
        Membership.cluster_id == Cluster.id,
        Cluster.management_id == organisation.id,
        Membership.person_id == actor.person_id,
        Membership.role == TeamRole.SIGNATORY,
        Membership.until.is_(None),
    )
    works = exists().where(
        PartnerMember.partner_id == Partner.id,
        Partner.organisation_id == organisation.id,
        Partner.left_on.is_(None),
        PartnerMember.person_id == actor.person_id,
        PartnerMember.until.is_(None),
    )
    entitled = session.scalar(select(or_(signs, works)))
    return bool(entitled) and keeps(session, organisation, actor)
