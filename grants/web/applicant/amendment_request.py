"""Asking for an amendment of one's grant, and what became of earlier requests."""

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from forms.amendment_request import AmendmentRequestForm
from grants.actions.amendment_request import AMENDABLE, ask_for_amendment, withdraw_request
from grants.models.grant import Grant
from grants.programme.amendment_request import REQUEST_STATES, REQUEST_WORDS, RequestKind
from grants.programme.finding import RulesBroken
from grants.programme.people import Role
from grants.programme.stages import NoSuchMove
from grants.programme.words import Words
from grants.queries.amendment_request import requests_of
from grants.queries.payment_page import grant_to_pay
from grants.web.access import open_to, visitor
from grants.web.applicant.reader import writers_for
from grants.web.database import now, saving, session
from grants.web.language import language
from grants.web.notice import tell

pages = Blueprint("applicant_amendment_request", __name__)
PLACE = "/grants/<number>/amendments"
SENT = Words("Der Antrag ist beim Projektträger.", "The request is with the sponsor.")
BACK = Words("Der Antrag ist zurückgezogen.", "The request is withdrawn.")
DECIDED = Words("Darüber ist schon entschieden.", "It is decided already.")


@pages.route(PLACE, methods=["GET", "POST"])
@open_to(Role.APPLICANT)
def amendments(number: str) -> ResponseReturnValue:
    """The requests on one grant, and the form for another one."""
    grant, form = _own(number), AmendmentRequestForm(language=language())
    if form.validate_on_submit():
        try:
            with saving() as work:
                ask_for_amendment(
                    work,
                    grant,
                    kind=RequestKind(form.kind.data),
                    wanted=form.wanted.data,
                    reason=form.reason.data,
                    ends_on=form.ends_on.data,
                    by=visitor(),
                    now=now(),
                )
        except RulesBroken as broken:
            form.show(broken.findings)
        else:
            tell(SENT)
            return redirect(url_for(".amendments", number=number), 303)
    return _page(_own(number), form), 422 if form.is_submitted() else 200


@pages.post(f"{PLACE}/withdraw")
@open_to(Role.APPLICANT)
def withdraw(number: str) -> ResponseReturnValue:
    """Take the open request back."""
    grant = _own(number)
    try:
        with saving() as work:
            withdraw_request(work, grant, by=visitor(), now=now())
    except RulesBroken as broken:
        for finding in broken.findings:
            tell(finding.says, "danger")
    except NoSuchMove:
        tell(DECIDED, "info")
    else:
        tell(BACK)
    return redirect(url_for(".amendments", number=number), 303)


def _own(number: str) -> Grant:
    return grant_to_pay(session(), visitor(), number) or abort(404)


def _page(grant: Grant, form: AmendmentRequestForm) -> str:
    every = requests_of(session(), grant)
    waits = next((one for one in every if one.decided_at is None), None)
    writers = writers_for(grant.award.cluster)
    return render_template(
        "applicant/amendment/requests.html",
        grant=grant,
        every=every,
        waits=waits,
        writers=writers,
        may_ask=waits is None and not writers and grant.state in AMENDABLE,
        form=form,
        kinds=REQUEST_WORDS,
        states=REQUEST_STATES,
    )
