"""Conditions of an award (§ 36 (2) no. 2 VwVfG): their type, their day, what depends on them."""

from datetime import date
from enum import StrEnum
from typing import Final

from grants.programme.finding import Finding
from grants.programme.money import NOTHING, Money
from grants.programme.words import Words, say

SOURCE: Final = Words("§ 36 Absatz 2 Nummer 2 VwVfG", "Section 36 (2) no. 2 VwVfG")


class ConditionType(StrEnum):
    """What the occurrence of a condition does to the award."""

    SUSPENSIVE = "suspensive"
    """Aufschiebend: the award takes effect only then."""
    RESOLUTORY = "resolutory"
    """Auflösend: the award loses its effect then."""


CONDITION_WORDS: Final = {
    ConditionType.SUSPENSIVE: Words("aufschiebende Bedingung", "suspensive condition"),
    ConditionType.RESOLUTORY: Words("auflösende Bedingung", "resolutory condition"),
}


def missed_words(content: str, due: date, amount: Money) -> Words:
    """What a hearing about a missed condition begins with; an officer completes it."""
    return say(
        "Die Bedingung „{content}“ ist bis zum {due} nicht eingetreten. Beabsichtigt ist, die"
        " Zuwendung in Höhe von {amount} zu widerrufen.",
        "The condition “{content}” did not occur by {due}. It is intended to revoke the grant in"
        " the amount of {amount}.",
        content=content,
        due=due,
        amount=amount,
    )


def check_some_condition(count: int) -> Finding:
    """Does an award under a condition name one?"""
    return Finding(
        rule="CONDITION-NAMED",
        holds=count > 0,
        claim=Words(
            "Der Bescheid unter Bedingung nennt seine Bedingung.",
            "An award under a condition names its condition.",
        ),
        says=Words("Der Bescheid nennt sie.", "The award names it.")
        if count
        else Words("Schreiben Sie mindestens eine Bedingung.", "Write at least one condition."),
        source=SOURCE,
        place="what",
    )


def check_condition_day(due: date, *, decided_on: date, ends_on: date) -> Finding:
    """Is the day by which it has to occur after the decision, and within the approval period?"""
    holds = decided_on < due <= ends_on
    return Finding(
        rule="CONDITION-DAY",
        holds=holds,
        claim=Words(
            "Die Frist der Bedingung liegt im Bewilligungszeitraum.",
            "The date of the condition lies within the approval period.",
        ),
        says=say(
            "Die Frist {due} liegt nach dem {decided} und nicht nach dem {ends}."
            if holds
            else "Die Frist muss nach dem {decided} und spätestens am {ends} liegen. Sie haben"
            " {due} eingegeben.",
            "The date {due} is after {decided} and not after {ends}."
            if holds
            else "The date must be after {decided} and on {ends} at the latest. You entered {due}.",
            due=due,
            decided=decided_on,
            ends=ends_on,
        ),
        source=SOURCE,
        place="due",
    )


def check_condition_amount(depends: Money, granted: Money) -> Finding:
    """Does some of the grant depend on the condition, and not more than all of it?"""
    holds = NOTHING < depends <= granted
    return Finding(
        rule="CONDITION-AMOUNT",
        holds=holds,
        claim=Words(
            "Von der Bedingung hängt höchstens die ganze Zuwendung ab.",
            "At most the whole grant depends on the condition.",
        ),
        says=say(
            "{depends} von {granted} hängen von der Bedingung ab."
            if holds
            else "Der Betrag muss über null liegen und darf höchstens {granted} sein, die ganze"
            " Zuwendung. Sie haben {depends} eingegeben.",
            "{depends} of {granted} depend on the condition."
            if holds
            else "The amount must be above zero and at most {granted}, the whole grant. You entered"
            " {depends}.",
            depends=depends,
            granted=granted,
        ),
        source=SOURCE,
        place="amount",
    )


def check_occurred(occurred_on: date, *, due: date, today: date) -> Finding:
    """Did the condition occur by its date, and not in the future?"""
    holds = occurred_on <= min(due, today)
    return Finding(
        rule="CONDITION-DAY",
        holds=holds,
        claim=Words(
            "Die Bedingung ist in ihrer Frist eingetreten.", "The condition occurred by its date."
        ),
        says=say(
            "Eingetreten am {day}; Frist {due}."
            if holds
            else "Der Tag darf nicht nach der Frist am {due} und nicht nach heute, dem {today},"
            " liegen. Sie haben {day} eingegeben.",
            "Occurred on {day}; date {due}."
            if holds
            else "The day must not be after the date {due} nor after today, {today}. You entered"
            " {day}.",
            day=occurred_on,
            due=due,
            today=today,
        ),
        source=SOURCE,
        place="occurred_on",
    )
