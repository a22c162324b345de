"""Public money from several sides: for the same costs (R-028), and small aid (R-029)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from grants.programme.aid_terms import in_force
from grants.programme.calendar import months_later
from grants.programme.finding import Finding
from grants.programme.money import NOTHING, Money, total
from grants.programme.sources import CUMULATION, SMALL_AID
from grants.programme.terms import Terms
from grants.programme.unjudged import NO_COSTS, not_judged
from grants.programme.words import Words, say

MONTHS_OF_YEAR: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallAid:
    """Aid that an undertaking or a cluster received earlier."""

    on: date
    """The day on which the legal right to it arose."""
    giver: str = ""
    amount: Money


def room_beside(highest: Money, other_public: Money) -> Money:
    """What may still be granted here, in EUR, beside other public aid for the same costs (R-028).

    `highest` is the most that all public aid together may come to.
    """
    return max(highest - other_public, NOTHING)


def check_cumulation(name: str, *, highest: Money, grant: Money, other_public: Money) -> Finding:
    """Does all public aid for the same costs stay within the highest share (R-028)?"""
    room = room_beside(highest, other_public)
    if not other_public:
        says = say(
            "{name}: keine andere öffentliche Förderung für dieselben Kosten.",
            "{name}: no other public funding for the same costs.",
            name=name,
        )
    elif grant <= room:
        says = say(
            "{name}: {grant} und {other} von anderer Stelle, zusammen höchstens {highest}.",
            "{name}: {grant} and {other} from elsewhere, together at most {highest}.",
            name=name, grant=grant, other=other_public, highest=highest,
        )  # fmt: skip
    else:
        says = say(
            "{name}: Neben {other} von anderer Stelle sind hier höchstens {room} möglich, "
            "nicht {grant}.",
            "{name}: Beside {other} from elsewhere at most {room} is possible here, not {grant}.",
            name=name, grant=grant, other=other_public, room=room,
        )  # fmt: skip
    found = Finding(
        rule="R-028",
        holds=not other_public or grant <= room,
        claim=Words("Nichts wird doppelt gefördert.", "Nothing is funded twice."),
        says=says,
        source=CUMULATION,
        place="budget#other_public",
    )
    entered = highest or grant or other_public
    return found if entered else not_judged(found, NO_COSTS, name=name)


def small_aid_in_window(terms: Terms, earlier: Iterable[SmallAid], on: date) -> Money:
    """The de-minimis aid, in EUR, of the years that end on this day (R-029).

    Aid of the same day so many years earlier has left the window.
    """
    law = in_force(terms.de_minimis, on)
    if law is None:
        return NOTHING
    begins = months_later(on, -law.years * MONTHS_OF_YEAR)
    return total(aid.amount for aid in earlier if begins < aid.on <= on)


def check_small_aid(
    terms: Terms, name: str, *, asked: Money, earlier: Iterable[SmallAid] | None, on: date
) -> Finding | None:
    """Is de-minimis aid within its ceiling, with all of the years before (R-029)?

    `on` is the day on which the legal right arises; `earlier` is None while the company has not
    said what it received, which breaks the rule. Nothing is found where the call does not give
    such aid.
    """
    law = in_force(terms.de_minimis, on)
    if law is None or not law.used:
        return None
    received = small_aid_in_window(terms, earlier or (), on)
    return Finding(
        rule="R-029",
        holds=earlier is not None and received + asked <= law.ceiling,
        claim=say(
            "De-minimis-Beihilfen bleiben in {years} Jahren unter {ceiling}.",
            "De-minimis aid stays below {ceiling} in {years} years.",
            years=law.years, ceiling=law.ceiling,
        ),
        says=say(
            "{name}: {received} erhalten, {asked} beantragt, höchstens {ceiling}.",
            "{name}: {received} received, {asked} asked for, at most {ceiling}.",
            name=name, received=received, asked=asked, ceiling=law.ceiling,
        )
        if earlier is not None
        else say(
            "{name}: Geben Sie an, welche De-minimis-Beihilfen es in {years} Jahren gab.",
            "{name}: State which de-minimis aid there was within {years} years.",
            name=name, years=law.years,
        ),
        source=SMALL_AID,
        place="aid",
    )  # fmt: skip
