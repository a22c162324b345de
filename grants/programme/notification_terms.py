"""The part of a round's terms that speaks of notification, of hearings and of limits in time."""

from dataclasses import dataclass
from datetime import date
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class NotificationTerms:
    """How long what takes, from sending a letter to the end of the authority's own limits."""

    post_days: int = 4
    """On this day after posting a letter counts as notified. Source: § 41 (2) VwVfG."""
    electronic_days: int = 4
    """The same for a letter that is sent electronically."""
    days_before: int = 3
    """The same for a letter sent before `changed_on`, either way."""
    changed_on: date = date(2025, 1, 1)
    """Since when the newer numbers hold."""
    retrieval_days: int = 10
    """Days for fetching a letter from the portal; then it has to be sent again (§ 41 (2a))."""
    shift_fiction: bool = True
    """Does that day move to the next working day? Disputed; True favours the recipient."""
    remedy_months: int = 1
    """Months for objection or court action (§§ 70, 74 VwGO)."""
    uninstructed_months: int = 12
    """The same where the instruction is wrong or missing (§ 58 (2) VwGO)."""
    hearing_weeks: int = 4
    """Weeks for an answer before a burdening decision (§ 28 VwVfG). A choice of ours."""
    revoke_months: int = 12
    """Months from knowledge of the facts to the last day of a revocation (§§ 48 (4), 49)."""
    warn_months: tuple[int, ...] = (9, 11)
    """So many months after it the officers are warned. A choice of ours."""
    enter_days: int = 7
    """Days after posting in which it may be entered; one entry alone must not end a period that
    nobody could have kept. A choice of ours."""

    def __post_init__(self) -> None:
        counts = (self.post_days, self.electronic_days, self.days_before, self.retrieval_days)
        if min(counts) < 1:
            raise ValueError("a letter is never notified on the day on which it is sent")
        if min(self.remedy_months, self.hearing_weeks, self.revoke_months) < 1:
            raise ValueError("a period is at least one month or week")
        if not all(0 < month < self.revoke_months for month in self.warn_months):
            raise ValueError("a warning comes within the limit")


USUAL_NOTIFICATION: Final = NotificationTerms()
"""What holds where the terms of a round say nothing of their own."""
