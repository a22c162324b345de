"""What has to make sense before money is reclaimed: its parts, its payment, its interest."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from grants.programme.finding import Finding
from grants.programme.money import NOTHING, Money
from grants.programme.reclaim_interest import half_years
from grants.programme.words import Words, say

RECLAIM_LAW: Final = Words("§ 49a VwVfG", "Section 49a VwVfG")


def check_reclaim(reclaim: Money, revoked: Money) -> Finding:
    """Is no more reclaimed than is revoked (§ 49a (1))?"""
    holds = NOTHING <= reclaim <= revoked
    return Finding(
        rule="REVOKE-RECLAIM",
        holds=holds,
        claim=Words(
            "Zurückgefordert wird höchstens, was widerrufen ist.",
            "At most what is revoked is reclaimed.",
        ),
        says=say(
            "Zurückgefordert {reclaim}, widerrufen {revoked}."
            if holds
            else "Zurückfordern lassen sich höchstens {revoked}, so viel wird widerrufen. Sie haben"
            " {reclaim} eingegeben.",
            "Reclaimed {reclaim}, revoked {revoked}."
            if holds
            else "At most {revoked} can be reclaimed, which is what is revoked. You entered"
            " {reclaim}.",
            reclaim=reclaim,
            revoked=revoked,
        ),
        source=RECLAIM_LAW,
        place="reclaim",
    )


def check_pieces(
    revoked: Money, allowance: Money, *, granted: Money, granted_allowance: Money
) -> Finding:
    """Is the project allowance in it no more than is still granted as such, the rest neither?"""
    most = min(granted_allowance, revoked)
    fits = NOTHING <= allowance <= most
    if not fits:
        says = say(
            "Die Pauschale darin darf höchstens {most} sein. Sie haben {allowance} eingegeben.",
            "The allowance in it may be at most {most}. You entered {allowance}.",
            most=most,
            allowance=allowance,
        )
    elif revoked - allowance > granted:
        says = say(
            "Ohne Pauschale lassen sich höchstens {granted} widerrufen, Sie haben {rest}"
            " eingegeben. Geben Sie an, wie viel davon Pauschale ist.",
            "Without the allowance at most {granted} can be revoked, you entered {rest}. Say how"
            " much of it is allowance.",
            granted=granted,
            rest=revoked - allowance,
        )
    else:
        says = say(
            "Darin Pauschale {allowance}, bewilligt sind noch {granted}.",
            "Allowance in it {allowance}, still granted {granted}.",
            allowance=allowance,
            granted=granted_allowance,
        )
    return Finding(
        rule="REVOKE-ALLOWANCE",
        holds=fits and revoked - allowance <= granted,
        claim=Words(
            "Die Pauschale darin ist höchstens die, die noch bewilligt ist.",
            "The allowance in it is at most the one that is still granted.",
        ),
        says=says,
        source=RECLAIM_LAW,
        place="allowance",
    )


def check_payment(reclaim: Money, pay_by: date | None, pay_to: str, today: date) -> Finding:
    """Does whoever has to pay know by when and to whom?"""
    known = pay_by is not None and pay_by > today and bool(pay_to.strip())
    return Finding(
        rule="REVOKE-PAYMENT",
        holds=not reclaim or known,
        claim=Words(
            "Eine Rückforderung nennt Zahlungsfrist und Bankverbindung.",
            "A reclaim names the date of payment and the bank details.",
        ),
        says=Words("Beides steht da, oder es wird nichts gefordert.", "Both are there.")
        if not reclaim or known
        else Words(
            "Nennen Sie einen Zahlungstag nach heute und die Bankverbindung.",
            "Name a day of payment after today, and the bank details.",
        ),
        source=RECLAIM_LAW,
        place="pay_by",
    )


def check_rates_hold(used: Mapping[date, Decimal], known: Mapping[date, Decimal]) -> Finding:
    """Was no base rate corrected since the interest was worked out?"""
    other = sorted(begins for begins, rate in used.items() if known.get(begins) != rate)
    return Finding(
        rule="R-037",
        holds=not other,
        claim=Words("Die Zinsen sind mit den Basiszinssätzen gerechnet, die gelten.",
                    "The interest is worked out with the base rates that hold."),
        says=say("Der Basiszinssatz ab {day} wurde seit dem Vorschlag berichtigt. Schlagen Sie neu"
                 " vor.",
                 "The base rate from {day} was corrected since the proposal. Propose anew.",
                 day=other[0])
        if other
        else Words("Sie gelten noch.", "They still hold."),
        source=RECLAIM_LAW,
    )  # fmt: skip


def check_interest(
    reclaim: Money,
    first: date | None,
    last: date | None,
    bases: Mapping[date, Decimal],
    waived: str,
) -> Finding:
    """Is there a base rate for each half-year of the interest, or a reason to ask for none?"""
    missing: list[date] = []
    if first is not None and last is not None and first <= last:
        missing = [begins for begins in half_years(first, last) if begins not in bases]
        holds = not missing
    else:
        holds = bool(waived.strip()) and first is None and last is None
    if missing:
        says = say(
            "Der Basiszinssatz ab {day} ist noch nicht eingetragen.",
            "The base rate from {day} is not entered yet.",
            day=missing[0],
        )
    elif holds or not reclaim:
        says = Words("Für die Zinsen ist alles angegeben.", "All is given for the interest.")
    else:
        says = Words(
            "Geben Sie Beginn und Ende der Zinsen an, oder warum Sie darauf verzichten.",
            "Give the beginning and the end of the interest, or why none is asked for.",
        )
    return Finding(
        rule="R-037",
        holds=holds or not reclaim,
        claim=Words(
            "Erstattungen werden verzinst, oder der Verzicht ist begründet.",
            "Repayments bear interest, or there is a reason why not.",
        ),
        says=says,
        source=RECLAIM_LAW,
        place="interest_from",
    )
