"""What the pages of payments show: the grant, its money by year, and its requests."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from grants.models.award import Award
from grants.models.grant import Grant
from grants.models.organisation import Cluster
from grants.models.record import Act
from grants.programme.money import Money
from grants.programme.people import Actor
from grants.queries.payment import GrantMoney
from grants.queries.visible import visible_grants


@dataclass(frozen=True, slots=True, kw_only=True)
class YearRow:
    """One year of a grant, EUR."""

    year: int
    tranche: Money
    paid: Money
    ordered: Money
    free: Money


def grant_to_pay(session: Session, actor: Actor, number: str) -> Grant | None:
    """The grant with what its page of payments needs, if this person may see it."""
    award = joinedload(Grant.award)
    return session.scalar(
        visible_grants(actor)
        .where(Grant.number == number)
        .options(
            joinedload(Grant.recipient),
            award.joinedload(Award.terms),
            award.joinedload(Award.cluster).joinedload(Cluster.management),
        )
    )


def year_rows(money: GrantMoney) -> list[YearRow]:
    """The years of the grant: what each holds, and where it is."""
    return [
        YearRow(
            year=year,
            tranche=held.whole,
            paid=held.paid,
            ordered=held.ordered,
            free=held.committed,
        )
        for year, held in money.years.items()
    ]


def acts_on_payment(session: Session, number: str) -> Sequence[Act]:
    """What happened to a request, the latest first."""
    return session.scalars(
        select(Act)
        .where(Act.object_kind == "payment", Act.object_number == number,
               Act.act.not_in(("save_payment",)))
        .order_by(Act.id.desc())
    ).all()  # fmt: skip
