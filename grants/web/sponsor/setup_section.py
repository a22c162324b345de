"""A section of a set-up: its fields, what is open or does not fit, and keeping what was typed."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.round_start import DatesForm
from forms.round_terms import TermsForm
from grants.actions.round_setup import dates_seen, save_dates, save_sheet, seen_of, with_sheet
from grants.models.round_setup import RoundSetup
from grants.programme.finding import Finding, RulesBroken
from grants.programme.setup_change import TermsChange, compare_terms
from grants.programme.setup_check import OPEN
from grants.programme.setup_sheet import Sheet
from grants.programme.setup_sheets import DATES
from grants.programme.stages import RoundState
from grants.programme.words import Words
from grants.queries.authority import find_authority, names_of_authorities
from grants.queries.round_setup import findings_of
from grants.web.access import visitor
from grants.web.database import now, saving, session
from grants.web.language import language
from grants.web.notice import tell
from grants.web.sponsor.setup_draft import find
from grants.web.sponsor.setup_overview import section_title

MILESTONES = {
    "formal_check_on": RoundState.FORMAL_CHECK,
    "review_on": RoundState.REVIEW,
    "jury_meeting_on": RoundState.JURY_MEETING,
    "decided_on": RoundState.DECIDED,
    "notified_on": RoundState.NOTIFIED,
}
"""Which field names the day on which which state is planned to begin."""
MORE_ROWS = 3


def terms_section(shown: RoundSetup, of: Sheet) -> ResponseReturnValue:
    """A section of the terms."""
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


def dates_section(shown: RoundSetup) -> ResponseReturnValue:
    """Number, authority and days of a round that is not public yet."""
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
                    seen=request.form.get("seen", ""),
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
    return _page(shown, DATES, form, found, seen=dates_seen(find(shown.id))), 422 if sent else 200


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
        return redirect(url_for("sponsor_setup.section", setup_id=setup_id, code=code), 303)
    tell(Words("Gespeichert.", "Saved."), "saved")
    return redirect(url_for("sponsor_setup.overview", setup_id=setup_id), 303)


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
