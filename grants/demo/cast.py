"""The people of the demonstration. All of them are invented."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from grants.actions.account import NewCluster, open_account, register
from grants.models.organisation import Cluster, Membership, Organisation
from grants.models.person import Person
from grants.programme.legal_entity import legal_key
from grants.programme.organisation import OrganisationKind, Size
from grants.programme.people import Role, TeamRole
from grants.web.kept import DEMO_PASSWORD

PASSWORD: Final = DEMO_PASSWORD
EXAMPLE: Final = "(Beispiel)"
"""Stands behind every invented organisation and cluster."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One sign-in of the demonstration."""

    email: str
    name: str
    role: Role


ANNA: Final = Account(email="anna@example.org", name="Anna Albrecht", role=Role.APPLICANT)
CARL: Final = Account(email="carl@example.org", name="Carl Conrad", role=Role.APPLICANT)
DIRK: Final = Account(email="dirk@example.org", name="Dirk Drews", role=Role.SPONSOR)
DORIS: Final = Account(email="doris@example.org", name="Doris Dahl", role=Role.SPONSOR)
DAGMAR: Final = Account(email="dagmar@example.org", name="Dagmar Dietz", role=Role.SPONSOR)
JANA: Final = Account(email="jana@example.org", name="Prof. Dr. Jana Janssen", role=Role.JUROR)
AYLIN: Final = Account(email="aylin@example.org", name="Aylin Aydın", role=Role.AUDITOR)
ADAM: Final = Account(email="adam@example.org", name="Adam Arnold", role=Role.ADMINISTRATOR)
ACCOUNTS: Final = (ANNA, CARL, DIRK, DORIS, DAGMAR, JANA, AYLIN, ADAM)
"""Who can sign in: one person for each role; two officers decide and a third one pays."""

UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
OTHER_JURORS: Final = ("Dr. Jens Jakobi", "Prof. Dr. Judith Jung", "Dr. Jonas Jordan")
KABINE: Final = NewCluster(
    organisation=f"Kabinentechnik Nord e. V. {EXAMPLE}",
    kind=OrganisationKind.CLUSTER_MANAGEMENT,
    street="Musterkai 7",
    postcode="20459",
    city="Hamburg",
    register_number="VR 00001",
    register_court="Hamburg",
    cluster=f"Kabinentechnik Nord {EXAMPLE}",
    region="Hamburg",
    field="Luftfahrt",
)
MEER: Final = NewCluster(
    organisation=f"Meerestechnik Ostsee gGmbH {EXAMPLE}",
    kind=OrganisationKind.CLUSTER_MANAGEMENT,
    street="Am Beispielhafen 3",
    postcode="18069",
    city="Rostock",
    register_number="HRB 00002",
    register_court="Rostock",
    cluster=f"Meerestechnik Ostsee {EXAMPLE}",
    region="Mecklenburg-Vorpommern",
    field="Meerestechnik",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Everybody who acts in the demonstration."""

    anna: Person
    carl: Person
    dirk: Person
    doris: Person
    jurors: tuple[Person, ...]
    """Jana comes first; the others have no sign-in."""


def gather(session: Session, *, now: datetime) -> Cast:
    """Open the accounts of the demonstration."""
    people = {
        account.email: open_account(
            session,
            email=account.email,
            name=account.name,
            role=account.role,
            password=PASSWORD,
            now=now,
            synthetic=True,
        )
        for account in (DIRK, DORIS, DAGMAR, JANA, AYLIN, ADAM)
    }
    jurors = [
        _silent(session, name, f"juror{at}@example.org", Role.JUROR, now)
        for at, name in enumerate(OTHER_JURORS, 1)
    ]
    return Cast(
        anna=_with_cluster(session, ANNA, KABINE, now),
        carl=_with_cluster(session, CARL, MEER, now),
        dirk=people[DIRK.email],
        doris=people[DORIS.email],
        jurors=(people[JANA.email], *jurors),
    )


def an_invented_cluster(
    session: Session, name: str, *, region: str, field: str, city: str, now: datetime
) -> tuple[Cluster, Person]:
    """An invented cluster and the person who signs for it; nobody can sign in as this person."""
    known = f"{name} {EXAMPLE}"
    management = an_organisation(
        session, f"{name} e. V.", OrganisationKind.CLUSTER_MANAGEMENT, city=city, now=now
    )
    cluster = Cluster(
        name=known, management=management, region=region, field=field, synthetic=True,
        created_at=now,
    )  # fmt: skip
    plain = name.lower().translate(UMLAUTS)
    address = "".join(sign for sign in plain if sign.isascii() and sign.isalnum())
    person = _silent(session, f"Vertretung {name}", f"{address}@example.org", Role.APPLICANT, now)
    session.add(Membership(cluster=cluster, person=person, role=TeamRole.SIGNATORY, since=now))
    session.flush()
    return cluster, person


def an_organisation(
    session: Session,
    name: str,
    kind: OrganisationKind,
    *,
    size: Size | None = None,
    country: str = "DE",
    city: str = "",
    now: datetime,
) -> Organisation:
    """An invented organisation, marked as an example."""
    known = f"{name} {EXAMPLE}"
    made = Organisation(
        name=known,
        kind=kind,
        size=size,
        country=country,
        street="Musterstraße 1" if country == "DE" else "1 Example Street",
        postcode="00000" if country == "DE" else "",
        city=city,
        legal_key=legal_key(known, country),
        synthetic=True,
        created_at=now,
    )
    session.add(made)
    session.flush()
    return made


def _with_cluster(session: Session, account: Account, cluster: NewCluster, now: datetime) -> Person:
    return register(
        session, cluster, email=account.email, name=account.name, password=PASSWORD, now=now,
        synthetic=True,
    )  # fmt: skip


def _silent(session: Session, name: str, email: str, role: Role, now: datetime) -> Person:
    person = Person(email=email, name=name, role=role, synthetic=True, created_at=now)
    session.add(person)
    session.flush()
    return person
