"""The people of a partner organisation: invited to its part of a project, and leaving it."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from grants.actions.account_mail import send_link, tell_owner
from grants.actions.account_rule import check_applicant
from grants.actions.invitation_link import new_invitation, too_many_mails
from grants.actions.lock import lock
from grants.actions.part_rule import check_may_invite, check_open_part
from grants.actions.record import record
from grants.models.award import Partner, PartnerMember
from grants.models.person import Invitation, Person
from grants.programme.finding import insist
from grants.programme.people import Actor, Role
from grants.queries.people import find_person


def invite_to_part(
    session: Session,
    partner: Partner,
    *,
    email: str,
    name: str,
    public_url: str,
    by: Actor,
    now: datetime,
) -> None:
    """Invite somebody of the partner organisation to keep its part.

    A signatory of the cluster may, and whoever keeps the part already. An owner of an account in
    another role is told, and who invites learns nothing of it.
    Raises RulesBroken for everybody else, and when the partner has left.
    """
    email = email.strip().lower()
    insist([check_may_invite(session, partner, by), check_open_part(partner)])
    person = find_person(session, email)
    if too_many_mails(session, email, now):
        return
    if person is not None and person.role is not Role.APPLICANT:
        tell_owner(session, person, public_url=public_url, now=now)
        return
    invitation, token = new_invitation(email, name.strip(), Role.APPLICANT, now)
    invitation.partner_id, invitation.invited_by_id = partner.id, by.person_id
    session.add(invitation)
    project = partner.project
    send_link(
        session, invitation, token, kind="partner", public_url=public_url,
        inviter=by.name, organisation=partner.organisation.name, number=project.number,
        title=project.title, cluster=project.award.cluster.name,
    )  # fmt: skip
    _record(session, "invite_to_part", partner, by, now)


def join_part(session: Session, invitation: Invitation, person: Person, now: datetime) -> None:
    """Let the person keep the part from now on; the cluster sees its sums only.

    Raises RulesBroken for an account in another role, and when the partner has left.
    """
    partner = session.get_one(Partner, invitation.partner_id)
    lock(session, partner)
    insist([check_applicant(person), check_open_part(partner)])
    if _current(session, partner, person.id) is None:
        session.add(PartnerMember(partner=partner, person=person, since=now))
    partner.kept_since = partner.kept_since or now
    _record(session, "join_part", partner, person.as_actor(), now, person_id=person.id)


def remove_from_part(session: Session, member: PartnerMember, *, by: Actor, now: datetime) -> None:
    """End a person's access to a part, at once; links to join it as well.

    Everybody may leave; signatories of the cluster and those who keep the part remove others.
    The part stays the partner's own, even when nobody is left: the cluster invites anew.
    """
    partner = member.partner
    lock(session, partner)
    session.refresh(member)
    if member.until is not None:
        return
    if member.person_id != by.person_id:
        insist([check_may_invite(session, partner, by)])
    member.until = now
    _void_links(session, partner, now, email=member.person.email)
    _record(session, "leave_part", partner, by, now, person_id=member.person_id)


def withdraw_link(session: Session, invitation: Invitation, *, by: Actor, now: datetime) -> None:
    """Take an invitation to a part back, such as one that went to a wrong address.

    Raises RulesBroken for whoever may not invite; nothing happens when it was used or taken back.
    """
    partner = session.get_one(Partner, invitation.partner_id)
    lock(session, partner)
    lock(session, invitation)
    if invitation.used_at is not None or invitation.withdrawn_at is not None:
        return
    insist([check_may_invite(session, partner, by)])
    invitation.withdrawn_at = now
    record(session, "withdraw_invitation", "invitation", str(invitation.id), by=by, now=now)


def end_access(session: Session, partner: Partner, *, now: datetime) -> None:
    """Nobody of this partner sees its part any more, and no link lets anybody in."""
    session.execute(
        update(PartnerMember)
        .where(PartnerMember.partner_id == partner.id, PartnerMember.until.is_(None))
        .values(until=now)
    )
    _void_links(session, partner, now)


def _void_links(
    session: Session, partner: Partner, now: datetime, *, email: str | None = None
) -> None:
    waiting = update(Invitation).where(
        Invitation.partner_id == partner.id,
        Invitation.used_at.is_(None),
        Invitation.withdrawn_at.is_(None),
    )
    if email is not None:
        waiting = waiting.where(Invitation.email == email)
    session.execute(waiting.values(withdrawn_at=now))


def _current(session: Session, partner: Partner, person_id: int) -> PartnerMember | None:
    return session.scalar(
        select(PartnerMember).where(
            PartnerMember.partner_id == partner.id,
            PartnerMember.person_id == person_id,
            PartnerMember.until.is_(None),
        )
    )


def _record(
    session: Session,
    act: str,
    partner: Partner,
    by: Actor,
    now: datetime,
    *,
    person_id: int | None = None,
) -> None:
    after = {"organisation": partner.organisation.name}
    more = {"person": person_id} if person_id else {}
    record(session, act, "project", partner.project.number, by=by, now=now, after=after | more)
    session.flush()
