"""What an amendment changes: the figures of a grant before and after, held against each other.

The deep rules of changes come with the requests for them; here the figures have to make sense.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Final

from grants.programme.finding import Finding
from grants.programme.money import NOTHING, Money, eur, total
from grants.programme.words import Words, say

LAW: Final = Words("§§ 48, 49 VwVfG, Nebenbestimmungen", "§§ 48, 49 VwVfG, grant conditions")
Cell = tuple[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantFigures:
    """What an amendment may change: the last day, the money, the plan by category and year."""

    ends_on: date
    direct: Money
    allowance: Money
    own_in_kind: Money
    third_party: Money
    other_public: Money
    cells: Mapping[Cell, Money]

    @property
    def amount(self) -> Money:
        """The grant with its allowance."""
        return self.direct + self.allowance

    @property
    def costs(self) -> Money:
        """The eligible costs: all cells together."""
        return total(self.cells.values())

    @property
    def own_funds(self) -> Money:
        """What the recipient pays in cash: the rest of the costs."""
        others = self.direct + self.own_in_kind + self.third_party + self.other_public
        return self.costs - others

    @property
    def by_category(self) -> dict[str, Money]:
        """The costs of each category over all years."""
        codes = dict.fromkeys(code for code, _year in sorted(self.cells))
        return {
            code: total(money for (one, _year), money in self.cells.items() if one == code)
            for code in codes
        }


MONEY: Final = ("direct", "allowance", "own_in_kind", "third_party", "other_public")


def as_kept(figures: GrantFigures) -> dict[str, Any]:
    """The figures as plain data; the same figures are the same data."""
    return {
        "ends_on": figures.ends_on.isoformat(),
        **{name: str(getattr(figures, name).decimal) for name in MONEY},
        "cells": {
            f"{code}/{year}": str(money.decimal)
            for (code, year), money in sorted(figures.cells.items())
            if money
        },
    }


def from_kept(data: Mapping[str, Any]) -> GrantFigures:
    """The figures that plain data describe."""
    cells: dict[Cell, Money] = {}
    for name, money in data["cells"].items():
        code, _, year = name.rpartition("/")
        cells[code, int(year)] = eur(money)
    return GrantFigures(
        ends_on=date.fromisoformat(data["ends_on"]),
        cells=cells,
        **{name: eur(data[name]) for name in MONEY},
    )


def check_changes(before: GrantFigures, after: GrantFigures) -> Finding:
    """Does the amendment change anything?"""
    changes = as_kept(before) != as_kept(after)
    return Finding(
        rule="AMEND-CHANGE",
        holds=changes,
        claim=Words("Der Bescheid ändert etwas.", "The letter changes something."),
        says=Words("Die Angaben sind andere.", "The figures differ.")
        if changes
        else Words("Ändern Sie mindestens eine Angabe.", "Change at least one figure."),
        source=LAW,
    )


def check_positions(before: GrantFigures, after: GrantFigures, known: Collection[str]) -> Finding:
    """Is every new position one that the round has for such a recipient?"""
    unknown = sorted(set(after.by_category) - set(before.by_category) - set(known))
    return Finding(
        rule="AMEND-POSITION",
        holds=not unknown,
        claim=Words("Die Runde kennt jede Position.", "The round knows every item."),
        says=Words("Alle Positionen sind bekannt.", "All items are known.")
        if not unknown
        else say(
            "Diese Positionen hat die Runde für den Empfänger nicht: {codes}.",
            "The round does not have these items for the recipient: {codes}.",
            codes=", ".join(unknown),
        ),
        source=LAW,
    )


def check_financed(after: GrantFigures) -> Finding:
    """Are the new costs paid for to the cent, with nothing below zero?"""
    parts = [getattr(after, field.name) for field in fields(after) if field.name in MONEY]
    holds = min(*parts, after.own_funds) >= NOTHING and after.direct <= after.costs
    return Finding(
        rule="AMEND-FINANCED",
        holds=holds,
        claim=Words("Die Finanzierung geht auf.", "The financing adds up."),
        says=say(
            "Ausgaben {costs}, Zuwendung {grant}, Eigenmittel {own}.",
            "Costs {costs}, grant {grant}, own funds {own}.",
            costs=after.costs,
            grant=after.direct,
            own=after.own_funds,
        )
        if holds
        else say(
            "Kein Betrag darf unter null liegen, und Zuwendung und andere Mittel dürfen zusammen"
            " höchstens die Ausgaben von {costs} decken. So blieben {own} Eigenmittel.",
            "No amount may be below zero, and the grant and other funds together may cover at most"
            " the costs of {costs}. This would leave {own} of own funds.",
            costs=after.costs,
            own=after.own_funds,
        ),
        source=LAW,
        place="direct",
    )


def check_not_below_revoked(after: GrantFigures, revoked: Money) -> Finding:
    """Does the grant stay at least as high as what was revoked of it before?"""
    holds = after.amount > revoked
    return Finding(
        rule="AMEND-REVOKED",
        holds=holds,
        claim=Words(
            "Die Zuwendung bleibt höher als das, was widerrufen ist.",
            "The grant stays higher than what was revoked of it.",
        ),
        says=say(
            "{amount}, widerrufen {revoked}.",
            "{amount}, revoked {revoked}.",
            amount=after.amount,
            revoked=revoked,
        )
        if holds
        else say(
            "Die Zuwendung muss höher sein als die {revoked}, die schon widerrufen sind. Sie haben"
            " {amount} eingegeben.",
            "The grant must be higher than the {revoked} that were revoked already. You entered"
            " {amount}.",
            amount=after.amount,
            revoked=revoked,
        ),
        source=LAW,
        place="direct",
    )


def check_unchanged(as_proposed: GrantFigures, now: GrantFigures) -> Finding:
    """Is the grant still as it was when the amendment was proposed?"""
    same = as_kept(as_proposed) == as_kept(now)
    return Finding(
        rule="AMEND-STALE",
        holds=same,
        claim=Words(
            "Die Zuwendung ist noch so wie beim Vorschlag.",
            "The grant is still as it was at the proposal.",
        ),
        says=Words("Nichts hat sich geändert.", "Nothing has changed.")
        if same
        else Words(
            "Die Zuwendung hat sich seit dem Vorschlag geändert. Geben Sie ihn zurück.",
            "The grant has changed since the proposal. Send it back.",
        ),
        source=LAW,
    )
