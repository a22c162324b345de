"""Asking for an amendment, taking the request back, refusing it; an amendment answers it."""

from datetime import date, datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from grants.actions.draft import insist_on_signatory
from grants.actions.lock import lock
from grants.actions.record import record
from grants.actions.team_mail import write_to_team
from grants.models.amendment_request import AmendmentRequest
from grants.models.decision import Decision
from grants.models.grant import Grant
from grants.models.person import Person
from grants.programme.amendment import LAW
from grants.programme.amendment_request import (
    ANOTHER_END,
    RequestKind,
    RequestState,
    check_end,
    check_none_open,
    check_possible,
)
from grants.programme.calendar import today
from grants.programme.finding import insist
from grants.programme.people import Actor
from grants.programme.reason import check_reason
from grants.programme.roads.grant import GrantState
from grants.programme.stages import NoSuchMove
from grants.programme.words import Words
from grants.queries.amendment_request import open_request
from grants.queries.officer_conflict import check_unbiased

KIND: Final = "amendment_request"
G = GrantState
AMENDABLE: Final = (
    G.AWARDED, G.FINAL, G.ACTIVE, G.PAYMENT_STOPPED, G.PERIOD_ENDED, G.PARTLY_REVOKED,
)  # fmt: skip
SAY_WHAT: Final = Words("Sagen Sie, was sich ändern soll.", "Say what is to be changed.")
SAY_WHY: Final = Words("Begründen Sie den Antrag.", "Give the reasons.")


def ask_for_amendment(
    session: Session,
    grant: Grant,
    *,
    kind: RequestKind,
    wanted: str,
    reason: str,
    ends_on: date | None,
    by: Actor,
    now: datetime,
) -> AmendmentRequest:
    """Hand in a request; figures of the grant stay until a decision amends them.

    Pressed twice it is one request. Raises RulesBroken while another one waits, when a text is
    missing, or when the wanted end makes no sense.
    """
    lock(session, grant)
    insist_on_signatory(session, grant.award, by)
    end = ends_on if kind in ANOTHER_END else None
    said = (kind, wanted.strip(), reason.strip(), end, by.person_id)
    waits = open_request(session, grant)
    if waits is not None and said == (
        waits.kind, waits.wanted, waits.reason, waits.ends_on, waits.sent_by_id
    ):  # fmt: skip
        return waits
    insist([
        check_possible(amendable=grant.state in AMENDABLE),
        check_none_open(none=waits is None),
        check_reason(wanted, "wanted", source=LAW, says=SAY_WHAT),
        check_reason(reason, "reason", source=LAW, says=SAY_WHY),
        check_end(kind, end, grant.ends_on, today(now)),
    ])  # fmt: skip
    last = session.scalar(
        select(func.max(AmendmentRequest.ordinal)).where(AmendmentRequest.grant_id == grant.id)
    )
    made = AmendmentRequest(
        grant=grant,
        ordinal=(last or 0) + 1,
        kind=kind,
        wanted=wanted.strip(),
        reason=reason.strip(),
        ends_on=end,
        sent_at=now,
        sent_by=session.get_one(Person, by.person_id),
    )
    session.add(made)
    session.flush()
    record(
        session, "ask_for_amendment", KIND, made.number, by=by, now=now,
        after={"kind": kind.value, "ends_on": end.isoformat() if end else None,
               "wanted": made.wanted},
        reason=made.reason,
    )  # fmt: skip
    return made


def withdraw_request(session: Session, grant: Grant, *, by: Actor, now: datetime) -> None:
    """Take the request back, while nobody has decided on it. Raises NoSuchMove without one."""
    lock(session, grant)
    insist_on_signatory(session, grant.award, by)
    _decide(session, _waiting(session, grant, by), RequestState.WITHDRAWN, "", by=by, now=now)


def refuse_request(
    session: Session, grant: Grant, *, remark: str, public_url: str, by: Actor, now: datetime
) -> None:
    """Refuse it for a reason that the recipient reads. Raises NoSuchMove without a request."""
    lock(session, grant)
    request = _waiting(session, grant, by)
    insist([
        check_unbiased(session, grant.award.application_id, by),
        check_reason(remark, "remark", source=LAW),
    ])  # fmt: skip
    _decide(session, request, RequestState.REFUSED, remark.strip(), by=by, now=now)
    write_to_team(
        session,
        grant.award.cluster,
        "amendment_refused",
        occasion=f"amendment_request/{request.number}",
        number=grant.number,
        link=f"{public_url}/grants/{grant.number}/amendments",
        now=now,
    )


def draft_from_request(
    session: Session, decision: Decision, grant: Grant, requested_on: date | None
) -> None:
    """Note that this proposal answers the open request: the one of the day that it names."""
    request = open_request(session, grant)
    if request is not None and requested_on == today(request.sent_at):
        request.decision = decision


def grant_request(
    session: Session, decision: Decision, grant: Grant, *, by: Actor, now: datetime
) -> None:
    """The amendment that was drafted from a request is carried out: it is answered."""
    request = open_request(session, grant)
    if request is not None and request.decision_id == decision.id:
        _decide(session, request, RequestState.GRANTED, "", by=by, now=now)


def _waiting(session: Session, grant: Grant, by: Actor) -> AmendmentRequest:
    request = open_request(session, grant)
    if request is None:
        raise NoSuchMove("decide_amendment_request", grant.state, by.role)
    return request


def _decide(
    session: Session,
    request: AmendmentRequest,
    state: RequestState,
    remark: str,
    *,
    by: Actor,
    now: datetime,
) -> None:
    decided_by = session.get_one(Person, by.person_id)
    request.state, request.remark = state, remark
    request.decided_at, request.decided_by = now, decided_by
    session.flush()
    acts = {
        RequestState.WITHDRAWN: "withdraw_amendment_request",
        RequestState.REFUSED: "refuse_amendment_request",
        RequestState.GRANTED: "grant_amendment_request",
    }
    record(session, acts[state], KIND, request.number, by=by, now=now,
           before={"state": RequestState.OPEN.value}, after={"state": state.value},
           reason=remark)  # fmt: skip
