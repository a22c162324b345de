"""Beginning the set-up of a round, and correcting a round that is a draft with fixed terms."""

from datetime import time
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from forms.round import ChangeRoundForm
from forms.round_start import StartForm
from grants.actions.round_change import change_round
from grants.actions.round_setup import begin_setup
from grants.models.round import Round
from grants.models.round_setup import RoundSetup
from grants.programme.calendar import closing_instant, today
from grants.programme.finding import RulesBroken, insist
from grants.programme.people import Role
from grants.programme.preset import all_presets, draft_of, law
from grants.programme.round_setup import check_programme_named
from grants.programme.stages import RoundState
from grants.programme.words import Words, say
from grants.queries.authority import find_authority, names_of_authorities
from grants.queries.round import find_round, round_list
from grants.queries.round_setup import check_code_free
from grants.queries.terms_change import body_in_force
from grants.web.access import open_to, visitor
from grants.web.database import now, saving, session
from grants.web.language import language
from grants.web.notice import tell
from grants.web.sponsor.setup_origin import EMPTY, from_preset

pages = Blueprint("sponsor_new_round", __name__)
MIDNIGHT, LAST_SECOND = time(0, 0), time(23, 59, 59)
MILESTONES = {
    "formal_check_on": RoundState.FORMAL_CHECK,
    "review_on": RoundState.REVIEW,
    "jury_meeting_on": RoundState.JURY_MEETING,
    "decided_on": RoundState.DECIDED,
    "notified_on": RoundState.NOTIFIED,
}
"""Which field names the day on which which state is planned to begin."""


@pages.route("/sponsor/rounds/new", methods=["GET", "POST"])
@open_to(Role.SPONSOR)
def new_round() -> ResponseReturnValue:
    """Begin the set-up of a round: from a preset, from an earlier round, or from nothing."""
    form = StartForm(language=language())
    form.start.offer(_starts())
    if form.validate_on_submit():
        try:
            made = _begin(form)
        except RulesBroken as broken:
            form.show(broken.findings)
        else:
            tell(Words("Der Entwurf ist angelegt.", "The draft has been made."))
            return redirect(url_for("sponsor_setup.overview", setup_id=made.id), 303)
    page = render_template("sponsor/setup/start.html", form=form)
    return page, 422 if form.is_submitted() else 200


@pages.route("/sponsor/rounds/<int:number>/change", methods=["GET", "POST"])
@open_to(Role.SPONSOR)
def change(number: int) -> ResponseReturnValue:
    """Correct a draft before it is announced; afterwards there is nothing to change here."""
    shown = find_round(session(), visitor(), number) or abort(404)
    if request.method == "GET" and shown.state is not RoundState.DRAFT:
        tell(ANNOUNCED, "info")
        return redirect(url_for("sponsor_round.round_", number=number), 303)
    form = ChangeRoundForm(language=language(), data=_kept(shown))
    known = names_of_authorities(session(), now()) | {shown.authority.code: _name_of(shown)}
    form.authority.offer({code: Words(name, name) for code, name in known.items()})
    if form.validate_on_submit():
        try:
            _change(form, shown)
        except RulesBroken as broken:
            form.show(broken.findings)
        else:
            tell(say("{round} ist geändert.", "{round} has been changed.", round=shown.name))
            return redirect(url_for("sponsor_round.round_", number=number), 303)
    page = render_template("sponsor/round/new.html", form=form, round=shown)
    return page, 422 if form.is_submitted() else 200


ANNOUNCED = Words(
    "Die Runde ist bekannt gemacht. Hier lässt sich nichts mehr ändern.",
    "The round is announced. Nothing can be changed here any more.",
)


def _kept(shown: Round) -> dict[str, Any]:
    if request.method == "POST":
        return {}
    planned = {stone.state: stone.on for stone in shown.milestones}
    return {
        "title_de": shown.title_de,
        "title_en": shown.title_en,
        "authority": shown.authority.code,
        "budget": shown.budget,
        "opens_on": today(shown.opens_at),
        "closes_on": today(shown.closes_at),
        **{name: planned.get(state) for name, state in MILESTONES.items()},
    }


def _name_of(shown: Round) -> str:
    return names_of_authorities(session(), now()).get(shown.authority.code, shown.authority.code)


def _change(form: ChangeRoundForm, shown: Round) -> None:
    given = form.answers
    with saving() as work:
        change_round(work, shown, by=visitor(), now=now(), **_dated(work, given))


def _dated(work: Session, given: dict[str, Any]) -> dict[str, Any]:
    """What a round is set up with, from what was filled in."""
    return {
        "title": Words(given["title_de"], given["title_en"]),
        "authority": find_authority(work, given["authority"]) or abort(404),
        "opens_at": closing_instant(given["opens_on"], MIDNIGHT),
        "closes_at": closing_instant(given["closes_on"], LAST_SECOND),
        "budget": given["budget"],
        "milestones": {
            state: given[name] for name, state in MILESTONES.items() if given[name] is not None
        },
    }


def _starts() -> dict[str, Words]:
    """What a set-up can begin with: presets, the latest terms of each round, or nothing."""
    rounds = [line.round for line in round_list(session(), visitor())]
    known = {f"preset:{code}": from_preset(code) for code in all_presets()}
    earlier = {
        f"round:{each.number}": Words(
            f"{each.title_de}, Fassung {each.terms.version}",
            f"{each.title_en}, version {each.terms.version}",
        )
        for each in rounds
    }
    nothing = {EMPTY: Words("Leer: alles wird gefragt", "Empty: everything is asked for")}
    return known | earlier | nothing


def _begin(form: StartForm) -> RoundSetup:
    given = form.answers
    kind, _, name = given["start"].partition(":")
    with saving() as work:
        if kind == "round":
            earlier = find_round(work, visitor(), int(name)) or abort(404)
            body = body_in_force(earlier)
        else:
            body = draft_of(name) if kind == "preset" else law()
        code = given["code"] or ""
        named = bool(given["name_de"] and given["name_en"])
        insist([
            check_programme_named(kind != EMPTY, code, named=named),
            check_code_free(work, code),
        ])  # fmt: skip
        if code:
            body |= {"code": code, "name": {"de": given["name_de"], "en": given["name_en"]}}
        return begin_setup(work, body, origin=given["start"], by=visitor(), now=now())
