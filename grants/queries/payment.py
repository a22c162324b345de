"""Payment requests: found by grant and ordinal, held against the rules, with what was paid."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from grants.models.award import Award
from grants.models.grant import Grant
from grants.models.organisation import Cluster
from grants.models.payment import PaymentRequest
from grants.models.report import Report, ReportKind, ReportLine
from grants.programme.calendar import today
from grants.programme.finding import Finding
from grants.programme.ledger import Tranche
from grants.programme.money import NOTHING, Money, total
from grants.programme.payment import Ceiling, PaymentFacts, ceiling_of, payment_findings
from grants.programme.payment_block import Standing, block_findings, check_may_ask
from grants.programme.payment_hint import Unused, check_reported, check_unused
from grants.programme.people import Actor, Role
from grants.programme.roads.payment import OPEN, ORDERED
from grants.programme.stages import PaymentState, ReportState
from grants.queries.account_change import is_confirmed, open_change
from grants.queries.application import terms_of
from grants.queries.condition import is_blocked
from grants.queries.late import late_with_recipient
from grants.queries.ledger import repaid_of, tranches_of
from grants.queries.report_content import report_name
from grants.queries.settlement import figures, settlement_of
from grants.queries.visible import visible_grants

P = PaymentState


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantMoney:
    """Where the money of a grant is, EUR."""

    granted: Money
    """What is left of the grant after revocations, and after its final account."""
    ordered: Money
    paid: Money
    """What the bank has booked, whatever came back since."""
    repaid: Money
    """What the recipient has paid back of it."""
    years: dict[int, Tranche]

    @property
    def left(self) -> Money:
        """What may still be paid."""
        return max(self.granted - self.kept, NOTHING)

    @property
    def kept(self) -> Money:
        """What the recipient was or will be paid, less what was paid back."""
        return self.ordered + self.paid - self.repaid


def find_payment(
    session: Session, actor: Actor, number: str, ordinal: int
) -> PaymentRequest | None:
    """The request with its grant, if this person may see the grant; staff see no drafts."""
    grants = visible_grants(actor).with_only_columns(Grant.id)
    found = (
        select(PaymentRequest)
        .join(Grant, Grant.id == PaymentRequest.grant_id)
        .where(
            Grant.number == number,
            PaymentRequest.ordinal == ordinal,
            PaymentRequest.grant_id.in_(grants),
        )
        .options(*WITH_GRANT)
    )
    if actor.role is not Role.APPLICANT:
        found = found.where(PaymentRequest.state != P.DRAFT)
    return session.scalar(found)


_GRANT: Final = joinedload(PaymentRequest.grant)
WITH_GRANT: Final = (
    _GRANT.joinedload(Grant.recipient),
    _GRANT.joinedload(Grant.award).joinedload(Award.terms),
    _GRANT.joinedload(Grant.award).joinedload(Award.cluster).joinedload(Cluster.management),
    joinedload(PaymentRequest.submitted_by),
    joinedload(PaymentRequest.checked_by),
    joinedload(PaymentRequest.approved_by),
    joinedload(PaymentRequest.run),
)


def payments_of(session: Session, grant: Grant, *, drafts: bool) -> Sequence[PaymentRequest]:
    """The requests of a grant, the latest first; one statement."""
    found = select(PaymentRequest).where(PaymentRequest.grant_id == grant.id)
    if not drafts:
        found = found.where(PaymentRequest.state != P.DRAFT)
    return session.scalars(
        found.options(joinedload(PaymentRequest.run)).order_by(PaymentRequest.ordinal.desc())
    ).all()


def open_payment(session: Session, grant: Grant) -> PaymentRequest | None:
    """The request that is written or decided on; a grant has one at a time."""
    return session.scalar(
        select(PaymentRequest).where(
            PaymentRequest.grant_id == grant.id, PaymentRequest.state.in_(OPEN)
        )
    )


def money_of(session: Session, grant: Grant) -> GrantMoney:
    """Where the money of this grant is; four statements, more once its account is closed."""
    rows = session.execute(
        select(PaymentRequest.state, func.sum(PaymentRequest.correct))
        .where(PaymentRequest.grant_id == grant.id, PaymentRequest.state.in_(ORDERED))
        .group_by(PaymentRequest.state)
    )
    held = {state: amount or NOTHING for state, amount in rows}
    left, settled = figures(grant).left, settled_of(session, grant)
    return GrantMoney(
        granted=left if settled is None else min(left, settled),
        ordered=held.pop(P.APPROVED, NOTHING),
        paid=total(held.values()),
        repaid=repaid_of(session, grant.id),
        years=dict(sorted(tranches_of(session, grant.id).items())),
    )


def facts_of(
    session: Session, request: PaymentRequest, now: datetime, amount: Money | None = None
) -> PaymentFacts:
    """What the rules need to know of a request, or of this amount of it; six statements."""
    grant, year = request.grant, request.year or today(now).year
    money = money_of(session, grant)
    mine = request.correct or NOTHING if request.state in ORDERED else NOTHING
    tranche = money.years.get(year, Tranche())
    settled = settled_of(session, grant)
    return PaymentFacts(
        basis=grant.basis,
        grant=figures(grant),
        starts_on=grant.starts_on,
        spent=request.spent,
        forecast=request.forecast,
        requested=request.requested if amount is None else amount,
        before=money.kept - mine,
        free=tranche.committed + mine,
        year=year,
        day=today(request.submitted_at or now),
        last_on=_last_asked(session, request),
        proof_accepted=settled is not None,
        settled=settled,
    )


def findings_of(
    session: Session, request: PaymentRequest, now: datetime, amount: Money | None = None
) -> list[Finding]:
    """The rules on amount and day (R-030 to R-033), and whether money may be asked for at all."""
    terms = terms_of(request.grant.award.terms)
    facts = facts_of(session, request, now, amount)
    return [
        check_may_ask(request.grant.state),
        *payment_findings(terms, facts),
        *hints_of(session, request, now),
    ]


def ceiling(session: Session, request: PaymentRequest, now: datetime) -> Ceiling:
    """How much each rule leaves."""
    terms = terms_of(request.grant.award.terms)
    return ceiling_of(terms, facts_of(session, request, now))


def blocks_of(session: Session, grant: Grant, now: datetime) -> list[Finding]:
    """What stands in the way of paying this grant now; two statements."""
    overdue = session.scalars(
        select(Report)
        .where(Report.grant_id == grant.id, late_with_recipient(today(now)))
        .order_by(Report.due_on)
    ).all()
    standing = Standing(
        state=grant.state,
        overdue=[report_name(each) for each in overdue],
        condition_open=is_blocked(session, grant),
        account=is_confirmed(session, grant.recipient),
        account_waits=open_change(session, grant.recipient) is not None,
    )
    return block_findings(terms_of(grant.award.terms), standing)


def _last_asked(session: Session, request: PaymentRequest) -> date | None:
    """When the recipient asked before, whatever became of it unless it was rejected."""
    last = session.scalar(
        select(func.max(PaymentRequest.submitted_at)).where(
            PaymentRequest.grant_id == request.grant_id,
            PaymentRequest.id != request.id,
            PaymentRequest.state != P.REJECTED,
        )
    )
    return today(last) if last else None


def settled_of(session: Session, grant: Grant) -> Money | None:
    """What the grant comes to by its accepted final report; None before that."""
    report = session.scalar(
        select(Report).where(
            Report.grant_id == grant.id,
            Report.kind == ReportKind.FINAL,
            Report.state == ReportState.ACCEPTED,
        )
    )
    account = settlement_of(session, report) if report is not None else None
    return account.final if account is not None else None


def hints_of(session: Session, request: PaymentRequest, now: datetime) -> list[Finding]:
    """What whoever decides should know besides: money that lies unused, and what reports say."""
    unused = session.scalars(
        select(PaymentRequest)
        .where(
            PaymentRequest.grant_id == request.grant_id,
            PaymentRequest.id != request.id,
            PaymentRequest.state.in_((P.PAID, P.IDLE)),
            PaymentRequest.used_on.is_(None),
            PaymentRequest.use_by < today(now),
        )
        .order_by(PaymentRequest.ordinal)
    )
    until, reported = session.execute(
        select(func.max(Report.year), func.sum(ReportLine.spent))
        .join(ReportLine, ReportLine.report_id == Report.id)
        .where(
            Report.grant_id == request.grant_id,
            Report.kind == ReportKind.INTERIM,
            Report.submitted_at.is_not(None),
        )
    ).one()
    return [
        check_unused([
            Unused(number=one.number, amount=one.correct or one.requested, use_by=one.use_by)
            for one in unused
            if one.use_by is not None
        ]),
        check_reported(request.spent, reported or NOTHING, until),
    ]  # fmt: skip
