"""Saving what others may have saved as well: what was typed, two versions, the choice."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, Final

from flask import jsonify, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, FileField, SelectField
from wtforms.csrf.core import CSRFTokenField

from forms.base import SPEAK, ProgrammeForm
from grants.actions.overtaken import Overtaken
from grants.programme.words import Words, say
from grants.web.database import now
from grants.web.filters import clock
from grants.web.language import into

MINE: Final = "mine-"
"""Before the name of a field that carries one's own version."""
SEEN: Final = "seen"
"""Name of the field with the revision from which one's own version began."""
PAUSE: Final = "pause"
"""The step of a form that the script sends while somebody writes."""
Typed = MultiDict[str, str]


def typed() -> Typed:
    """What came with the request; where one's own version was chosen, that one."""
    came = request.form.copy()
    if request.form.get("choice") == "mine":
        for name in [name for name in came if name.startswith(MINE)]:
            came[name.removeprefix(MINE)] = came[name]
    return came


def keeps_the_other() -> bool:
    """Did the person choose to leave what is stored?"""
    return request.form.get("choice") == "theirs"


def seen_revision() -> int:
    """The revision that the person had before their eyes."""
    return request.form.get("revision", default=0, type=int)


def shown_revision(stored: int) -> int:
    """The revision that a page shows with what was typed.

    Two versions in another language: the page shows one's own again, and saving it compares again.
    """
    if SPEAK in request.form:
        return request.form.get(SEEN, default=seen_revision(), type=int)
    return request.form.get("revision", default=stored, type=int)


def saved(at: datetime) -> Words:
    """What is said when it was kept."""
    return say("Gespeichert um {at}.", "Saved at {at}.", at=clock(at))


def by_itself() -> bool:
    """Did the script save on a pause, and not a person with a button?"""
    return request.form.get("step") == PAUSE


def tell_script(revision: int) -> ResponseReturnValue:
    """The answer to a save on a pause: when it was kept, and as which revision."""
    return jsonify(says=into(saved(now())), revision=revision)


def two_versions(
    form: ProgrammeForm,
    stored: ProgrammeForm,
    overtaken: Overtaken,
    *,
    notes: Mapping[str, Words] | None = None,
    aside: Collection[str] = (),
) -> str:
    """The page on which one of two versions is chosen, or both are put together.

    `notes` say by field what a choice means there; fields `aside` were not on the page.
    """
    yours, theirs = texts_of(form), texts_of(stored)
    yours = {name: text for name, text in yours.items() if name not in aside}
    differing = [name for name in yours if yours[name] != theirs.get(name, "")]
    conflicts = [
        {
            "label": form[name].label.text,
            "name": name,
            "mine": yours[name],
            "theirs": theirs.get(name, ""),
            "note": (notes or {}).get(name),
        }
        for name in differing
    ]
    hidden: dict[str, Any] = {"revision": overtaken.theirs.revision, SEEN: seen_revision()}
    hidden |= {name: text for name, text in yours.items() if name not in differing}
    hidden |= {f"{MINE}{name}": yours[name] for name in differing}
    return render_template(
        "errors/409.html",
        saved_by=overtaken.theirs.by,
        saved_at=overtaken.theirs.at,
        conflicts=conflicts,
        hidden=hidden,
    )


def texts_of(form: ProgrammeForm) -> dict[str, str]:
    """Every field by its name, as text; files cannot be carried."""
    return {
        field.name: _text(field)
        for field in form
        if not isinstance(field, CSRFTokenField | FileField)
    }


def _text(field: Any) -> str:
    if isinstance(field, BooleanField):
        return "y" if field.data else ""
    if isinstance(field, SelectField):
        return field.data or ""
    return "" if field.data in (None, "") else str(field.write(field.data))
