"""Rules about a joint project as a whole, as findings: when it may begin, and its days."""

from datetime import date

from grants.models.award import Award
from grants.programme.finding import Finding
from grants.programme.phase_words import before_projects
from grants.programme.roads.award import OPEN_FOR_PROJECTS
from grants.programme.sources import STUDY_2_2, TERMS_OF_ROUND
from grants.programme.words import Words
from grants.queries.application import terms_of


def check_may_begin(award: Award) -> Finding:
    """Was the concept approved or, where there is none, the first grant awarded?"""
    holds = award.state in OPEN_FOR_PROJECTS
    return Finding(
        rule="CONCEPT-APPROVED",
        holds=holds,
        claim=claim_before_projects(award),
        says=Words("Verbundprojekte können folgen.", "Joint projects may follow.")
        if holds
        else before_projects(terms_of(award.terms)),
        source=STUDY_2_2,
    )


def claim_before_projects(award: Award) -> Words:
    """What has to be so before anything of the implementation may begin."""
    if terms_of(award.terms).has_concept:
        return Words("Das Konzept ist gebilligt.", "The concept is approved.")
    return Words("Die erste Zuwendung ist bewilligt.", "The first grant is awarded.")


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
