"""A round that is being set up: what is missing, its sections one by one, and publishing it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.round_start import DatesForm, PublishForm
from forms.round_terms import TermsForm
from grants.actions.round_setup import (
    drop_setup,
    publish_setup,
    save_dates,
    save_sheet,
    seen_of,
    with_sheet,
)
from grants.models.round_setup import RoundSetup, SetupState
from grants.programme.finding import Finding, RulesBroken
from grants.programme.people import Role
from grants.programme.setup_change import TermsChange, compare_terms
from grants.programme.setup_check import OPEN
from grants.programme.setup_sheet import Sheet
from grants.programme.setup_sheets import DATES, SHEETS, sheet
from grants.programme.stages import RoundState
from grants.programme.words import Words, say
from grants.queries.authority import find_authority, names_of_authorities
from grants.queries.round_setup import find_setup, findings_of
from grants.web.access import open_to, visitor
from grants.web.database import now, saving, session
from grants.web.language import language
from grants.web.notice import tell
from grants.web.sponsor.setup_overview import overview_of, section_title

pages = Blueprint("sponsor_setup", __name__)
MILESTONES = {
    "formal_check_on": RoundState.FORMAL_CHECK,
    "review_on": RoundState.REVIEW,
    "jury_meeting_on": RoundState.JURY_MEETING,
    "decided_on": RoundState.DECIDED,
    "notified_on": RoundState.NOTIFIED,
}
"""Which field names the day on which which state is planned to begin."""
MORE_ROWS = 3
NO_DRAFT_ANY_MORE = Words(
    "Nicht gespeichert: Jemand hat diesen Entwurf inzwischen veröffentlicht oder vorgeschlagen.",
    "Not saved: somebody has published or proposed this draft meanwhile.",
)


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
        return _dates(shown)
    if code not in {each.code for each in SHEETS}:
        abort(404)
    return _terms(shown, sheet(code))


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
    if request.method == "GET":
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


def find(setup_id: int) -> RoundSetup:
    """The set-up of this page, or nothing at all."""
    return find_setup(session(), visitor(), setup_id) or abort(404)


def elsewhere(shown: RoundSetup) -> ResponseReturnValue | None:
    """Where a set-up is seen that nobody fills in any more."""
    if shown.state is SetupState.DRAFT:
        return None
    if request.method == "POST":
        tell(NO_DRAFT_ANY_MORE, "warning")
    if shown.state is SetupState.PROPOSED:
        return redirect(url_for("sponsor_setup_change.change", setup_id=shown.id), 303)
    number = (shown.round or shown.changes or abort(404)).number
    return redirect(url_for("sponsor_round.round_", number=number), 303)


def _terms(shown: RoundSetup, of: Sheet) -> ResponseReturnValue:
    sent = request.method == "POST"
    asks_more = sent and request.form.get("act") == "more"
    differs: list[TermsChange] = []
    form = TermsForm(
        of,
        shown.body,
        language=language(),
        came=request.form if sent else None,
        more=MORE_ROWS if asks_more else 0,
    )
    if sent and not asks_more and form.validate():
        try:
            with saving() as work:
                save_sheet(
                    work, shown, of, form.filled(), seen=request.form.get("seen", ""),
                    by=visitor(), now=now(),
                )  # fmt: skip
        except RulesBroken as broken:
            form.show(broken.findings)
            theirs = find(shown.id).body
            differs = compare_terms(theirs, with_sheet(theirs, of, form.filled()))
        else:
            return _next(shown.id, of.code)
    found = _of_section(find(shown.id), of.code)
    if not sent:
        form.show(one for one in found if one.breaks and one.rule != OPEN)
    status = 422 if sent and not asks_more else 200
    seen = seen_of(find(shown.id).body, of)
    return _page(shown, of.code, form, found, seen=seen, differs=differs), status


def _dates(shown: RoundSetup) -> ResponseReturnValue:
    sent = request.method == "POST"
    form = DatesForm(language=language(), data={} if sent else _kept(shown))
    known = names_of_authorities(session(), now())
    form.authority.offer({code: Words(name, name) for code, name in known.items()})
    if form.validate_on_submit():
        given = form.answers
        try:
            with saving() as work:
                save_dates(
                    work,
                    shown,
                    number=given["number"],
                    title=Words(given["title_de"] or "", given["title_en"] or ""),
                    authority=find_authority(work, given["authority"] or ""),
                    opens_on=given["opens_on"],
                    closes_on=given["closes_on"],
                    milestones={
                        state: given[name] for name, state in MILESTONES.items() if given[name]
                    },
                    by=visitor(),
                    now=now(),
                )
        except RulesBroken as broken:
            form.show(broken.findings)
        else:
            return _next(shown.id, DATES)
    found = _of_section(shown, DATES)
    if not sent:
        form.show(one for one in found if one.breaks and one.rule != OPEN)
    return _page(shown, DATES, form, found), 422 if sent else 200


def _kept(shown: RoundSetup) -> dict[str, Any]:
    planned = {
        name: date.fromisoformat(shown.milestones[state.value])
        for name, state in MILESTONES.items()
        if state.value in shown.milestones
    }
    return {
        "number": shown.number,
        "title_de": shown.title_de,
        "title_en": shown.title_en,
        "authority": shown.authority.code if shown.authority else "",
        "opens_on": shown.opens_on,
        "closes_on": shown.closes_on,
        **planned,
    }


def _of_section(shown: RoundSetup, code: str) -> list[Finding]:
    return [
        one
        for one in findings_of(session(), shown, now())
        if not one.holds and one.place.partition("#")[0] == code
    ]


def _next(setup_id: int, code: str) -> ResponseReturnValue:
    """Back to the section while something is missing there, else to the overview."""
    if any(one.breaks for one in _of_section(find(setup_id), code)):
        tell(
            Words(
                "Im Entwurf gespeichert; dieser Abschnitt ist noch nicht vollständig.",
                "Saved in the draft; this section is not complete yet.",
            ),
            "saved",
        )
        return redirect(url_for(".section", setup_id=setup_id, code=code), 303)
    tell(Words("Gespeichert.", "Saved."), "saved")
    return redirect(url_for(".overview", setup_id=setup_id), 303)


def _page(
    shown: RoundSetup,
    code: str,
    form: Any,
    found: list[Finding],
    *,
    seen: str = "",
    differs: Sequence[TermsChange] = (),
) -> str:
    return render_template(
        "sponsor/setup/dates.html" if code == DATES else "sponsor/setup/section.html",
        setup=shown,
        code=code,
        title=section_title(code),
        form=form,
        open=[one for one in found if one.rule == OPEN],
        hints=[one for one in found if one.warns],
        seen=seen,
        differs=differs,
    )


def _publish_page(shown: RoundSetup, form: PublishForm, broken: list[Finding] | None = None) -> str:
    found = broken or findings_of(session(), shown, now())
    return render_template(
        "sponsor/setup/publish.html",
        setup=shown,
        form=form,
        missing=[one for one in found if one.breaks],
        hints=[one for one in found if one.warns and not one.holds],
    )
