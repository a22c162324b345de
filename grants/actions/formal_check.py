"""The formal check of an application: passed, rejected with a reason, or papers are missing."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.actions.formal_check_rule import (
    check_answers,
    check_reason,
    check_reason_given,
    check_request,
    check_time,
)
from grants.actions.lock import hold, lock
from grants.actions.move import move
from grants.actions.papers_mail import ask_for_papers
from grants.actions.record import record
from grants.models.application import Application
from grants.models.person import Person
from grants.models.review import FormalCheck, FormalResult
from grants.models.round import Round
from grants.programme.calendar import today
from grants.programme.finding import insist
from grants.programme.people import Actor
from grants.programme.stages import APPLICATION_MOVES, ApplicationState, step
from grants.queries.application import terms_of
from grants.queries.officer_conflict import check_unbiased

ACTS = {
    FormalResult.PASSED: "admit",
    FormalResult.REJECTED: "reject_formally",
    FormalResult.INCOMPLETE: "ask_for_papers",
}


def check_formally(
    session: Session,
    application: Application,
    result: FormalResult,
    *,
    reason_code: str = "",
    note: str = "",
    answers: Mapping[str, bool] | None = None,
    answer_by: date | None = None,
    sections: Sequence[str] = (),
    by: Actor,
    now: datetime,
    public_url: str = "",
) -> FormalCheck:
    """Record the result of the formal check and move the application on its road.

    Whoever is asked for papers is told by mail; `public_url` is where it links to.

    `sections` are the codes of the sections that may be changed then; none named means all.
    `answer_by` is the last day on which to supply papers. `reason_code` is one of the reasons in
    the round's terms, and empty when passed. `answers` are the answers to the round's questions by
    code; they stay in the record of acts. Raises
    RulesBroken when the reason is missing, the round is not in its formal check or whoever checks
    has a conflict with the case, NoSuchMove when the application cannot take this result now.
    """
    hold(session, application.round)
    lock(session, application)
    reasons = {reason.code: reason for reason in terms_of(application.terms).formal_reasons}
    insist([
        check_unbiased(session, application.id, by),
        check_time(application.round),
        check_answers(result, answers or {}),
        check_reason(result, reason_code, reasons.get(reason_code)),
        check_reason_given(application, reason_code, answers or {}),
        *check_request(result, note, answer_by, today(now)),
    ])  # fmt: skip
    before = application.state
    after = step(APPLICATION_MOVES, ACTS[result], before, by.role)
    check = FormalCheck(
        application=application,
        result=result,
        reason_code=reason_code,
        note=note,
        checked_by=session.get_one(Person, by.person_id),
        checked_at=now,
        answer_by=answer_by if result is FormalResult.INCOMPLETE else None,
        sections=list(sections) if result is FormalResult.INCOMPLETE else [],
    )
    session.add(check)
    application.state = after
    application.changed_at = now
    record(
        session,
        ACTS[result],
        "application",
        application.number,
        by=by,
        now=now,
        before={"state": before.value},
        after={
            "state": after.value,
            "reason_code": reason_code,
            "answers": dict(answers or {}),
            **({"answer_by": check.answer_by.isoformat()} if check.answer_by else {}),
            **({"sections": check.sections} if check.sections else {}),
        },
        reason=note,
    )
    session.flush()
    if result is FormalResult.INCOMPLETE:
        ask_for_papers(session, check, public_url=public_url, now=now)
    return check


def pass_on_for_review(
    session: Session, round_: Round, *, by: Actor | None, now: datetime
) -> list[Application]:
    """Hand every application of the round that is formally in order to the jury."""
    ready = session.scalars(
        select(Application)
        .where(Application.round_id == round_.id, Application.state == ApplicationState.FORMALLY_OK)
        .order_by(Application.number)
        .with_for_update()
    ).all()
    for application in ready:
        move(session, application, "review", ("application", application.number), by=by, now=now)
    return list(ready)
