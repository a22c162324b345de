"""Rules about a joint project as a whole, as findings: when it may begin, and its days."""

from datetime import date

from grants.models.award import Award
from grants.programme.finding import Finding
from grants.programme.roads.award import OPEN_FOR_PROJECTS
from grants.programme.sources import STUDY_2_2, TERMS_OF_ROUND
from grants.programme.words import Words


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
