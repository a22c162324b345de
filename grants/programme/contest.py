"""A waiver of remedies, and what comes against a decision in spite of it (R-051)."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import dropwhile
from typing import Final

from grants.programme.finding import Finding
from grants.programme.notification import SOURCE, Channel, Contest, ContestKind, Course, Dispatch
from grants.programme.words import Words, say

TOLD_FIRST: Final = Words(
    "Verzichten kann nur, wem der Bescheid bekannt gegeben ist. Tragen Sie zuerst ein, wie er"
    " zugegangen ist, oder warten Sie, bis er im Portal geöffnet wurde.",
    "Only who was notified of a decision can waive the remedies. First record how it arrived, or"
    " wait until it was opened in the portal.",
)


def brought_on(dispatches: Iterable[Dispatch]) -> date | None:
    """The first day on which the recipient can have known the letter; nothing while it cannot."""
    days = [
        each.retrieved_on if each.channel is Channel.PORTAL else each.sent_on for each in dispatches
    ]
    return min((day for day in days if day is not None), default=None)


def check_waiver(received_on: date, dispatches: Sequence[Dispatch], course: Course) -> Finding:
    """Was the decision brought to the recipient before the remedies were waived?"""
    brought = brought_on(dispatches) if course.notified_on is not None else None
    if brought is None:
        says = TOLD_FIRST
    elif received_on < brought:
        says = say(
            "Der Verzicht muss am oder nach dem {day} eingegangen sein: Vorher kannte der"
            " Empfänger den Bescheid nicht.",
            "The waiver must have come on or after {day}: before that the recipient did not know"
            " the decision.",
            day=brought,
        )
    else:
        says = Words("Der Bescheid war bekannt.", "The decision was known.")
    return Finding(
        rule="R-051",
        holds=brought is not None and received_on >= brought,
        claim=Words(
            "Verzichtet wird auf Rechtsbehelfe gegen einen bekannten Bescheid.",
            "Remedies are waived against a decision that is known.",
        ),
        says=says,
        source=SOURCE,
        place="received_on",
    )


def check_addressee(reads: bool) -> Finding:
    """Does whoever waives speak for the recipient of the decision?"""
    return Finding(
        rule="R-051",
        holds=reads,
        claim=Words(
            "Auf Rechtsbehelfe verzichtet der Empfänger.", "The recipient waives the remedies."
        ),
        says=Words(
            "Auf Rechtsbehelfe gegen diesen Bescheid verzichtet nur der Empfänger selbst,"
            " schriftlich gegenüber dem Projektträger.",
            "Only the recipient can waive the remedies against this decision, in writing to the"
            " project sponsor.",
        ),
        source=SOURCE,
    )


def after_waiver(contests: Iterable[Contest]) -> list[Contest]:
    """What came although the remedies were waived."""
    from_waiver = dropwhile(lambda each: each.kind is not ContestKind.WAIVER, contests)
    return [each for each in from_waiver if each.kind is not ContestKind.WAIVER]


def against_waiver(waived_on: date) -> Words:
    """What it means that somebody objects or sues after a waiver."""
    return say(
        "Auf Rechtsbehelfe wurde am {day} verzichtet. Der Bescheid bleibt bestandskräftig, solange"
        " der Verzicht gilt. Prüfen Sie, ob er wirksam ist, entscheiden Sie über die Zulässigkeit"
        " und tragen Sie den Ausgang ein.",
        "The remedies were waived on {day}. The decision stays final as long as the waiver holds."
        " Check whether it is valid, decide whether this is admissible, and record the outcome.",
        day=waived_on,
    )


def too_late(last_day: date) -> Words:
    """What it means that it came after the last day."""
    return say(
        "Nach dem {day} eingegangen, dem letzten Tag der Frist. Der Bescheid bleibt"
        " bestandskräftig. Entscheiden Sie über die Zulässigkeit und tragen Sie den Ausgang ein.",
        "It came after {day}, the last day of the period. The decision stays final. Decide whether"
        " it is admissible, and record the outcome.",
        day=last_day,
    )


def objection_to(contest: Contest, contests: Sequence[Contest], course: Course) -> Words | None:
    """Why this objection or action does not keep the decision open; nothing where it does."""
    if contest.kind is ContestKind.WAIVER:
        return None
    waived = [each for each in contests if each.kind is ContestKind.WAIVER]
    if waived and contest in after_waiver(contests):
        return against_waiver(waived[0].received_on)
    if course.last_day is not None and contest.received_on > course.last_day:
        return too_late(course.last_day)
    return None


def sued_too_soon(contest: Contest, contests: Sequence[Contest]) -> Words | None:
    """What it means to sue where an objection comes first and none has been decided on.

    Only for a decision that names the objection as its remedy. It is a hint: the action is pending
    all the same, and whether it is admissible is for the court to say.
    """
    if contest.kind is not ContestKind.COURT_ACTION:
        return None
    objections = [
        each
        for each in contests
        if each.kind is ContestKind.OBJECTION
        and each.ended_on is not None
        and each.ended_on <= contest.received_on
    ]
    if objections:
        return None
    return Words(
        "Der Bescheid nennt den Widerspruch als Rechtsbehelf, und über keinen ist bisher"
        " entschieden. Prüfen Sie, ob die Klage schon zulässig ist.",
        "The decision names the objection as its remedy, and none has been decided on. Check"
        " whether the action is admissible yet.",
    )
