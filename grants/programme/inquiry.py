"""Questions about a received application (Rückfragen): where they may point, and what must hold."""

from enum import StrEnum
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
from grants.programme.text_limit import so_many
from grants.programme.words import Words, say


class InquiryLevel(StrEnum):
    """What a question is about."""

    APPLICATION = "application"
    PROJECT = "project"
    """A joint project as a whole; the team of its cluster answers."""
    PART = "part"
    """The part of one partner in it; whoever keeps the part answers."""
    PLAN = "plan"
    """The plan of the cluster management for one of the two phases."""


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


PROJECT_PLACES: Final = {
    "project": Words("Verbundprojekt", "Joint project"),
    "project#summary": Words("Titel, Inhalt und Laufzeit", "Title, content and period"),
    "project#partners": Words("Partner und Finanzierung", "Partners and financing"),
    "project#agreement": Words("Vereinbarung und Nachweise", "Agreement and proofs"),
}
"""Where a question about a joint project may point."""
PART_PLACES: Final = {
    "part": Words("Angaben des Partners", "Data of the partner"),
    "part#plan": Words("Finanzplan des Partners", "Financing plan of the partner"),
    "part#own_funding": Words("Eigene Mittel des Partners", "The partner's own funding"),
}
"""Where a question about the part of one partner may point."""
PLAN_PLACES: Final = {
    "plan": Words("Finanzplan", "Financing plan"),
    "plan#requested": Words("Beantragte Förderung", "Grant requested"),
    "plan#own_funds": Words("Eigenmittel", "Own funds"),
}
"""Where a question about a plan of the cluster management may point."""
LEVELS: Final = {
    InquiryLevel.APPLICATION: PLACES,
    InquiryLevel.PROJECT: PROJECT_PLACES,
    InquiryLevel.PART: PART_PLACES,
    InquiryLevel.PLAN: PLAN_PLACES,
}
EVERY_PLACE: Final = {**PLACES, **PROJECT_PLACES, **PART_PLACES, **PLAN_PLACES}


def section_of(place: str) -> str:
    """The code of the section in which a place lies."""
    return place.partition("#")[0]


def check_place(place: str, level: InquiryLevel = InquiryLevel.APPLICATION) -> Finding:
    """Does the question point to a part of what it is about?"""
    return Finding(
        rule="QUESTION-PLACE",
        holds=place in LEVELS[level],
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
            "Der Text ist {over} zu lang.",
            "The text is {over} too long.",
            over=so_many(length - LONGEST),
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


def check_under_way(*, open_: bool) -> Finding:
    """Was the project or the plan handed in, and has it not ended?"""
    return Finding(
        rule="QUESTION-TIME",
        holds=open_,
        claim=Words(
            "Gefragt wird zu einem eingereichten Projekt oder Plan, solange es läuft.",
            "Questions are about a project or plan that was handed in and has not ended.",
        ),
        says=Words(
            "Hierzu lässt sich gerade nichts fragen oder antworten: Es ist ein Entwurf oder "
            "abgeschlossen.",
            "Nothing can be asked or answered about this now: it is a draft or has ended.",
        ),
        source=SOURCE,
    )


def check_still_there(*, there: bool) -> Finding:
    """Is the partner still part of the project?"""
    return Finding(
        rule="QUESTION-PARTNER",
        holds=there,
        claim=Words("Der Partner gehört zum Projekt.", "The partner is part of the project."),
        says=Words(
            "Diesen Partner gibt es im Projekt nicht mehr.",
            "This partner is not part of the project any more.",
        ),
        source=SOURCE,
    )
