"""What whoever decides on a payment should know besides the rules: hints, they refuse nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from grants.programme.finding import Finding
from grants.programme.money import NOTHING, Money
from grants.programme.sources import TERMS_OF_ROUND
from grants.programme.words import Words, join, say

REPORTS: Final = Words("Nachweise zu dieser Zuwendung", "Reports on this grant")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unused:
    """Money that was paid and whose use nobody stated in time."""

    number: str
    amount: Money
    use_by: date


def check_unused(found: Sequence[Unused]) -> Finding:
    """Is all money used whose time has passed (R-030)?"""
    every = (
        say("{number} über {amount} war bis {day} zu verwenden",
            "{number} of {amount} was to be used by {day}",
            number=one.number, amount=one.amount, day=one.use_by)
        for one in found
    )  # fmt: skip
    return Finding(
        rule="PAYMENT-UNUSED",
        holds=not found,
        claim=Words("Was früher gezahlt wurde, ist verwendet.", "What was paid before was used."),
        says=say("{every}; das ist noch nicht gemeldet.", "{every}; nobody has stated it yet.",
                 every=join(every, "; "))
        if found
        else Words("Keine frühere Auszahlung steht offen.", "No earlier payment is open."),
        source=TERMS_OF_ROUND,
        warns=True,
    )  # fmt: skip


def check_reported(spent: Money, reported: Money, until: int | None) -> Finding:
    """Are the costs that are asked for at least those of the reports? EUR, to a year's end."""
    says = Words("Noch kein Nachweis liegt vor.", "There is no report yet.")
    if until is not None:
        says = say(
            "Angegeben sind {spent} seit Beginn; die Nachweise bis Ende {year} ergeben {reported}.",
            "{spent} since the beginning is stated; reports until the end of {year} come to"
            " {reported}.",
            spent=spent,
            year=str(until),
            reported=reported,
        )
    return Finding(
        rule="PAYMENT-REPORTED",
        holds=until is None or spent >= reported,
        claim=Words("Die Ausgaben passen zu den Nachweisen.", "The costs fit the reports."),
        says=says,
        source=REPORTS,
        place="#spent",
        warns=True,
    )


def check_paid_here(received: Money, paid: Money, spent: Money, repaid: Money = NOTHING) -> Finding:
    """Does a report state as received what was paid in its time? A hint: some came otherwise.

    What was paid back since is not received: the final account would ask for it once more (R-034).
    """
    less = say(" Davon zurückgezahlt: {repaid}.", " Paid back of it: {repaid}.", repaid=repaid)
    return Finding(
        rule="REPORT-PAID",
        holds=received == paid - repaid or spent == received == NOTHING,
        claim=Words(
            "Angegeben ist als erhalten, was ausgezahlt wurde.",
            "What was paid is stated as received.",
        ),
        says=say(
            "Als erhalten angegeben: {received}. In dieser Zeit über dieses System ausgezahlt:"
            " {paid}.{less}",
            "Stated as received: {received}. Paid through this system in that time: {paid}.{less}",
            received=received,
            paid=paid,
            less=less if repaid else Words("", ""),
        ),
        source=REPORTS,
        place="#received",
        warns=True,
    )
