"""Links that are sent by mail: to register, take a role, join a team or a part, set a password.

A link works once, for a limited time, and only its hash is kept. Whoever asks for one by somebody
else's address gets the same answer whether there is an account or not.
"""

from datetime import datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from grants.actions.account import open_account, set_password
from grants.actions.account_mail import send_link, tell_owner
from grants.actions.account_rule import (
    check_active,
    check_applicant,
    check_link,
    check_new,
    check_signatory,
)
from grants.actions.invitation_link import new_invitation, too_many_mails
from grants.actions.jury_member import lock_jury, take_seat
from grants.actions.lock import lock
from grants.actions.part_team import join_part
from grants.actions.record import record
from grants.models.organisation import Cluster, Membership
from grants.models.person import Invitation, Person
from grants.programme.finding import insist
from grants.programme.people import Actor, Role, TeamRole
from grants.programme.words import Language
from grants.queries.jury_ready import jury_is_open
from grants.queries.review_ready import is_juror

PASSWORD_VALID = timedelta(hours=1)


def ask_to_register(
    session: Session,
    *,
    email: str,
    name: str,
    language: Language = "de",
    public_url: str,
    now: datetime,
) -> None:
    """Mail a link to open an account; an owner of an account is told that they have one."""
    email = email.strip().lower()
    if too_many_mails(session, email, now):
        return
    person = _person(session, email)
    if person is not None:
        tell_owner(session, person, public_url=public_url, now=now)
        return
    invitation, token = new_invitation(email, name.strip(), Role.APPLICANT, now)
    session.add(invitation)
    send_link(session, invitation, token, kind="register", public_url=public_url, language=language)


def ask_for_password(session: Session, *, email: str, public_url: str, now: datetime) -> None:
    """Mail a link to choose a new password, where there is such an account.

    Earlier links to a password work no more; those to a team, a part or a jury stay.
    """
    person = _person(session, email.strip().lower())
    if person is None or not person.active or too_many_mails(session, person.email, now):
        return
    session.execute(
        update(Invitation)
        .where(
            Invitation.email == person.email,
            Invitation.cluster_id.is_(None),
            Invitation.partner_id.is_(None),
            Invitation.round_id.is_(None),
            Invitation.used_at.is_(None),
            Invitation.withdrawn_at.is_(None),
        )
        .values(withdrawn_at=now)
    )
    invitation, token = new_invitation(person.email, person.name, person.role, now, PASSWORD_VALID)
    session.add(invitation)
    send_link(
        session,
        invitation,
        token,
        kind="password",
        public_url=public_url,
        language=person.speaks,
        to=person,
    )


def invite(
    session: Session,
    *,
    email: str,
    name: str,
    role: Role,
    public_url: str,
    by: Actor,
    now: datetime,
) -> Invitation:
    """Invite somebody without an account to take a role; an administrator does this.

    Raises RulesBroken when the address has an account.
    """
    email = email.strip().lower()
    insist([check_new(_person(session, email))])
    invitation, token = new_invitation(email, name.strip(), role, now)
    invitation.invited_by_id = by.person_id
    session.add(invitation)
    send_link(session, invitation, token, kind="invitation", public_url=public_url)
    record(
        session,
        "invite",
        "invitation",
        str(invitation.id),
        by=by,
        now=now,
        after={"role": role.value},
    )
    return invitation


def invite_administrator(session: Session, *, email: str, name: str, now: datetime) -> str:
    """The token of a link for the first administrator, made by an operator at the command line.

    Raises RulesBroken when the address has an account.
    """
    email = email.strip().lower()
    insist([check_new(_person(session, email))])
    invitation, token = new_invitation(email, name.strip(), Role.ADMINISTRATOR, now)
    session.add(invitation)
    session.flush()
    record(
        session, "invite", "invitation", str(invitation.id), by=None, now=now,
        after={"role": Role.ADMINISTRATOR.value},
    )  # fmt: skip
    return token


def invite_to_team(
    session: Session,
    cluster: Cluster,
    *,
    email: str,
    name: str,
    role: TeamRole,
    public_url: str,
    by: Actor,
    now: datetime,
) -> None:
    """Invite somebody to a cluster's team; only one of its signatories may.

    An owner of an account in another role is told, and the signatory learns nothing of it.
    Raises RulesBroken when the person who invites is no signatory.
    """
    email = email.strip().lower()
    insist([check_signatory(session, cluster, by)])
    person = _person(session, email)
    if too_many_mails(session, email, now):
        return
    if person is not None and person.role is not Role.APPLICANT:
        tell_owner(session, person, public_url=public_url, now=now)
        return
    invitation, token = new_invitation(email, name.strip(), Role.APPLICANT, now)
    invitation.cluster_id, invitation.team_role = cluster.id, role.value
    invitation.invited_by_id = by.person_id
    session.add(invitation)
    send_link(session, invitation, token, kind="team", public_url=public_url)
    record(
        session,
        "invite_to_team",
        "cluster",
        cluster.name,
        by=by,
        now=now,
        after={"part": role.value},
    )


def withdraw(session: Session, invitation: Invitation, *, by: Actor, now: datetime) -> None:
    """Make an invitation's link worthless."""
    lock(session, invitation)
    invitation.withdrawn_at = now
    record(session, "withdraw_invitation", "invitation", str(invitation.id), by=by, now=now)


def accept_invitation(
    session: Session,
    invitation: Invitation,
    *,
    password: str | None,
    name: str = "",
    language: Language = "de",
    now: datetime,
) -> Person:
    """Take the role, join the team or part, or set the password that the link is for; once.

    An account that joins a team or a part keeps its password. Raises RulesBroken for a weak
    password, when the link has been used in the meantime, and for a link to a jury that is
    settled or to an account that is no juror's.
    """
    round_ = lock_jury(session, invitation)
    use_up(session, invitation, now=now)
    person = _person(session, invitation.email)
    if round_ is not None:
        insist([jury_is_open(round_), *([is_juror(person)] if person else [])])
    if person is None:
        person = open_account(
            session,
            email=invitation.email,
            name=name or invitation.name,
            role=invitation.role,
            password=password or "",
            language=language,
            now=now,
        )
    elif not invitation.joins:
        insist([check_active(person)])
        set_password(session, person, password or "", by=person.as_actor(), now=now)
    if invitation.cluster_id is not None:
        _join(session, invitation, person, now)
    if invitation.partner_id is not None:
        join_part(session, invitation, person, now)
    if invitation.round_id is not None:
        take_seat(session, invitation, person, now)
    return person


def use_up(session: Session, invitation: Invitation, *, now: datetime) -> None:
    """Let a link work this once, under the row's lock.

    Raises RulesBroken when it has been used, withdrawn or has run out in the meantime.
    """
    lock(session, invitation)
    insist([check_link(invitation, now)])
    invitation.used_at = now


def _join(session: Session, invitation: Invitation, person: Person, now: datetime) -> None:
    insist([check_applicant(person)])
    cluster = session.get_one(Cluster, invitation.cluster_id)
    role = TeamRole(invitation.team_role or TeamRole.READER)
    member = session.scalar(
        select(Membership).where(
            Membership.cluster_id == cluster.id,
            Membership.person_id == person.id,
            Membership.until.is_(None),
        )
    )
    if member is None:
        session.add(Membership(cluster=cluster, person=person, role=role, since=now))
    else:
        member.role = role
    record(
        session,
        "join_team",
        "cluster",
        cluster.name,
        by=person.as_actor(),
        now=now,
        after={"part": role.value},
    )


def _person(session: Session, email: str) -> Person | None:
    return session.scalar(select(Person).where(func.lower(Person.email) == email))
