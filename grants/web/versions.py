"""Saving what others may have saved as well: what was typed, two versions, the choice."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, Final
from zlib import crc32

from flask import jsonify, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup
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
SHOWN: Final = "shown"
"""Name of the field that says by prints what every field of the page held when it was opened."""
PAUSE: Final = "pause"
"""The step of a form that the script sends while somebody writes."""
CRLF, NEWLINE = "\r\n", "\n"
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
    yours, theirs, before = texts_of(form), texts_of(stored), _before()
    yours = {name: text for name, text in yours.items() if name not in aside}
    differing = [name for name in yours if yours[name] != theirs.get(name, "")]
    conflicts = [
        {
            "label": form[name].label.text,
            "name": name,
            "mine": yours[name],
            "theirs": theirs.get(name, ""),
            "note": (notes or {}).get(name),
            **_merged(before.get(name, ""), yours[name], theirs.get(name, "")),
        }
        for name in differing
    ]
    hidden: dict[str, Any] = {"revision": overtaken.theirs.revision, SEEN: seen_revision()}
    hidden[SHOWN] = _prints(theirs)
    hidden |= {name: text for name, text in yours.items() if name not in differing}
    hidden |= {f"{MINE}{name}": yours[name] for name in differing}
    return render_template(
        "errors/409.html",
        saved_by=overtaken.theirs.by,
        saved_at=overtaken.theirs.at,
        conflicts=conflicts,
        hidden=hidden,
    )


def as_shown(form: ProgrammeForm) -> Markup:
    """What every field holds, by prints, to go along with the form: so it is known who changed it.

    Sent once, it stays as it was, however often the page comes back.
    """
    prints = request.form.get(SHOWN) or _prints(texts_of(form))
    return Markup('<input type="hidden" name="{}" value="{}">').format(SHOWN, prints)


def _prints(texts: Mapping[str, str]) -> str:
    return " ".join(f"{name}={_print(text)}" for name, text in texts.items())


def _print(text: str) -> str:
    """Enough to tell one text from another; line ends are the browser's."""
    return f"{crc32(text.replace(CRLF, NEWLINE).strip().encode()):x}"


def _before() -> dict[str, str]:
    pairs = (each.partition("=") for each in request.form.get(SHOWN, "").split())
    return {name: made for name, _, made in pairs}


def _merged(before: str, mine: str, theirs: str) -> dict[str, Any]:
    """What is proposed for a field: of whoever changed it; one's own, and said so, if both did."""
    if before and before == _print(mine):
        return {"merged": theirs, "both": False}
    return {"merged": mine, "both": bool(before) and before != _print(theirs)}


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
