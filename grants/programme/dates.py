"""The part of a round's terms that speaks of due dates and reminders."""

from dataclasses import dataclass
from enum import StrEnum

from grants.programme.words import Words


class DeadlineKind(StrEnum):
    """Whether a date moves when it falls on a day without work (R-040)."""

    FRIST = "frist"
    """A period: its end moves to the next working day (§ 31 VwVfG, § 193 BGB)."""
    TERMIN = "termin"
    """A fixed day set by the authority: it stays (§ 31(5) VwVfG)."""


class LatePolicy(StrEnum):
    """What becomes of an application that comes after the deadline (R-014)."""

    REJECT = "reject"
    """It is refused; drafts expire when the round closes."""
    MARK = "mark"
    """It is taken until the formal check begins, and pointed out to those who decide."""
    ACCEPT = "accept"
    """It is taken until the formal check begins, and recorded as late."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadlines:
    """When reports are due (R-041 to R-043)."""

    interim_month: int
    interim_day: int
    """The day of the following year on which an interim proof is due: month 4, day 30."""
    interim_kind: DeadlineKind
    interim_for_last_year: bool
    """Is an interim proof due for the year in which the purpose is fulfilled?"""
    final_months: int
    """Months after the end of the period in which the final proof is due."""
    final_kind: DeadlineKind
    invitation_days: int
    """Days before the end of the period on which we ask for the final proof."""
    holiday_land: str
    """The Land whose public holidays count, by its ISO 3166-2 code without DE-."""
    skip_first_interim_from_month: int | None = None
    """A grant that starts in this month or later owes no interim proof for its first year;
    None: it owes one for every year it touches, even for one day (R-042)."""
    partner_milestone_month: int | None = None
    """Month of the concept phase in which the search for partners ends; None: no milestone.
    Dohse, Fornahl and Vehrke (2018), section 5.2, report one year."""
    declaration_month: int | None = None
    declaration_day: int = 31
    """The day of the following year by which a recipient declares that nothing happened that has
    to be notified; no month: no such declaration."""
    success_months: int | None = None
    """Months after the final proof in which the report on success is due; 0: with it; None: no
    such report."""
    after_award_days: int = 60
    """Days after the award in which a report comes whose day had passed before the award."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderStage:
    """One reminder around a due date."""

    code: str
    """Ties the reminder to its due date, so that it is sent once."""
    days: int
    """Days after the due date; negative: before it."""
    name: Words
    """What it is: a note, a reminder, a formal reminder with a new period."""
