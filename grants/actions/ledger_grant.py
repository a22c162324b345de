"""The books of a grant: committed by yearly tranche, amended, revoked, claimed back.

The caller holds the locks of the award and the grant.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from grants.actions.ledger import Cause, post
from grants.actions.ledger_round import open_reserve, reserve_of
from grants.models.grant import Grant
from grants.models.revocation import Revocation
from grants.programme.finding import insist
from grants.programme.ledger import (
    Account,
    AccountKind,
    EntryKind,
    Transfer,
    claim_back,
    retranche,
    without_revoked,
)
from grants.programme.money import NOTHING, Money, total
from grants.programme.payment_block import check_nothing_ordered
from grants.programme.roads.grant import BEFORE_AWARD
from grants.queries.application import terms_of
from grants.queries.hearing import interest_of, revoked_allowance
from grants.queries.ledger import balance_of_grant, tranches_of
from grants.queries.project import grant_by_year


def of_grant(
    kind: EntryKind, grant: Grant, act: str, now: datetime, which: int | None = None
) -> Cause:
    """Why something is entered for a grant; `which` numbers what may happen to it several times."""
    parts = [kind.value, grant.number, *([] if which is None else [str(which)])]
    return Cause(
        kind=kind,
        key="/".join(parts),
        act=act,
        object_kind="grant",
        object_number=grant.number,
        at=now,
    )


def open_grant(session: Session, grant: Grant, now: datetime) -> None:
    """Let the books know of the case, and of a grant that was awarded before they were.

    Acts call it before they change a figure.
    """
    application = grant.award.application
    open_reserve(session, application, grant.award.cap, now)
    if grant.state not in BEFORE_AWARD and not tranches_of(session, grant.id):
        key = f"opening/grant/{grant.number}"
        book_grant(session, grant, Cause(kind=EntryKind.OPENING, key=key, at=now))


def insist_on_nothing_ordered(session: Session, grant: Grant) -> None:
    """No figure of a grant changes while a payment is on its way to the bank.

    Raises RulesBroken; the caller holds the lock of the grant.
    """
    insist([check_nothing_ordered(total(one.ordered for one in
                                        tranches_of(session, grant.id).values()))])  # fmt: skip


def book_grant(session: Session, grant: Grant, cause: Cause, *, claimed: Money = NOTHING) -> None:
    """Commit what the grant says now: by year, less what was revoked, with its own funds.

    So much of what was paid is `claimed` back by the act that is booked.
    """
    reserve = reserve_of(grant.award.application)
    beside = Account(kind=AccountKind.BESIDE, grant_id=grant.id)
    more_beside = _beside_cap(session, grant) + balance_of_grant(
        session, grant.id, AccountKind.BESIDE
    )
    wanted = without_revoked(grant_by_year(grant) or _whole(grant), grant.revoked)
    held, back = claim_back(grant.id, tranches_of(session, grant.id), claimed)
    own = grant.own_funds + grant.own_in_kind + grant.third_party + grant.other_public
    post(
        session,
        grant.award.application.round_id,
        cause,
        [
            Transfer(reserve, beside, max(more_beside, NOTHING)),
            *back,
            *retranche(grant.id, reserve, held, wanted),
            Transfer(beside, reserve, max(-more_beside, NOTHING)),
            Transfer(
                Account(kind=AccountKind.OWN_FUNDS, grant_id=grant.id),
                Account(kind=AccountKind.OWN_SOURCE, grant_id=grant.id),
                own - balance_of_grant(session, grant.id, AccountKind.OWN_FUNDS),
            ),
        ],
    )


def book_claim(session: Session, revocation: Revocation, now: datetime) -> None:
    """Money that is asked back, and the interest on it (R-037)."""
    grant = revocation.grant
    cause = of_grant(EntryKind.CLAIM, grant, "take_back_grant", now, revocation.decision_id)
    claims = Account(kind=AccountKind.CLAIMS, grant_id=grant.id)
    reclaim = Account(kind=AccountKind.RECLAIM, grant_id=grant.id)
    interest = Account(kind=AccountKind.INTEREST, grant_id=grant.id)
    post(
        session,
        grant.award.application.round_id,
        cause,
        [
            Transfer(reclaim, claims, revocation.reclaim),
            Transfer(interest, claims, total(one.interest for one in interest_of(revocation))),
        ],
    )


def book_late_use(
    session: Session, grant: Grant, interest: Money, decision_id: int, now: datetime
) -> None:
    """Interest that is charged on money used late (R-036)."""
    post(
        session,
        grant.award.application.round_id,
        of_grant(EntryKind.CLAIM, grant, "charge_late_use", now, decision_id),
        [
            Transfer(
                Account(kind=AccountKind.INTEREST, grant_id=grant.id),
                Account(kind=AccountKind.CLAIMS, grant_id=grant.id),
                interest,
            )
        ],
    )


def _whole(grant: Grant) -> dict[int, Money]:
    """A grant whose plan has no years falls into its first one."""
    amount = grant.direct + grant.allowance
    return {grant.starts_on.year: amount} if amount else {}


def _beside_cap(session: Session, grant: Grant) -> Money:
    """How much of what is left of the grant does not come out of the cluster's cap (R-002)."""
    if terms_of(grant.award.terms).cap_includes_allowance:
        return NOTHING
    return grant.allowance - revoked_allowance(session, grant)
