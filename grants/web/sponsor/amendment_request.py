"""A recipient's request for an amendment: draft the amendment from it, or refuse it."""

from typing import Any

from flask import Blueprint, current_app, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from forms.amendment_request import RefuseRequestForm
from grants.actions.amendment_request import refuse_request
from grants.models.grant import Grant
from grants.programme.amendment_request import REQUEST_STATES, REQUEST_WORDS
from grants.programme.people import Role
from grants.programme.words import Words
from grants.queries.amendment_request import requests_of
from grants.web.access import open_to, visitor
from grants.web.database import now, session
from grants.web.sponsor.acting import Forms, take
from grants.web.sponsor.later_page import grant_or_404

pages = Blueprint("sponsor_amendment_request", __name__)
REFUSED = Words("Abgelehnt. Der Empfänger hat eine Mail.", "Refused. The recipient has a mail.")


@pages.route("/sponsor/grants/<number>/amendment-requests", methods=["GET", "POST"])
@open_to(Role.SPONSOR)
def requests(number: str) -> ResponseReturnValue:
    """The requests on one grant."""
    grant = grant_or_404(number)
    return take(
        {"refuse": RefuseRequestForm},
        lambda work, act, form: _refuse(work, grant, form),
        lambda forms, act: _page(grant_or_404(number), forms, act),
        url_for(".requests", number=number),
    )


def _refuse(work: Session, grant: Grant, form: Any) -> Words:
    refuse_request(
        work, grant, remark=form.remark.data, public_url=current_app.config["PUBLIC_URL"],
        by=visitor(), now=now(),
    )  # fmt: skip
    return REFUSED


def _page(grant: Grant, forms: Forms, act: str) -> str:
    every = requests_of(session(), grant)
    return render_template(
        "sponsor/later/amendment_requests.html",
        grant=grant,
        every=every,
        waits=next((one for one in every if one.decided_at is None), None),
        kinds=REQUEST_WORDS,
        states=REQUEST_STATES,
        forms=forms,
        form=forms.get(act),
    )
