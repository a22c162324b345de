"""The part of a round's terms that speaks of payments."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from grants.programme.late_use import InterestFrom


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentTerms:
    """How grants are paid; in how many weeks money is used, the letters say (`letter_terms`)."""

    retention: Fraction = Fraction(0)
    """Part of each grant that is held back until its final report is accepted (R-033)."""
    quarterly: bool = True
    """On cost basis, is there one request for each quarter that has ended (R-031)?"""
    interest_from: InterestFrom = InterestFrom.GRACE
    """Since when money that was not used in time bears interest (R-036)."""
    overdue_blocks: bool = True
    """Is nothing paid while a report of the grant is overdue?"""

    def __post_init__(self) -> None:
        if not 0 <= self.retention < 1:
            raise ValueError(f"what is held back lies in [0, 1), not at {self.retention}")


USUAL_PAYMENTS: Final = PaymentTerms()
"""What holds where the terms of a round say nothing of their own: choices, except the quarter."""
