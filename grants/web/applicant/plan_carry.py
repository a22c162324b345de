"""A plan on its way from a file or from another plan: sealed, shown, then taken over.

Nothing is kept before the person says so. What was read travels in one sealed hidden field, so that
nobody can slip in other figures, and only into the plan for which it was read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask import current_app, render_template
from itsdangerous import BadData, URLSafeTimedSerializer

from grants.actions.overtaken import Saved
from grants.programme.money import Money
from grants.programme.plan_change import compare_plans
from grants.programme.plan_line import PlannedLine, Unit
from grants.programme.plan_sheet import CellNote
from grants.queries.plan_line import Planner, plannable_lines, whole_plan
from grants.web.access import visitor
from grants.web.applicant.plan_place import place_of

SEALED = "plan"
SECONDS_KEPT = 24 * 60 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class OnItsWay:
    """A plan that was read, and may be taken over."""

    lines: tuple[PlannedLine, ...]
    origin: str
    """Name of the file, or number of the plan from which it comes."""
    noticed: tuple[CellNote, ...] = ()
    left_out: tuple[PlannedLine, ...] = ()


def show_comparison(
    plan: Planner, coming: OnItsWay, *, meanwhile: Saved | None = None, revision: int | None = None
) -> str:
    """What would change, and the button that takes it over."""
    return render_template(
        "applicant/plan/compare.html",
        place=place_of(plan),
        coming=coming,
        change=compare_plans(whole_plan(plan), coming.lines),
        names={category.code: category.name for category in plannable_lines(plan)},
        sealed=seal(plan, coming),
        revision=plan.revision if revision is None else revision,
        meanwhile=meanwhile,
    )


def seal(plan: Planner, coming: OnItsWay) -> str:
    """The plan as text that only we can have written."""
    rows = [_plain(line) for line in coming.lines]
    return _sealer().dumps(
        {"plan": plan.number, "by": visitor().person_id, "from": coming.origin, "lines": rows}
    )


def unseal(plan: Planner, text: str) -> OnItsWay | None:
    """The plan of a sealed text; nothing when it is not ours, not for this plan, or a day old."""
    try:
        read = _sealer().loads(text, max_age=SECONDS_KEPT)
    except BadData:
        return None
    if (read["plan"], read["by"]) != (plan.number, visitor().person_id):
        return None
    return OnItsWay(lines=tuple(map(_line, read["lines"])), origin=read["from"])


def _plain(line: PlannedLine) -> list[Any]:
    return [
        line.category,
        line.year,
        line.label,
        None if line.quantity is None else str(line.quantity),
        line.unit,
        None if line.unit_price is None else line.unit_price.cents,
        line.fixed.cents,
        line.note,
    ]


def _line(row: Sequence[Any]) -> PlannedLine:
    category, year, label, quantity, unit, price, fixed, note = row
    return PlannedLine(
        category=category,
        year=year,
        label=label,
        quantity=None if quantity is None else Decimal(quantity),
        unit=None if unit is None else Unit(unit),
        unit_price=None if price is None else Money(price),
        fixed=Money(fixed),
        note=note,
    )


def _sealer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt=SEALED)
