"""Which reports a grant owes, and when (R-041 to R-043), and how far a line may move (R-035).

Sources: NABF No. 4.4 and NKBF 2017 Nos. 4.1 and 4.5, as a Projektträger and the ministry explain
them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from grants.programme.calendar import (
    budget_years,
    end_of_deadline,
    end_of_month,
    last_day_of_phase,
    months_later,
)
from grants.programme.dates import DeadlineKind, Deadlines
from grants.programme.words import Words, say

MONTHS_A_YEAR = 12


class ReportKind(StrEnum):
    """What kind of report is owed."""

    INTERIM = "interim"
    PARTNERS = "partners"
    FINAL = "final"
    DECLARATION = "declaration"
    """Once a year: nothing happened that has to be notified, or what did."""
    SUCCESS = "success"
    """Erfolgskontrollbericht: whether the goals were reached, beside the final proof."""


ON_MONEY: Final = (ReportKind.INTERIM, ReportKind.FINAL)
"""Reports that account for money; the others are a text."""
YEARLY: Final = (ReportKind.INTERIM, ReportKind.DECLARATION)
"""Reports of which a grant owes one for each year."""
DECLARED: Final = {
    "nothing": Words("Nichts davon ist eingetreten.", "None of this has happened."),
    "changes": Words("Etwas ist eingetreten; ich beschreibe es unten.",
                     "Something has happened; I describe it below."),
}  # fmt: skip
"""What a yearly declaration can say."""
NAMES: Final = {
    ReportKind.PARTNERS: Words("Bericht über Partner im Ausland", "Report on partners abroad"),
    ReportKind.FINAL: Words("Verwendungsnachweis", "Final report"),
    ReportKind.SUCCESS: Words("Erfolgskontrollbericht", "Success report"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDue:
    """One report that a grant owes."""

    kind: ReportKind
    code: str
    """Its name in addresses: the budget year of an interim proof, else the kind."""
    name: Words
    first: date
    last: date
    """The days it reports on, both included."""
    named: date
    """The day that the rule names."""
    due: date
    """The day on which it is due, after moving off days without work."""
    deadline: DeadlineKind


def code_of(kind: ReportKind, year: int) -> str:
    """The name of a report in addresses: 2027, declaration-2027, final."""
    if kind is ReportKind.INTERIM:
        return str(year)
    return f"{kind.value}-{year}" if kind in YEARLY else kind.value


def name_of(kind: ReportKind, year: int) -> Words:
    """What people call a report of this kind; only yearly reports name their year."""
    if kind is ReportKind.INTERIM:
        return say("Zwischennachweis {year}", "Interim report {year}", year=str(year))
    if kind is ReportKind.DECLARATION:
        return say("Jahreserklärung {year}", "Yearly declaration {year}", year=str(year))
    return NAMES[kind]


def text_name(kind: ReportKind) -> Words:
    """What the text of a report of this kind is called."""
    if kind is ReportKind.DECLARATION:
        return Words("Erklärung", "Declaration")
    return Words("Sachbericht", "Narrative")


def interim_due(terms: Deadlines, year: int) -> date:
    """The day that the rule names for the interim proof of a budget year (R-041)."""
    return date(year + 1, terms.interim_month, terms.interim_day)


def final_due(terms: Deadlines, last: date, fulfilled: date | None = None) -> date:
    """The day that the rule names for the final proof of a grant (R-043).

    It is the end of the sixth calendar month after the period, or six months after the purpose
    was fulfilled, whichever comes first.
    """
    after_the_period = end_of_month(months_later(last.replace(day=1), terms.final_months))
    if fulfilled is None:
        return after_the_period
    return min(months_later(fulfilled, terms.final_months), after_the_period)


def interim_years(
    terms: Deadlines, first: date, last: date, fulfilled: date | None = None
) -> list[int]:
    """The budget years that owe an interim proof: each one touched, unless the round waives it."""
    years = budget_years(first, last)
    skip_from = terms.skip_first_interim_from_month
    if skip_from is not None and first.month >= skip_from:
        years.remove(first.year)
    done = (fulfilled or last).year
    if not terms.interim_for_last_year and done in years:
        years.remove(done)
    return years


def reports_due(
    terms: Deadlines, first: date, last: date, fulfilled: date | None = None
) -> list[ReportDue]:
    """Every report that a grant from `first` to `last` owes, in the order in which they are due."""
    final = final_due(terms, last, fulfilled)
    whole = (terms.final_kind, terms.holiday_land)
    owed = [
        *_interim_reports(terms, first, last, fulfilled),
        *_declarations(terms, first, fulfilled or last),
        _due(*whole, kind=ReportKind.FINAL, span=(first, last), named=final),
    ]
    if terms.success_months is not None:
        later = months_later(final, terms.success_months)
        named = end_of_month(later) if final == end_of_month(final) else later
        owed.append(_due(*whole, kind=ReportKind.SUCCESS, span=(first, last), named=named))
    return sorted(owed, key=lambda report: (report.due, report.first, report.code))


def not_before_award(owed: list[ReportDue], terms: Deadlines, awarded: date) -> list[ReportDue]:
    """The same reports; what the rules name a day for that had passed comes after the award.

    A yearly declaration is about the time since the award: before it there is nothing to declare.
    """
    named = awarded + timedelta(days=terms.after_award_days)
    owed = [one for one in owed if one.kind is not ReportKind.DECLARATION or one.due >= awarded]
    return [
        replace(one, named=named, due=end_of_deadline(named, one.deadline, terms.holiday_land))
        if one.due < awarded
        else one
        for one in owed
    ]


def partner_milestone(terms: Deadlines, first: date) -> ReportDue | None:
    """The report on partners found abroad, owed by the management in the concept phase, if any."""
    if terms.partner_milestone_month is None:
        return None
    last = last_day_of_phase(first, terms.partner_milestone_month)
    return _due(
        DeadlineKind.FRIST,
        terms.holiday_land,
        kind=ReportKind.PARTNERS,
        span=(first, last),
        named=last,
    )


def management_reports_due(terms: Deadlines, first: date, last: date) -> list[ReportDue]:
    """What the management owes in the concept phase: the proofs, and the partners it has found."""
    owed = reports_due(terms, first, last)
    milestone = partner_milestone(terms, first)
    if milestone is not None and milestone.last <= last:
        owed.append(milestone)
    return sorted(owed, key=lambda report: (report.due, report.first, report.code))


def reporting_periods(first: date, last: date, months: int) -> list[tuple[date, date]]:
    """The span cut at the calendar's quarters (3), half-years (6) or years (12).

    The periods follow each other without a gap; the last one ends with the span.
    Raises ValueError when the span ends before it begins or the months do not divide a year.
    """
    if last < first or months <= 0 or MONTHS_A_YEAR % months:
        raise ValueError(f"{first} to {last} cannot be cut every {months} months")
    cuts: list[tuple[date, date]] = []
    start = first
    while start <= last:
        ends_in = start.month + (-start.month % months)
        end = min(last, end_of_month(date(start.year, ends_in, 1)))
        cuts.append((start, end))
        start = end + timedelta(days=1)
    return cuts


def _interim_reports(
    terms: Deadlines, first: date, last: date, fulfilled: date | None
) -> Iterator[ReportDue]:
    owing = interim_years(terms, first, last, fulfilled)
    for start, end in reporting_periods(first, last, MONTHS_A_YEAR):
        if start.year in owing:
            yield _due(
                terms.interim_kind,
                terms.holiday_land,
                kind=ReportKind.INTERIM,
                span=(start, end),
                named=interim_due(terms, start.year),
            )


def _declarations(terms: Deadlines, first: date, last: date) -> Iterator[ReportDue]:
    """One for each year after which the grant still runs on the day that the terms name."""
    if terms.declaration_month is None:
        return
    for start, end in reporting_periods(first, last, MONTHS_A_YEAR):
        named = date(start.year + 1, terms.declaration_month, terms.declaration_day)
        if named <= last:
            yield _due(
                terms.interim_kind,
                terms.holiday_land,
                kind=ReportKind.DECLARATION,
                span=(start, end),
                named=named,
            )


def _due(
    deadline: DeadlineKind,
    land: str,
    *,
    kind: ReportKind,
    span: tuple[date, date],
    named: date,
) -> ReportDue:
    return ReportDue(
        kind=kind,
        code=code_of(kind, span[0].year),
        name=name_of(kind, span[0].year),
        first=span[0],
        last=span[1],
        named=named,
        due=end_of_deadline(named, deadline, land),
        deadline=deadline,
    )
