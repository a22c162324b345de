"""Money that a recipient pays back: a booking of the bank settles what a decision claims."""

from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from grants.actions.ledger import Cause, post
from grants.actions.lock import lock
from grants.actions.record import record
from grants.models.grant import Grant
from grants.models.payment import BankLine
from grants.models.person import Person
from grants.programme.finding import Finding, insist
from grants.programme.ledger import Account, AccountKind, EntryKind, Transfer
from grants.programme.money import NOTHING, Money
from grants.programme.people import Actor
from grants.programme.words import Words, say
from grants.queries.ledger import balance_of_grant

SOURCE: Final = Words("Rückzahlung", "Repayment")
MAIN: Final = Words("Zurückgefordert", "Reclaimed")
ON_TOP: Final = Words("An Zinsen gefordert", "Charged as interest")
A = AccountKind


def book_repayment(
    session: Session,
    line: BankLine,
    grant: Grant,
    *,
    interest: Money,
    by: Actor,
    now: datetime,
) -> None:
    """Settle what is claimed of this grant with a booking, so much of it as interest (EUR).

    Raises RulesBroken when the booking is explained already or no credit, or when more comes in
    than is claimed.
    """
    lock(session, grant)
    lock(session, line)
    insist([_check_part(interest, line.amount)])
    officer, main = session.get_one(Person, by.person_id), line.amount - interest
    insist([
        _check_credit(line),
        _check_claimed(main, balance_of_grant(session, grant.id, A.RECLAIM), MAIN),
        _check_claimed(interest, balance_of_grant(session, grant.id, A.INTEREST), ON_TOP),
    ])  # fmt: skip
    _post(session, line, grant, main=main, interest=interest, now=now)
    line.explained_at, line.explained_by = now, officer
    line.explanation = f"Rückzahlung zu {grant.number}"
    record(
        session, "book_repayment", "grant", grant.number, by=by, now=now,
        after={"amount": str(line.amount.decimal), "interest": str(interest.decimal),
               "booked_on": line.booked_on.isoformat()},
    )  # fmt: skip
    session.flush()


def no_such_grant(number: str) -> Finding:
    """Nobody knows a grant of this number."""
    return Finding(
        rule="REPAYMENT-GRANT",
        holds=False,
        claim=Words("Die Zuwendung gibt es.", "There is such a grant."),
        says=say("Eine Zuwendung {number} gibt es nicht.", "There is no grant {number}.",
                 number=Words(number, number)),
        source=SOURCE,
        place="grant",
    )  # fmt: skip


def _post(
    session: Session, line: BankLine, grant: Grant, *, main: Money, interest: Money, now: datetime
) -> None:
    """Both claims become less; the books keep by which booking."""
    claims = Account(kind=A.CLAIMS, grant_id=grant.id)
    cause = Cause(
        kind=EntryKind.REPAY,
        key=f"repay/{grant.number}/{line.statement_id}/{line.ordinal}",
        act="book_repayment",
        object_kind="grant",
        object_number=grant.number,
        at=now,
    )
    post(
        session,
        grant.award.application.round_id,
        cause,
        [
            Transfer(claims, Account(kind=A.RECLAIM, grant_id=grant.id), main),
            Transfer(claims, Account(kind=A.INTEREST, grant_id=grant.id), interest),
        ],
    )


def _check_credit(line: BankLine) -> Finding:
    return Finding(
        rule="REPAYMENT-BOOKING",
        holds=line.is_open and line.credit and not line.returned,
        claim=Words("Die Buchung ist eine Gutschrift, die noch niemand erklärt hat.",
                    "The booking is a credit that nobody has explained yet."),
        says=Words("Diese Buchung ist keine offene Gutschrift.",
                   "This booking is no open credit."),
        source=SOURCE,
        place="grant",
    )  # fmt: skip


def _check_part(interest: Money, amount: Money) -> Finding:
    return Finding(
        rule="REPAYMENT-INTEREST",
        holds=NOTHING <= interest <= amount,
        claim=Words("Die Zinsen sind ein Teil der Buchung.",
                    "The interest is a part of the booking."),
        says=say("Gebucht sind {amount}; davon können nicht {interest} Zinsen sein.",
                 "{amount} was booked; {interest} of it cannot be interest.",
                 amount=amount, interest=interest),
        source=SOURCE,
        place="interest",
    )  # fmt: skip


def _check_claimed(paid: Money, claimed: Money, what: Words) -> Finding:
    return Finding(
        rule="REPAYMENT-CLAIM",
        holds=NOTHING <= paid <= claimed,
        claim=Words("Gebucht wird höchstens, was gefordert ist.",
                    "At most what is claimed is booked."),
        says=say("{what} sind noch {claimed}; gebucht würden {paid}.",
                 "{what}: {claimed} is left; {paid} would be booked.",
                 what=what, claimed=claimed, paid=paid),
        source=SOURCE,
        place="interest",
    )  # fmt: skip
