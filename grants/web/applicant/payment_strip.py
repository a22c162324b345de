"""Whose turn it is with a payment request."""

from datetime import datetime

from flask import url_for

from grants.models.payment import PaymentRequest
from grants.programme.roads.road import waited_for
from grants.programme.stages import PAYMENT_MOVES, PaymentState, label
from grants.programme.words import Words, say
from grants.web import filters
from grants.web.late_use_turn import Side, UseTurn
from grants.web.strip import NEXT, NOBODY, SPONSOR, TURN, UNTIL, YOU, Cell, Step, Strip

P = PaymentState
AHEAD = {
    P.SUBMITTED: Words("Prüfung durch den Projektträger", "The sponsor checks it"),
    P.HELD: Words("Der Projektträger nimmt sie wieder auf", "The sponsor takes it up again"),
    P.CHECKED: Words("Eine zweite Person ordnet die Zahlung an", "A second person orders it"),
    P.APPROVED: Words("Die Bank führt die Zahlung aus", "The bank carries it out"),
}


def strip_of_payment(this: PaymentRequest, now: datetime, use: UseTurn | None) -> Strip:
    """The recipient writes; then it lies with the sponsor, the bank, and with who uses it."""
    if this.state is P.DRAFT:
        here = url_for("applicant_payment.payment", number=this.grant.number, ordinal=this.ordinal)
        words = Words("Betrag eintragen und einreichen", "Enter the amount and submit")
        if this.reason:
            words = Words("Korrigieren und wieder einreichen", "Correct and submit again")
        cells = (Cell(TURN, YOU, label(this.state)), Cell(NEXT, words))
        return Strip("you", cells, Step(f"{here}#requested", words))
    if use is not None:
        return _used(this, use, now)
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


def _used(this: PaymentRequest, use: UseTurn, now: datetime) -> Strip:
    """The money is there: the recipient uses it in time and says so, or comments on interest."""
    yours = use.side is Side.RECIPIENT
    cells = [Cell(TURN, YOU if yours else SPONSOR, label(this.state)), Cell(NEXT, use.step)]
    if use.until is not None:
        cells.append(Cell(UNTIL, filters.day(use.until), filters.distance(use.until, now)))
    if not yours:
        return Strip("wait", cells)
    here = url_for("applicant_payment.payment", number=this.grant.number, ordinal=this.ordinal)
    if this.used_on is not None:
        return Strip("you", cells, Step(f"{here}#heard", use.step))
    return Strip("late" if this.state is P.IDLE else "you", cells, Step(f"{here}#entry", use.step))
