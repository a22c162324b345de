"""A page with several forms, each for one act: read the one that was sent, do it, show again."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import abort, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.datastructures import CombinedMultiDict

from forms.base import ProgrammeForm
from grants.programme.finding import RulesBroken
from grants.programme.stages import NoSuchMove
from grants.programme.words import Words
from grants.web.database import saving
from grants.web.language import language
from grants.web.notice import PRESS_ONE, tell

TOO_LATE = Words(
    "Diesen Schritt gibt es im jetzigen Stand nicht. Vielleicht ist er schon getan.",
    "There is no such step in the present state. Perhaps it has been taken already.",
)
Forms = Mapping[str, ProgrammeForm]


def take(
    kinds: Mapping[str, Callable[..., ProgrammeForm]],
    do: Callable[[Session, str, Any], Words],
    show: Callable[[Forms, str], str],
    back: str,
) -> ResponseReturnValue:
    """Do what was sent and go `back`, or show the page; nothing that was typed is lost."""
    act = request.form.get("act", "") if request.method == "POST" else ""
    if act and act not in kinds:
        abort(404)
    sent: CombinedMultiDict[str, Any] = CombinedMultiDict([request.files, request.form])
    # Without an act the Enter key sent the form: everything typed on the page is kept.
    forms = {
        name: kind(sent if act in ("", name) else None, language=language())
        for name, kind in kinds.items()
    }
    if not act and request.method == "POST":
        tell(PRESS_ONE, "warning")
        return show(forms, act), 422
    if act and forms[act].validate():
        try:
            with saving() as work:
                said = do(work, act, forms[act])
        except RulesBroken as broken:
            forms[act].show(broken.findings)
        except NoSuchMove:
            tell(TOO_LATE, "warning")
            return redirect(back, 303)
        else:
            tell(said)
            return redirect(back, 303)
    return show(forms, act), 422 if act else 200
