"""An amount typed where somebody wrote lines meanwhile: what would go, and saying what went.

A cell with lines is their sum. Whoever chooses their own amount on the page of two versions chooses
it instead of those lines; the page says so before, and a sentence says so after.
"""

from collections.abc import Collection, Sequence

from flask import request

from forms.application_budget import BudgetForm
from grants.programme.money import Money, total
from grants.programme.plan_line import Lines, PlannedLine
from grants.programme.words import Words, counted, say
from grants.queries.plan_line import Planner, lines_of
from grants.web.notice import tell

Cell = tuple[str, int]
CHOSEN = ("mine", "merged")
"""Choices on the page of two versions that keep what was typed."""
LINE, LINES = Words("Zeile", "line"), Words("Zeilen", "lines")
MOST_NAMED = 5


def given_up(plan: Planner, form: BudgetForm) -> set[Cell]:
    """The cells whose lines go, because the person chose the amount that they had typed."""
    if request.form.get("choice") not in CHOSEN:
        return set()
    return {cell for cell, amount in _typed(form).items() if _differs(plan, cell, amount)}


def remaining(plan: Planner, cells: Collection[Cell]) -> Lines:
    """The lines that stay."""
    return tuple(line for line in lines_of(plan) if (line.category, line.year) not in cells)


def notes_on(plan: Planner, form: BudgetForm) -> dict[str, Words]:
    """For each field with an amount over lines: what these are, and what the choice means."""
    return {
        form.cells[cell]: _note(beneath, amount)
        for cell, amount in _typed(form).items()
        if _differs(plan, cell, amount) and (beneath := _beneath(plan, cell))
    }


def untouched(plan: Planner, form: BudgetForm) -> set[str]:
    """Fields that the page did not show, since lines stood there already: nothing to compare."""
    detailed = {(line.category, line.year) for line in lines_of(plan)}
    named = {form.cells[cell] for cell in detailed if cell in form.cells}
    return {name for name in named if name not in request.form}


def tell_given_up(cells: Collection[Cell], lines: Lines) -> None:
    """Say which lines have gone; `lines` are those that stood there."""
    gone = [line for line in lines if (line.category, line.year) in cells]
    if gone:
        tell(
            say(
                "Ihr Betrag gilt. {lines} darunter: entfallen ({names}). Das Protokoll behält sie.",
                "Your amount stands. {lines} beneath it: gone ({names}). The record keeps them.",
                lines=counted(len(gone), LINE, LINES),
                names=_names(gone),
            ),
            "warning",
        )


def tell_lines_count(plan: Planner, form: BudgetForm) -> None:
    """Say where lines stand and count, although an amount was typed and not chosen over them."""
    for cell, amount in _typed(form).items():
        if _differs(plan, cell, amount):
            tell(
                say(
                    "{place}: Dort stehen Zeilen, und ihre Summe gilt: {sum}, nicht {amount}.",
                    "{place}: Lines stand there, and their sum counts: {sum}, not {amount}.",
                    place=form[form.cells[cell]].label.text,
                    sum=total(line.amount for line in _beneath(plan, cell)),
                    amount=amount,
                ),
                "warning",
            )


def _typed(form: BudgetForm) -> dict[Cell, Money]:
    cells: dict[Cell, Money] = form.answers["cells"]
    return {cell: amount for cell, amount in cells.items() if form.cells[cell] in request.form}


def _beneath(plan: Planner, cell: Cell) -> Lines:
    return tuple(line for line in lines_of(plan) if (line.category, line.year) == cell)


def _differs(plan: Planner, cell: Cell, amount: Money) -> bool:
    beneath = _beneath(plan, cell)
    return bool(beneath) and total(line.amount for line in beneath) != amount


def _note(beneath: Lines, amount: Money) -> Words:
    return say(
        "Hier stehen jetzt {lines}, zusammen {sum}: {names}. Speichern Sie Ihren Betrag von"
        " {amount}, entfallen diese Zeilen.",
        "Here are {lines} now, together {sum}: {names}. If you save your amount of {amount}, these"
        " lines go.",
        lines=counted(len(beneath), LINE, LINES),
        sum=total(line.amount for line in beneath),
        names=_names(beneath),
        amount=amount,
    )


def _names(lines: Sequence[PlannedLine]) -> str:
    labels = [line.label for line in lines]
    more = [f"+ {len(labels) - MOST_NAMED}"] if len(labels) > MOST_NAMED else []
    return ", ".join([*labels[:MOST_NAMED], *more])
