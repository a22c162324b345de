"""A draft as an applicant would see it: the call, its rules and its form. Nothing is public."""

from datetime import date, datetime, time
from typing import Final

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from grants.models.authority import Authority
from grants.models.round import Milestone, Programme, Round, TermsVersion
from grants.models.round_setup import RoundSetup
from grants.programme.application_form import BUDGET, DECLARATIONS, plannable
from grants.programme.calendar import closing_instant, today
from grants.programme.form_words import declared, questions
from grants.programme.people import Role
from grants.programme.setup_check import whole
from grants.programme.stages import RoundState
from grants.programme.terms import Terms
from grants.queries.call import Call
from grants.queries.frozen import fingerprint
from grants.queries.round_setup import findings_of
from grants.web.access import open_to
from grants.web.database import now, session
from grants.web.public.call_rules import rules_of
from grants.web.public.call_words import course, days_of, in_short, to_prepare
from grants.web.sponsor.setup_draft import find
from grants.web.sponsor.setup_partly import shown_so_far

pages = Blueprint("sponsor_setup_preview", __name__)
MIDNIGHT: Final = time(0, 0)
LAST_SECOND: Final = time(23, 59, 59)


@pages.get("/sponsor/rounds/setups/<int:setup_id>/preview")
@open_to(Role.SPONSOR)
def preview(setup_id: int) -> ResponseReturnValue:
    """The call's page and the form that these terms make, once there is enough to show."""
    shown = find(setup_id)
    terms, call = whole(shown.body), _call(shown)
    if terms is None or call is None:
        return render_template(
            "sponsor/setup/preview_open.html",
            setup=shown,
            missing=[one for one in findings_of(session(), shown, now()) if one.breaks],
            steps=course(call, now()) if call else [],
            **shown_so_far(shown),
        )
    return render_template(
        "sponsor/setup/preview.html",
        setup=shown,
        call=call,
        terms=terms,
        steps=course(call, now()),
        dates=[{"day": on, "words": words} for on, words in days_of(call)],
        in_short=in_short(terms),
        to_prepare=to_prepare(terms),
        chapters=rules_of(terms),
        contact=call.round.authority.on(today(now())),
        sections=_form(terms),
        declared=declared(terms),
    )


def _form(terms: Terms) -> list[dict[str, object]]:
    return [
        {
            "number": section.number,
            "title": section.title,
            "questions": asked,
            "categories": plannable(terms) if section is BUDGET else (),
            "declares": section is DECLARATIONS,
        }
        for section, asked in questions(terms)
    ]


def _call(shown: RoundSetup) -> Call | None:
    """The round that would be published: made in memory, and never kept."""
    public = shown.changes
    authority: Authority | None = public.authority if public else shown.authority
    days = (public.opens_at, public.closes_at) if public else _days(shown)
    if authority is None or days is None:
        return None
    name = {"de": "", "en": "", **shown.body.get("name", {})}
    made = Round(
        programme=Programme(code=shown.body["code"], name_de=name["de"], name_en=name["en"]),
        authority=authority,
        number=public.number if public else shown.number or 0,
        ordinal=public.ordinal if public else shown.number or 0,
        title_de=shown.title_de,
        title_en=shown.title_en,
        state=RoundState.ANNOUNCED,
        opens_at=days[0],
        closes_at=days[1],
        changed_at=shown.changed_at,
    )
    TermsVersion(
        round=made,
        version=(shown.based_on or 0) + 1,
        body=shown.body,
        sha256=fingerprint(shown.body),
        created_at=shown.changed_at,
    )
    planned = {stone.state: stone.on for stone in public.milestones} if public else {
        RoundState(state): date.fromisoformat(on) for state, on in shown.milestones.items()
    }  # fmt: skip
    for state, on in planned.items():
        Milestone(round=made, on=on, state=state)
    return Call(made)


def _days(shown: RoundSetup) -> tuple[datetime, datetime] | None:
    """When the submission would begin and end; nothing while a day is missing."""
    if shown.opens_on is None or shown.closes_on is None:
        return None
    return closing_instant(shown.opens_on, MIDNIGHT), closing_instant(shown.closes_on, LAST_SECOND)
