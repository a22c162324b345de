"""Whose turn it is with a payment request."""

from datetime import datetime
from typing import Final

from flask import url_for

from grants.models.payment import PaymentRequest
from grants.programme.roads.road import waited_for
from grants.programme.stages import PAYMENT_MOVES, PaymentState, label
from grants.programme.words import Words, say
from grants.web import filters
from grants.web.strip import NEXT, NOBODY, SPONSOR, TURN, UNTIL, YOU, Cell, Step, Strip

P = PaymentState
AHEAD = {
    P.SUBMITTED: Words("Prüfung durch den Projektträger", "The sponsor checks it"),
    P.HELD: Words("Der Projektträger nimmt sie wieder auf", "The sponsor takes it up again"),
    P.CHECKED: Words("Eine zweite Person ordnet die Zahlung an", "A second person orders it"),
    P.APPROVED: Words("Die Bank führt die Zahlung aus", "The bank carries it out"),
}
USE: Final = Words("Sagen, wann das Geld verwendet wurde", "Say when the money was used")


def strip_of_payment(this: PaymentRequest, now: datetime) -> Strip:
    """The recipient writes; after that it lies with the sponsor, then with the bank."""
    if this.state is P.DRAFT:
        here = url_for("applicant_payment.payment", number=this.grant.number, ordinal=this.ordinal)
        words = Words("Betrag eintragen und einreichen", "Enter the amount and submit")
        if this.reason:
            words = Words("Korrigieren und wieder einreichen", "Correct and submit again")
        cells = (Cell(TURN, YOU, label(this.state)), Cell(NEXT, words))
        return Strip("you", cells, Step(f"{here}#requested", words))
    if this.paid_on and this.used_on is None and this.state in (P.PAID, P.IDLE):
        return _to_use(this, now)
    sent = Cell(
        Words("Eingereicht", "Submitted"),
        filters.moment(this.submitted_at) if this.submitted_at else "–",
    )
    who = SPONSOR if waited_for(PAYMENT_MOVES, this.state) and this.state in AHEAD else NOBODY
    turn = Cell(TURN, who, label(this.state))
    if this.state in AHEAD:
        return Strip("wait", (turn, Cell(NEXT, AHEAD[this.state]), sent))
    paid = Cell(
        Words("Gebucht", "Booked"),
        filters.day(this.paid_on) if this.paid_on else "–",
        say("{amount}", "{amount}", amount=this.correct) if this.correct else "",
    )
    return Strip("wait", (turn, paid if this.paid_on else sent))


def _to_use(this: PaymentRequest, now: datetime) -> Strip:
    """The money is there: the recipient uses it in time and says so."""
    here = url_for("applicant_payment.payment", number=this.grant.number, ordinal=this.ordinal)
    cells = [Cell(TURN, YOU, label(this.state)), Cell(NEXT, USE)]
    if this.use_by is not None:
        day = filters.day(this.use_by)
        cells.append(Cell(UNTIL, day, filters.distance(this.use_by, now)))
    tone = "late" if this.state is P.IDLE else "you"
    return Strip(tone, cells, Step(f"{here}#entry", USE))
