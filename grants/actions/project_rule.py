"""Rules about a joint project as a whole, as findings: when it may begin, and its days."""

from datetime import date, datetime

from grants.models.award import Award
from grants.programme.calendar import today
from grants.programme.finding import Finding
from grants.programme.roads.award import OPEN_FOR_PROJECTS
from grants.programme.sources import STUDY_2_2, TERMS_OF_ROUND
from grants.programme.words import Words, say


def check_concept_approved(award: Award) -> Finding:
    """Was the internationalisation concept approved, so that joint projects may follow?"""
    holds = award.state in OPEN_FOR_PROJECTS
    return Finding(
        rule="CONCEPT-APPROVED",
        holds=holds,
        claim=Words("Das Konzept ist gebilligt.", "The concept is approved."),
        says=Words("Verbundprojekte können folgen.", "Joint projects may follow.")
        if holds
        else Words(
            "Verbundprojekte sind möglich, sobald das Konzept gebilligt ist.",
            "Joint projects are possible as soon as the concept is approved.",
        ),
        source=STUDY_2_2,
    )


def check_days(first: date | None, last: date | None) -> Finding:
    """Does the project end after it begins (R-011)?"""
    holds = first is None or last is None or first <= last
    return Finding(
        rule="R-011",
        holds=holds,
        claim=Words("Das Projekt endet nach seinem Anfang.", "The project ends after it begins."),
        says=Words("Das Ende liegt vor dem Anfang.", "The end is before the beginning.")
        if not holds
        else Words("Die Tage passen.", "The days fit."),
        source=TERMS_OF_ROUND,
        place="edit#ends_on",
    )


def check_past(day: date | None, now: datetime) -> Finding:
    """Is the agreement signed already, and not on a day to come (R-009)?"""
    holds = day is None or day <= today(now)
    return Finding(
        rule="R-009",
        holds=holds,
        claim=Words("Unterschrieben ist, was vorliegt.", "What is signed lies before us."),
        says=say("Der {day} liegt in der Zukunft.", "{day} is in the future.", day=day or "–")
        if not holds
        else Words("Der Tag passt.", "The day fits."),
        source=STUDY_2_2,
        place="agreement#agreement_signed_on",
    )
