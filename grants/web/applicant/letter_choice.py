"""How the letters to an organisation go: chosen by whoever signs for it."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.letter_choice import LetterChoiceForm
from grants.actions.letter_choice import choose_letter_way
from grants.models.organisation import Organisation
from grants.programme.finding import RulesBroken
from grants.programme.letter_choice import WAY_WORDS
from grants.programme.notification import Channel
from grants.programme.people import Role
from grants.programme.words import Words
from grants.queries.letter_choice import choices_of, may_choose, way_of
from grants.queries.organisation import organisation_record
from grants.web.access import open_to, visitor
from grants.web.database import now, saving, session
from grants.web.language import language
from grants.web.notice import tell

pages = Blueprint("applicant_letter_choice", __name__)
CHOSEN = Words(
    "Gewählt. Das gilt für Bescheide, die ab jetzt ergehen.",
    "Chosen. It holds for letters that are issued from now on.",
)
AS_BEFORE = Words("Es bleibt dabei.", "It stays as it was.")


@pages.route("/organisations/<int:number>/letters", methods=["GET", "POST"])
@open_to(Role.APPLICANT)
def choice(number: int) -> ResponseReturnValue:
    """The way of its letters and what was chosen before; another choice by who signs."""
    found = organisation_record(session(), visitor(), number) or abort(404)
    chosen = {"way": way_of(session(), found).value}
    form = LetterChoiceForm(
        request.form if request.method == "POST" else None, language=language(), data=chosen
    )
    if request.method == "GET":
        return _page(found, form)
    if form.validate():
        try:
            with saving() as work:
                changed = choose_letter_way(
                    work, found, Channel(form.way.data), by=visitor(), now=now()
                )
        except RulesBroken as broken:
            form.show(broken.findings)
        else:
            tell(CHOSEN if changed else AS_BEFORE)
            return redirect(url_for(".choice", number=number), 303)
    return _page(organisation_record(session(), visitor(), number) or abort(404), form), 422


def _page(found: Organisation, form: LetterChoiceForm) -> str:
    return render_template(
        "applicant/organisation/letters.html",
        organisation=found,
        form=form,
        way=WAY_WORDS[way_of(session(), found)],
        may_choose=may_choose(session(), found, visitor()),
        choices=choices_of(session(), found),
        WAY_WORDS=WAY_WORDS,
    )
