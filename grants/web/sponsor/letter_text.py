"""Texts of letters: what is in force, what is proposed, and every version there has been."""

from typing import Any

from flask import Blueprint, Response, abort, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from forms.letter_text import PublishTextForm, ReturnTextForm
from grants.actions.letter_text import check_another_publishes, publish_text, return_text
from grants.documents.press import PrintingFailed, render_limited
from grants.documents.printing import prepare
from grants.models.authority import Authority
from grants.models.letter_text import LetterText
from grants.programme.calendar import today
from grants.programme.finding import RulesBroken
from grants.programme.four_eyes import FOUR_EYES, nothing_open
from grants.programme.letter_text import Texts, differing
from grants.programme.people import Role
from grants.programme.words import Words
from grants.queries.letter import LETTER_WORDS
from grants.queries.letter_text import (
    TextHistory,
    every_history,
    find_history,
    worded_authorities,
    wording_of,
)
from grants.web.access import open_to, visitor
from grants.web.database import now, session
from grants.web.sponsor.acting import Forms, take
from grants.web.strip import NEXT, TURN, YOU, Cell, Strip

pages = Blueprint("sponsor_letter_text", __name__, url_prefix="/sponsor/letter-texts")
ACTS: dict[str, Any] = {"publish": PublishTextForm, "return": ReturnTextForm}
SAID = {
    "publish": Words(
        "Veröffentlicht. Bescheide, die ab jetzt entstehen, tragen den neuen Text.",
        "Published. Letters that are made from now on carry the new text.",
    ),
    "return": Words("Der Vorschlag ist zurückgegeben.", "The proposal is returned."),
}


@pages.get("")
@open_to(Role.SPONSOR)
def texts() -> ResponseReturnValue:
    """Every letter of every authority: which version holds, and what waits."""
    authorities = worded_authorities(session(), visitor())
    histories = every_history(session(), authorities)
    return render_template(
        "sponsor/letter_text/list.html",
        authorities=[
            (name_of(each), [one for one in histories if one.authority is each])
            for each in authorities
        ],
        kinds=LETTER_WORDS,
    )


@pages.route("/<code>/<kind>", methods=["GET", "POST"])
@open_to(Role.SPONSOR)
def text(code: str, kind: str) -> ResponseReturnValue:
    """One letter: the text in force, the proposal beside it, and all versions."""
    shown = found(code, kind)
    back = url_for(".text", code=code, kind=kind)
    return take(ACTS, _do(shown), lambda forms, act: _page(found(code, kind), forms, act), back)


@pages.get("/<code>/<kind>/versions/<int:version>")
@open_to(Role.SPONSOR)
def version(code: str, kind: str, version: int) -> ResponseReturnValue:
    """One version in full; 0 is what is built in."""
    shown = found(code, kind)
    wording = shown.at(version)
    if wording is None:
        abort(404)
    return render_template(
        "sponsor/letter_text/version.html",
        history=shown,
        kind=LETTER_WORDS[shown.kind],
        authority=name_of(shown.authority),
        number=version,
        text=next((one for one in shown.versions if one.version == version), None),
        wording=wording,
        before=shown.at(version - 1) if version else None,
    )


@pages.get("/<code>/<kind>/versions/<int:version>/letter")
@open_to(Role.SPONSOR)
def letter(code: str, kind: str, version: int) -> ResponseReturnValue:
    """A sample letter with the texts of this version."""
    shown = found(code, kind)
    wording = shown.at(version)
    return abort(404) if wording is None else printed(shown, wording)


@pages.get("/<code>/<kind>/proposal/letter")
@open_to(Role.SPONSOR)
def proposed_letter(code: str, kind: str) -> ResponseReturnValue:
    """A sample letter with the texts that wait for the second person."""
    shown = found(code, kind)
    waiting = shown.waiting
    return abort(404) if waiting is None else printed(shown, wording_of(waiting, shown.sheet))


def found(code: str, kind: str) -> TextHistory:
    """The texts of this letter, or the page that says that there is nothing."""
    return find_history(session(), visitor(), code, kind) or abort(404)


def printed(shown: TextHistory, texts: Texts) -> ResponseReturnValue:
    """The sample letter as a PDF, printed within the limits of the press."""
    current = shown.authority.on(today(now())) or abort(404)
    from grants.papers.letter_sample import sample_letter  # noqa: PLC0415 - every letter, rarely

    made = sample_letter(current, shown.kind, texts, now=now())
    try:
        content = render_limited(prepare(made))
    except PrintingFailed:
        abort(503)
    answer = Response(content, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="Muster-{shown.kind.value}.pdf"'
    return answer


def name_of(authority: Authority) -> str:
    """What the authority is called today."""
    current = authority.on(today(now()))
    return current.name if current else authority.code


def _do(shown: TextHistory) -> Any:
    def do(work: Session, act: str, form: Any) -> Words:
        waiting = shown.waiting
        if waiting is None:
            raise RulesBroken([nothing_open("TEXT-OPEN")])
        if act == "publish":
            publish_text(work, waiting, by=visitor(), now=now())
        else:
            return_text(work, waiting, reason=form.why.data, by=visitor(), now=now())
        return SAID[act]

    return do


def _page(shown: TextHistory, forms: Forms, act: str) -> str:
    waiting = shown.waiting
    wording = wording_of(shown.in_force, shown.sheet)
    proposed = wording_of(waiting, shown.sheet) if waiting else {}
    second = check_another_publishes(waiting, visitor()) if waiting else None
    return render_template(
        "sponsor/letter_text/show.html",
        history=shown,
        kind=LETTER_WORDS[shown.kind],
        authority=name_of(shown.authority),
        wording=wording,
        proposed=proposed,
        changed=differing(wording, proposed),
        second=second,
        strip=_strip(waiting, may_publish=bool(second and second.holds)),
        forms=forms,
        form=forms.get(act),
    )


def _strip(waiting: LetterText | None, *, may_publish: bool) -> Strip | None:
    if waiting is None:
        return None
    publish = Words("Text veröffentlichen", "Publish the text")
    if may_publish:
        return Strip("you", (Cell(TURN, YOU), Cell(NEXT, publish)))
    second = Words("Eine zweite Person", "A second person")
    return Strip("wait", (Cell(TURN, second, FOUR_EYES), Cell(NEXT, publish)))
