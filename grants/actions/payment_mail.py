"""Mails about what became of a payment request: held, sent back, rejected, paid, bounced."""

from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from grants.actions.team_mail import write_to_team
from grants.models.payment import PaymentRequest
from grants.programme.stages import PaymentState, label

TOLD: Final = frozenset({
    PaymentState.HELD, PaymentState.DRAFT, PaymentState.REJECTED, PaymentState.PAID,
})  # fmt: skip
"""Where a request stands when its recipient has something to read or to do; an order is not told,
for the bank's booking follows it."""


def tell_of_payment(
    session: Session, request: PaymentRequest, *, public_url: str, now: datetime
) -> None:
    """Write to everybody who writes for the cluster where the request stands now, if it matters.

    The mail names the number and no amount; the portal says the rest.
    """
    if request.state not in TOLD:
        return
    grant = request.grant
    write_to_team(
        session,
        grant.award.cluster,
        "payment",
        occasion=f"payment/{request.number}/{request.state.value}/{now.isoformat()}",
        number=request.number,
        state=label(request.state),
        returned=request.state is PaymentState.DRAFT,
        paid=request.state is PaymentState.PAID,
        link=f"{public_url}/grants/{grant.number}/payments/{request.ordinal}",
        now=now,
    )
