"""What programme, dates and money of a round have to keep to while it is set up."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from grants.programme.calendar import today
from grants.programme.deadline import moment_words
from grants.programme.finding import Finding
from grants.programme.money import NOTHING, Money
from grants.programme.stages import RoundState
from grants.programme.words import Words, say

SOURCE: Final = Words("Ablauf einer Runde", "Course of a round")


def check_programme_named(has_one: bool, code: str, *, named: bool) -> Finding:
    """Is it clear whose round it is: of a programme that is known, or of a new one with a name?"""
    if code:
        holds, place = named, "name_de"
        says = Words(
            "Geben Sie den Namen des neuen Programms in beiden Sprachen ein.",
            "Enter the name of the new programme in both languages.",
        )
    else:
        holds, place = has_one, "code"
        says = Words(
            "Wer leer beginnt, gibt dem neuen Programm ein Kürzel und einen Namen.",
            "Who begins with nothing gives the new programme a code and a name.",
        )
    return Finding(
        rule="PROGRAMME-NAME",
        holds=holds,
        claim=Words("Jede Runde gehört zu einem Programm.", "Each round belongs to a programme."),
        says=says,
        source=SOURCE,
        place=place,
    )


def check_opens_first(opens_at: datetime, closes_at: datetime) -> Finding:
    """Does the submission begin before it ends?"""
    return Finding(
        rule="ROUND-DATES",
        holds=opens_at < closes_at,
        claim=Words("Die Runde öffnet, bevor sie schließt.", "The round opens before it closes."),
        says=say(
            "Die Runde öffnet am {opens} und schließt am {closes}.",
            "The round opens on {opens} and closes on {closes}.",
            opens=today(opens_at),
            closes=today(closes_at),
        ),
        source=SOURCE,
        place="closes_on",
    )


def check_ends_ahead(closes_at: datetime, now: datetime) -> Finding:
    """Can anybody still submit?"""
    return Finding(
        rule="ROUND-AHEAD",
        holds=closes_at > now,
        claim=Words("Die Einreichung endet in der Zukunft.", "The submission ends in the future."),
        says=say(
            "Die Einreichung endet am {closes}, jetzt ist {now}; sie muss noch vor uns liegen.",
            "The submission ends on {closes}, now it is {now}; it must still lie ahead.",
            closes=moment_words(closes_at),
            now=moment_words(now),
        ),
        source=SOURCE,
        place="closes_on",
    )


def check_budget(budget: Money | None) -> Finding:
    """Is there money in the round (R-015)?"""
    return Finding(
        rule="R-015",
        holds=budget is None or budget > NOTHING,
        claim=Words("Die Runde hat Geld.", "The round has money."),
        says=say("Das Rundenbudget ist {budget}.", "The round budget is {budget}.",
                 budget=budget or NOTHING),
        source=SOURCE,
        place="budget",
    )  # fmt: skip


def check_milestones(milestones: Mapping[RoundState, date], closes_on: date) -> list[Finding]:
    """Each planned day after the closing day, and none before the day of an earlier step."""
    found, before = [], None
    for state in RoundState:
        on = milestones.get(state)
        if on is None:
            continue
        found.append(_milestone(state, on, closes_on, before))
        before = max(on, before or on)
    return found


def _milestone(state: RoundState, on: date, closes_on: date, before: date | None) -> Finding:
    says = say(
        "Dieser Tag liegt vor dem Tag des Schrittes davor, dem {before}.",
        "This day lies before the day of the step before it, {before}.",
        before=before or on,
    )
    if on <= closes_on:
        says = say(
            "Dieser Tag muss nach dem Ende der Einreichung am {closes} liegen.",
            "This day must lie after the end of the submission on {closes}.",
            closes=closes_on,
        )
    return Finding(
        rule="ROUND-MILESTONES",
        holds=on > closes_on and (before is None or on >= before),
        claim=Words(
            "Die Termine folgen dem Ablauf der Runde.",
            "The milestones follow the course of the round.",
        ),
        says=says,
        source=SOURCE,
        place=f"{state.value}_on",
    )
