"""Hearing the recipient of a grant, or saying why not; its answer, and since when we know."""

from functools import partial
from typing import Any

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from forms.base import ProgrammeForm
from forms.decision import SendBackForm
from forms.hearing import (
    AgreeForm,
    AnswerForm,
    DropHearingForm,
    HearForm,
    KnowledgeForm,
    LimitChangeForm,
    WaiveForm,
)
from grants.actions.hearing import (
    drop_hearing,
    hear,
    note_knowledge,
    record_answer,
    waive_hearing,
)
from grants.actions.limit_change import (
    check_another_confirms,
    confirm_limit_change,
    drop_limit_change,
    propose_limit_change,
)
from grants.models.grant import Grant
from grants.models.hearing import Hearing
from grants.models.limit_change import LimitChange
from grants.programme.calendar import today
from grants.programme.finding import RulesBroken
from grants.programme.four_eyes import nothing_open
from grants.programme.people import Role
from grants.programme.revocation import answer_by, last_day_of_limit
from grants.programme.words import Words
from grants.queries.application import terms_of
from grants.queries.hearing import (
    dropped_before,
    hearings_of,
    limit_changes_of,
    open_hearing,
    open_limit_change,
)
from grants.queries.hearing_ground import hearing_ground
from grants.queries.notification import is_final_by_now
from grants.web.access import open_to, visitor
from grants.web.database import now, session
from grants.web.sponsor.acting import Forms, take
from grants.web.sponsor.later_act import MAY_BEGIN
from grants.web.sponsor.later_page import grant_or_404

pages = Blueprint("sponsor_hearing", __name__)
FORMS: dict[str, type[ProgrammeForm]] = {
    "hear": HearForm,
    "waive": WaiveForm,
    "answer": AnswerForm,
    "know": KnowledgeForm,
    "change": LimitChangeForm,
    "agree": AgreeForm,
    "refuse": SendBackForm,
    "drop": DropHearingForm,
}
SAID = {
    "hear": Words("Die Anhörung ist eingetragen.", "The hearing is recorded."),
    "waive": Words("Der Verzicht ist eingetragen.", "The waiver is recorded."),
    "answer": Words("Die Antwort ist eingetragen.", "The answer is recorded."),
    "know": Words("Die Jahresfrist ist eingetragen.", "The one-year limit is recorded."),
    "change": Words(
        "Vorgeschlagen. Eine zweite Person muss die Änderung bestätigen.",
        "Proposed. A second person must confirm the change.",
    ),
    "agree": Words(
        "Bestätigt. Die Jahresfrist läuft ab dem neuen Tag.",
        "Confirmed. The limit runs from the new day.",
    ),
    "refuse": Words(
        "Verworfen. Es bleibt beim eingetragenen Tag.", "Dropped. The recorded day stays."
    ),
    "drop": Words("Die Anhörung ist ohne Folgen beendet.", "The hearing has ended."),
}


@pages.route("/sponsor/grants/<number>/hearing", methods=["GET", "POST"])
@open_to(Role.SPONSOR)
def hearing(number: str) -> ResponseReturnValue:
    """The hearing of a grant with everything that is recorded about it."""
    grant = grant_or_404(number)
    kinds = {
        name: partial(kind, prefix=name, data=_suggested(grant, name))
        for name, kind in FORMS.items()
    }
    return take(
        kinds,
        lambda work, act, form: _do(work, grant, act, form),
        lambda forms, act: _page(grant_or_404(number), forms, act),
        url_for(".hearing", number=number),
    )


def _suggested(grant: Grant, name: str) -> dict[str, Any]:
    if name not in ("hear", "waive"):
        return {}
    day = today(now())
    ground = hearing_ground(session(), grant, day)
    about = {"subject": ground.de} if ground else {}
    if name == "waive":
        return about
    return about | {"letter_on": day, "answer_until": answer_by(day, _terms(grant))}


def _do(work: Session, grant: Grant, act: str, form: Any) -> Words:
    who: dict[str, Any] = {"by": visitor(), "now": now()}
    match act:
        case "hear":
            hear(
                work,
                grant,
                subject=form.subject.data,
                letter_on=form.letter_on.data,
                answer_until=form.answer_until.data,
                **who,
            )
            return SAID[act]
        case "waive":
            waive_hearing(
                work, grant, subject=form.subject.data, reason=form.waived_reason.data, **who
            )
            return SAID[act]
    open_ = open_hearing(work, grant)
    if open_ is None:
        raise RulesBroken([nothing_open("HEARING-OPEN")])
    match act:
        case "answer":
            record_answer(
                work, open_, answered_on=form.answered_on.data, answer=form.answer.data, **who
            )
        case "know":
            note_knowledge(
                work, open_, known_on=form.known_on.data, deceit=bool(form.deceit.data), **who
            )
        case "drop":
            drop_hearing(work, open_, reason=form.reason.data, **who)
        case _:
            _do_on_limit(work, open_, act, form, who)
    return SAID[act]


def _do_on_limit(work: Session, hearing: Hearing, act: str, form: Any, who: dict[str, Any]) -> None:
    """Another beginning of the limit: propose it, confirm it, or drop it."""
    if act == "change":
        propose_limit_change(
            work, hearing, known_on=form.known_on.data, deceit=bool(form.deceit.data),
            reason=form.reason.data, **who,
        )  # fmt: skip
    elif act == "agree":
        confirm_limit_change(work, _waiting(work, hearing), **who)
    else:
        drop_limit_change(work, _waiting(work, hearing), reason=form.reason.data, **who)


def _waiting(work: Session, hearing: Hearing) -> LimitChange:
    waiting = open_limit_change(work, hearing)
    if waiting is None:
        raise RulesBroken([nothing_open("LIMIT-OPEN")])
    return waiting


def _terms(grant: Grant) -> Any:
    return terms_of(grant.award.terms).notification


def _page(grant: Grant, forms: Forms, act: str) -> str:
    every = hearings_of(session(), grant)
    open_ = next((each for each in every if each.ended_at is None), None)
    waiting = open_limit_change(session(), open_) if open_ else None
    return render_template(
        "sponsor/later/hearing.html",
        grant=grant,
        hearing=open_,
        past=[each for each in every if each is not open_],
        last_day=_last_day(grant, open_),
        first=open_ is not None
        and open_.known_on is None
        and dropped_before(session(), open_) is None,
        waiting=waiting,
        standing=check_another_confirms(waiting, visitor()) if waiting else None,
        changes=limit_changes_of(session(), open_) if open_ else [],
        may_begin=open_ is None
        and (grant.state in MAY_BEGIN or is_final_by_now(session(), grant, now())),
        forms=forms,
        form=forms.get(act),
        back=url_for("sponsor_later.later", number=grant.number),
    )


def _last_day(grant: Grant, open_: Hearing | None) -> Any:
    if open_ is None or open_.known_on is None or open_.deceit:
        return None
    return last_day_of_limit(open_.known_on, _terms(grant))
