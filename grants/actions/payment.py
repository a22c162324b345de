"""Payment requests as the recipient writes them: begun, saved, handed in, withdrawn."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from grants.actions.contest import let_grant_become_final
from grants.actions.draft import insist_on_signatory, insist_on_writer
from grants.actions.lock import lock
from grants.actions.move import move
from grants.actions.overtaken import Overtaken, Saved
from grants.actions.record import record
from grants.models.grant import Grant
from grants.models.payment import PaymentRequest
from grants.models.person import Person
from grants.models.record import Act
from grants.programme.finding import insist
from grants.programme.money import Money
from grants.programme.payment_block import check_may_ask
from grants.programme.people import Actor
from grants.programme.plain import plain
from grants.programme.stages import NoSuchMove, PaymentState
from grants.queries.payment import findings_of, open_payment

KIND = "payment"
FIELDS = ("spent", "forecast", "requested", "note")


def begin_payment(session: Session, grant: Grant, *, by: Actor, now: datetime) -> PaymentRequest:
    """A new draft, or the request of this grant that is under way: there is one at a time.

    Raises RulesBroken for whoever does not write for the cluster, and before the grant is final.
    """
    let_grant_become_final(session, grant, now=now)
    insist_on_writer(session, grant.award, by)
    there = open_payment(session, grant)
    if there is not None:
        return there
    insist([check_may_ask(grant.state)])
    last = session.scalar(
        select(func.max(PaymentRequest.ordinal)).where(PaymentRequest.grant_id == grant.id)
    )
    made = PaymentRequest(grant=grant, ordinal=(last or 0) + 1, changed_at=now)
    session.add(made)
    session.flush()
    record(session, "begin_payment", KIND, made.number, by=by, now=now)
    return made


def save_payment(
    session: Session,
    request: PaymentRequest,
    *,
    spent: Money,
    forecast: Money,
    requested: Money,
    note: str,
    revision: int,
    by: Actor,
    now: datetime,
) -> bool:
    """Keep the draft, amounts in EUR; False when nothing changed.

    Raises Overtaken when somebody else saved since `revision`, NoSuchMove when it was handed in.
    """
    lock(session, request)
    insist_on_writer(session, request.grant.award, by)
    if request.state is not PaymentState.DRAFT:
        raise NoSuchMove("save_payment", request.state, by.role)
    yours: dict[str, Any] = {
        "spent": spent, "forecast": forecast, "requested": requested, "note": note,
    }  # fmt: skip
    before = {name: getattr(request, name) for name in FIELDS}
    if yours == before:
        return False
    if revision != request.revision:
        raise Overtaken(yours=yours, theirs=_saved(session, request, before))
    for name in FIELDS:
        setattr(request, name, yours[name])
    request.revision += 1
    request.changed_at = now
    record(
        session,
        "save_payment",
        KIND,
        request.number,
        by=by,
        now=now,
        before={name: plain(value) for name, value in before.items()},
        after={**{name: plain(value) for name, value in yours.items()},
               "revision": request.revision},
    )  # fmt: skip
    return True


def submit_payment(session: Session, request: PaymentRequest, *, by: Actor, now: datetime) -> None:
    """Ask for the money. It cannot change then, unless it is withdrawn or sent back.

    Raises RulesBroken when a rule on amount or day is broken, NoSuchMove when it was handed in.
    """
    lock(session, request.grant)
    lock(session, request)
    insist_on_signatory(session, request.grant.award, by)
    person = session.get_one(Person, by.person_id)
    if request.state is PaymentState.DRAFT:
        insist(findings_of(session, request, now))
    move_payment(session, request, "submit", by=by, now=now, after=content_of(request))
    request.submitted_at = now
    request.submitted_by = person
    request.reason = ""
    session.flush()


def withdraw_payment(
    session: Session, request: PaymentRequest, *, by: Actor, now: datetime
) -> None:
    """Take it back to correct it, as long as nobody has decided anything."""
    lock(session, request.grant)
    lock(session, request)
    insist_on_signatory(session, request.grant.award, by)
    move_payment(session, request, "withdraw", by=by, now=now)
    request.submitted_at = request.submitted_by = None
    session.flush()


def content_of(request: PaymentRequest) -> dict[str, Any]:
    """What the request says, as the record keeps it."""
    return {name: plain(getattr(request, name)) for name in FIELDS}


def move_payment(
    session: Session,
    request: PaymentRequest,
    act: str,
    *,
    by: Actor | None,
    now: datetime,
    **more: Any,
) -> None:
    """Let the request take this step of its road, with its record; no `by` is the clock."""
    move(session, request, act, (KIND, request.number), by=by, now=now, **more)


def _saved(session: Session, request: PaymentRequest, answers: dict[str, Any]) -> Saved:
    last = session.scalar(
        select(Act)
        .where(Act.object_kind == KIND, Act.object_number == request.number,
               Act.act == "save_payment")
        .order_by(Act.id.desc())
        .limit(1)
    )  # fmt: skip
    return Saved(
        by=last.actor_name if last else "–",
        at=last.at if last else request.changed_at,
        answers=answers,
        revision=request.revision,
    )
