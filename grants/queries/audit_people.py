"""Who did which part of a decision: two officers for each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from grants.models.decision import Decision, DecisionState
from grants.programme.words import Words
from grants.queries.decision import KIND_WORDS


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoPeople:
    """One decision and the people behind it (R-054)."""

    what: Words
    number: str
    """Public number of what it is about."""
    first: str
    first_at: datetime
    second: str | None
    second_at: datetime | None
    same: bool
    """Told by their accounts: two people may bear the same name."""
    void: bool = False
    """Sent back or superseded."""

    @property
    def done(self) -> bool:
        """Has the second person acted?"""
        return self.second is not None


def decided_by_two(decisions: Iterable[Decision], until: datetime) -> list[TwoPeople]:
    """Who drafted and who countersigned each decision, as it stood at this moment."""
    return [_of(decision, until) for decision in decisions]


def _of(decision: Decision, until: datetime) -> TwoPeople:
    signed = decision.countersigned_at is not None and decision.countersigned_at <= until
    second = decision.countersigned_by if signed else None
    return TwoPeople(
        what=KIND_WORDS[decision.kind],
        number=decision.number,
        first=decision.proposed_by.name,
        first_at=decision.proposed_at,
        second=second.name if second else None,
        second_at=decision.countersigned_at if signed else None,
        same=decision.proposed_by_id == decision.countersigned_by_id,
        void=decision.state is DecisionState.VOID,
    )
