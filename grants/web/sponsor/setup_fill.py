"""What a draft leaves open, taken from a preset that knows it all or from an earlier round."""

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from grants.actions.setup_fill import fill_open
from grants.programme.finding import RulesBroken
from grants.programme.people import Role
from grants.programme.preset import answered, preset, presets
from grants.programme.setup_change import compare_terms
from grants.programme.terms import terms_as
from grants.programme.words import Words, counted
from grants.queries.frozen import fingerprint
from grants.queries.round import find_round, round_list
from grants.queries.terms_change import body_in_force
from grants.web.access import open_to, visitor
from grants.web.database import now, saving, session
from grants.web.notice import tell
from grants.web.sponsor.setup_draft import elsewhere, find
from grants.web.sponsor.setup_origin import from_preset

pages = Blueprint("sponsor_setup_fill", __name__)
PLACE = "/sponsor/rounds/setups/<int:setup_id>/fill"
TAKEN = Words(
    "Übernommen. Sehen Sie jeden Abschnitt durch, bevor Sie veröffentlichen.",
    "Taken over. Look through every section before you publish.",
)


@pages.get(PLACE)
@open_to(Role.SPONSOR)
def fill(setup_id: int) -> ResponseReturnValue:
    """Choose where from; then see every entry that would be taken."""
    shown = find(setup_id)
    if gone := elsewhere(shown):
        return gone
    origin = request.args.get("from", "")
    sources = _sources()
    if origin and origin not in sources:
        abort(404)
    whole = answered(shown.body, _terms(origin)) if origin else shown.body
    changes = compare_terms(shown.body, whole)
    return render_template(
        "sponsor/setup/fill.html",
        setup=shown,
        sources=sources,
        origin=origin,
        changes=changes,
        count=counted(len(changes), Words("Angabe", "entry"), Words("Angaben", "entries")),
        seen=fingerprint(shown.body),
    )


@pages.post(PLACE)
@open_to(Role.SPONSOR)
def take(setup_id: int) -> ResponseReturnValue:
    """Take it over."""
    shown = find(setup_id)
    if gone := elsewhere(shown):
        return gone
    origin = request.form.get("from", "")
    if origin not in _sources():
        abort(404)
    try:
        with saving() as work:
            fill_open(
                work, shown, _terms(origin), origin=origin, seen=request.form.get("seen", ""),
                by=visitor(), now=now(),
            )  # fmt: skip
    except RulesBroken as broken:
        tell(next(each.says for each in broken.findings if each.breaks), "warning")
        return redirect(url_for(".fill", setup_id=setup_id, **{"from": origin}), 303)  # type: ignore[arg-type]
    tell(TAKEN)
    return redirect(url_for("sponsor_setup.overview", setup_id=setup_id), 303)


def _sources() -> dict[str, Words]:
    """Presets that leave nothing open, and the rounds that are there."""
    known = {f"preset:{code}": from_preset(code) for code in presets()}
    rounds = [line.round for line in round_list(session(), visitor())]
    return known | {f"round:{each.number}": each.name for each in rounds}


def _terms(origin: str) -> dict[str, Any]:
    kind, _, name = origin.partition(":")
    if kind == "preset":
        return terms_as(preset(name))
    return dict(body_in_force(find_round(session(), visitor(), int(name)) or abort(404)))
