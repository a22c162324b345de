"""Aid from elsewhere, as it was stated, held against the ceilings of the law (R-025, R-029)."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from grants.models.aid_statement import AidStatement
from grants.models.award import Partner, Project
from grants.models.grant import Grant
from grants.models.organisation import Cluster, Organisation
from grants.programme.aid_terms import in_force
from grants.programme.calendar import today
from grants.programme.cumulation import SmallAid, check_small_aid
from grants.programme.finding import Finding
from grants.programme.money import Money, total
from grants.programme.organisation import OrganisationKind
from grants.programme.plain import build
from grants.programme.roads.project import GIVEN_UP
from grants.programme.state_aid import check_cluster_threshold
from grants.programme.terms import Terms
from grants.programme.words import Words, join, say
from grants.queries.application import terms_of
from grants.queries.statement import latest


def latest_small_aid(session: Session, company: Organisation) -> AidStatement | None:
    """What the legal entity said last of de-minimis aid (R-029); None while it said nothing."""
    same = select(Organisation.id).where(Organisation.legal_key == company.legal_key)
    return latest(session, AidStatement, AidStatement.organisation_id.in_(same))


def latest_cluster_aid(session: Session, cluster: Cluster) -> AidStatement | None:
    """What the cluster said last of aid for its operation (R-025)."""
    return latest(session, AidStatement, AidStatement.cluster_id == cluster.id)


def items_of(statement: AidStatement) -> list[SmallAid]:
    """What was stated: day, giver and amount of each."""
    return [build(SmallAid, item) for item in statement.items]


def asks_small_aid(terms: Terms, kind: OrganisationKind, on: date) -> bool:
    """Does the round give its grants to companies as de-minimis aid on this day?"""
    law = in_force(terms.de_minimis, on)
    return law is not None and law.used and kind is OrganisationKind.COMPANY


def asks_aid_of(partner: Partner, now: datetime) -> bool:
    """Is this partner of a project asked about de-minimis aid?"""
    terms = terms_of(partner.project.award.terms)
    return asks_small_aid(terms, partner.organisation.kind, today(now))


def small_aid_findings(
    session: Session, terms: Terms, grant: Grant, now: datetime | None = None
) -> list[Finding]:
    """Is what this company receives within the ceiling, with all of the years before (R-029)?

    An awarded grant is judged by the day of its award and the statement of that day; one that
    nobody asked about when it was awarded is left as it is. Before, the
    day is that of `now`, or of the last change.
    """
    on = today(grant.awarded_at or now or grant.changed_at)
    if grant.project_id is None or not asks_small_aid(terms, grant.recipient.kind, on):
        return []
    statement = stated_for(session, grant)
    if grant.awarded_at is not None and statement is None:
        return []
    found = check_small_aid(
        terms,
        grant.recipient.name,
        asked=_asked_here(session, grant),
        earlier=items_of(statement) if statement else None,
        on=on,
    )
    return [found] if found else []


def cluster_aid_findings(session: Session, terms: Terms, grant: Grant) -> list[Finding]:
    """Is all aid to the cluster below the threshold of notification (R-025)?"""
    if grant.project_id is not None:
        return []
    statement = stated_for(session, grant)
    here = session.scalars(
        select(Grant.direct).where(Grant.award_id == grant.award_id, Grant.project_id.is_(None))
    )
    elsewhere = total(item.amount for item in items_of(statement)) if statement else None
    found = check_cluster_threshold(terms, aid=total(here), elsewhere=elsewhere, on=grant.starts_on)
    return [found] if found else []


def stated_for(session: Session, grant: Grant) -> AidStatement | None:
    """The statement that counts for a grant: of the day of its award, or the latest one."""
    if grant.awarded_at is not None:
        return grant.aid_statement
    if grant.project_id is None:
        return latest_cluster_aid(session, grant.award.cluster)
    if grant.recipient.kind is not OrganisationKind.COMPANY:
        return None
    return latest_small_aid(session, grant.recipient)


def why_aid(session: Session, grant: Grant) -> list[Words]:
    """What was stated for a grant, as a sentence for those who check it."""
    statement = stated_for(session, grant)
    if statement is None:
        return []
    listed = join([_written(item) for item in items_of(statement)], "; ")
    return [
        say(
            "Beihilfen von anderer Stelle, Angabe vom {day}: {listed}.",
            "Aid from elsewhere, stated on {day}: {listed}.",
            day=today(statement.stated_at),
            listed=listed if listed.de else Words("keine", "none"),
        )
    ]


def frozen_aid(session: Session, grants: Iterable[Grant]) -> dict[str, Sequence[object]]:
    """What is stated for these grants at this moment, by their numbers; plain data."""
    stated = {grant.number: stated_for(session, grant) for grant in grants}
    return {number: statement.items for number, statement in stated.items() if statement}


def _asked_here(session: Session, grant: Grant) -> Money:
    """What the company receives or asks for in this award, this grant included, in EUR."""
    amounts = session.scalars(
        select(Grant.direct)
        .join(Organisation, Organisation.id == Grant.recipient_id)
        .join(Project, Project.id == Grant.project_id)
        .where(
            Grant.award_id == grant.award_id,
            Organisation.legal_key == grant.recipient.legal_key,
            or_(Project.state.not_in(GIVEN_UP), Grant.id == grant.id),
        )
    )
    return total(amounts)


def _written(item: SmallAid) -> Words:
    return say("{day}, {giver}, {amount}", "{day}, {giver}, {amount}",
               day=item.on, giver=item.giver or "–", amount=item.amount)  # fmt: skip
