"""The money of an award as an auditor follows it: the cap at each decision, plan and use."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from itertools import groupby

from grants.models.grant import Grant
from grants.models.report import Report, ReportKind
from grants.programme.calendar import today
from grants.programme.money import NOTHING, Money, total
from grants.programme.terms import Terms
from grants.programme.words import Words
from grants.queries.application import terms_of
from grants.queries.audit_case import AwardCase
from grants.queries.grant_findings import counted
from grants.queries.plan_line import plannable_lines
from grants.queries.report_content import planned_in_period, report_code, report_name


@dataclass(frozen=True, slots=True, kw_only=True)
class CapChange:
    """A decision that took money from the cap or gave some back, EUR."""

    day: date
    what: Words
    change: Money
    committed: Money
    """Committed after this decision."""
    room: Money
    """Left under the cap after it; negative when the cap is broken."""


def cap_changes(case: AwardCase) -> list[CapChange]:
    """What each decision took from the cap or gave back to it, in order (R-001, R-002).

    The grants that one decision awards together are one change.
    """
    changes: list[CapChange] = []
    committed = NOTHING
    for at, what, change in sorted((*_awards(case), *_later(case)), key=lambda one: one[0]):
        committed += change
        changes.append(
            CapChange(
                day=today(at),
                what=what,
                change=change,
                committed=committed,
                room=case.award.cap - committed,
            )
        )
    return changes


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedAndSpent:
    """One line of a grant: what was planned for what was reported, and what was spent, EUR."""

    name: Words
    planned: Money
    spent: Money | None
    """Nothing while no report was handed in."""
    allowed_overrun: Fraction

    @property
    def over(self) -> bool:
        """Is the line exceeded by more than is free (R-035)? Without a plan nothing is free."""
        most = self.planned.cents * (1 + self.allowed_overrun)
        return self.spent is not None and self.spent.cents > most


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanAndUse:
    """Plan and use of one grant, by what its recipient reported."""

    grant: Grant
    years: tuple[int, ...]
    """The years reported on; empty while nothing was handed in."""
    reports: tuple[tuple[str, Words], ...]
    """Code and name of each report that tells the use."""
    lines: tuple[PlannedAndSpent, ...]

    @property
    def planned(self) -> Money:
        """The plan for what was reported."""
        return total(line.planned for line in self.lines)

    @property
    def spent(self) -> Money:
        """Spent as reported."""
        return total(line.spent or NOTHING for line in self.lines)


def plans_and_use(case: AwardCase) -> list[PlanAndUse]:
    """Plan and use of every grant that was awarded."""
    return [_plan_and_use(case, grant) for grant in case.grants if case.awarded(grant)]


def counted_reports(case: AwardCase, grant: Grant) -> list[Report]:
    """The reports that tell the use: the final one where it is there, else the interim ones."""
    there = [one for one in case.reports_on(grant) if case.handed_in(one)]
    final = [one for one in there if one.kind is ReportKind.FINAL]
    return final or [one for one in there if one.kind is ReportKind.INTERIM]


def _plan_and_use(case: AwardCase, grant: Grant) -> PlanAndUse:
    share = terms_of(case.award.terms).flexibility.share
    reports = counted_reports(case, grant)
    planned = _summed(planned_in_period(one) for one in reports) if reports else _whole(grant)
    spent = _summed({line.category: line.spent for line in one.lines} for one in reports)
    named = {line.code: line.name for line in plannable_lines(grant)}
    codes = [code for code in named if code in planned or code in spent]
    codes += sorted((set(planned) | set(spent)) - set(named))
    return PlanAndUse(
        grant=grant,
        years=tuple(one.year for one in reports),
        reports=tuple((report_code(one), report_name(one)) for one in reports),
        lines=tuple(
            PlannedAndSpent(
                name=named.get(code, Words(code, code)),
                planned=planned.get(code, NOTHING),
                spent=spent.get(code, NOTHING) if reports else None,
                allowed_overrun=share,
            )
            for code in codes
        ),
    )


def _whole(grant: Grant) -> dict[str, Money]:
    return _summed({line.category: line.amount} for line in grant.lines)


def _summed(parts: Iterable[Mapping[str, Money]]) -> dict[str, Money]:
    summed: dict[str, Money] = {}
    for part in parts:
        for code, amount in part.items():
            summed[code] = summed.get(code, NOTHING) + amount
    return summed


def _awards(case: AwardCase) -> Iterable[tuple[datetime, Words, Money]]:
    """The grants as they were awarded, before any letter changed them."""
    terms = terms_of(case.award.terms)
    awarded = sorted((one for one in case.grants if case.awarded(one)), key=_moment)
    for _, together in groupby(awarded, lambda one: (one.awarded_at, one.project_id)):
        grants = list(together)
        amended = total(one.on_cap for one in case.later if one.amends and one.grant in grants)
        counts = total(counted(terms, grant) for grant in grants)
        yield _moment(grants[0])[0], _decided(terms, grants), counts - amended


def _later(case: AwardCase) -> Iterable[tuple[datetime, Words, Money]]:
    """The letters that gave more or took some back."""
    for one in case.changes:
        if one.on_cap:
            what = Words(f"{one.what.de}: {one.grant.number}", f"{one.what.en}: {one.grant.number}")
            yield one.at, what, one.on_cap


def _moment(grant: Grant) -> tuple[datetime, int]:
    if grant.awarded_at is None:
        raise LookupError(f"{grant.number} was not awarded")
    return grant.awarded_at, grant.project_id or 0


def _decided(terms: Terms, grants: list[Grant]) -> Words:
    first, numbers = grants[0], ", ".join(grant.number for grant in grants)
    about = terms.phase(first.phase.value).name
    if first.project is not None:
        about = Words(f"Verbundprojekt {first.project.code}", f"Joint project {first.project.code}")
    return Words(f"{about.de}: {numbers}", f"{about.en}: {numbers}")
