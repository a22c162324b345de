"""The form of an application: its sections, and what they need besides their texts and amounts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from grants.programme.calendar import today
from grants.programme.finding import Finding
from grants.programme.form_terms import CostCategory
from grants.programme.organisation import Basis
from grants.programme.sources import STUDY_2_2, TERMS_OF_ROUND
from grants.programme.terms import Terms
from grants.programme.unjudged import NO_COSTS, NO_PERIOD, not_judged
from grants.programme.words import Words, say

ALLOWANCE: Final = "allowance"
"""The project allowance is computed, never planned as costs."""


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the form, with a page of its own."""

    code: str
    """Its name in addresses."""
    number: str
    title: Words


PROFILE: Final = Section("profile", "1.1", Words("Clusterprofil", "Cluster profile"))
OUTLINE: Final = Section("outline", "2.1", Words("Skizze", "Outline"))
COUNTRIES: Final = Section("countries", "2.2", Words("Zielländer", "Target countries"))
CONCEPT: Final = Section("concept", "2.3", Words("Konzept als PDF", "Concept as PDF"))
FILES: Final = Section("files", "2.4", Words("Anlagen", "Annexes"))
BUDGET: Final = Section("budget", "3.1", Words("Laufzeit und Budget", "Duration and budget"))
DECLARATIONS: Final = Section("declarations", "4.1", Words("Erklärungen", "Declarations"))
SECTIONS: Final = (PROFILE, OUTLINE, COUNTRIES, CONCEPT, FILES, BUDGET, DECLARATIONS)

GROUPS: Final = (
    (Words("Ihr Cluster", "Your cluster"), (PROFILE,)),
    (Words("Ihr Vorhaben", "Your plan"), (OUTLINE, COUNTRIES, CONCEPT, FILES)),
    (Words("Geld", "Money"), (BUDGET,)),
    (Words("Abschluss", "Completion"), (DECLARATIONS,)),
)
"""The sections as the task list shows them; submitting comes last and is no section."""


def section(code: str) -> Section:
    """The section with this code.

    Raises LookupError when the form has no such section.
    """
    for one in SECTIONS:
        if one.code == code:
            return one
    raise LookupError(f"the form has no section {code!r}")


def plannable(terms: Terms) -> tuple[CostCategory, ...]:
    """The categories in which a cluster management plans: it accounts for its expenditure."""
    return tuple(
        category
        for category in terms.cost_categories
        if category.basis is Basis.EXPENDITURE and category.code != ALLOWANCE
    )


def check_name(title: str) -> Finding:
    """Does the plan have a title?"""
    says = Words("Der Titel steht da.", "The title is there.")
    if not title.strip():
        says = Words("Geben Sie Ihrem Vorhaben einen Titel.", "Give your plan a title.")
    claim = Words("Das Vorhaben hat einen Titel.", "The plan has a title.")
    return _part(PROFILE, "title", claim, says, holds=bool(title.strip()))


def check_declarations(declared_at: datetime | None) -> Finding:
    """Were the declarations confirmed?"""
    says = Words("Die Bestätigung fehlt noch.", "The confirmation is still missing.")
    if declared_at is not None:
        says = say("Bestätigt am {day}.", "Confirmed on {day}.", day=today(declared_at))
    claim = Words("Die Erklärungen sind bestätigt.", "The declarations are confirmed.")
    return _part(DECLARATIONS, "true_and_complete", claim, says, holds=declared_at is not None)


def check_planned_projects(terms: Terms, planned: int) -> Finding:
    """Does the plan stay within the number of joint projects of the round?"""
    low, high = terms.projects.min, terms.projects.max
    return Finding(
        rule="R-005",
        holds=low <= planned and (not high or planned <= high),
        claim=say(
            "Geplant sind {low} bis {high} Verbundprojekte.",
            "Between {low} and {high} joint projects are planned.",
            low=low, high=high,
        )
        if high
        else say(
            "Geplant sind mindestens {low} Verbundprojekte.",
            "At least {low} joint projects are planned.",
            low=low,
        ),
        says=say(
            "{planned} von höchstens {high} geplant.",
            "{planned} of at most {high} planned.",
            planned=planned, high=high,
        )
        if high
        else say("{planned} geplant.", "{planned} planned.", planned=planned),
        source=STUDY_2_2,
        place=f"{BUDGET.code}#projects_planned",
        missing=not planned and low > 0,
    )  # fmt: skip


def _part(of: Section, field: str, claim: Words, says: Words, *, holds: bool) -> Finding:
    return Finding(
        rule="form",
        holds=holds,
        claim=claim,
        says=says,
        source=TERMS_OF_ROUND,
        place=f"{of.code}#{field}",
        missing=not holds,
    )


def check_years(costs: Iterable[int], first: date | None, last: date | None) -> Finding:
    """Do all planned costs fall into the years of the phase?"""
    planned, outside = set(costs), list[int]()
    if first is not None and last is not None:
        outside = sorted(year for year in planned if not first.year <= year <= last.year)
    says = Words("Alle Ausgaben liegen in der Laufzeit.", "All costs lie within the phase.")
    if outside:
        says = say(
            "Außerhalb der Laufzeit geplant: {years}.",
            "Planned outside the phase: {years}.",
            years=", ".join(str(year) for year in outside),
        )
    claim = Words(
        "Ausgaben sind nur in der Laufzeit geplant.", "Costs are planned within the phase only."
    )
    found = _part(BUDGET, "concept_starts_on", claim, says, holds=not outside)
    if not planned:
        return not_judged(found, NO_COSTS)
    return not_judged(found, NO_PERIOD) if first is None or last is None else found
