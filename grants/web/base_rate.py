"""The base rates by half-year, with which interest is worked out everywhere (R-036, R-037)."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from forms.base_rate import BaseRateForm
from grants.actions.base_rate import enter_base_rate
from grants.programme.base_rate import unknown_since
from grants.programme.calendar import today
from grants.programme.finding import RulesBroken
from grants.programme.people import Role
from grants.programme.reclaim_interest import POINTS_ABOVE
from grants.programme.words import Words
from grants.queries.base_rate import every_base_rate
from grants.web.access import open_to, visitor
from grants.web.database import now, saving, session
from grants.web.language import language
from grants.web.notice import tell

pages = Blueprint("base_rate", __name__)
ENTERED = Words(
    "Eingetragen. Ab jetzt wird damit gerechnet.", "Entered. Interest is worked out with it now."
)
MAY_ENTER = (Role.SPONSOR, Role.ADMINISTRATOR)


@pages.get("/base-rates")
@open_to(*MAY_ENTER, Role.AUDITOR)
def base_rates() -> str:
    """Every rate with its source, and from when on none is known."""
    return _page(_form())


@pages.post("/base-rates")
@open_to(*MAY_ENTER)
def enter() -> ResponseReturnValue:
    """Enter a rate, or correct one."""
    form = _form()
    if form.validate():
        try:
            with saving() as work:
                enter_base_rate(
                    work,
                    begins=form.begins.data,
                    rate=form.rate.data,
                    source=form.source.data or "",
                    reason=form.reason.data or "",
                    by=visitor(),
                    now=now(),
                )
        except RulesBroken as broken:
            form.show(broken.findings)
        else:
            tell(ENTERED)
            return redirect(url_for(".base_rates"), 303)
    return _page(form), 422


def _form() -> BaseRateForm:
    known = {one.begins for one in every_base_rate(session())}
    first, day = unknown_since(known, today(now())), today(now())
    return BaseRateForm(language=language(), data={"begins": first} if first <= day else {})


def _page(form: BaseRateForm) -> str:
    every = every_base_rate(session())
    latest = {one.begins: one.version for one in reversed(every)}
    first = unknown_since(latest, today(now()))
    return render_template(
        "base_rate.html",
        every=every,
        counts={one.id for one in every if latest[one.begins] == one.version},
        unknown=first,
        lacking=first <= today(now()),
        above=POINTS_ABOVE,
        may_enter=visitor().role in MAY_ENTER,
        form=form,
    )
