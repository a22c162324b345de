"""One observation: what proves it, what was said, and what this person may say now."""

from functools import partial
from typing import Any

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from forms.base import ProgrammeForm
from forms.observation import ObservationAnswerForm, ObservationMarkForm
from grants.actions.observation import say_about
from grants.models.observation import Observation, ObservationWord
from grants.programme.observation import (
    OBSERVATION_WORDS,
    SEVERITY_WORDS,
    WORD_WORDS,
    WordKind,
    sayable,
)
from grants.programme.observation_catalogue import ENTRY
from grants.programme.people import Role
from grants.programme.words import Words
from grants.queries.observation import find_observation, seen_before, words_on
from grants.web.access import open_to, visitor
from grants.web.database import now, session
from grants.web.observation import READERS
from grants.web.observation_proof import proof_of
from grants.web.sponsor.acting import Forms, take

pages = Blueprint("observation_word", __name__)

SAID = {
    WordKind.ANSWER: Words("Ihre Antwort ist festgehalten.", "Your answer is kept."),
    WordKind.ACCEPT: Words("Die Feststellung ist anerkannt.", "The finding is accepted."),
    WordKind.DISPUTE: Words("Die Antwort ist nicht anerkannt.", "The answer is disputed."),
}
FORMS: dict[WordKind, type[ProgrammeForm]] = {
    WordKind.ANSWER: ObservationAnswerForm,
    WordKind.ACCEPT: ObservationMarkForm,
    WordKind.DISPUTE: ObservationMarkForm,
}
BUTTONS = {
    WordKind.ANSWER: Words("Antwort festhalten", "Keep the answer"),
    WordKind.ACCEPT: Words("Anerkennen", "Accept"),
    WordKind.DISPUTE: Words("Nicht anerkennen", "Dispute"),
}


@pages.route("/findings/<int:number>", methods=["GET", "POST"])
@open_to(*READERS)
def observation(number: int) -> ResponseReturnValue:
    """What was found, since when, what proves it, what was said; and room for more."""
    shown = find_observation(session(), visitor(), number) or abort(404)
    kinds = {
        kind.value: FORMS[kind] for kind in WordKind if kind in _ever(visitor().role)
    }  # fmt: skip
    return take(kinds, partial(_do, shown), partial(_show, shown), request.path)


def _ever(role: Role) -> tuple[WordKind, ...]:
    """What this role may say in some state: a page that was overtaken is told so, not missing."""
    return (WordKind.ANSWER,) if role is Role.SPONSOR else (WordKind.ACCEPT, WordKind.DISPUTE)


def _do(shown: Observation, work: Session, act: str, form: Any) -> Words:
    kind = WordKind(act)
    say_about(
        work, shown, kind, form.reason.data or "",
        revision=request.form.get("revision", 0, type=int), by=visitor(), now=now(),
    )  # fmt: skip
    return SAID[kind]


def _show(shown: Observation, forms: Forms, act: str) -> str:
    may = sayable(shown.state, visitor().role)
    return render_template(
        "observation/show.html",
        shown=shown,
        listed=ENTRY[shown.code],
        severity=SEVERITY_WORDS[shown.severity],
        state=OBSERVATION_WORDS[shown.state],
        proof=proof_of(shown),
        said=[_line(word) for word in reversed(words_on(session(), shown))],
        before=seen_before(session(), shown),
        form=_form(forms, act, may),
        buttons=[(kind.value, BUTTONS[kind]) for kind in may],
        staff=visitor().role is Role.SPONSOR,
    )


def _form(forms: Forms, act: str, may: tuple[WordKind, ...]) -> ProgrammeForm | None:
    """The one that was sent, or the one to be filled in; nothing where nothing can be said."""
    if act in forms:
        return forms[act]
    return forms[may[0].value] if may else None


def _line(word: ObservationWord) -> dict[str, Any]:
    return {
        "at": word.at,
        "words": WORD_WORDS[word.kind],
        "note": f"{word.by.name}: {word.text}",
        "strong": True,
        "bad": False,
    }
