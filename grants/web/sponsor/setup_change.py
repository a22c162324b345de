"""A change of a round's terms: proposed by one officer with a reason, confirmed by another."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.base import ProgrammeForm
from forms.round_change import ConfirmTermsForm, ProposeTermsForm, ReturnTermsForm
from grants.actions.terms_change import (
    begin_change,
    check_another_confirms,
    confirm_change,
    propose_change,
    return_change,
)
from grants.models.round_setup import RoundSetup, SetupState
from grants.programme.finding import RulesBroken
from grants.programme.people import Role
from grants.programme.setup_change import check_some_change
from grants.programme.words import Words
from grants.queries.round import find_round
from grants.queries.terms_change import change_findings, changes_of, touched_by
from grants.web.access import open_to, visitor
from grants.web.database import now, saving, session
from grants.web.language import language
from grants.web.notice import tell
from grants.web.sponsor.setup_draft import find
from grants.web.sponsor.setup_overview import strip_of_change

pages = Blueprint("sponsor_setup_change", __name__)
FORMS: dict[str, type[ProgrammeForm]] = {
    "propose": ProposeTermsForm,
    "confirm": ConfirmTermsForm,
    "return": ReturnTermsForm,
}
SAID = {
    "propose": Words(
        "Vorgeschlagen. Eine zweite Person muss bestätigen; bis dahin gilt die bisherige Fassung.",
        "Proposed. A second person must confirm; until then the former version holds.",
    ),
    "confirm": Words("Die neue Fassung gilt.", "The new version is in force."),
    "return": Words("Die Änderung ist wieder in Arbeit.", "The change is being worked on again."),
}


@pages.post("/sponsor/rounds/<int:number>/terms/change")
@open_to(Role.SPONSOR)
def begin(number: int) -> ResponseReturnValue:
    """Begin new terms for the round, or go to those that are under way."""
    shown = find_round(session(), visitor(), number) or abort(404)
    with saving() as work:
        made = begin_change(work, shown, by=visitor(), now=now())
    return redirect(url_for("sponsor_setup.overview", setup_id=made.id), 303)


@pages.route("/sponsor/rounds/setups/<int:setup_id>/change", methods=["GET", "POST"])
@open_to(Role.SPONSOR)
def change(setup_id: int) -> ResponseReturnValue:
    """What differs, whom it touches; propose it, or confirm it as the second person."""
    shown = find(setup_id)
    if shown.changes is None:
        abort(404)
    number = shown.changes.number
    if shown.state is SetupState.DONE and request.method == "GET":
        return redirect(url_for("sponsor_round.terms", number=number), 303)
    act = request.form.get("act", "") if request.method == "POST" else ""
    if act and act not in FORMS:
        abort(404)
    forms = {name: kind(request.form if name == act else None, language=language())
             for name, kind in FORMS.items()}  # fmt: skip
    if act and forms[act].validate():
        try:
            _do(act, shown, forms[act])
        except RulesBroken as broken:
            forms[act].show(broken.findings)
        else:
            tell(SAID[act])
            back = url_for(".change", setup_id=setup_id)
            done = url_for("sponsor_round.terms", number=number)
            return redirect(done if act == "confirm" else back, 303)
    return _page(find(setup_id), forms, act), 422 if act else 200


def _do(act: str, shown: RoundSetup, form: ProgrammeForm) -> None:
    with saving() as work:
        if act == "propose":
            reason = form.answers["reason"]
            propose_change(work, shown, reason=reason, by=visitor(), now=now())
        elif act == "confirm":
            confirm_change(work, shown, by=visitor(), now=now())
        else:
            return_change(work, shown, reason=form.answers["why"], by=visitor(), now=now())


def _page(shown: RoundSetup, forms: dict[str, ProgrammeForm], act: str) -> str:
    round_ = shown.changes or abort(404)
    changes = changes_of(shown)
    found = [check_some_change(changes), *change_findings(shown, now())]
    second, missing = check_another_confirms(shown, visitor()), [one for one in found if one.breaks]
    return render_template(
        "sponsor/setup/change.html",
        setup=shown,
        round=round_,
        changes=changes,
        touched=touched_by(session(), round_),
        missing=missing,
        strip=strip_of_change(shown, may_confirm=second.holds, stuck=bool(missing)),
        proposed=shown.state is SetupState.PROPOSED,
        second=second,
        forms=forms,
        form=forms.get(act),
    )
