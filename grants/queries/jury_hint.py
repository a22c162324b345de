"""What the records say that may be a conflict of interest: hints, for a person to judge (R-055)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import exists, func, or_, select, union
from sqlalchemy.orm import Session

from grants.models.application import Application
from grants.models.award import Award, Partner, Project
from grants.models.jury import JurorProfile
from grants.models.organisation import Cluster, ClusterMember, Membership, Organisation
from grants.models.person import Person
from grants.models.review import Assignment
from grants.models.round import Round
from grants.programme.conflict import HINT_WORDS, HintKind, domain_of
from grants.programme.words import Words, join

Hints = Mapping[tuple[str, int], tuple[HintKind, ...]]
"""By the number of the application and the juror; only where there is one."""


def hints_of(session: Session, round_: Round, jurors: Iterable[int]) -> Hints:
    """The hints between these jurors and the applications of the round; five statements."""
    where, domains = _institutions(session, list(jurors))
    clusters = _clusters(session, round_)
    involved = _names(session, clusters, partners=False)
    partners = _names(session, clusters, partners=True)
    teams = _domains_of_teams(session, clusters)
    found: dict[tuple[str, int], tuple[HintKind, ...]] = {}
    for number, cluster in clusters.items():
        for juror, domain in domains.items():
            kinds = (
                (HintKind.SAME_ORGANISATION, where.get(juror) in involved[cluster]),
                (HintKind.SAME_DOMAIN, domain in teams[cluster]),
                (HintKind.EARLIER_PARTNER, where.get(juror) in partners[cluster]),
            )
            told = tuple(kind for kind, holds in kinds if holds)
            if told:
                found[number, juror] = told
    return found


def same_institution(session: Session, round_: Round) -> tuple[tuple[str, str], ...]:
    """Jurors by name, with the number of an application in whose cluster they work; one statement.

    Of all active jurors, before anybody is asked or given anything.
    """
    own = exists().where(
        Organisation.name_key == func.name_key(JurorProfile.institution),
        or_(
            Organisation.id == Cluster.management_id,
            exists().where(
                ClusterMember.cluster_id == Cluster.id,
                ClusterMember.organisation_id == Organisation.id,
            ),
        ),
    )
    rows = session.execute(
        select(Person.name, Application.number)
        .select_from(JurorProfile)
        .join(Person, JurorProfile.juror_id == Person.id)
        .join(Application, Application.round_id == round_.id)
        .join(Cluster, Application.cluster_id == Cluster.id)
        .where(Person.active, own)
        .order_by(Person.name, Application.number)
    )
    return tuple((name, number) for name, number in rows)


def words_of(kinds: Iterable[HintKind]) -> Words:
    """What the hints say, for a person to judge."""
    return join([HINT_WORDS[one] for one in kinds])


def _institutions(session: Session, jurors: list[int]) -> tuple[dict[int, str], dict[int, str]]:
    """The bare name of each juror's institution, and the domain of their address."""
    rows = session.execute(
        select(Person.id, Person.email, func.name_key(JurorProfile.institution))
        .outerjoin(JurorProfile, JurorProfile.juror_id == Person.id)
        .where(Person.id.in_(jurors))
    ).all()
    return (
        {juror: key for juror, _, key in rows if key},
        {juror: domain_of(email) for juror, email, _ in rows},
    )


def _clusters(session: Session, round_: Round) -> dict[str, int]:
    rows = session.execute(
        select(Application.number, Application.cluster_id).where(Application.round_id == round_.id)
    )
    return {row.number: row.cluster_id for row in rows}


def _names(
    session: Session, clusters: Mapping[str, int], *, partners: bool
) -> defaultdict[int, set[str]]:
    """Bare names of who belongs to each cluster, or of its partners in earlier projects."""
    own = list(set(clusters.values()))
    key = Organisation.name_key
    if partners:
        rows = session.execute(
            select(Award.cluster_id, key)
            .join(Project, Project.award_id == Award.id)
            .join(Partner, Partner.project_id == Project.id)
            .join(Organisation, Partner.organisation_id == Organisation.id)
            .where(Award.cluster_id.in_(own))
        )
    else:
        rows = session.execute(
            union(
                select(Cluster.id, key)
                .join(Organisation, Cluster.management_id == Organisation.id)
                .where(Cluster.id.in_(own)),
                select(ClusterMember.cluster_id, key)
                .join(Organisation, ClusterMember.organisation_id == Organisation.id)
                .where(ClusterMember.cluster_id.in_(own)),
            )
        )
    names: defaultdict[int, set[str]] = defaultdict(set)
    for cluster, name in rows:
        names[cluster].add(name)
    return names


def _domains_of_teams(session: Session, clusters: Mapping[str, int]) -> defaultdict[int, set[str]]:
    rows = session.execute(
        select(Membership.cluster_id, Person.email)
        .join(Person, Membership.person_id == Person.id)
        .where(Membership.cluster_id.in_(list(set(clusters.values()))))
    )
    domains: defaultdict[int, set[str]] = defaultdict(set)
    for cluster, email in rows:
        if domain_of(email):
            domains[cluster].add(domain_of(email))
    return domains


def own_hints(session: Session, assignment: Assignment) -> Words | None:
    """What the records say about this juror and this application; None when nothing."""
    application = assignment.application
    found = hints_of(session, application.round, [assignment.juror_id])
    kinds = found.get((application.number, assignment.juror_id), ())
    return words_of(kinds) if kinds else None
