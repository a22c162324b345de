"""Observations on money that is asked back and did not come (F-10)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sqlalchemy import Text, cast, exists, func, literal, select, union_all
from sqlalchemy.orm import Session

from grants.models.application import Application
from grants.models.award import Award
from grants.models.decision import Letter
from grants.models.grant import Grant
from grants.models.late_use import LateUseCharge
from grants.models.ledger import LedgerAccount, LedgerEntry, LedgerPosting
from grants.models.notification import LetterContest
from grants.models.revocation import Revocation
from grants.programme.ledger import AccountKind, EntryKind
from grants.programme.money import NOTHING, Money, total
from grants.programme.notification import ContestKind
from grants.programme.observation import SubjectKind
from grants.programme.words import Words, counted, say
from grants.queries.observation_found import Found, Frame

CLAIMED = (AccountKind.RECLAIM, AccountKind.INTEREST)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one decision asks of a recipient, by its day."""

    amount: Money
    pay_by: date
    contested: bool


def claims_not_paid(session: Session, frame: Frame) -> Iterator[Found]:
    """F-10: the day of payment has passed, and no booking settles the claim.

    What came in settles the oldest claim first; an objection or a court action holds one up.
    """
    open_now = (
        select(LedgerAccount.grant_id, func.sum(LedgerAccount.balance).label("balance"))
        .where(LedgerAccount.kind.in_(CLAIMED), LedgerAccount.balance > NOTHING)
        .group_by(LedgerAccount.grant_id)
        .subquery()
    )
    by_day = union_all(
        select(Revocation.decision_id, Revocation.pay_by).where(Revocation.pay_by.is_not(None)),
        select(LateUseCharge.decision_id, LateUseCharge.pay_by),
    ).subquery()
    contested = exists().where(
        Letter.decision_id == by_day.c.decision_id,
        LetterContest.letter_id == Letter.id,
        LetterContest.kind != ContestKind.WAIVER,
        LetterContest.ended_on.is_(None),
    )
    rows = session.execute(
        select(
            Grant.id, Grant.number, Award.number.label("award"), Application.round_id,
            open_now.c.balance, by_day.c.pay_by, contested.label("contested"),
            func.sum(LedgerPosting.amount).label("amount"),
        )
        .join(open_now, open_now.c.grant_id == Grant.id)
        .join(Award, Grant.award_id == Award.id)
        .join(Application, Award.application_id == Application.id)
        .join(LedgerAccount, LedgerAccount.grant_id == Grant.id)
        .join(LedgerPosting, LedgerPosting.debit_id == LedgerAccount.id)
        .join(LedgerEntry, LedgerPosting.entry_id == LedgerEntry.id)
        .join(
            by_day,
            LedgerEntry.key
            == func.concat(literal("claim/"), Grant.number, "/", cast(by_day.c.decision_id, Text)),
        )
        .where(LedgerAccount.kind.in_(CLAIMED), LedgerEntry.kind == EntryKind.CLAIM)
        .group_by(Grant.id, Award.id, Application.id, open_now.c.balance, by_day.c.pay_by,
                  by_day.c.decision_id)
        .order_by(Grant.id, by_day.c.pay_by, by_day.c.decision_id)
    )  # fmt: skip
    for _, several in groupby(rows, key=lambda row: row.id):
        group = list(several)
        row = group[0]
        claims = [Claim(amount=one.amount, pay_by=one.pay_by, contested=one.contested)
                  for one in group]  # fmt: skip
        late, since = _overdue(claims, row.balance, frame.day)
        if since is not None:
            yield Found(
                code="F-10",
                kind=SubjectKind.GRANT,
                subject=row.number,
                award=row.award,
                round_id=row.round_id,
                says=say("Zurückgefordert oder an Zinsen gefordert: {late} waren bis {since}"
                         " zu zahlen, seit {days} nicht eingegangen.",
                         "Reclaimed, or charged as interest: {late} was to be paid by {since},"
                         " missing for {days}.", late=late, since=since,
                         days=counted((frame.day - since).days, Words("Tag", "day"),
                                      Words("Tagen", "days"))),
            )  # fmt: skip


def _overdue(claims: list[Claim], open_now: Money, today: date) -> tuple[Money, date | None]:
    """How much is late, and since when; the claims come by their days."""
    came = max(total(one.amount for one in claims) - open_now, NOTHING)
    late, since = NOTHING, None
    for one in claims:
        settled = min(came, one.amount)
        came -= settled
        if one.pay_by < today and settled < one.amount and not one.contested:
            late, since = late + one.amount - settled, since or one.pay_by
    return late, since
