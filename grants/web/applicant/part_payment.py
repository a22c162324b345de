"""What was paid for one part, for the people of that partner: they read, the cluster asks."""

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from grants.programme.people import Role
from grants.queries.part import part_line, state_of_part
from grants.queries.payment import money_of, payments_of
from grants.web.access import open_to, visitor
from grants.web.database import session
from grants.web.payment import money_shown, tone_of

pages = Blueprint("applicant_part_payment", __name__)


@pages.get("/parts/<int:number>/payments")
@open_to(Role.APPLICANT)
def payments(number: int) -> ResponseReturnValue:
    """The grant of this partner by year, and every request for its money that was handed in."""
    line = part_line(session(), visitor(), number) or abort(404)
    if line.grant is None or line.grant.awarded_at is None:
        return redirect(url_for("applicant_part.part", number=number), 303)
    return render_template(
        "applicant/part/payments.html",
        line=line,
        project=line.partner.project,
        state=state_of_part(line.partner),
        every=payments_of(session(), line.grant, drafts=False),
        tone_of=tone_of,
        **money_shown(money_of(session(), line.grant)),
    )
