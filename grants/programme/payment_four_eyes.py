"""Finding a payment correct, ordering it and paying it are three people's work."""

from collections.abc import Mapping
from typing import Final

from grants.programme.finding import Finding
from grants.programme.four_eyes import FOUR_EYES
from grants.programme.money import NOTHING, Money
from grants.programme.words import Words, say

CLAIM: Final = Words(
    "Feststellen, anordnen und auszahlen sind drei Personen.",
    "Whoever checks, whoever orders and whoever pays are three people.",
)
CHECKED: Final = Words("sachlich und rechnerisch geprüft", "found it correct")
ORDERED: Final = Words("zur Zahlung angeordnet", "ordered the payment")


def check_third_person(person_id: int, did: Mapping[Words, int | None]) -> Finding:
    """Has this person done none of these steps before (domain 7.5)?"""
    done = [words for words, who in did.items() if who == person_id]
    return Finding(
        rule="R-054",
        holds=not done,
        claim=CLAIM,
        says=say(
            "Sie haben schon {what}. Eine andere Person ist am Zug.",
            "You {what} already. Another person is next.",
            what=done[0],
        )
        if done
        else Words("Sie haben hier noch nichts entschieden.", "You decided nothing here yet."),
        source=FOUR_EYES,
        missing=bool(done),
    )


def check_correct(requested: Money, correct: Money, remark: str) -> list[Finding]:
    """Is no more found correct than was asked for, and less only with a reason?"""
    return [
        Finding(
            rule="PAYMENT-CORRECT",
            holds=NOTHING < correct <= requested,
            claim=Words("Festgestellt wird höchstens, was angefordert ist.",
                        "At most what was asked for is found correct."),
            says=say("Angefordert sind {requested}, festgestellt {correct}.",
                     "{requested} is asked for, {correct} is found correct.",
                     requested=requested, correct=correct),
            source=FOUR_EYES,
            place="correct",
        ),
        Finding(
            rule="REASON",
            holds=correct >= requested or bool(remark.strip()),
            claim=Words("Eine Kürzung hat ihren Grund.", "Paying less has its reason."),
            says=Words("Schreiben Sie, warum es weniger ist als angefordert.",
                       "Write why it is less than was asked for."),
            source=FOUR_EYES,
            place="remark",
        ),
    ]  # fmt: skip
