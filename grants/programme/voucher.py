"""Vouchers of a report: what each item cost, who was paid for it and when (R-038, R-039)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from grants.programme.finding import Finding
from grants.programme.money import NOTHING, Money, total
from grants.programme.sources import TERMS_OF_ROUND
from grants.programme.words import Words, say

MOST_VOUCHERS: Final = 2000
"""So many one report may list; a travel list or a pay roll may be one of them."""
LONGEST_PAYEE: Final = 120
LONGEST_PURPOSE: Final = 300
LONGEST_REFERENCE: Final = 60
MOST_NAMED: Final = 5
"""So many vouchers a sentence names; how many more there are, it says as a number."""


LIST_NEEDED: Final = Words(
    " Zu diesem Nachweis gehört die Liste der Belege.",
    " A list of vouchers belongs to this report.",
)


class VoucherList(StrEnum):
    """Which reports need a list of their vouchers (R-038)."""

    ON_REQUEST = "on_request"
    FINAL = "final"
    ALWAYS = "always"


@dataclass(frozen=True, slots=True, kw_only=True)
class Voucher:
    """One item of expenditure with its invoice and the proof of its payment."""

    category: str
    invoice_on: date
    """Day of the invoice, the order or the contract, whichever came first."""
    paid_on: date
    payee: str
    purpose: str
    amount: Money
    """What was paid and is accounted for, EUR."""
    invoice: str
    """Its number at the payee, or where it lies."""
    payment: str
    """Bank statement and item, or what else proves the payment."""


@dataclass(frozen=True, slots=True)
class Period:
    """The days on which expenditure of a report may have been paid."""

    first: date
    last: date


def sums_of(vouchers: Iterable[Voucher]) -> dict[str, Money]:
    """What the vouchers of each category come to, EUR."""
    sums: dict[str, Money] = {}
    for each in vouchers:
        sums[each.category] = sums.get(each.category, NOTHING) + each.amount
    return sums


def check_voucher(voucher: Voucher, period: Period, place: str = "") -> list[Finding]:
    """Can it be accounted for in this report? `place` goes before the name of the field."""
    return [
        Finding(
            rule="R-038",
            holds=period.first <= voucher.paid_on <= period.last,
            claim=Words(
                "Bezahlt wurde im Zeitraum des Nachweises.",
                "It was paid within the period of the report.",
            ),
            says=say(
                "Bezahlt am {day}. Dieser Nachweis umfasst den {first} bis {last}.",
                "Paid on {day}. This report covers {first} to {last}.",
                day=voucher.paid_on, first=period.first, last=period.last,
            ),
            source=TERMS_OF_ROUND,
            place=f"{place}paid_on",
        ),
        Finding(
            rule="R-038",
            holds=voucher.amount > NOTHING,
            claim=Words("Der Beleg nennt einen Betrag.", "The voucher names an amount."),
            says=Words(
                "Der Betrag muss über null liegen.", "The amount must be above zero."
            ),
            source=TERMS_OF_ROUND,
            place=f"{place}amount",
        ),
    ]  # fmt: skip


def check_number(count: int) -> Finding:
    """Are there not more vouchers than a report may list?"""
    return Finding(
        rule="R-038",
        holds=count <= MOST_VOUCHERS,
        claim=say("Ein Nachweis nennt höchstens {most} Belege.",
                  "A report lists at most {most} vouchers.", most=MOST_VOUCHERS),
        says=say(
            "Es sind {count} Belege, höchstens {most} finden Platz. Fassen Sie gleichartige in"
            " einer Liste zusammen, etwa Reisen.",
            "There are {count} vouchers, at most {most} have room. Put alike ones into one list,"
            " such as travel.",
            count=count, most=MOST_VOUCHERS,
        ),
        source=TERMS_OF_ROUND,
    )  # fmt: skip


def check_sums(
    spent: Mapping[str, Money],
    listed: Mapping[str, Money],
    names: Mapping[str, Words],
    *,
    needed: bool = False,
) -> list[Finding]:
    """Do the vouchers come to what the report says was spent? One finding for each category.

    Where the terms ask for no list, a report without any voucher gets a hint only.
    """
    if not listed:
        return [_check_any(total(spent.values()), needed=needed)]
    return [
        _check_sum(name, code, spent.get(code, NOTHING), listed.get(code, NOTHING))
        for code, name in names.items()
        if spent.get(code, NOTHING) or listed.get(code, NOTHING)
    ]


def check_started(vouchers: Sequence[tuple[int, Voucher]], starts_on: date) -> Finding:
    """Was nothing ordered before the grant began (R-039)? A hint: an early start may be allowed.

    Each voucher comes with its number in the report.
    """
    early = [number for number, each in vouchers if each.invoice_on < starts_on]
    return Finding(
        rule="R-039",
        holds=not early,
        claim=Words(
            "Nichts wurde vor dem Beginn der Zuwendung beauftragt.",
            "Nothing was ordered before the grant began.",
        ),
        says=say(
            "Vor dem {day} beauftragt oder berechnet: {which}. Ohne vorzeitigen"
            " Maßnahmenbeginn ist das nicht zuwendungsfähig.",
            "Ordered or invoiced before {day}: {which}. Without an approved early start this is"
            " not eligible.",
            day=starts_on, which=_named(early),
        )
        if early
        else Words("Alle Belege sind vom Zeitraum der Zuwendung.",
                   "All vouchers are of the period of the grant."),
        source=TERMS_OF_ROUND,
        place="#vouchers",
        warns=True,
    )  # fmt: skip


def check_once(vouchers: Sequence[tuple[int, Voucher]]) -> Finding:
    """Is no invoice listed twice: same payee, invoice and amount? A hint: parts may be equal."""
    seen: dict[tuple[str, str, Money], int] = {}
    twice = []
    for number, each in vouchers:
        same = each.payee.casefold(), each.invoice.casefold(), each.amount
        if seen.setdefault(same, number) != number:
            twice.append(number)
    return Finding(
        rule="R-038",
        holds=not twice,
        claim=Words("Keine Rechnung steht zweimal da.", "No invoice is listed twice."),
        says=say(
            "Empfänger, Rechnung und Betrag wie bei einem Beleg davor: {which}.",
            "Same payee, invoice and amount as a voucher before: {which}.",
            which=_named(twice),
        )
        if twice
        else Words("Jede Rechnung steht einmal da.", "Every invoice is listed once."),
        source=TERMS_OF_ROUND,
        place="#vouchers",
        warns=True,
    )


def _check_any(spent: Money, *, needed: bool) -> Finding:
    return Finding(
        rule="R-038",
        holds=spent == NOTHING,
        claim=Words("Jede Ausgabe ist belegt.", "Every expenditure has its voucher."),
        says=say(
            "Noch ist kein Beleg erfasst. Verwendet sind {spent}.{more}",
            "No voucher is entered yet. Spent are {spent}.{more}",
            spent=spent,
            more=LIST_NEEDED if needed else Words("", ""),
        ),
        source=TERMS_OF_ROUND,
        place="#vouchers",
        warns=not needed,
    )


def _check_sum(name: Words, code: str, spent: Money, listed: Money) -> Finding:
    more, less = listed - spent, spent - listed
    says = say("{name}: {spent} belegt.", "{name}: vouchers for {spent}.", name=name, spent=spent)
    if listed > spent:
        says = say(
            "{name}: Die Belege ergeben {listed}, eingetragen sind {spent}. Das sind {more} mehr.",
            "{name}: the vouchers come to {listed}, {spent} is entered. That is {more} more.",
            name=name, listed=listed, spent=spent, more=more,
        )  # fmt: skip
    elif listed < spent:
        says = say(
            "{name}: Die Belege ergeben {listed}, eingetragen sind {spent}. Es fehlen {less}.",
            "{name}: the vouchers come to {listed}, {spent} is entered. {less} is missing.",
            name=name, listed=listed, spent=spent, less=less,
        )  # fmt: skip
    return Finding(
        rule="R-038",
        holds=listed == spent,
        claim=Words("Die Belege ergeben die Ausgaben.", "The vouchers come to the expenditure."),
        says=says,
        source=TERMS_OF_ROUND,
        place=f"#spent_{code}",
    )


def _named(numbers: Sequence[int]) -> Words:
    first = ", ".join(str(each) for each in numbers[:MOST_NAMED])
    more = len(numbers) - MOST_NAMED
    what = Words(f"Beleg {first}", f"voucher {first}")
    if more <= 0:
        return what
    return say("{what} und {more} weitere", "{what} and {more} more", what=what, more=more)
