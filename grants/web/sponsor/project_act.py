"""What staff may say of a joint project on its page, each in a form of its own."""

from typing import Any, Final

from flask import current_app
from sqlalchemy.orm import Session

from forms.base import ProgrammeForm
from forms.decision import MoreTimeForm, NoteForm, ReturnForm
from forms.part import CorrectDepartureForm
from grants.actions.approval import find_eligible
from grants.actions.departure import correct_departure, restore_project
from grants.actions.revision import find_ineligible, return_project
from grants.actions.risk import give_back_replacement, give_more_time
from grants.models.award import Project
from grants.programme.words import Words
from grants.web.access import visitor
from grants.web.database import now

ELIGIBLE = Words(
    "Förderfähigkeit bestätigt. Jetzt lässt sich die Bewilligung vorschlagen.",
    "Found eligible. Its approval can be proposed now.",
)
RESTORED = Words(
    "Das Projekt läuft wieder. Das Cluster wird benachrichtigt.",
    "The project is running again. The cluster is told.",
)
RETURNED = Words(
    "Zurückgegeben. Das Cluster ist wieder am Zug und liest den Grund.",
    "Sent back. It is the cluster's turn again, and it reads the reason.",
)
INELIGIBLE = Words(
    "Nicht förderfähig. Der Platz ist wieder frei, das Cluster liest den Grund.",
    "Not eligible. The place is free again, and the cluster reads the reason.",
)
CORRECTED = Words("Der Tag ist berichtigt.", "The day has been corrected.")
MORE_TIME = Words(
    "Die Frist ist verlängert. Das Cluster wird benachrichtigt.",
    "The date has been moved. The cluster is told.",
)
GIVE_BACK: Final = {
    "send_back": (return_project, RETURNED),
    "find_ineligible": (find_ineligible, INELIGIBLE),
    "give_back": (give_back_replacement, RETURNED),
}
JUDGING: Final[dict[str, tuple[type[ProgrammeForm], str]]] = {
    "find_eligible": (NoteForm, ""),
    "restore": (NoteForm, "restore"),
    "send_back": (ReturnForm, ""),
    "find_ineligible": (ReturnForm, "ineligible"),
    "give_back": (ReturnForm, "back"),
    "more_time": (MoreTimeForm, "time"),
    "correct_departure": (CorrectDepartureForm, "leaving"),
}
"""The form of each act, and what the names of its fields begin with."""


def left_of(project: Project) -> dict[int, str]:
    """The partners that have left, by their place in the project."""
    return {
        at: partner.organisation.name
        for at, partner in enumerate(project.partners, start=1)
        if partner.left_on is not None
    }


def judge(work: Session, project: Project, act: str, form: Any) -> Words:
    """Do it; what to tell the officer then."""
    who: dict[str, Any] = {"by": visitor(), "now": now()}
    if act == "find_eligible":
        find_eligible(work, project, note=form.note.data, **who)
        return ELIGIBLE
    if act == "correct_departure":
        partner = project.partners[int(form.partner.data) - 1]
        correct_departure(work, partner, left_on=form.left_on.data, reason=form.reason.data, **who)
        return CORRECTED
    who["public_url"] = current_app.config["PUBLIC_URL"]
    if act == "restore":
        restore_project(work, project, note=form.note.data, **who)
        return RESTORED
    if act == "more_time":
        give_more_time(work, project, until=form.until.data, reason=form.reason.data, **who)
        return MORE_TIME
    does, said = GIVE_BACK[act]
    does(work, project, reason=form.reason.data, **who)
    return said
