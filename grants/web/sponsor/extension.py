"""Extending the deadline of a round: proposed by one officer, confirmed by a second one."""

from typing import Any

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.base import ProgrammeForm
from forms.extension import ConfirmForm, DropForm, ExtensionForm
from grants.actions.extension import (
    check_another_confirms,
    confirm_extension,
    drop_extension,
    propose_extension,
)
from grants.models.extension import Extension, ExtensionState
from grants.models.round import Round
from grants.programme.calendar import today
from grants.programme.deadline import check_one_moment, deadline_at
from grants.programme.finding import RulesBroken, insist
from grants.programme.four_eyes import nothing_open
from grants.programme.people import Role
from grants.programme.round_shift import shifted
from grants.programme.stages import NoSuchMove, RoundState
from grants.programme.words import Words
from grants.queries.extension import (
    deadline_findings,
    dropped_in,
    extension_findings,
    extensions_of,
    people_who_handed_in,
    people_with_drafts,
    plan_of,
)
from grants.queries.round import find_round
from grants.web.access import open_to, visitor
from grants.web.database import now, saving, session
from grants.web.language import language
from grants.web.notice import tell

pages = Blueprint("sponsor_extension", __name__)

FORMS: dict[str, Any] = {
    "propose": ExtensionForm,
    "confirm": ConfirmForm,
    "drop": DropForm,
}
SAID = {
    "propose": Words(
        "Vorgeschlagen. Eine zweite Person muss bestätigen; bis dahin gilt die bisherige Frist.",
        "Proposed. A second person must confirm; until then the old deadline holds.",
    ),
    "confirm": Words(
        "Die Frist ist verlängert. Alle mit einem Entwurf bekommen eine Mail.",
        "The deadline is extended. Everybody with a draft gets a mail.",
    ),
    "drop": Words("Der Vorschlag ist verworfen.", "The proposal is dropped."),
}
TOO_LATE = Words(
    "Die Runde nimmt keine Bewerbungen an. Ihre Frist lässt sich nicht verlängern.",
    "The round takes in no applications. Its deadline cannot be extended.",
)
EXTENDABLE = (RoundState.OPEN, RoundState.EXTENDED)
STATES = {
    ExtensionState.CONFIRMED: Words("bestätigt", "confirmed"),
    ExtensionState.VOID: Words("verworfen", "dropped"),
    ExtensionState.PROPOSED: Words("wartet auf die zweite Person", "waits for the second person"),
}


@pages.route("/sponsor/rounds/<int:number>/extension", methods=["GET", "POST"])
@open_to(Role.SPONSOR)
def extension(number: int) -> ResponseReturnValue:
    """Propose a later deadline, or confirm or drop the proposal that waits."""
    shown = find_round(session(), visitor(), number) or abort(404)
    act = request.form.get("act", "") if request.method == "POST" else ""
    forms = {name: _form(shown, name, name == act) for name in FORMS}
    if act and act not in forms:
        abort(404)
    if act and forms[act].validate():
        try:
            if act == "propose" and _days_are_open(shown, forms[act]):
                forms[act] = _with_days(shown, forms[act])
                return _page(number, forms, act), 200
            _do(act, shown, forms[act])
        except RulesBroken as broken:
            forms[act].show(broken.findings)
        except NoSuchMove:
            tell(TOO_LATE, "warning")
            return redirect(url_for("sponsor_round.round_", number=number), 303)
        else:
            tell(SAID[act])
            back = "sponsor_round.round_" if act == "confirm" else ".extension"
            return redirect(url_for(back, number=number), 303)
    return _page(number, forms, act), 422 if act else 200


def _form(shown: Round, name: str, sent: bool) -> ProgrammeForm:
    made = FORMS[name]
    if name == "propose" and sent:
        with_days = ExtensionForm.of(plan_of(shown))
        made = with_days if set(with_days.stones) & set(request.form) else ExtensionForm
    form: ProgrammeForm = made(request.form if sent else None, language=language())
    return form


def _days_are_open(shown: Round, form: Any) -> bool:
    """Are days planned that nobody was asked for yet, or that are to be reckoned anew?"""
    if shown.state not in EXTENDABLE or _waiting(extensions_of(session(), shown)) is not None:
        return False
    return bool(plan_of(shown)) and (not form.stones or "step" in request.form)


def _with_days(shown: Round, form: Any) -> ProgrammeForm:
    """The form with the planned days for its deadline, those that no longer fit moved.

    Raises RulesBroken when the deadline itself cannot be.
    """
    day, at = form.closes_on.data, form.closes_time.data
    insist([check_one_moment(day, at)])
    closes_at = deadline_at(day, at)
    insist(deadline_findings(shown, closes_at, now()))
    plan = plan_of(shown)
    days = shifted(plan, today(shown.closes_at), today(closes_at))
    made: Any = ExtensionForm.of(plan)
    asked: ProgrammeForm = made(
        None,
        language=language(),
        data={
            "closes_on": day,
            "closes_time": at,
            "reason": form.reason.data,
            **{name: days[state] for name, state in made.stones.items()},
        },
    )
    return asked


def _do(act: str, shown: Round, form: Any) -> None:
    with saving() as work:
        if act == "propose":
            day, at = form.closes_on.data, form.closes_time.data
            insist([check_one_moment(day, at)])
            propose_extension(
                work, shown, closes_at=deadline_at(day, at), milestones=form.planned,
                reason=form.reason.data, by=visitor(), now=now(),
            )  # fmt: skip
            return
        waiting = _waiting(extensions_of(work, shown))
        if waiting is None:
            raise RulesBroken([nothing_open("EXTENSION-OPEN")])
        if act == "confirm":
            public_url = current_app.config["PUBLIC_URL"]
            confirm_extension(work, waiting, by=visitor(), now=now(), public_url=public_url)
        else:
            drop_extension(work, waiting, reason=form.why.data, by=visitor(), now=now())


def _waiting(extensions: list[Extension]) -> Extension | None:
    return next((each for each in extensions if each.state is ExtensionState.PROPOSED), None)


def _page(number: int, forms: dict[str, ProgrammeForm], act: str) -> str:
    shown = find_round(session(), visitor(), number) or abort(404)
    every = extensions_of(session(), shown)
    waiting = _waiting(every)
    findings, second = [], None
    if waiting is not None:
        second = check_another_confirms(waiting, visitor())
        findings = [second, *extension_findings(shown, waiting.closes_at, now(), waiting.plan)]
    return render_template(
        "sponsor/round/extension.html",
        round=shown,
        waiting=waiting,
        may_confirm=second is not None and second.holds,
        second=second,
        findings=findings,
        past=[(each, STATES[each.state]) for each in every if each is not waiting],
        dropped=dropped_in(session(), shown),
        told=len(people_with_drafts(session(), shown)),
        told_too=len(people_who_handed_in(session(), shown)) if plan_of(shown) else 0,
        extendable=shown.state in EXTENDABLE,
        forms=forms,
        form=forms.get(act),
    )
