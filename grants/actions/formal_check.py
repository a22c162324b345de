"""The formal check of an application: passed, rejected with a reason, or papers are missing."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.actions.lock import hold, lock
from grants.actions.move import move
from grants.actions.papers_mail import ask_for_papers
from grants.actions.record import record
from grants.models.application import Application
from grants.models.person import Person
from grants.models.review import FormalCheck, FormalResult
from grants.models.round import Round
from grants.programme.finding import Finding, insist
from grants.programme.form_terms import FormalReason
from grants.programme.people import Actor
from grants.programme.stages import APPLICATION_MOVES, ApplicationState, RoundState, step
from grants.programme.words import Words, counted, say
from grants.queries.application import terms_of

SOURCE = Words("Regeln der Runde, formale Prüfung", "Terms of the round, formal check")
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
    by: Actor,
    now: datetime,
    public_url: str = "",
) -> FormalCheck:
    """Record the result of the formal check and move the application on its road.

    Whoever is asked for papers is told by mail; `public_url` is where it links to.

    `reason_code` is one of the reasons in the round's terms, and empty when passed. `answers` are
    the answers to the round's questions by code; they stay in the record of acts. Raises
    RulesBroken when the reason is missing or the round is not in its formal check, NoSuchMove
    when the application cannot take this result now.
    """
    hold(session, application.round)
    lock(session, application)
    reasons = {reason.code: reason for reason in terms_of(application.terms).formal_reasons}
    insist([
        _round_is_checking(application.round),
        _answers_fit(result, answers or {}),
        _reason_fits(result, reason_code, reasons.get(reason_code)),
        _reason_answered(application, reason_code, answers or {}),
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
        after={"state": after.value, "reason_code": reason_code, "answers": dict(answers or {})},
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


def _round_is_checking(round_: Round) -> Finding:
    return Finding(
        rule="CHECK-TIME",
        holds=round_.state is RoundState.FORMAL_CHECK,
        claim=Words(
            "Geprüft wird während der formalen Prüfung der Runde.",
            "Checks are made during the round's formal check.",
        ),
        says=Words(
            "Die Runde ist nicht in der formalen Prüfung.", "The round is not in its formal check."
        ),
        source=SOURCE,
        place="result",
    )


def _answers_fit(result: FormalResult, answers: Mapping[str, bool]) -> Finding:
    refused = [code for code, yes in answers.items() if not yes]
    return Finding(
        rule="CHECK-ANSWERS",
        holds=result is not FormalResult.PASSED or not refused,
        claim=Words("Wer besteht, erfüllt jede Frage.", "Who passes meets every question."),
        says=say(
            "{questions} mit Nein beantwortet.",
            "{questions} answered with no.",
            questions=counted(
                len(refused),
                Words("Frage ist", "question is"),
                Words("Fragen sind", "questions are"),
            ),
        ),
        source=SOURCE,
        place="result",
    )


def _reason_answered(application: Application, code: str, answers: Mapping[str, bool]) -> Finding:
    """Does the reason follow from a "no"? The letter will say it, so the check must have said it.

    Where no answers are given, as for rounds that were taken over, nothing can be compared.
    """
    questions = terms_of(application.terms).formal_questions
    asked = [one.question for one in questions if one.reason == code and answers.get(one.code)]
    return Finding(
        rule="CHECK-REASON",
        holds=not asked,
        claim=Words(
            "Der Grund folgt aus einer Frage mit der Antwort Nein.",
            "The reason follows from a question answered with no.",
        ),
        says=say(
            "Diese Frage ist mit Ja beantwortet: {question}",
            "This question is answered with yes: {question}",
            question=asked[0],
        )
        if asked
        else Words("Grund und Antworten passen zusammen.", "Reason and answers fit."),
        source=SOURCE,
        place="reason_code",
    )


def _reason_fits(result: FormalResult, code: str, reason: FormalReason | None) -> Finding:
    """A reason where one is needed, none where none is, and a curable one to ask for papers."""
    says = Words("Grund und Ergebnis passen zusammen.", "Reason and result fit.")
    holds = True
    if result is FormalResult.PASSED:
        holds = not code
        says = Words(
            "Wer besteht, braucht keinen Grund. Lassen Sie den Grund leer.",
            "Who passes needs no reason. Leave the reason empty.",
        )
    elif reason is None:
        holds = False
        says = Words("Wählen Sie den Grund.", "Choose the reason.")
    elif result is FormalResult.INCOMPLETE:
        holds = reason.remediable
        says = Words(
            "Dieser Mangel lässt sich nicht beheben. Lehnen Sie ab oder wählen Sie einen"
            " anderen Grund.",
            "This defect cannot be put right. Reject, or choose another reason.",
        )
    return Finding(
        rule="CHECK-REASON",
        holds=holds,
        claim=Words(
            "Jede Ablehnung und jede Nachforderung hat einen Grund aus der Liste.",
            "Every rejection and every request for papers has a reason from the list.",
        ),
        says=says,
        source=SOURCE,
        place="reason_code",
    )
