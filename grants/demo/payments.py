"""Payments of the reference award: paid, ordered, found correct, asked for."""

from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session
from stdnum import iban

from grants.actions.bank_statement import take_statement
from grants.actions.payment import begin_payment, save_payment, submit_payment
from grants.actions.payment_check import approve, find_correct
from grants.actions.payment_run import make_run
from grants.demo.calendar import Days
from grants.demo.cast import ANNA, DAGMAR, DIRK, DORIS
from grants.documents.bank_statement import read_statement
from grants.models.account_change import AccountChange, AccountState
from grants.models.application import Application
from grants.models.award import Award
from grants.models.grant import Grant
from grants.models.payment import PaymentRequest, PaymentRun
from grants.models.person import Person
from grants.models.round import Round
from grants.programme.calendar import today
from grants.programme.finding import RulesBroken
from grants.programme.money import NOTHING, Money, total
from grants.programme.people import Actor
from grants.programme.stages import NoSuchMove
from grants.queries.payment import ceiling
from grants.web.demo.bank import statement_of

ACCOUNT: Final = "DE02120300000000202051"
"""The account of the example authority; everybody knows it as an example."""
NOTE: Final = "Mustertext: Mittel für laufende Gehälter und eine Reise."
STEPS: Final = {"C": 4, "F": 3, "B": 2, "D": 1}
"""How far the request of each grant has come, by the end of its number."""
CENTS: Final = 100_000
NEEDED: Final = {ANNA.email, DIRK.email, DORIS.email, DAGMAR.email}
WEEKEND: Final = 4
"""Days back, so that what follows a request on the next working day lies behind us, too."""


def pay_so_far(session: Session, round_: Round, days: Days) -> None:
    """Let the recipients of the reference award ask for money, and the office pay some of it."""
    award = session.scalars(
        select(Award)
        .join(Application, Application.id == Award.application_id)
        .where(Application.round_id == round_.id)
        .order_by(Award.number)
    ).first()
    people = {
        one.email: one.as_actor() for one in session.scalars(select(Person).order_by(Person.id))
    }
    if award is None or not set(people) >= NEEDED:
        return
    grants = session.scalars(
        select(Grant).where(Grant.award_id == award.id).order_by(Grant.number)
    ).all()
    for at, grant in enumerate(grants):
        _name_account(session, grant, _account(at), people, days.ago(3))
        steps = STEPS.get(grant.number[-1], 0)
        if steps:
            now = days.ago(2) if steps == max(STEPS.values()) else days.ago(0, -steps - WEEKEND)
            _one(session, grant, people, steps, now)


def _name_account(
    session: Session, grant: Grant, number: str, people: dict[str, Actor], now: datetime
) -> None:
    """As its people would have named it, and an officer verified it by calling back."""
    if grant.recipient.iban:
        return
    session.add(
        AccountChange(
            organisation=grant.recipient,
            state=AccountState.CONFIRMED,
            old_iban="",
            iban=number,
            proposed_at=now,
            proposed_by=session.get_one(Person, people[ANNA.email].person_id),
            decided_at=now + timedelta(hours=1),
            decided_by=session.get_one(Person, people[DORIS.email].person_id),
            remark="Muster: Rückruf bei der bekannten Ansprechperson.",
        )
    )
    session.flush()
    grant.recipient.iban = number


def _one(
    session: Session, grant: Grant, people: dict[str, Actor], steps: int, now: datetime
) -> None:
    try:
        with session.begin_nested():
            request = _asked(session, grant, people[ANNA.email], now)
    except (RulesBroken, NoSuchMove):
        return  # on the first days of a year some have to wait for their quarter
    hours = iter(range(2, 9))
    if steps > 1:
        find_correct(session, request, correct=request.requested, remark="Muster: geprüft.",
                     by=people[DIRK.email], now=now + timedelta(hours=next(hours)))  # fmt: skip
    if steps > 2:  # noqa: PLR2004
        approve(session, request, by=people[DORIS.email], now=now + timedelta(hours=next(hours)))
    if steps == max(STEPS.values()):
        payer, authority = people[DAGMAR.email], grant.award.application.round.authority
        run = make_run(session, authority, [request.number], by=payer,
                       now=now + timedelta(hours=next(hours)))  # fmt: skip
        _booked(session, run, payer, now + timedelta(days=1))


def _asked(session: Session, grant: Grant, by: Actor, now: datetime) -> PaymentRequest:
    """What was spent so far by the plan, and half of what the year leaves free."""
    request = begin_payment(session, grant, by=by, now=now)
    request.spent = _spent(grant, today(now))
    session.flush()
    most = ceiling(session, request, now).most
    wanted = Money(most.cents // 2 // CENTS * CENTS)
    save_payment(session, request, spent=request.spent, forecast=NOTHING, requested=wanted,
                 note=NOTE, revision=request.revision, by=by, now=now)  # fmt: skip
    submit_payment(session, request, by=by, now=now + timedelta(minutes=20))
    return request


def _spent(grant: Grant, day: date) -> Money:
    """The plan of the years that are over, and of this one by its days."""
    over = total(line.amount for line in grant.lines if line.year < day.year)
    of_year = total(line.amount for line in grant.lines if line.year == day.year)
    return over + Money(of_year.cents * day.timetuple().tm_yday // 366)


def _booked(session: Session, run: PaymentRun, by: Actor, now: datetime) -> None:
    content = statement_of(run, now)
    take_statement(session, read_statement(content), content=content,
                   file_name=f"auszug-{run.message}.xml", by=by, now=now)  # fmt: skip


def _account(at: int) -> str:
    """An account that does not exist, with the right check digits."""
    number = f"DE00{99999900:08}{at + 1:010}"
    return f"DE{iban.calc_check_digits(number)}{number[4:]}"
