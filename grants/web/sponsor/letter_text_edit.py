"""Writing the texts of a letter: fields, placeholders, a preview in print, and the proposal."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.letter_text import LetterTextForm, letter_text_form
from grants.actions.letter_text import propose_text, text_findings, tidy
from grants.programme.finding import RulesBroken
from grants.programme.letter_text import Texts, place_of
from grants.programme.people import Role
from grants.programme.words import LANGUAGES, Words
from grants.queries.letter import LETTER_WORDS
from grants.queries.letter_text import TextHistory, wording_of
from grants.web.access import open_to, visitor
from grants.web.database import now, saving
from grants.web.language import language
from grants.web.notice import tell
from grants.web.sponsor.letter_text import found, name_of, printed

pages = Blueprint("sponsor_letter_text_edit", __name__, url_prefix="/sponsor/letter-texts")
PROPOSED = Words(
    "Vorgeschlagen. Eine zweite Person muss veröffentlichen; bis dahin gilt der bisherige Text.",
    "Proposed. A second person must publish; until then the former text holds.",
)


@pages.route("/<code>/<kind>/edit", methods=["GET", "POST"])
@open_to(Role.SPONSOR)
def edit(code: str, kind: str) -> ResponseReturnValue:
    """Write the passages, beginning with what is in force or what was returned; propose them."""
    shown = found(code, kind)
    if shown.waiting is not None and request.method == "GET":
        return redirect(url_for("sponsor_letter_text.text", code=code, kind=kind), 303)
    form = letter_text_form(shown.sheet)(language=language(), data=_answers(shown))
    if not form.validate_on_submit():
        return _page(shown, form), 422 if form.is_submitted() else 200
    try:
        with saving() as work:
            propose_text(
                work,
                shown.authority,
                shown.kind,
                texts=form.texts(shown.sheet),
                seen=_seen(shown),
                reason=form.reason.data or "",
                by=visitor(),
                now=now(),
            )
    except RulesBroken as broken:
        form.show(broken.findings)
        return _page(found(code, kind), form), 422
    tell(PROPOSED)
    return redirect(url_for("sponsor_letter_text.text", code=code, kind=kind), 303)


@pages.post("/<code>/<kind>/preview")
@open_to(Role.SPONSOR)
def preview(code: str, kind: str) -> ResponseReturnValue:
    """A sample letter with what stands in the fields now; nothing is kept."""
    shown = found(code, kind)
    form = letter_text_form(shown.sheet)(language=language())
    wording = tidy(shown.kind, form.texts(shown.sheet))
    wrong = list(text_findings(shown.kind, wording))
    if wrong:
        return render_template(
            "sponsor/letter_text/no_preview.html",
            history=shown,
            kind=LETTER_WORDS[shown.kind],
            wrong=[(_label(form, one.place), one.says) for one in wrong],
        ), 422
    return printed(shown, wording)


def _label(form: LetterTextForm, place: str) -> Words:
    label: Words = form[place].label.text
    return label


def _seen(shown: TextHistory) -> int:
    return request.form.get("seen", default=shown.number_in_force, type=int)


def _answers(shown: TextHistory) -> dict[str, str]:
    """What was returned last, if nothing was published since; otherwise what is in force."""
    returned = shown.returned
    wording: Texts = wording_of(returned or shown.in_force, shown.sheet)
    return {
        place_of(code, one): words.into(one) for code, words in wording.items() for one in LANGUAGES
    }


def _page(shown: TextHistory, form: LetterTextForm) -> str:
    return render_template(
        "sponsor/letter_text/edit.html",
        history=shown,
        kind=LETTER_WORDS[shown.kind],
        authority=name_of(shown.authority),
        form=form,
        seen=_seen(shown),
    )
