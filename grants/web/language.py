"""In which language this request is answered."""

from typing import cast
from urllib.parse import quote, urlencode

from flask import Flask, Response, g, has_request_context, request, session

from forms.base import SPEAK
from grants.programme.words import LANGUAGES, Language, Words, say
from grants.web.notice import tell

DEFAULT: Language = "de"
CHOICE = "lang"
OK, REFUSED = 200, 422


def language() -> Language:
    """The language of this request: asked for in the address, then the person's, then German.

    What the address asks for is kept in the session, so that the next page speaks it, too.
    """
    spoken: Language | None = g.get("spoken") if g else None
    if spoken is None:  # else known already: hundreds of words on a page ask for it
        if not has_request_context():
            return DEFAULT
        spoken = g.spoken = _choose()
    return spoken


def _choose() -> Language:
    # A form is sent to the address of its page; which language that has by now, the session knows.
    asked = request.args.get(CHOICE) if request.method != "POST" else None
    if asked in LANGUAGES:
        if session.get(CHOICE) != asked:
            session[CHOICE] = asked
        return asked
    kept = session.get(CHOICE) or g.get("language_of_person")
    return cast(Language, kept) if kept in LANGUAGES else DEFAULT


def prefer(own: Language) -> None:
    """Answer this request in the person's own language, unless they asked for another."""
    g.language_of_person = own
    g.pop("spoken", None)


def other_language_address() -> str:
    """This page in the other language."""
    other = "en" if language() == "de" else "de"
    asked = [(name, value) for name, value in request.args.items(multi=True) if name != CHOICE]
    return f"{quote(request.path)}?{urlencode([*asked, (CHOICE, other)])}"


def t(de: str, en: str) -> str:
    """The German or the English text, as this request asks."""
    return de if language() == "de" else en


def into(words: Words, spoken: Language | None = None) -> str:
    """These words in the language of this request."""
    return words.into(spoken or language())


def switch_languages(app: Flask) -> None:
    """Let a button of a form change the language; the page of the form then shows what was typed.

    A form that is sent so judges nothing (forms/base.py), so that its page comes back unrefused.
    """
    app.before_request(_switch)
    app.after_request(_not_refused)


def _switch() -> None:
    asked = request.form.get(SPEAK) if request.method == "POST" else None
    if asked not in LANGUAGES:
        return
    session[CHOICE] = g.spoken = asked
    g.switched = True
    names = ", ".join(file.filename for file in request.files.values() if file.filename)
    if names:
        says = say("Bitte wählen Sie noch einmal aus: {names}.", "Please choose again: {names}.",
                   names=names)  # fmt: skip
        tell(says, "info")


def _not_refused(answer: Response) -> Response:
    if g.get("switched") and answer.status_code == REFUSED:
        answer.status_code = OK
    return answer


def register(app: Flask) -> None:
    """Make the language known to the templates, macros included."""
    app.jinja_env.globals.update(t=t)
    app.context_processor(
        lambda: {"language": language(), "other_language_address": other_language_address()}
    )
