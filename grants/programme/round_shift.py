"""Where the planned days of a round go when its deadline moves to a later moment."""

from collections.abc import Mapping
from datetime import date, timedelta
from math import ceil
from typing import Final

from grants.programme.finding import Finding
from grants.programme.round_setup import SOURCE, check_milestones
from grants.programme.stages import RoundState, label
from grants.programme.words import Words, join, say

WEEK: Final = timedelta(weeks=1)


def shifted(
    planned: Mapping[RoundState, date], closes_on: date, until: date
) -> dict[RoundState, date]:
    """The plan for a submission that ends on the day `until` instead of `closes_on`.

    A day stays while at least half of the time that was planned for the step before it is left:
    people have noted it. Another one moves by whole weeks, at least as far as the deadline does,
    so that a Thursday remains a Thursday.
    """
    weeks = max(ceil((until - closes_on) / WEEK), 1) * WEEK
    found: dict[RoundState, date] = {}
    was, before = closes_on, until
    for state in RoundState:
        if state not in planned:
            continue
        on, half = planned[state], (planned[state] - was) / 2
        if not _fits(on, until, before, half):
            on += weeks
        while not _fits(on, until, before, half):
            on += WEEK
        was, found[state], before = planned[state], on, on
    return found


def check_plan(planned: Mapping[RoundState, date], until: date) -> Finding:
    """Does every planned day fit the new deadline, and each come after the step before it?"""
    wrong = [
        state
        for state, finding in zip(
            (state for state in RoundState if state in planned),
            check_milestones(planned, until),
            strict=True,
        )
        if not finding.holds
    ]
    named = join(say("{what} {day}", "{what} {day}", what=label(state), day=planned[state])
                 for state in wrong)  # fmt: skip
    return Finding(
        rule="ROUND-MILESTONES",
        holds=not wrong,
        claim=Words(
            "Die geplanten Termine liegen nach der Frist und folgen dem Ablauf der Runde.",
            "The planned dates lie after the deadline and follow the course of the round.",
        ),
        says=say("Nicht passend: {named}.", "Do not fit: {named}.", named=named)
        if wrong
        else Words("Alle Termine der Runde passen.", "All dates of the round fit."),
        source=SOURCE,
    )


def _fits(on: date, until: date, before: date, half: timedelta) -> bool:
    return on > until and on - before >= half
