"""What a grant comes to in the end: share financing over the costs that are accepted (R-034)."""

from dataclasses import dataclass
from fractions import Fraction

from grants.programme.finding import Finding
from grants.programme.funding import granted_share, rounded_down
from grants.programme.money import NOTHING, Money
from grants.programme.sources import TERMS_OF_ROUND
from grants.programme.terms import Terms
from grants.programme.words import Words, say


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantFigures:
    """What the award and its amendments and revocations say, EUR."""

    direct: Money
    allowance: Money
    revoked: Money
    share: Fraction
    """The part of the costs that is paid."""

    @property
    def left(self) -> Money:
        """The most that can be paid in the end."""
        return self.direct + self.allowance - self.revoked


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """The last account of a grant, EUR."""

    accepted: Money
    """The costs that staff accepted, or so far nobody refused."""
    direct: Money
    """The share of these costs, rounded down; never more than was granted."""
    allowance: Money
    """The project allowance for it."""
    left: Money
    received: Money

    @property
    def final(self) -> Money:
        """What the grant comes to."""
        return min(self.direct + self.allowance, self.left)

    @property
    def back(self) -> Money:
        """What was received too much."""
        return max(self.received - self.final, NOTHING)

    @property
    def due(self) -> Money:
        """What may still be paid."""
        return max(self.final - self.received, NOTHING)


def settle(terms: Terms, grant: GrantFigures, accepted: Money, received: Money) -> Settlement:
    """The account of this grant when these costs are accepted (R-034).

    The grant follows the costs downwards and never upwards. The allowance follows the grant in the
    proportion in which it was granted. Raises ValueError when the costs are negative.
    """
    direct = min(grant.direct, granted_share(terms, accepted, grant.share))
    allowance = NOTHING
    if grant.direct:
        part = Fraction(direct.cents, grant.direct.cents)
        allowance = rounded_down(terms, grant.allowance.share(part))
    return Settlement(
        accepted=accepted, direct=direct, allowance=allowance, left=grant.left, received=received
    )


def to_reclaim(found: Settlement) -> bool:
    """Was too much received, and has no revocation said so yet?"""
    return bool(found.back) and found.left > found.final


def check_settled(found: Settlement) -> Finding:
    """Was no more received than the grant comes to? A hint for whoever closes the account."""
    says = say(
        "Aus {accepted} zuwendungsfähigen Ausgaben folgt eine Zuwendung von {final}. Erhalten sind"
        " {received}.",
        "Eligible costs of {accepted} lead to a grant of {final}. {received} was received.",
        accepted=found.accepted,
        final=found.final,
        received=found.received,
    )
    return Finding(
        rule="R-034",
        holds=not found.back,
        claim=Words(
            "Erhalten ist höchstens, was die Zuwendung am Ende beträgt.",
            "At most what the grant comes to in the end was received.",
        ),
        says=says
        if not found.back
        else say(
            "{says} Zurückzuzahlen sind {back}.",
            "{says} {back} is to be paid back.",
            says=says,
            back=found.back,
        ),
        source=TERMS_OF_ROUND,
        place="#received",
        warns=True,
    )


def back_words(found: Settlement) -> Words:
    """What a hearing after the final account begins with; an officer completes it."""
    return say(
        "Nach dem Verwendungsnachweis beträgt die Zuwendung {final}; erhalten sind {received}."
        " Beabsichtigt ist, {back} zu widerrufen und zurückzufordern (§ 49a VwVfG).",
        "By the final report the grant comes to {final}; {received} was received. It is intended to"
        " revoke and reclaim {back} (section 49a VwVfG).",
        final=found.final,
        received=found.received,
        back=found.back,
    )
