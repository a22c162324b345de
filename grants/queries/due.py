"""Which reports the clock has to look at: those whose day has come, never all of them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from sqlalchemy import BigInteger, Select, and_, bindparam, exists, select
from sqlalchemy.orm import Session, aliased, defer, joinedload

from grants.models.award import Award
from grants.models.grant import Grant
from grants.models.organisation import Cluster, Membership, Organisation
from grants.models.outbox import Mail, MailReminder, MailState
from grants.models.person import Person
from grants.models.report import Report
from grants.programme.people import TeamRole
from grants.programme.roads.report import AWAITED, TO_COME
from grants.queries.team import WRITERS


def reports_to_look_at(session: Session, today: date) -> Sequence[int]:
    """Their ids, those of one cluster side by side; the cost does not grow with the reports."""
    return session.scalars(
        select(Report.id)
        .join(Grant, Grant.id == Report.grant_id)
        .join(Award, Award.id == Grant.award_id)
        .where(Report.state.in_(TO_COME), Report.look_on <= today)
        .order_by(Award.cluster_id, Report.id)
    ).all()


def looked_at(ids: Iterable[int]) -> Select[Report]:
    """These reports with what a step and a reminder need.

    Rows that somebody works on right now are left for the next time.
    """
    grant = joinedload(Report.grant).load_only(Grant.number, Grant.ends_on)
    award = grant.joinedload(Grant.award).load_only(Award.cluster_id, Award.terms_id)
    return (
        select(Report)
        .where(Report.id.in_(ids))
        .join(Report.grant)
        .join(Grant.award)
        .options(
            award.selectinload(Award.terms),  # once, not with every row: it is long
            grant.joinedload(Grant.recipient).load_only(Organisation.name),
            defer(Report.narrative),
            defer(Report.check_remark),
        )
        .order_by(Award.cluster_id, Report.id)
        .with_for_update(of=Report, skip_locked=True)
        .execution_options(populate_existing=True)
    )


def stages_written(session: Session, ids: Iterable[int]) -> set[tuple[int, int, str]]:
    """Report, version of its date and stage of every reminder of these that is in the outbox."""
    found = session.execute(
        select(MailReminder.report_id, MailReminder.due_version, MailReminder.stage)
        .where(MailReminder.report_id.in_(ids))
        .distinct()
    )
    return {(report, version, stage) for report, version, stage in found}


def void_reminders() -> Select[Mail]:
    """Waiting reminders of nothing but dates that have changed, or reports nobody awaits."""
    line = aliased(MailReminder)
    lives = exists().where(
        line.mail_id == Mail.id,
        Report.id == line.report_id,
        and_(Report.state.in_(AWAITED), Report.due_version == line.due_version),
    )
    return select(Mail).where(
        Mail.state == MailState.WAITING,
        exists().where(MailReminder.mail_id == Mail.id),
        ~lives,
    )


def people_who_write(session: Session, cluster: Cluster) -> list[Person]:
    """Who writes and signs for a cluster today, in the order in which they joined."""
    return list(session.scalars(WHO_WRITES, {"cluster": cluster.id}))


def teams_of(
    session: Session, clusters: Iterable[int]
) -> Mapping[int, list[tuple[TeamRole, Person]]]:
    """Who belongs to each of these clusters now, and as what; one statement."""
    found: dict[int, list[tuple[TeamRole, Person]]] = {each: [] for each in clusters}
    rows = session.execute(
        select(Membership.cluster_id, Membership.role, Person)
        .join(Person, Membership.person_id == Person.id)
        .where(
            Membership.cluster_id.in_(found),
            Membership.until.is_(None),
            Person.active,
        )
        .order_by(Membership.id)
    )
    for cluster, role, person in rows:
        found[cluster].append((role, person))
    return found


WHO_WRITES: Final = (
    select(Person)
    .join(Membership, Membership.person_id == Person.id)
    .where(
        Membership.cluster_id == bindparam("cluster", type_=BigInteger),
        Membership.until.is_(None),
        Membership.role.in_(WRITERS),
        Person.active,
    )
    .order_by(Membership.id)
)
