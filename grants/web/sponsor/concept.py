"""Giving an internationalisation concept back to its cluster, with a reason."""

from flask import Blueprint, abort, current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from forms.decision import ReturnForm
from grants.actions.revision import return_concept
from grants.programme.finding import RulesBroken
from grants.programme.people import Role
from grants.programme.stages import AwardState, NoSuchMove
from grants.programme.words import Words
from grants.queries.sponsor_award import find_award
from grants.web.access import open_to, visitor
from grants.web.database import now, saving, session
from grants.web.language import language
from grants.web.notice import tell
from grants.web.sponsor.acting import TOO_LATE

pages = Blueprint("sponsor_concept", __name__)
WITH_US = (AwardState.CONCEPT_SUBMITTED, AwardState.CONCEPT_UNDER_REVIEW)
RETURNED = Words(
    "Zurückgegeben. Das Cluster ist am Zug und liest den Grund.",
    "Returned. It is the cluster's turn, and it reads the reason.",
)


@pages.route("/sponsor/cases/<number>/concept/return", methods=["GET", "POST"])
@open_to(Role.SPONSOR)
def give_back(number: str) -> ResponseReturnValue:
    """Say what is missing; the cluster gets a mail and may hand the concept in again."""
    award = find_award(session(), visitor(), number) or abort(404)
    back = url_for("sponsor_award.award", number=number)
    if award.state not in WITH_US:
        tell(TOO_LATE, "warning")
        return redirect(back, 303)
    form = ReturnForm(language=language())
    if form.validate_on_submit():
        public_url = current_app.config["PUBLIC_URL"]
        reason = form.reason.data or ""
        try:
            with saving() as work:
                return_concept(
                    work, award, reason=reason, public_url=public_url, by=visitor(), now=now()
                )
        except RulesBroken as broken:
            form.show(broken.findings)
        except NoSuchMove:
            tell(TOO_LATE, "warning")
            return redirect(back, 303)
        else:
            tell(RETURNED)
            return redirect(back, 303)
    shown = find_award(session(), visitor(), number) or abort(404)
    page = render_template("sponsor/award/return_concept.html", award=shown, form=form)
    return page, 422 if form.is_submitted() else 200
