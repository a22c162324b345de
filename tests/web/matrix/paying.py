"""A payment request that waits, one that was paid, its run, and a statement with a stranger."""

from datetime import timedelta

from sqlalchemy import select

from grants.models.account_change import AccountChange
from grants.models.connection import clock
from grants.models.grant import Grant
from grants.models.payment import BankLine, BankStatement, PaymentRequest, PaymentRun
from grants.models.person import Person
from grants.programme.money import eur
from grants.programme.stages import PaymentState

GRANT = "03INT400C"
IBAN = "DE89370400440532013000"
RUN = "muster-2026-000009"


def plant_payment(session):
    """What stands in the addresses of pages of payments."""
    grant = session.scalars(select(Grant).where(Grant.number == GRANT)).one()
    who = {one.email.partition("@")[0]: one for one in session.scalars(select(Person))}
    now = clock(session)
    day = now.date()
    run = PaymentRun(
        authority=grant.award.application.round.authority, message=RUN, holder="Behörde",
        iban="DE02120300000000202051", execute_on=day, made_at=now, made_by=who["dagmar"],
        count=1, total=eur(100), content=b"<x/>", sha256="0" * 64,
    )  # fmt: skip
    handed_in = {"requested": eur(100), "spent": eur(100), "changed_at": now, "submitted_at": now,
                 "submitted_by": who["anna"]}  # fmt: skip
    paid = PaymentRequest(
        grant=grant, ordinal=1, state=PaymentState.PAID, correct=eur(100), remark="Richtig.",
        checked_at=now, checked_by=who["dirk"], approved_at=now, approved_by=who["doris"],
        year=day.year, holder="Empfänger", iban=IBAN, attempts=1, run=run,
        payer_id=who["dagmar"].id, paid_on=day - timedelta(days=1), use_by=day, **handed_in,
    )  # fmt: skip
    waits = PaymentRequest(grant=grant, ordinal=2, state=PaymentState.SUBMITTED, **handed_in)
    statement = BankStatement(
        authority=run.authority, message="A-9", account=run.iban, begins=day, ends=day,
        file_name="a.xml", content=b"<x/>", sha256="1" * 64, taken_at=now, taken_by=who["dirk"],
    )  # fmt: skip
    stranger = BankLine(
        statement=statement, ordinal=1, booked_on=day, amount=eur(7), credit=True, returned=False,
        end_to_end="", name="Fremde Bank", iban="", purpose="Gebühr",
    )  # fmt: skip
    change = AccountChange(organisation=grant.recipient, old_iban="", iban=IBAN, proposed_at=now,
                           proposed_by=who["anna"])  # fmt: skip
    session.add_all((change, run, paid, waits, statement, stranger))
    session.flush()
    return {"statement": statement.id, "account_change": change.id}
