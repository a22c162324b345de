"""Why a booking that names one of our payments is not taken for it: what differs, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from grants.programme.legal_entity import masked_account
from grants.programme.money import Money
from grants.programme.words import Words, say


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What the bank booked, or what was ordered: amount in EUR, account and reference."""

    amount: Money
    iban: str
    reference: str


def what_differs(
    booked: Side, ordered: Side, *, credit: bool, at_bank: bool, paid_on: date | None
) -> list[Words]:
    """Every difference between a booking and the payment it names; most telling first.

    `at_bank`: the payment is in a run. `paid_on`: the day it was booked before, if it was.
    """
    return list(_differences(booked, ordered, credit=credit, at_bank=at_bank, paid_on=paid_on))


def _differences(
    booked: Side, ordered: Side, *, credit: bool, at_bank: bool, paid_on: date | None
) -> Iterator[Words]:
    if paid_on is not None and not credit:
        yield say("gebucht ist sie schon am {day}", "it was booked on {day} already", day=paid_on)
    elif not at_bank:
        yield Words("sie ist in keinem Zahllauf", "it is in no payment run")
    if booked.amount != ordered.amount:
        yield say(
            "gebucht sind {booked} statt {ordered}",
            "{booked} is booked instead of {ordered}",
            booked=booked.amount,
            ordered=ordered.amount,
        )
    if booked.iban and booked.iban != ordered.iban:
        yield say(
            "das Konto ist {booked} statt {ordered}",
            "the account is {booked} instead of {ordered}",
            booked=masked_account(booked.iban),
            ordered=masked_account(ordered.iban) or "–",
        )
    if booked.reference != ordered.reference:
        yield say(
            "die Referenz {booked} gehört zu einer früheren Anordnung, jetzt gilt {ordered}",
            "the reference {booked} is of an earlier order, {ordered} holds now",
            booked=booked.reference,
            ordered=ordered.reference,
        )
    if credit:
        yield Words("es ist eine Gutschrift", "it is a credit")
