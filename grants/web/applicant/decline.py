"""A selected cluster says that it does not take its place."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.release import DeclineForm
from grants.actions.decline import decline_award
from grants.models.award import Award
from grants.programme.finding import RulesBroken
from grants.programme.people import Role
from grants.programme.stages import AwardState, NoSuchMove
from grants.programme.words import Words
from grants.web.access import open_to, visitor
from grants.web.applicant.award import own
from grants.web.applicant.reader import for_writers
from grants.web.database import now, saving
from grants.web.language import language
from grants.web.notice import tell

pages = Blueprint("applicant_decline", __name__)
DECLINED = Words(
    "Sie haben die Auswahl nicht angenommen. Der Projektträger vergibt den Platz neu.",
    "You have declined the selection. The sponsor gives the place to another cluster.",
)
NOT_ANY_MORE = Words(
    "Ablehnen lässt sich die Auswahl nur, solange noch nichts bewilligt ist.",
    "The selection can only be declined while nothing is awarded yet.",
)


@pages.route("/awards/<number>/decline", methods=["GET", "POST"])
@open_to(Role.APPLICANT)
@for_writers
def decline(number: str) -> ResponseReturnValue:
    """Say what it means; those who sign for the cluster confirm it with a reason."""
    award = own(number)
    back = redirect(url_for("applicant_award.award", number=number), 303)
    form = DeclineForm(request.form if request.method == "POST" else None, language=language())
    if award.state is not AwardState.SELECTED:
        tell(NOT_ANY_MORE, "info")
        return back
    if request.method == "GET" or not form.validate():
        return _page(award, form), 422 if request.method == "POST" else 200
    try:
        with saving() as work:
            decline_award(work, award, reason=form.reason.data or "", by=visitor(), now=now())
    except RulesBroken as broken:
        form.show(broken.findings)
        return _page(award, form), 422
    except NoSuchMove:
        tell(NOT_ANY_MORE, "info")
        return back
    tell(DECLINED)
    return back


def _page(award: Award, form: DeclineForm) -> str:
    return render_template("applicant/award/decline.html", award=award, form=form)
