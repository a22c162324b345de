"""What the public may know of a grant, and when."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from grants.programme.money import Money
from grants.programme.stages import GrantState
from grants.programme.words import Words

G = GrantState
PUBLIC: Final = (
    G.FINAL, G.ACTIVE, G.PAYMENT_STOPPED, G.HEARING, G.PARTLY_REVOKED, G.RECOVERY, G.PERIOD_ENDED,
    G.PROOF_DUE, G.PROOF_SUBMITTED, G.PROOF_CHECKED, G.SETTLED, G.RETENTION, G.ARCHIVED,
)  # fmt: skip
"""From when the award is final. One that was revoked or withdrawn as a whole is public no more, nor
is one that somebody contests; where a public one stands beyond that is nobody else's business."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicGrant:
    """One grant as anybody may know it; no word about a person."""

    number: str
    recipient: str
    city: str
    country: str
    lei: str
    cluster: str
    region: str
    project: str | None
    """Title of the joint project; nothing for the cluster management."""
    funder: str
    """The granting authority, by its name on the day of the award."""
    funder_code: str
    programme: Words
    code: str
    round: int
    awarded_on: date
    starts_on: date
    ends_on: date
    amount: Money
    """After what was revoked, EUR."""
    changed_at: datetime
    synthetic: bool
