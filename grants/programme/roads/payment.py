"""The road of a payment request (Zahlungsanforderung)."""

from enum import StrEnum
from typing import Final

from grants.programme.roads.road import APPLICANT, SPONSOR, Move, from_each
from grants.programme.words import Words


class PaymentState(StrEnum):
    """Where a payment request stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    HELD = "held"
    CHECKED = "checked"
    APPROVED = "approved"
    PAID = "paid"
    USED = "used"
    IDLE = "idle"
    INTEREST_NOTICE = "interest_notice"
    REJECTED = "rejected"


P = PaymentState

OPEN: Final = (P.DRAFT, P.SUBMITTED, P.HELD, P.CHECKED)
"""It is written or decided on; a grant has one such request at a time."""
PAID: Final = (P.PAID, P.USED, P.IDLE, P.INTEREST_NOTICE)
"""The bank has booked it, whatever became of the money."""
ORDERED: Final = (P.APPROVED, *PAID)
"""Its money is set aside or paid."""

PAYMENT_WORDS: Final = {
    P.DRAFT: Words("Entwurf", "Draft"),
    P.SUBMITTED: Words("Eingereicht", "Submitted"),
    P.HELD: Words("Zurückgestellt", "Held"),
    P.CHECKED: Words("Sachlich und rechnerisch richtig", "Found correct"),
    P.APPROVED: Words("Zur Zahlung angeordnet", "Approved for payment"),
    P.PAID: Words("Ausgezahlt", "Paid"),
    P.USED: Words("Verwendet", "Used"),
    P.IDLE: Words("Nicht rechtzeitig verwendet", "Not used in time"),
    P.INTEREST_NOTICE: Words("Zinsen gefordert", "Interest charged"),
    P.REJECTED: Words("Abgelehnt", "Rejected"),
}

PAYMENT_MOVES: Final[tuple[Move[PaymentState], ...]] = (
    Move("submit", P.DRAFT, P.SUBMITTED, APPLICANT, Words("Mittel anfordern", "Request")),
    *from_each((P.SUBMITTED,), "withdraw", P.DRAFT, APPLICANT, Words("Zurückziehen", "Withdraw")),
    *from_each(
        (P.SUBMITTED, P.HELD), "send_back", P.DRAFT, SPONSOR, Words("Zurückgeben", "Send back")
    ),
    Move("check", P.SUBMITTED, P.CHECKED, SPONSOR, Words("Richtigkeit feststellen", "Check")),
    *from_each((P.SUBMITTED,), "hold", P.HELD, SPONSOR, Words("Zurückstellen", "Hold")),
    Move("release", P.HELD, P.SUBMITTED, SPONSOR, Words("Wieder aufnehmen", "Release")),
    *from_each(
        (P.CHECKED,), "check_again", P.SUBMITTED, SPONSOR, Words("Erneut prüfen", "Check again")
    ),
    Move("approve", P.CHECKED, P.APPROVED, SPONSOR, Words("Zahlung anordnen", "Approve")),
    *from_each(
        (P.APPROVED,), "take_back", P.CHECKED, SPONSOR, Words("Anordnung aufheben", "Take back")
    ),
    *from_each(
        (P.SUBMITTED, P.HELD, P.CHECKED), "reject", P.REJECTED, SPONSOR, Words("Ablehnen", "Reject")
    ),
    Move("pay", P.APPROVED, P.PAID, SPONSOR, Words("Auszahlen", "Pay")),
    *from_each((P.APPROVED, P.PAID), "bounce", P.CHECKED, SPONSOR, Words("Rückläufer", "Bounced")),
    Move("record_use", P.PAID, P.USED, APPLICANT, Words("Verwendung melden", "Report the use")),
    Move(
        "find_idle",
        P.PAID,
        P.IDLE,
        SPONSOR,
        Words("Verspätete Verwendung feststellen", "Find not used in time"),
        system=True,
        side=True,
    ),
    Move(
        "charge_interest",
        P.IDLE,
        P.INTEREST_NOTICE,
        SPONSOR,
        Words("Zinsen fordern", "Charge interest"),
    ),
    *from_each(
        (P.IDLE,), "excuse", P.USED, SPONSOR, Words("Von Zinsen absehen", "Waive the interest")
    ),
)
