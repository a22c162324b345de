"""Whose turn it is with a payment that is to be used, or was used late (R-030, R-036)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from sqlalchemy.orm import Session

from grants.models.payment import PaymentRequest
from grants.programme.stages import PaymentState
from grants.programme.words import Words
from grants.queries.late_use import charge_on, late_use_hearing

WORDS: Final = {
    "use": Words("Sagen, wann das Geld verwendet wurde", "Say when the money was used"),
    "comment": Words("Zu den Zinsen Stellung nehmen", "Comment on the interest"),
    "decide": Words("Über Zinsen entscheiden", "Decide on interest"),
    "sign": Words("Den Zinsbescheid mitzeichnen", "Countersign the decision on interest"),
}


class Side(StrEnum):
    """Who it waits for."""

    RECIPIENT = "recipient"
    SPONSOR = "sponsor"


@dataclass(frozen=True, slots=True, kw_only=True)
class UseTurn:
    """What a payment that was paid waits for."""

    side: Side
    step: Words
    until: date | None = None
    to_sign: bool = False


def use_turn(session: Session, this: PaymentRequest, today: date) -> UseTurn | None:
    """First the recipient says when it was used; what was late, the sponsor decides on."""
    if not this.paid_on or this.state not in (PaymentState.PAID, PaymentState.IDLE):
        return None
    if this.used_on is None:
        return UseTurn(side=Side.RECIPIENT, step=WORDS["use"], until=this.use_by)
    if this.state is not PaymentState.IDLE:
        return None
    if charge_on(session, this) is not None:
        return UseTurn(side=Side.SPONSOR, step=WORDS["sign"], to_sign=True)
    heard = late_use_hearing(session, this)
    if (
        heard is not None and heard.ended_at is None and heard.answered_on is None
        and heard.answer_until is not None and today <= heard.answer_until
    ):  # fmt: skip
        return UseTurn(side=Side.RECIPIENT, step=WORDS["comment"], until=heard.answer_until)
    return UseTurn(side=Side.SPONSOR, step=WORDS["decide"])
