"""Base rates as the Bundesbank makes them known on 1 January and 1 July (§ 247 BGB), R-037."""

from collections.abc import Collection
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from grants.programme.finding import Finding
from grants.programme.reclaim_interest import half_year, next_half_year
from grants.programme.words import Words, say

BASE_RATE_LAW: Final = Words("§ 247 BGB", "Section 247 BGB")
LOWEST, HIGHEST = Decimal(-5), Decimal(20)
"""Beyond them it is a slip of the pen: since 2002 it lay between -0.88 and 3.62."""
AHEAD: Final = timedelta(days=31)
"""So long before it holds may a rate be known."""


def check_begins(begins: date, today: date) -> Finding:
    """Is it the first day of a half-year whose rate can be known by now?"""
    first = begins == half_year(begins)
    return Finding(
        rule="BASE-RATE-DAY",
        holds=first and begins <= today + AHEAD,
        claim=Words("Ein Basiszinssatz gilt ab 1. Januar oder 1. Juli und ist schon bekannt.",
                    "A base rate holds from 1 January or 1 July, and is known already."),
        says=say("Der Satz gilt ab {day}.", "The rate holds from {day}.", day=begins)
        if first and begins <= today + AHEAD
        else say("Er gilt ab 1. Januar oder 1. Juli. Sie haben {day} eingegeben.",
                 "It holds from 1 January or 1 July. You entered {day}.", day=begins)
        if not first
        else say("Der Satz ab {day} ist heute, am {today}, noch nicht bekannt.",
                 "The rate from {day} is not known yet today, on {today}.",
                 day=begins, today=today),
        source=BASE_RATE_LAW,
        place="begins",
    )  # fmt: skip


def check_height(rate: Decimal) -> Finding:
    """Is it a rate at all, and not a slip of the pen?"""
    return Finding(
        rule="BASE-RATE-HEIGHT",
        holds=LOWEST <= rate <= HIGHEST,
        claim=Words("Der Satz ist glaubhaft.", "The rate can be true."),
        says=Words("Der Satz liegt zwischen -5 und 20 Prozent.",
                   "The rate lies between -5 and 20 per cent."),
        source=BASE_RATE_LAW,
        place="rate",
    )  # fmt: skip


def check_source(source: str) -> Finding:
    """Can somebody else look it up?"""
    return Finding(
        rule="BASE-RATE-SOURCE",
        holds=bool(source.strip()),
        claim=Words("Die Quelle steht dabei.", "Its source stands beside it."),
        says=Words("Nennen Sie die Quelle, wie die Bekanntmachung der Deutschen Bundesbank.",
                   "Name the source, such as the notice of the Deutsche Bundesbank."),
        source=BASE_RATE_LAW,
        place="source",
    )  # fmt: skip


def check_corrects(kept: Decimal | None, rate: Decimal, reason: str) -> list[Finding]:
    """What is known already is corrected by another rate only, and with a reason."""
    if kept is None:
        return []
    return [
        Finding(
            rule="BASE-RATE-CORRECT",
            holds=kept != rate,
            claim=Words("Eine Berichtigung ändert den Satz.", "A correction changes the rate."),
            says=say("Eingetragen ist schon {kept} %.", "{kept} % is entered already.",
                     kept=_words(kept)),
            source=BASE_RATE_LAW,
            place="rate",
        ),
        Finding(
            rule="BASE-RATE-CORRECT",
            holds=bool(reason.strip()),
            claim=Words("Eine Berichtigung hat ihren Grund.", "A correction has its reason."),
            says=say("Eingetragen sind {kept} %. Warum wird berichtigt?",
                     "{kept} % is entered. Why is it corrected?", kept=_words(kept)),
            source=BASE_RATE_LAW,
            place="reason",
        ),
    ]  # fmt: skip


def unknown_since(known: Collection[date], today: date) -> date:
    """The first half-year after the latest known one; the one of today where none is known."""
    return next_half_year(max(known)) if known else half_year(today)


def _words(rate: Decimal) -> Words:
    return Words(f"{rate:.2f}".replace(".", ","), f"{rate:.2f}")
