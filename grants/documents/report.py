"""What the compliance reports share: tables of people, days, letters and findings."""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from grants.documents.letter import Sender
from grants.documents.qr import Check
from grants.programme.finding import Finding
from grants.programme.money import Money, total
from grants.programme.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One line of an identification: a label and what is known."""

    label: Words
    text: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A named amount; `money` is nothing where the programme keeps no such record yet."""

    label: Words
    money: Money | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the time line."""

    at: datetime
    what: Words
    who: str
    role: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class FourEyes:
    """Who drafted and who countersigned one decision (R-054)."""

    what: Words
    drafted_by: str
    drafted_at: datetime
    countersigned_by: str | None = None
    countersigned_at: datetime | None = None
    same_person: bool = False
    """Told by the records: two people may bear the same name."""

    @property
    def result(self) -> str:
        """kept, open or broken."""
        if self.same_person:
            return "broken"
        return "kept" if self.countersigned_by else "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDate:
    """One line of the report calendar."""

    what: Words
    grant_number: str
    due: date
    submitted: date | None
    judged_on: date
    """The day of the data; a report that is still missing then is late by the days until then."""

    @property
    def days_late(self) -> int:
        """Days after the due date; 0 when in time, or not due yet."""
        return max(0, ((self.submitted or self.judged_on) - self.due).days)

    @property
    def result(self) -> str:
        """in time, late, overdue (still missing) or ahead (not due yet)."""
        if self.submitted:
            return "late" if self.days_late else "in time"
        return "overdue" if self.days_late else "ahead"


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRow:
    """A letter with the digest of its file, as it was stored."""

    what: Words
    number: str
    issued_on: date
    template_version: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentRow:
    """One payment request and what became of it by the cut-off (EUR)."""

    number: str
    submitted_on: date
    requested: Money
    correct: Money | None
    """What was found correct; None until then."""
    state: Words
    people: tuple[str, ...]
    """Who found it correct, who ordered it, who paid it; as far as it has come."""
    paid_on: date | None
    use_by: date | None
    used_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterRow:
    """A letter that changed a grant after its award, in amounts (EUR)."""

    what: Words
    number: str
    grant_number: str
    issued_on: date
    old: Money
    new: Money
    """What the recipient can have at most from then on."""
    reclaim: Money
    interest: Money
    standing: Words
    """Where the decision stands in law: not fetched, open, contested, final."""
    contests: tuple[Words, ...]

    @property
    def change(self) -> Money:
        """By how much the letter changes the grant."""
        return self.new - self.old

    @property
    def reclaims(self) -> bool:
        """Does it ask for money, back or as interest?"""
        return self.reclaim.cents > 0 or self.interest.cents > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CapStep:
    """A decision that changed what is committed to the cluster."""

    day: date
    what: Words
    change: Money
    committed: Money
    """Committed to the cluster after this decision."""
    room: Money
    """Left under the cap after this decision; negative when the cap is broken."""


def cap_steps(cap: Money, changes: list[tuple[date, Words, Money]]) -> tuple[CapStep, ...]:
    """The cap position after each change, in the order given."""
    committed = [
        total(change for _, _, change in changes[:at]) for at in range(1, len(changes) + 1)
    ]
    return tuple(
        CapStep(day=day, what=what, change=change, committed=now, room=cap - now)
        for (day, what, change), now in zip(changes, committed, strict=True)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetRow:
    """Budget against actual of one line of one grant."""

    label: Words
    planned: Money
    actual: Money | None
    """Nothing as long as no report has been submitted."""
    allowed_overrun: Fraction
    """How far a line may be exceeded without approval (R-035)."""

    @property
    def difference(self) -> Money | None:
        """Actual minus planned."""
        return None if self.actual is None else self.actual - self.planned

    @property
    def used(self) -> Fraction | None:
        """The part of the plan that is used; unknown without a plan or an actual."""
        if self.actual is None or not self.planned:
            return None
        return Fraction(self.actual.cents, self.planned.cents)

    @property
    def flagged(self) -> bool:
        """Is the line exceeded by more than allowed? A line without a plan has no room at all."""
        most = self.planned.cents * (1 + self.allowed_overrun)
        return self.actual is not None and self.actual.cents > most


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportHead:
    """Who made the report, for whom, from which data."""

    sender: Sender
    lines: tuple[Words, ...]
    """What the report is about, up to four lines on the cover."""
    running: Words
    """The line at the top of the following pages."""
    cut_off: datetime
    """Everything recorded up to this second is in the report, nothing later."""
    made_for: str
    """The person who asked for it."""
    rules: Words
    """The rules it was judged by, such as "Regeln der Runde 4, Fassung 2"."""
    acts: int
    """Entries in the record of acts about this case."""
    record_intact: bool | None = None
    """The result of the check of the record; nothing when it was not checked."""
    not_recorded: tuple[Words, ...] = ()
    """What a full report would show and this system does not keep yet."""
    check: Check | None = None
    notice: Words | None = None


def broken(findings: tuple[Finding, ...]) -> list[Finding]:
    """Findings that break a rule."""
    return [finding for finding in findings if finding.breaks]


def hints(findings: tuple[Finding, ...]) -> list[Finding]:
    """Findings that warn."""
    return [finding for finding in findings if not finding.holds and finding.warns]


def verdict(findings: tuple[Finding, ...], late: int) -> str:
    """good, hint, bad or unchecked: the colour of the cover's box, with the word beside it."""
    if broken(findings):
        return "bad"
    if not findings:
        return "unchecked"
    return "hint" if late or hints(findings) else "good"
