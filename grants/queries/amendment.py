"""Amendments of a grant, and the figures that an amendment may change."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from grants.models.amendment import Amendment
from grants.models.decision import Decision
from grants.models.grant import Grant
from grants.programme.amendment import GrantFigures, from_kept
from grants.programme.money import Money


def figures_of(grant: Grant) -> GrantFigures:
    """The figures of the grant as they are."""
    return GrantFigures(
        ends_on=grant.ends_on,
        direct=grant.direct,
        allowance=grant.allowance,
        own_in_kind=grant.own_in_kind,
        third_party=grant.third_party,
        other_public=grant.other_public,
        cells={(line.category, line.year): line.amount for line in grant.lines if line.amount},
    )


def amendment_under(session: Session, decision: Decision) -> Amendment:
    """What this decision changes."""
    return session.scalars(select(Amendment).where(Amendment.decision_id == decision.id)).one()


def amendments_of(session: Session, grant: Grant) -> Sequence[Amendment]:
    """The amendments of a grant that two people decided on, the first one first; one statement."""
    return session.scalars(
        select(Amendment)
        .where(Amendment.grant_id == grant.id, Amendment.ordinal.is_not(None))
        .options(joinedload(Amendment.decision))
        .order_by(Amendment.ordinal)
    ).all()


def first_amounts(session: Session, grants: Sequence[Grant]) -> dict[int, Money]:
    """What amended grants were awarded at first, EUR, by grant; one statement, or none."""
    if not grants:
        return {}
    rows = session.execute(
        select(Amendment.grant_id, Amendment.before).where(
            Amendment.grant_id.in_([grant.id for grant in grants]), Amendment.ordinal == 1
        )
    )
    return {number: from_kept(before).amount for number, before in rows}
