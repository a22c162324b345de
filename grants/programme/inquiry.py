"""Questions about a received application (Rückfragen): where they may point, and what must hold."""

from typing import Final

from grants.programme.application_form import (
    BUDGET,
    CONCEPT,
    COUNTRIES,
    DECLARATIONS,
    FILES,
    OUTLINE,
    PROFILE,
    SECTIONS,
    Section,
)
from grants.programme.eligibility import UNSUCCESSFUL
from grants.programme.finding import Finding
from grants.programme.roads.application import ApplicationState
from grants.programme.words import Words, say

LONGEST: Final = 4000
"""Characters of one message."""
SOURCE: Final = Words("Ablauf der Bewerbung, Rückfragen", "Course of an application, questions")

FIELDS: Final[dict[Section, dict[str, Words]]] = {
    PROFILE: {
        "title": Words("Titel des Vorhabens", "Title of the plan"),
        "acronym": Words("Kurzname", "Short name"),
        "profile": Words("Clusterprofil", "Cluster profile"),
    },
    OUTLINE: {},
    COUNTRIES: {},
    CONCEPT: {},
    FILES: {},
    BUDGET: {
        "concept_starts_on": Words("Laufzeit", "Duration"),
        "costs": Words("Ausgaben nach Position und Jahr", "Expenditure by category and year"),
        "requested": Words("Beantragte Förderung", "Grant requested"),
        "own_funds": Words("Eigenmittel in Geld", "Own funds in cash"),
        "own_in_kind": Words("Eigenleistungen ohne Geldfluss", "Contributions in kind"),
        "third_party": Words("Mittel Dritter", "Third-party funds"),
        "projects_planned": Words("Geplante Verbundprojekte", "Joint projects planned"),
    },
    DECLARATIONS: {},
}
"""The sections of the form, and those of their fields that a question may point to."""


def places() -> dict[str, Words]:
    """Where a question may point: section, or section#field, in the order of the form."""
    found: dict[str, Words] = {}
    for section in SECTIONS:
        whole = say("{n} {title}", "{n} {title}", n=section.number, title=section.title)
        found[section.code] = whole
        for field, words in FIELDS[section].items():
            found[f"{section.code}#{field}"] = say(
                "{n} {title}", "{n} {title}", n=section.number, title=words
            )
    return found


PLACES: Final = places()


def section_of(place: str) -> str:
    """The code of the section in which a place lies."""
    return place.partition("#")[0]


def check_place(place: str) -> Finding:
    """Does the question point to a part of the form?"""
    return Finding(
        rule="QUESTION-PLACE",
        holds=place in PLACES,
        claim=Words("Jede Frage gehört zu einer Stelle.", "Every question belongs to a place."),
        says=Words("Wählen Sie die Stelle.", "Choose the place."),
        source=SOURCE,
        place="place",
    )


def check_written(text: str, field: str = "text") -> Finding:
    """Is there something to read, and not too much?"""
    length = len(text.strip())
    says = Words("Schreiben Sie einen Text.", "Write a text.")
    if length > LONGEST:
        says = say(
            "Der Text ist {over} Zeichen zu lang.",
            "The text is {over} characters too long.",
            over=length - LONGEST,
        )
    return Finding(
        rule="QUESTION-TEXT",
        holds=0 < length <= LONGEST,
        claim=say(
            "Eine Nachricht hat höchstens {most} Zeichen.",
            "A message has at most {most} characters.",
            most=LONGEST,
        ),
        says=says,
        source=SOURCE,
        place=field,
    )


def check_may_be_asked(state: ApplicationState) -> Finding:
    """Was it received, and is it still alive? Nobody is asked about what has ended."""
    says = Words("Diese Bewerbung ist abgeschlossen.", "This application is closed.")
    if state is ApplicationState.DRAFT:
        says = Words(
            "Die Bewerbung ist ein Entwurf. Rückfragen lassen sich wieder beantworten, sobald sie "
            "eingereicht ist.",
            "The application is a draft. Questions can be answered again once it is submitted.",
        )
    return Finding(
        rule="QUESTION-TIME",
        holds=state is not ApplicationState.DRAFT and state not in UNSUCCESSFUL,
        claim=Words(
            "Gefragt wird zu einer eingegangenen Bewerbung, solange sie läuft.",
            "Questions are about an application that was received and has not ended.",
        ),
        says=says,
        source=SOURCE,
    )


def check_not_closed(*, closed: bool) -> Finding:
    """Is the question still open?"""
    return Finding(
        rule="QUESTION-CLOSED",
        holds=not closed,
        claim=Words("Geschrieben wird in offene Rückfragen.", "Only open questions go on."),
        says=Words(
            "Der Projektträger hat diese Rückfrage inzwischen geschlossen.",
            "The sponsor has closed this question meanwhile.",
        ),
        source=SOURCE,
    )
