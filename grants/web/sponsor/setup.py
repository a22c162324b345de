"""A round that is being set up: what is missing, its sections one by one, and publishing it."""

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from forms.round_start import DropSetupForm, PublishForm
from grants.actions.round_setup import (
    drop_setup,
    publish_setup,
)
from grants.models.round_setup import RoundSetup
from grants.programme.finding import Finding, RulesBroken
from grants.programme.people import Role
from grants.programme.setup_sheets import DATES, SHEETS, sheet
from grants.programme.words import Words, say
from grants.queries.round_setup import findings_of
from grants.web.access import open_to, visitor
from grants.web.database import now, saving, session
from grants.web.language import language
from grants.web.notice import tell
from grants.web.sponsor.setup_draft import elsewhere, find
from grants.web.sponsor.setup_overview import overview_of
from grants.web.sponsor.setup_section import dates_section, terms_section

pages = Blueprint("sponsor_setup", __name__)


@pages.get("/sponsor/rounds/setups/<int:setup_id>")
@open_to(Role.SPONSOR)
def overview(setup_id: int) -> ResponseReturnValue:
    """Every section: complete, or what is missing; and the one thing to do next."""
    shown = find(setup_id)
    if gone := elsewhere(shown):
        return gone
    found = findings_of(session(), shown, now())
    return render_template(
        "sponsor/setup/overview.html", setup=shown, overview=overview_of(shown, found)
    )


@pages.route("/sponsor/rounds/setups/<int:setup_id>/sections/<code>", methods=["GET", "POST"])
@open_to(Role.SPONSOR)
def section(setup_id: int, code: str) -> ResponseReturnValue:
    """One section: its fields, with what is open and what does not fit beside them."""
    shown = find(setup_id)
    if gone := elsewhere(shown):
        return gone
    if code == DATES and not shown.changes_id:
        return dates_section(shown)
    if code not in {each.code for each in SHEETS}:
        abort(404)
    return terms_section(shown, sheet(code))


@pages.route("/sponsor/rounds/setups/<int:setup_id>/publish", methods=["GET", "POST"])
@open_to(Role.SPONSOR)
def publish(setup_id: int) -> ResponseReturnValue:
    """Freeze the terms and announce the round, or say sentence by sentence what is missing."""
    shown = find(setup_id)
    if gone := elsewhere(shown):
        return gone
    if shown.changes_id:
        abort(404)
    form = PublishForm(language=language())
    if form.validate_on_submit():
        try:
            with saving() as work:
                made = publish_setup(work, shown, by=visitor(), now=now())
        except RulesBroken as broken:
            return _publish_page(find(setup_id), form, broken.findings), 422
        tell(say("{round} ist bekannt gemacht.", "{round} is announced.", round=made.name))
        return redirect(url_for("sponsor_round.round_", number=made.number), 303)
    return _publish_page(shown, form), 422 if form.is_submitted() else 200


@pages.route("/sponsor/rounds/setups/<int:setup_id>/drop", methods=["GET", "POST"])
@open_to(Role.SPONSOR)
def drop(setup_id: int) -> ResponseReturnValue:
    """Give the draft up, after a page that says whose work goes."""
    shown = find(setup_id)
    if gone := elsewhere(shown):
        return gone
    if not DropSetupForm(language=language()).validate_on_submit():
        overview = overview_of(shown, findings_of(session(), shown, now()))
        return render_template("sponsor/setup/drop.html", setup=shown, overview=overview)
    try:
        with saving() as work:
            drop_setup(work, shown, by=visitor(), now=now())
    except RulesBroken as broken:
        tell(broken.findings[0].says, "warning")
    else:
        tell(Words("Der Entwurf ist verworfen.", "The draft is dropped."))
    return redirect(url_for("sponsor_round.rounds"), 303)


def _publish_page(shown: RoundSetup, form: PublishForm, broken: list[Finding] | None = None) -> str:
    found = broken or findings_of(session(), shown, now())
    return render_template(
        "sponsor/setup/publish.html",
        setup=shown,
        form=form,
        missing=[one for one in found if one.breaks],
        hints=[one for one in found if one.warns and not one.holds],
    )
