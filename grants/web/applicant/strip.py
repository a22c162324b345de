"""The strip of an application: whose turn it is, what comes next, until when."""

from datetime import datetime
from typing import Any, Final

from flask import url_for

from grants.models.organisation import Part
from grants.programme.application_form import SECTIONS, Section
from grants.programme.calendar import is_late
from grants.programme.finding import Finding
from grants.programme.people import Actor, Role
from grants.programme.roads.application import OPEN_TO_TEAM
from grants.programme.stages import ApplicationState, holder
from grants.programme.words import Words, say
from grants.queries.application import ApplicationContent
from grants.queries.team import Member
from grants.web import filters

Item = dict[str, Any]
A = ApplicationState

BALL: Final = Words("Am Zug", "Whose turn")
NEXT: Final = Words("Nächster Schritt", "Next step")
DEADLINE: Final = Words("Frist", "Deadline")
YOU: Final = Words("Sie", "You")
SPONSOR: Final = Words("Projektträger", "Sponsor")
NOBODY: Final = Words("Niemand", "Nobody")

DRAFT: Final = Words("Entwurf, noch nicht eingereicht", "Draft, not submitted yet")

AHEAD: Final = {
    A.SUBMITTED: Words("Formale Prüfung", "Formal check"),
    A.FORMALLY_OK: Words("Begutachtung durch die Jury", "Review by the jury"),
    A.UNDER_REVIEW: Words("Gutachten und Rangliste", "Reviews and ranking"),
    A.RECOMMENDED: Words("Entscheidung über die Auswahl", "Decision on the selection"),
    A.RESERVE: Words("Nachrücken oder Absage", "Promotion or refusal"),
    A.NOT_RECOMMENDED: Words("Entscheidung über die Auswahl", "Decision on the selection"),
    A.SELECTED: Words("Förderung der Konzeptionsphase", "Grant of the concept phase"),
}
"""What comes next once the application has left the cluster's hands."""


def strip_of(
    content: ApplicationContent,
    findings: list[Finding],
    team: list[Member],
    actor: Actor,
    now: datetime,
) -> Item:
    """The cells of the strip, and the one action where there is one."""
    if content.state not in OPEN_TO_TEAM:
        return _in_other_hands(content)
    papers = content.state is A.INCOMPLETE
    if not papers and is_late(now, content.closes_at):
        return _too_late(content)
    broken = [finding for finding in findings if finding.breaks]
    step = _mend(content, broken) if broken else _hand_in(content, team, actor)
    cells = [
        {"label": BALL, "strong": YOU, "more": filters.state(content.state) if papers else DRAFT},
        {"label": NEXT, "strong": step["strong"], "more": step["more"]},
        _handed_in(content)
        if papers
        else {
            "label": DEADLINE,
            "strong": filters.moment(content.closes_at),
            "more": filters.distance(content.closes_at, now),
        },
    ]
    return {"tone": "you", "cells": cells, "action": step["action"]}


def _mend(content: ApplicationContent, broken: list[Finding]) -> Item:
    """What is missing first, and a way to its section."""
    first = broken[0]
    code = first.place.partition("#")[0]
    section = next((one for one in SECTIONS if one.code == code), SECTIONS[0])
    left = len(broken) - 1
    more = say(
        "danach noch {left} offen" if left else "danach können Sie einreichen",
        "{left} more after that" if left else "then you can submit",
        left=left,
    )
    return {
        "strong": say("{title}: {says}", "{title}: {says}", title=section.title, says=first.says),
        "more": more,
        "action": {
            "address": section_address(content.number, section),
            "words": say("{title} öffnen", "Open {title}", title=section.title),
        },
    }


def _hand_in(content: ApplicationContent, team: list[Member], actor: Actor) -> Item:
    signing = [member for member in team if member.part is Part.SIGNATORY]
    mine = any(member.person_id == actor.person_id for member in signing)
    names = ", ".join(member.name for member in signing) or "–"
    return {
        "strong": Words("Ansehen und einreichen", "Look through and submit"),
        "more": say("Einreichen darf: {names}", "May submit: {names}", names=names),
        "action": {
            "address": url_for("applicant_submission.submit", number=content.number),
            "words": label_of(content),
        }
        if mine
        else None,
    }


def label_of(content: ApplicationContent) -> Words:
    """What the button says that hands it in, for the first time or again."""
    if content.state is A.INCOMPLETE:
        return Words("Unterlagen nachreichen", "Supply the papers")
    return Words("Bewerbung einreichen", "Submit the application")


def _too_late(content: ApplicationContent) -> Item:
    at = filters.moment(content.closes_at)
    cells = [
        {"label": BALL, "strong": NOBODY, "more": ""},
        {
            "label": NEXT,
            "strong": Words("Ihr Entwurf bleibt lesbar", "You can still read your draft"),
            "more": Words("In der nächsten Runde können Sie davon ausgehen",
                          "You can begin from it in the next round"),
        },
        {"label": DEADLINE, "strong": at, "more": Words("vorbei", "over")},
    ]  # fmt: skip
    return {"tone": "wait", "cells": cells, "action": None}


def _in_other_hands(content: ApplicationContent) -> Item:
    who = holder(content.state)
    names = {Role.SPONSOR: SPONSOR, Role.APPLICANT: YOU}
    cells = [
        {
            "label": BALL,
            "strong": names.get(who, NOBODY) if who else NOBODY,
            "more": filters.state(content.state),
        },
        {
            "label": NEXT,
            "strong": AHEAD.get(content.state, Words("Abgeschlossen", "Closed")),
            "more": Words("Sie erhalten Nachricht per E-Mail", "You will be told by e-mail")
            if content.state in AHEAD
            else "",
        },
        _handed_in(content),
    ]
    return {"tone": "wait", "cells": cells, "action": None}


def _handed_in(content: ApplicationContent) -> Item:
    at: Words | str = Words("nicht eingereicht", "not submitted")
    if content.submitted_at is not None:
        at = filters.moment(content.submitted_at, seconds=True)
    return {"label": Words("Eingereicht", "Submitted"), "strong": at, "more": ""}


def section_address(number: str, section: Section) -> str:
    """The page of one section."""
    return f"{url_for('applicant_application.application', number=number)}/{section.code}"
