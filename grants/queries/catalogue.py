"""The public catalogue of grants: what is final, in rounds whose outcome is public."""

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Date, Row, Select, cast, func, or_, select
from sqlalchemy.orm import Session

from grants.models.application import Application
from grants.models.authority import Authority, AuthorityVersion
from grants.models.award import Award, Project
from grants.models.grant import Grant
from grants.models.organisation import Cluster, Organisation
from grants.models.round import Programme, Round
from grants.programme.calendar import ZONE, today
from grants.programme.money import Money
from grants.programme.publication import PUBLIC, PublicGrant
from grants.queries.call import TOLD

ROWS_ON_A_PAGE: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class CataloguePage:
    """One page of the catalogue."""

    rows: tuple[PublicGrant, ...]
    count: int
    """On all pages together, as is their sum."""
    sum: Money
    """EUR, what was revoked taken off."""
    page: int
    """Counted from 1."""

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return _pages(self.count)


def catalogue_page(session: Session, words: str, page: int) -> CataloguePage:
    """The grants of one page, the latest award first; two statements."""
    found = _found(words)
    counted = found.with_only_columns(
        func.count(Grant.id), func.coalesce(func.sum(Grant.amount - Grant.revoked), 0)
    ).order_by(None)
    count, whole = session.execute(counted).one()
    page = min(max(page, 1), _pages(count))
    rows = session.execute(found.limit(ROWS_ON_A_PAGE).offset((page - 1) * ROWS_ON_A_PAGE))
    return CataloguePage(
        rows=tuple(_public(row) for row in rows), count=count, sum=whole, page=page
    )


def every_public_grant(session: Session, words: str = "") -> tuple[PublicGrant, ...]:
    """The whole catalogue; one statement."""
    return tuple(_public(row) for row in session.execute(_found(words)))


def _pages(count: int) -> int:
    return max(-(-count // ROWS_ON_A_PAGE), 1)


FUNDER: Final = (
    select(AuthorityVersion.name)
    .where(
        AuthorityVersion.authority_id == Authority.id,
        AuthorityVersion.valid_from <= cast(func.timezone(ZONE.key, Grant.awarded_at), Date),
    )
    .order_by(AuthorityVersion.valid_from.desc())
    .limit(1)
    .correlate(Authority, Grant)
    .scalar_subquery()
)
"""What the granting authority was called on the day of the award."""


def _found(words: str) -> Select[*tuple[Any, ...]]:
    found = (
        select(
            Grant, Organisation, Cluster, Round, Programme, Project.title, Authority.code, FUNDER
        )
        .join(Award, Grant.award_id == Award.id)
        .join(Application, Award.application_id == Application.id)
        .join(Round, Application.round_id == Round.id)
        .join(Programme, Round.programme_id == Programme.id)
        .join(Authority, Round.authority_id == Authority.id)
        .join(Cluster, Award.cluster_id == Cluster.id)
        .join(Organisation, Grant.recipient_id == Organisation.id)
        .outerjoin(Project, Grant.project_id == Project.id)
        .where(Grant.state.in_(PUBLIC), Grant.awarded_at.is_not(None), Round.state.in_(TOLD))
        .order_by(Grant.awarded_at.desc(), Grant.number)
    )
    if words:
        names = (Organisation.name, Cluster.name, Project.title, Grant.number)
        found = found.where(or_(*(name.icontains(words, autoescape=True) for name in names)))
    return found


def _public(row: Row[*tuple[Any, ...]]) -> PublicGrant:
    grant, recipient, cluster, round_, programme, project, authority, funder = row
    return PublicGrant(
        number=grant.number, recipient=recipient.name, city=recipient.city,
        country=recipient.country, lei=recipient.lei, cluster=cluster.name,
        region=cluster.region, project=project, funder=funder, funder_code=authority,
        programme=programme.name, code=programme.code, round=round_.ordinal,
        awarded_on=today(grant.awarded_at), starts_on=grant.starts_on,
        ends_on=grant.ends_on, amount=grant.amount - grant.revoked, changed_at=grant.changed_at,
        synthetic=cluster.synthetic,
    )  # fmt: skip
