"""One page for everything that is proposed on a grant beside or after its award."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from forms.base import ProgrammeForm
from grants.models.grant import Grant
from grants.programme.finding import RulesBroken
from grants.programme.segregation import Duty
from grants.programme.stages import NoSuchMove
from grants.programme.words import Words
from grants.queries.sponsor_award import find_grant
from grants.web.access import visitor
from grants.web.database import saving, session
from grants.web.notice import tell
from grants.web.sponsor.acting import TOO_LATE
from grants.web.sponsor.apart import to_leave
from grants.web.sponsor.later_act import why_not

PROPOSED = Words(
    "Vorgeschlagen. Eine zweite Person muss mitzeichnen.",
    "Proposed. A second person must countersign.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What one page asks an officer to fill in."""

    title: Words
    button: Words
    effects: tuple[Words, ...]
    """What happens then."""
    fields: tuple[str, ...] = ()
    """In this order; all of the form's when none is named."""
    grid: tuple[Any, ...] = ()
    """Rows of a plan: the name of a category, and its fields by year."""
    new: tuple[Any, ...] = ()
    """Rows that the plan does not have yet."""
    years: tuple[int, ...] = field(default=())
    first: tuple[Words, ...] = ()
    """What must come before; while there is any, a fresh page shows no form."""
    first_at: str = ""
    """The page on which that is done."""
    act: str
    """Which act on a grant it is (`later_act.py`)."""

    @property
    def new_begun(self) -> bool:
        """Is anything typed, or wrong, in a row that the plan does not have yet?"""
        return any(one.data or one.errors for _, amounts in self.new for one in amounts)


def grant_or_404(number: str) -> Grant:
    """The grant with this number, if the officer may see it."""
    grant = find_grant(session(), visitor(), number)
    return grant or abort(404)


def asked_for(
    grant: Grant, form: ProgrammeForm, asked: Asked, do: Callable[[Session], Any],
    said: Words = PROPOSED,
) -> ResponseReturnValue:  # fmt: skip
    """Show the form, or do what it asks for; then go back to the page of the grant.

    Where it is not possible now the page says when it is, and shows no form.
    """
    back = url_for("sponsor_later.later", number=grant.number)
    if form.validate_on_submit():
        try:
            with saving() as work:
                do(work)
        except RulesBroken as broken:
            form.show(broken.findings)
        except NoSuchMove:
            tell(TOO_LATE, "warning")
            return redirect(back, 303)
        else:
            tell(said)
            return redirect(back, 303)
    shown = grant_or_404(grant.number)
    refused = why_not(session(), shown, asked.act)
    page = render_template(
        "sponsor/later/propose.html",
        grant=shown,
        form=form,
        asked=asked,
        refused=None if form.errors or form.findings else refused,
        begun=bool(form.errors or form.findings),
        apart=[] if refused else to_leave(shown.award.terms, Duty.DRAFT),
        fields=[form[name] for name in asked.fields],
        back=url_for("sponsor_later.later", number=shown.number),
    )
    return page, 422 if form.errors or form.findings else 200
