"""Accounts: opening one with its organisation and cluster, and what their owners change."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from grants.actions.account_rule import check_new
from grants.actions.organisation import NewOrganisation, enter_organisation
from grants.actions.password import RULES, check_password, hash_of_password, matches
from grants.actions.record import record
from grants.actions.sign_in import end_sign_ins
from grants.models.organisation import Cluster, Membership, Organisation
from grants.models.person import Person, SignIn
from grants.programme.finding import Finding, insist
from grants.programme.organisation import OrganisationKind, Size
from grants.programme.people import Actor, Role, TeamRole
from grants.programme.words import Language, Words, say


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCluster:
    """A cluster and the legal entity that manages it, as somebody registers them."""

    organisation: str
    kind: OrganisationKind
    size: Size | None = None
    country: str = "DE"
    street: str = ""
    postcode: str = ""
    city: str = ""
    register_number: str = ""
    register_court: str = ""
    vat_id: str = ""
    lei: str = ""
    pic: str = ""
    known: Organisation | None = None
    """The organisation that was chosen from the register; then nothing else of it is needed."""
    cluster: str
    region: str = ""
    field: str = ""


def register(
    session: Session,
    details: NewCluster,
    *,
    email: str,
    name: str,
    password: str,
    language: Language = "de",
    now: datetime,
    synthetic: bool = False,
) -> Person:
    """Open an account for an applicant whose address is confirmed, with organisation and cluster.

    The person becomes the cluster's signatory. An organisation that is known already, by its
    register number or by name and country, is used again and not changed.
    Raises RulesBroken for a weak password, a company without a size or a name already taken.
    """
    known = session.scalar(select(Person).where(func.lower(Person.email) == email.strip().lower()))
    insist([check_new(known), *check_password(password, email), *_check_cluster(session, details)])
    person = open_account(
        session, email=email, name=name, role=Role.APPLICANT, password=password,
        language=language, now=now, synthetic=synthetic,
    )  # fmt: skip
    management = details.known or enter_organisation(
        session, _management(details), by=person.as_actor(), now=now, synthetic=synthetic
    )
    cluster = Cluster(
        name=details.cluster.strip(),
        management=management,
        region=details.region,
        field=details.field,
        synthetic=synthetic,
        created_at=now,
    )
    session.add(cluster)
    session.add(Membership(cluster=cluster, person=person, role=TeamRole.SIGNATORY, since=now))
    session.flush()
    record(session, "register", "cluster", cluster.name, by=person.as_actor(), now=now,
           after={"management": management.name})  # fmt: skip
    return person


def open_account(
    session: Session,
    *,
    email: str,
    name: str,
    role: Role,
    password: str,
    language: Language = "de",
    now: datetime,
    synthetic: bool = False,
) -> Person:
    """Make an account that can sign in at once. The address must be confirmed before."""
    insist(check_password(password, email))
    person = Person(
        email=email.strip().lower(), name=name.strip(), role=role, language=language,
        password_hash=hash_of_password(password), synthetic=synthetic, created_at=now,
    )  # fmt: skip
    session.add(person)
    session.flush()
    record(session, "open_account", "person", str(person.id), by=person.as_actor(), now=now,
           after={"role": role.value})  # fmt: skip
    return person


def change_password(
    session: Session,
    person: Person,
    *,
    old: str,
    new: str,
    keep: SignIn | None,
    by: Actor,
    now: datetime,
) -> None:
    """Set a new password and sign the person out in all other browsers.

    Raises RulesBroken when the old password is wrong or the new one too weak.
    """
    old_holds = Finding(
        rule="K-03",
        holds=matches(old, person.password_hash),
        claim=Words("Das bisherige Passwort stimmt.", "The present password is right."),
        says=Words(
            "Das bisherige Passwort stimmt nicht. Geben Sie es noch einmal ein.",
            "The present password is not right. Enter it once more.",
        ),
        source=RULES,
        place="old_password",
    )
    insist([old_holds, *check_password(new, person.email)])
    set_password(session, person, new, by=by, now=now, keep=keep)


def set_password(
    session: Session,
    person: Person,
    password: str,
    *,
    by: Actor,
    now: datetime,
    keep: SignIn | None = None,
) -> None:
    """Keep a new password for somebody who has proved who they are.

    Raises RulesBroken when it is too weak.
    """
    insist(check_password(password, person.email))
    person.password_hash = hash_of_password(password)
    end_sign_ins(session, person, now=now, keep=keep)
    record(session, "change_password", "person", str(person.id), by=by, now=now)


def choose_language(
    session: Session, person: Person, language: Language, *, by: Actor, now: datetime
) -> None:
    """Write to this person in this language from now on."""
    before = person.language
    person.language = language
    record(
        session,
        "choose_language",
        "person",
        str(person.id),
        by=by,
        now=now,
        before={"language": before},
        after={"language": language},
    )


def _check_cluster(session: Session, details: NewCluster) -> list[Finding]:
    name = details.cluster.strip()
    taken = session.scalar(
        select(Cluster.id).where(func.lower(Cluster.name) == name.lower()).limit(1)
    )
    return [
        Finding(
            rule="R-026",
            holds=details.kind is not OrganisationKind.COMPANY or details.size is not None,
            claim=Words("Ein Unternehmen nennt seine Größe.", "A company names its size."),
            says=Words("Wählen Sie die Größe des Unternehmens.", "Choose the size of the company."),
            source=Words("Empfehlung 2003/361/EG", "Recommendation 2003/361/EC"),
            place="size",
        ),
        Finding(
            rule="K-05",
            holds=taken is None,
            claim=Words("Der Name des Clusters ist neu.", "The name of the cluster is new."),
            says=say(
                "Den Cluster „{name}“ gibt es schon. Bitten Sie sein Team um eine Einladung.",
                "The cluster “{name}” exists already. Ask its team for an invitation.",
                name=name,
            ),
            source=RULES,
            place="cluster",
        ),
    ]


def _management(details: NewCluster) -> NewOrganisation:
    return NewOrganisation(
        name=details.organisation.strip(),
        kind=details.kind,
        size=details.size,
        country=details.country,
        street=details.street,
        postcode=details.postcode,
        city=details.city,
        register_number=details.register_number,
        register_court=details.register_court,
        vat_id=details.vat_id,
        lei=details.lei,
        pic=details.pic,
    )
