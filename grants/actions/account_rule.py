"""Rules about accounts, as findings: who may change, invite and join."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.actions.password import RULES
from grants.models.organisation import Cluster, Membership
from grants.models.person import Invitation, Person
from grants.programme.finding import Finding
from grants.programme.people import Actor, Role, TeamRole
from grants.programme.words import Words


def check_not_oneself(person: Person, by: Actor) -> Finding:
    """Is this somebody else's account?"""
    return Finding(
        rule="K-04",
        holds=person.id != by.person_id,
        claim=Words("Niemand ändert das eigene Konto.", "Nobody changes their own account."),
        says=Words(
            "Das ist Ihr eigenes Konto. Bitten Sie eine zweite Person aus der Administration.",
            "This is your own account. Ask a second administrator.",
        ),
        source=RULES,
    )


def check_administrator_left(session: Session, person: Person) -> Finding:
    """Does another administrator stay when this person goes?

    All of them are locked, in one order: two who close each other's accounts wait for one another.
    """
    all_of_them = session.scalars(
        select(Person.id)
        .where(Person.role == Role.ADMINISTRATOR, Person.active)
        .order_by(Person.id)
        .with_for_update()
    ).all()
    return Finding(
        rule="K-04",
        holds=person.role is not Role.ADMINISTRATOR or set(all_of_them) > {person.id},
        claim=Words("Eine Person der Administration bleibt.", "An administrator stays."),
        says=Words(
            "Es muss mindestens eine Person in der Administration bleiben.",
            "At least one administrator must stay.",
        ),
        source=RULES,
    )


def check_link(invitation: Invitation, now: datetime) -> Finding:
    """Can this link still be used?"""
    live = invitation.used_at is None and invitation.withdrawn_at is None
    return Finding(
        rule="K-06",
        holds=live and invitation.expires_at > now,
        claim=Words("Der Link gilt noch.", "The link still works."),
        says=Words(
            "Dieser Link gilt nicht mehr. Bitten Sie um einen neuen.",
            "This link does not work any more. Ask for a new one.",
        ),
        source=RULES,
    )


def check_new(person: Person | None) -> Finding:
    """Has nobody an account with this address yet?"""
    return Finding(
        rule="K-07",
        holds=person is None,
        claim=Words("Die Adresse hat noch kein Konto.", "The address has no account yet."),
        says=Words(
            "Diese Adresse hat schon ein Konto. Ändern Sie dort die Rolle.",
            "This address already has an account. Change its role there.",
        ),
        source=RULES,
        place="email",
    )


def check_signatory(session: Session, cluster: Cluster, by: Actor) -> Finding:
    """Does this person sign for the cluster?"""
    signs = session.scalar(
        select(Membership.id).where(
            Membership.cluster_id == cluster.id,
            Membership.person_id == by.person_id,
            Membership.until.is_(None),
            Membership.role == TeamRole.SIGNATORY,
        )
    )
    return Finding(
        rule="K-08",
        holds=signs is not None,
        claim=Words("Wer zeichnet, bestimmt das Team.", "Signatories choose the team."),
        says=Words(
            "Nur wer für das Cluster zeichnet, lädt andere in das Team ein oder entfernt sie.",
            "Only a signatory of the cluster invites others to its team or removes them.",
        ),
        source=RULES,
    )


def check_applicant(person: Person) -> Finding:
    """Is this an account that can work in a team?"""
    return Finding(
        rule="K-09",
        holds=person.role is Role.APPLICANT and person.active,
        claim=Words("Ein Team besteht aus Antragstellenden.", "A team consists of applicants."),
        says=Words(
            "Ihr Konto hat eine andere Rolle. Es kann in keinem Team mitarbeiten.",
            "Your account has another role. It cannot work in a team.",
        ),
        source=RULES,
    )


def check_name(name: str, place: str = "name") -> Finding:
    """Is there a name?"""
    return Finding(
        rule="K-17",
        holds=bool(name.strip()),
        claim=Words("Jedes Konto hat einen Namen.", "Every account has a name."),
        says=Words("Geben Sie den Namen ein.", "Enter the name."),
        source=RULES,
        place=place,
    )


def check_active(person: Person) -> Finding:
    """Is the account open?"""
    return Finding(
        rule="K-10",
        holds=person.active,
        claim=Words("Das Konto ist offen.", "The account is open."),
        says=Words(
            "Dieses Konto ist geschlossen. Wenden Sie sich an die Administration.",
            "This account is closed. Ask the administrators.",
        ),
        source=RULES,
    )
