"""What the pages of payments show: the grant, its money by year, and its requests."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, joinedload

from grants.models.award import Award
from grants.models.grant import Grant
from grants.models.organisation import Cluster, Organisation
from grants.models.payment import PaymentRequest
from grants.models.record import Act
from grants.programme.money import Money
from grants.programme.people import Actor
from grants.programme.stages import PaymentState
from grants.queries.payment import GrantMoney
from grants.queries.visible import visible_grants

P = PaymentState
IN_WORK: Final = (P.DRAFT, P.SUBMITTED, P.HELD, P.CHECKED, P.APPROVED)
UNUSED: Final = (P.PAID, P.IDLE)


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


def payments_in_work(session: Session, actor: Actor) -> Sequence[PaymentRequest]:
    """Requests of this person's clusters on which something is still to be done; one statement."""
    grants = visible_grants(actor).with_only_columns(Grant.id)
    unused = PaymentRequest.state.in_(UNUSED) & PaymentRequest.used_on.is_(None)
    grant = joinedload(PaymentRequest.grant)
    return session.scalars(
        select(PaymentRequest)
        .where(
            PaymentRequest.grant_id.in_(grants), PaymentRequest.state.in_(IN_WORK) | unused
        )
        .options(
            grant.load_only(Grant.number).joinedload(Grant.recipient).load_only(Organisation.name),
            grant.joinedload(Grant.award).load_only(Award.number, Award.cluster_id),
        )
        .order_by(PaymentRequest.id)
    ).all()  # fmt: skip


def was_handed_in(session: Session, number: str) -> bool:
    """Was this request, such as 03INT400C-2, ever handed in, whatever became of it?"""
    found = exists().where(
        Act.object_kind == "payment", Act.object_number == number, Act.act == "submit_payment"
    )
    return bool(session.scalar(select(found)))


def acts_on_payment(session: Session, number: str) -> Sequence[Act]:
    """What happened to a request, the latest first."""
    return session.scalars(
        select(Act)
        .where(Act.object_kind == "payment", Act.object_number == number,
               Act.act.not_in(("save_payment",)))
        .order_by(Act.id.desc())
    ).all()  # fmt: skip
